"""The log as the app uses it: written, read, and kept for later while it cannot be written."""
