"""The log of spans and prompts, in one SQLite file."""
