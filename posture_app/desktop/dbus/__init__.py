"""D-Bus inside the app's loop."""
