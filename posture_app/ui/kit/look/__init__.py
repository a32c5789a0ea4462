"""What all widgets look like: colours, sizes, room and signs."""
