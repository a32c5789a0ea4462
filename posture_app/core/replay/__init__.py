"""Recorded days played to the engine again."""
