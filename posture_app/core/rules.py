"""The figures the engine goes by: SITTING's settings, in seconds, and the reminders that are on."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time

from posture_app.core.calendar import DaysOff, WorkingHours
from posture_app.core.settings.reminder_kinds import KINDS, STAND, Reminder
from posture_app.core.settings.setting import MINUTE
from posture_app.core.settings.settings import DEFAULTS, Settings
from posture_app.core.value import value

REMINDERS: Mapping[str, Reminder] = {key: kind.reminder(DEFAULTS) for key, kind in KINDS.items()}
"""Each kind with its defaults."""


RIGHT_MOMENT = 2 * MINUTE
"""So many seconds a prompt waits for a pause in the input at the most, if it is to wait."""


@value
class Rules:
    """Durations in seconds; `working_hours` None means always.

    `break_length` is that of a break announced while no prompt shows. Of limits None means that there is none:
    `snoozes_in_row` of one reminder, `skips_a_day` of all, `quiet_after` so many showings ignored, and
    `escalate_after` so many the next way to ask. A prompt waits for a pause in the input for `right_moment`.
    """

    away_after: int = DEFAULTS.away_after * MINUTE
    passive_limit: int = DEFAULTS.passive_limit * MINUTE
    break_min: int = DEFAULTS.break_min * MINUTE
    break_length: int = DEFAULTS.break_length * MINUTE
    again_after: int = DEFAULTS.again_after * MINUTE
    snooze: int = DEFAULTS.snooze * MINUTE
    day_start: time = DEFAULTS.day_start
    working_hours: WorkingHours | None = DEFAULTS.working_hours
    days_off: DaysOff = DEFAULTS.days_off
    reminders: tuple[Reminder, ...] = (REMINDERS[STAND],)
    merge_within: int = 300
    spacing: int = 60
    snoozes_in_row: int | None = None
    skips_a_day: int | None = None
    quiet_after: int | None = None
    escalate_after: int | None = None
    right_moment: int = 0

    def every(self, kind: str) -> int | None:
        """After how many seconds this kind is due; None if it is off."""
        return next((reminder.every for reminder in self.reminders if reminder.kind == kind), None)

    def with_stand(self, *, every: int | None = None, length: int | None = None) -> "Rules":
        """The same rules with another interval or break of the stand-up reminder."""
        changed = tuple(
            replace(
                reminder,
                every=reminder.every if every is None else every,
                length=reminder.length if length is None else length,
            )
            if reminder.kind == STAND
            else reminder
            for reminder in self.reminders
        )
        return replace(self, reminders=changed)


def rules_of(settings: Settings, asked: str = "") -> Rules:
    """The rules as these settings have them, and with the kind `asked` although it may be off; the person's own
    reminders come last.
    """
    own = (settings.own_reminder(reminder) for reminder in settings.own if reminder.on)
    return Rules(
        away_after=settings.away_after * MINUTE,
        passive_limit=settings.passive_limit * MINUTE,
        break_min=settings.break_min * MINUTE,
        break_length=settings.break_length * MINUTE,
        again_after=settings.again_after * MINUTE,
        snooze=settings.snooze * MINUTE,
        day_start=settings.day_start,
        working_hours=settings.working_hours,
        days_off=settings.days_off,
        reminders=(*settings.reminders(asked), *own),
        snoozes_in_row=0 if settings.strict else settings.snoozes_in_row,
        skips_a_day=0 if settings.strict else settings.skips_a_day or None,
        quiet_after=settings.quiet_after or None,
        escalate_after=settings.escalate_after or None,
        right_moment=RIGHT_MOMENT if settings.right_moment else 0,
    )
