"""Widgets and style; nothing here knows of posture."""
