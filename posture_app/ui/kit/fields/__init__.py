"""What a person chooses, steps or types in."""
