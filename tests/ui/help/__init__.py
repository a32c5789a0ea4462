"""The help in its window."""
