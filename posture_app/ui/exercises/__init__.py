"""Exercises: found, shown and done."""
