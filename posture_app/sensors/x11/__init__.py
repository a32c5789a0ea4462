"""What an X server tells, by a small client of our own."""
