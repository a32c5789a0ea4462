"""What comes up by itself: the card, the break screen, the greeting."""
