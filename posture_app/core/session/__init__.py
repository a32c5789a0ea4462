"""Doing exercises: a run of them laid out in time, and what was done of it."""
