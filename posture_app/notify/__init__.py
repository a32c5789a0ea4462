"""Ways to reach the person: one file per way, and a chain whose last link cannot fail."""
