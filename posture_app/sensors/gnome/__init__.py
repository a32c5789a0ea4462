"""Facts from GNOME and the desktops that are like it."""
