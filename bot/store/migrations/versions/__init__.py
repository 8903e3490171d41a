"""One file for each step, named for its number and what it brings; every step names the one before it."""
