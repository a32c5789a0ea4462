"""The exercises and tips that come with the app, read and checked."""
