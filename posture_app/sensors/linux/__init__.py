"""What Linux tells over D-Bus, whatever shows the windows."""
