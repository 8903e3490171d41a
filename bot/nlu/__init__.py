"""Understanding: Rasa graph components, trained on the knowledge files. See README.md."""
