"""Programmes and routines, read and checked."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TypedDict

from posture_app.core.content.checked_table import CheckedTable
from posture_app.core.content.exercises import Evidence, Exercise, Mode, Source
from posture_app.core.content.limits import ITEM, NONE, SESSION
from posture_app.core.content.programmes import Item, Moment, Programme, Replaces, Routine, Rules, Session, Variant
from posture_app.core.language import _

LONGEST = 600
"""No exercise takes longer, in seconds: a break is ten minutes at most."""
LONGEST_ITEM = 3600
"""A walk of a programme may take so long."""
LONGEST_ROUTINE = 900
MOST_WEEKS = 26
_OF_SESSIONS = ("name", "weeks", "days", "a_day", "moment", "every_min", "choose")
_OF_ITEMS = ("up_s", "hold_s", "down_s", "reps", "sets", "rest_s", "note", "instead")
_GAP = (2, 365)
_RULES = {
    "advance_percent": (1, 100),
    "session_percent": (1, 100),
    "back_one_days": _GAP,
    "back_two_days": _GAP,
    "restart_days": _GAP,
}


class Grounds(TypedDict):
    """What a statement rests on, as every entry has it."""

    evidence: Evidence
    evidence_note: str
    sources: tuple[Source, ...]
    reviewed: date


class ProgrammeReading:
    """Reads programmes and routines of these exercises."""

    def __init__(self, exercises: Mapping[str, Exercise], grounds: Callable[[CheckedTable, int], Grounds]) -> None:
        self._exercises = exercises
        self._grounds = grounds

    def programme(self, entry: CheckedTable, version: int) -> Programme:
        weeks = entry.whole("weeks", 0, MOST_WEEKS)
        session = partial(self._session, weeks=weeks)
        programme = Programme(
            id=entry.name("id"),
            name=entry.text("name"),
            in_short=entry.text("in_short"),
            text=entry.text("text"),
            untested=entry.text("untested"),
            not_for=entry.texts("not_for", count=(0, 6)),
            weeks=weeks,
            replaces=entry.word("replaces", Replaces) if entry.has("replaces") else Replaces.NOTHING,
            rules=entry.table("rules", _rules, NONE, optional=_RULES) if entry.has("rules") else Rules(),
            sessions=entry.tables("sessions", session, SESSION, count=(1, 40), optional=_OF_SESSIONS),
            **self._grounds(entry, version),
        )
        if not entry.faults:
            _check_weeks(entry, programme)
        return programme

    def _session(self, entry: CheckedTable, weeks: int) -> Session:
        for key in ("moment", "every_min") if weeks else ("weeks", "days", "a_day"):
            if entry.has(key):
                only = (
                    _("{key} is for programmes of hours only.")
                    if weeks
                    else _("{key} is for programmes of weeks only.")
                )
                entry.fault(key, only)
        for key in ("weeks", "days") if weeks else ("moment",):
            if not entry.has(key):
                entry.fault(key, _("{key} is missing."))
        moment = entry.word("moment", Moment) if entry.has("moment") else None
        if entry.has("every_min") is not (moment is Moment.DURING):
            entry.fault("every_min", _("{key} goes with the moment “during”, and with no other."))
        items = self._items(entry)
        return Session(
            name=entry.text("name"),
            variants=entry.words("variants", Variant, at_least=1),
            weeks=entry.wholes("weeks", 1, weeks + 1, count=(1, MOST_WEEKS)),
            days=entry.whole("days", 1, 7) if weeks else 0,
            a_day=entry.whole("a_day", 1, 4),
            moment=moment,
            every_min=entry.whole("every_min", 10, 240) if entry.has("every_min") else 0,
            choose=_choose(entry, items),
            items=items,
        )

    def routine(self, entry: CheckedTable, version: int) -> Routine:
        items = self._items(entry)
        routine = Routine(
            id=entry.name("id"),
            name=entry.text("name"),
            in_short=entry.text("in_short"),
            items=items,
            choose=_choose(entry, items),
            **self._grounds(entry, version),
        )
        if not entry.faults:
            lengths = sorted((item.dosed(self._exercises[item.exercise]).total_s for item in items), reverse=True)
            if sum(lengths[: routine.choose or None]) > LONGEST_ROUTINE:
                entry.fault("items", _("{key} take longer than {longest} s."), longest=LONGEST_ROUTINE)
        return routine

    def _items(self, entry: CheckedTable) -> tuple[Item, ...]:
        return entry.tables("items", self._item, ITEM, count=(1, 12), optional=_OF_ITEMS)

    def _item(self, entry: CheckedTable, *, instead: bool = True) -> Item:
        id_ = entry.among("exercise", self._exercises, "exercise")
        doses = {"up_s": (0, 30), "hold_s": (0, LONGEST_ITEM), "down_s": (0, 30)}
        doses |= {"reps": (1, 50), "sets": (1, 5), "rest_s": (0, 120)}
        other = None
        if instead and entry.has("instead"):
            other = entry.table("instead", partial(self._item, instead=False), ITEM, optional=_OF_ITEMS)
        item = Item(
            exercise=id_,
            **{key: entry.whole(key, *limits) for key, limits in doses.items() if entry.has(key)},
            note=entry.text("note"),
            instead=other,
        )
        if id_ in self._exercises:
            check_dose(entry, item.dosed(self._exercises[id_]), LONGEST_ITEM)
        return item


def _rules(entry: CheckedTable) -> Rules:
    rules = Rules(**{key: entry.whole(key, *limits) for key, limits in _RULES.items() if entry.has(key)})
    if not rules.back_one_days <= rules.back_two_days <= rules.restart_days:
        entry.fault("restart_days", _("{key} and the other gaps must be in order: one week, two weeks, the start."))
    return rules


def _choose(entry: CheckedTable, items: tuple[Item, ...]) -> int:
    return entry.whole("choose", 1, max(1, len(items) - 1)) if entry.has("choose") else 0


def _check_weeks(entry: CheckedTable, programme: Programme) -> None:
    for variant in Variant:
        sessions = [session for session in programme.sessions if variant in session.variants]
        if variant is Variant.USUAL and not sessions:
            entry.fault("sessions", _("{key} has none of the variant “usual”."))
        missing = set(range(1, programme.weeks + 1)) - {week for each in sessions for week in each.weeks}
        if sessions and missing:
            entry.fault(
                "sessions",
                _("{key} of the variant “{variant}” has none for week {number}."),
                variant=variant,
                number=min(missing),
            )


def check_dose(entry: CheckedTable, exercise: Exercise, longest: int = LONGEST) -> None:
    """Note what cannot be done like that, or not in this time."""
    if exercise.mode is not Mode.REPS and exercise.hold_s == 0:
        entry.fault("hold_s", _("{key} must not be 0 when mode is {mode}."), mode=exercise.mode)
    if exercise.mode is Mode.TIMED and exercise.reps != 1:
        entry.fault("reps", _("{key} must be 1 when mode is timed."))
    if exercise.mode is Mode.REPS and exercise.up_s + exercise.down_s == 0:
        entry.fault("up_s", _("{key} and down_s must not both be 0 when mode is reps."))
    if exercise.total_s > longest:
        entry.fault(
            "sets",
            _("{key} and the other doses make {total_s} s; at most {longest} s fit."),
            total_s=exercise.total_s,
            longest=longest,
        )
