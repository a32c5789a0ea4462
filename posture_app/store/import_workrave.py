"""Workrave’s history: its files `historystats` and `todaystats`, in the versions 3 and 4 that there are.

A line “D” begins a day: day, month (0 to 11), year (since 1900), hour and minute of its beginning, and the same of its
end, by the clock on the wall. A line “m” says what the day came to, first how many numbers follow; the first of those
is the time of activity in seconds. In version 3 a line “G” has that alone. Lines “M” were wrong, and Workrave does not
go by them either; lines “B” tell of breaks it asked for.

Of two records of one day the later holds, as in Workrave. A day on which it saw nobody is none that is known: it
writes one also where it merely ran.
"""

from collections.abc import Iterator
from datetime import date

from posture_app.core.devices import Device, DeviceKind
from posture_app.core.incoming import Entry
from posture_app.core.statistics import DayTotals
from posture_app.store.import_text import File, MalformedError

MAGIC = "WorkRaveStats"
VERSIONS = ("3", "4")
DEVICE = Device("workrave", "Workrave", DeviceKind.IMPORT)
MOMENTS = 10
"""So many numbers follow a “D”."""
LONGEST_DAY_S = 25 * 3600
NUMBERS = {"D", "B", "M", "m", "G"}


class Workrave:
    """Days, by their totals."""

    def __init__(self, file: File) -> None:
        self._file = file

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """All entries. Raises MalformedError."""
        found: dict[date, tuple[str, int]] = {}
        day: date | None = None
        begun, told = "", True
        for number, line in enumerate(self._file.lines(), 1):
            place, words = f"line {number}", line.split()
            if number == 1:
                _check_head(words)
            elif words and words[0] == "D":
                _check_told(begun, told=told)
                day, begun, told = _day(_numbers(words, place), place), place, False
            elif words:
                active_s = _active_s(words, place)
                if day is None:
                    raise MalformedError("it comes before the first day", place)
                if active_s is not None:
                    told = True
                    found[day] = place, active_s
        _check_told(begun, told=told)
        for each, (place, active_s) in sorted(found.items()):
            if active_s:
                yield place, Entry(DEVICE, DayTotals(each, sitting_s=active_s))


def _check_head(words: list[str]) -> None:
    if words[:1] != [MAGIC]:
        raise MalformedError("it is no history of Workrave", "line 1")
    if len(words) != 2 or words[1] not in VERSIONS:  # noqa: PLR2004 - a word and a number
        raise MalformedError(f"it is of another version of Workrave’s history than {' or '.join(VERSIONS)}", "line 1")


def _check_told(begun: str, *, told: bool) -> None:
    if not told:
        raise MalformedError("what this day came to is missing; is the file cut short?", begun)


def _numbers(words: list[str], place: str) -> list[int]:
    try:
        return [int(word) for word in words[1:]]
    except ValueError:
        raise MalformedError("it has something other than numbers", place) from None


def _day(numbers: list[int], place: str) -> date:
    if len(numbers) != MOMENTS:
        raise MalformedError(f"{len(numbers)} numbers follow the D, and {MOMENTS} belong there", place)
    day, month, year = numbers[:3]
    try:
        return date(1900 + year, month + 1, day)
    except (ValueError, OverflowError):
        raise MalformedError("there is no such day", place) from None


def _active_s(words: list[str], place: str) -> int | None:
    """How long somebody was active, if the line says so."""
    command, numbers = words[0], _numbers(words, place) if words[0] in NUMBERS else []
    match command, numbers:
        case (("m" | "M"), [count, *values]) if count == len(values) and values:
            active_s = values[0] if command == "m" else 0
        case "G", [active_s]:
            pass
        case "B", [_, count, *values] if count == len(values):
            return None
        case _:
            raise MalformedError("it is no line that Workrave writes, or is cut short", place)
    if not 0 <= active_s <= LONGEST_DAY_S:
        raise MalformedError(f"no day has {active_s:,} seconds of activity", place)
    return active_s
