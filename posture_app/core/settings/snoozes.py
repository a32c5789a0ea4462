"""The lengths of a snooze that a person chooses from, as a setting: minutes, or until they pause."""

from posture_app.core.language import _

PAUSE = "pause"
MOST = 6
LONGEST = 60
Snoozes = tuple[int | None, ...]
"""Minutes each; None: until the input rests."""


def parse_snoozes(text: str) -> Snoozes:
    """Lengths such as “5, 10, 15, pause”, in the order in which they are offered. Raises ValueError."""
    found = tuple(_length(part.strip().lower()) for part in text.split(","))
    if len(found) > MOST:
        raise ValueError(
            _("there are {number} lengths, but at most {most} can be offered").format(number=len(found), most=MOST)
        )
    if len(set(found)) < len(found):
        raise ValueError(_("a length is there twice"))
    return found


def format_snoozes(snoozes: Snoozes) -> str:
    """The notation that `parse_snoozes` reads."""
    return ", ".join(PAUSE if minutes is None else str(minutes) for minutes in snoozes)


def _length(text: str) -> int | None:
    if text == PAUSE:
        return None
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:4]) <= LONGEST:
        raise ValueError(
            _("“{text}” is not “{pause}”, and no minutes from 1 to {longest}").format(
                text=text, pause=PAUSE, longest=LONGEST
            )
        )
    return int(text)
