"""Pictures of a person from the front, from the back and from above."""
