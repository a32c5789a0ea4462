"""Copies of the log, made, checked and put back."""
