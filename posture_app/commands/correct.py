"""`posture-app correct`: say what you did in a stretch of a day, list the corrections, undo one."""

import argparse
from collections.abc import Iterable
from datetime import date

from posture_app.commands.context import Context, changing, read_context
from posture_app.commands.output import line
from posture_app.core.calendar import day_bounds
from posture_app.core.errors import KnownError, UsageError
from posture_app.core.language import N_, _
from posture_app.core.record.corrections import correction_words, named_day, read_time, stretch
from posture_app.core.record.diary import Correction
from posture_app.core.spans import AWAY, Posture
from posture_app.store.log.log import open_diary, open_to_read

USAGE = N_("Say which: posture-app correct DAY FROM TO sitting|standing|away; or --list, or --undo NUMBER.")


def correct(options: argparse.Namespace) -> int:
    """Add a correction, list them, or undo one; with or without a running app."""
    words = options.day, options.first, options.last, options.posture
    wanted = options.listed is not None, options.undo is not None, any(words)
    if sum(wanted) != 1 or (any(words) and not all(words)):
        raise UsageError(_(USAGE))
    context = read_context(options)
    if options.listed is not None:
        return _list(context, options.listed)
    if options.undo is not None:
        return _undo(context, options.undo)
    return _add(context, _read(options, context))


def read_named_day(text: str, context: Context) -> date:
    """The day of 2026-03-02, “today” or “yesterday”. Raises UsageError."""
    try:
        return named_day(text, context.today)
    except ValueError as error:
        raise UsageError(f"{error}.") from error


def _read(options: argparse.Namespace, context: Context) -> Correction:
    posture = None if options.posture == AWAY else Posture(options.posture)
    day, zone, now = read_named_day(options.day, context), context.zone, context.now
    try:
        first, last = read_time(options.first), read_time(options.last)
        start, end = stretch(day, first, last, zone=zone, day_start=context.settings.day_start, now=now)
    except ValueError as error:
        raise UsageError(f"{error}.") from error
    return Correction(posture, start, end, zone, now)


def _add(context: Context, correction: Correction) -> int:
    with changing(context.where), open_diary(context.where.database) as diary:
        diary.correct(correction)
        number = max(each.id for each in diary.corrections(correction.start, correction.end))
    line(
        _("{correction}. To take it back: posture-app correct --undo {number}").format(
            correction=_words(correction, context), number=number
        )
    )
    return 0


def _list(context: Context, day: str) -> int:
    bounds = day_bounds(read_named_day(day, context), context.zone, context.settings.day_start) if day else (None, None)
    with open_to_read(context.where.database) as log:
        found = sorted(_holding(log.diary.corrections(*bounds)), key=lambda each: each.start)
    for each in found:
        line(f"{each.id:>4}  {_words(each, context)}")
    if not found:
        line(_("There are no corrections."))
    return 0


def _undo(context: Context, number: int) -> int:
    with changing(context.where), open_diary(context.where.database) as diary:
        found = next((each for each in _holding(diary.corrections()) if each.id == number), None)
        if found is None:
            raise KnownError(
                _("There is no correction {number}; for a list of them: posture-app correct --list").format(
                    number=number
                )
            )
        diary.undo(number, context.now)
    line(_("Taken back: {correction}.").format(correction=_words(found, context)))
    return 0


def _holding(corrections: Iterable[Correction]) -> list[Correction]:
    return [each for each in corrections if each.undone is None]


def _words(correction: Correction, context: Context) -> str:
    return f"{context.day_of(correction.start)}  {correction_words(correction, context.zone)}"
