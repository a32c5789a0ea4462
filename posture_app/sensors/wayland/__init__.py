"""What a Wayland session tells."""
