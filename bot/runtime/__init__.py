"""What the running program needs around Rasa: imports, actions in process, serving."""
