"""The conversation: from an understood message and the state to answers and a new state.

Pure: no Rasa, no I/O. actions/ calls it; `Conversation` in conversation.py is the entry.
"""
