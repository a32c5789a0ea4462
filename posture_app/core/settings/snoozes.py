"""The lengths of a snooze that a person chooses from, as a setting: minutes, or until they pause."""

PAUSE = "pause"
MOST = 6
LONGEST = 60
Snoozes = tuple[int | None, ...]
"""Minutes each; None: until the input rests."""


def parse_snoozes(text: str) -> Snoozes:
    """Lengths such as “5, 10, 15, pause”, in the order in which they are offered. Raises ValueError."""
    found = tuple(_length(part.strip().lower()) for part in text.split(","))
    if len(found) > MOST:
        raise ValueError(f"there are {len(found)} lengths, but at most {MOST} can be offered")
    if len(set(found)) < len(found):
        raise ValueError("a length is there twice")
    return found


def format_snoozes(snoozes: Snoozes) -> str:
    """The notation that `parse_snoozes` reads."""
    return ", ".join(PAUSE if minutes is None else str(minutes) for minutes in snoozes)


def _length(text: str) -> int | None:
    if text == PAUSE:
        return None
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:4]) <= LONGEST:
        raise ValueError(f"“{text}” is not “{PAUSE}”, and no minutes from 1 to {LONGEST}")
    return int(text)
