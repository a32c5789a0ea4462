"""What the computer can tell about the person: one file per source, listed in order in `sources`."""
