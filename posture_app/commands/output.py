"""Standard output, written whole: every command's text goes through here."""

import sys


def write(text: str) -> None:
    """Write and flush, so that a full disk or a closed pipe shows here and not at exit."""
    sys.stdout.write(text)
    sys.stdout.flush()


def line(text: str = "") -> None:
    """Write one line."""
    write(f"{text}\n")
