"""What macOS tells."""
