"""Editing the knowledge: drafts, what a change makes different, publishing, learning from use."""
