"""Pictures of a face."""
