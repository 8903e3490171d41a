"""The default Rasa Chinese bot, set up as its documentation says, to measure against."""
