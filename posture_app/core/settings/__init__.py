"""The settings: one table with key, type, default, range and help of each."""
