"""`posture-app correct`: what a person says afterwards of a stretch of a day; listed, and taken back."""

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from posture_app.commands.changing import changing
from posture_app.commands.output import line
from posture_app.core.calendar import day_bounds, day_of
from posture_app.core.errors import KnownError, UsageError
from posture_app.core.record.corrections import AWAY, correction_words, named_day, read_time, stretch
from posture_app.core.record.diary import Correction
from posture_app.core.spans import Posture
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.paths import Places, places
from posture_app.desktop.settings_file import SettingsFile
from posture_app.desktop.zone import local_zone
from posture_app.store.log.log import open_diary, open_to_read

USAGE = "Say which: posture-app correct DAY FROM TO sitting|standing|away; or --list, or --undo NUMBER."


@dataclass(frozen=True, slots=True)
class When:
    """When and where it is, and when days begin there."""

    now: datetime
    zone: str
    day_start: time

    def day(self, text: str) -> date:
        """The day that is meant. Raises UsageError."""
        try:
            return named_day(text, day_of(self.now, self.zone, self.day_start))
        except ValueError as error:
            raise UsageError(f"{error}.") from error


def present(where: Places) -> When:
    """The present at these places."""
    return When(SystemClock().now().wall, local_zone(), SettingsFile(where.settings).load().settings.day_start)


def correct(options: argparse.Namespace) -> int:
    """Add a correction, list them, or take one back; beside the running app or without it."""
    where, said = places(options.data_dir), (options.day, options.first, options.last, options.posture)
    wanted = options.listed is not None, options.undo is not None, any(said)
    if sum(wanted) != 1 or (any(said) and not all(said)):
        raise UsageError(USAGE)
    at = present(where)
    if options.listed is not None:
        return _list(where, at, options.listed)
    if options.undo is not None:
        return _undo(where, at, options.undo)
    return _add(where, at, _read(options, at))


def _read(options: argparse.Namespace, at: When) -> Correction:
    posture = None if options.posture == AWAY else Posture(options.posture)
    day = at.day(options.day)
    try:
        first, last = read_time(options.first), read_time(options.last)
        start, end = stretch(day, first, last, zone=at.zone, day_start=at.day_start, now=at.now)
    except ValueError as error:
        raise UsageError(f"{error}.") from error
    return Correction(posture, start, end, at.zone, at.now)


def _add(where: Places, at: When, correction: Correction) -> int:
    with changing(where), open_diary(where.database) as diary:
        diary.correct(correction)
        number = max(each.id for each in diary.corrections(correction.start, correction.end))
    line(f"{_words(correction, at)}. To take it back: posture-app correct --undo {number}")
    return 0


def _list(where: Places, at: When, day: str) -> int:
    bounds = day_bounds(at.day(day), at.zone, at.day_start) if day else (None, None)
    with open_to_read(where.database) as log:
        found = sorted(_holding(log.diary.corrections(*bounds)), key=lambda each: each.start)
    for each in found:
        line(f"{each.id:>4}  {_words(each, at)}")
    if not found:
        line("There are no corrections.")
    return 0


def _undo(where: Places, at: When, number: int) -> int:
    with changing(where), open_diary(where.database) as diary:
        found = next((each for each in _holding(diary.corrections()) if each.id == number), None)
        if found is None:
            raise KnownError(f"There is no correction {number}; for a list of them: posture-app correct --list")
        diary.undo(number, at.now)
    line(f"Taken back: {_words(found, at)}.")
    return 0


def _holding(corrections: Iterable[Correction]) -> list[Correction]:
    return [each for each in corrections if each.undone is None]


def _words(correction: Correction, at: When) -> str:
    day = day_of(correction.start, at.zone, at.day_start)
    words = correction_words(correction, at.zone)
    return f"{day}  {words[0].lower()}{words[1:]}"
