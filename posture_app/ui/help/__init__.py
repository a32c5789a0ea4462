"""The help: its window, and the text in it."""
