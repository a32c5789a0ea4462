"""What the person sees: tray, windows, charts, prompt card."""
