"""What a person deletes, and every trace of it."""
