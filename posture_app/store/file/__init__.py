"""The SQLite file itself: opened, made, checked, brought up to date."""
