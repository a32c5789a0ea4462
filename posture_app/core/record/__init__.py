"""What the record of a person's sitting holds, what was said of it afterwards, and what may be done with it."""
