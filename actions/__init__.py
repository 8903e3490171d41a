"""Rasa custom actions: thin, tracker -> conversation -> messages."""
