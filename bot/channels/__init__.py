"""Channels: each turns the neutral message into its own form."""
