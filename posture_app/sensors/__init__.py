"""What the computer can tell about the person: one file per source, ordered candidates per platform."""
