"""A prompt shown to try it out: of any kind, also one that is off, and nothing is recorded of it."""

from datetime import datetime

from posture_app.core.prompts import Shown
from posture_app.core.settings.reminder_kinds import KINDS, OWN_PREFIX, Basis, Reminder
from posture_app.core.settings.settings import Settings

TYPICAL_S = 1800


def reminder_of(name: str, settings: Settings) -> Reminder | None:
    """The reminder of this name as it is, or would be if it were on; the name is the key of a kind or of its switch, or
    what the person calls one of their own. None if there is none.
    """
    for kind in KINDS.values():
        if name in (kind.key, kind.switch):
            return kind.reminder(settings)
    return next((own.reminder() for own in settings.own if own.kind in (name, f"{OWN_PREFIX}{name}")), None)


def trial(number: int, reminder: Reminder, settings: Settings, at: datetime, zone: str) -> Shown:
    """The showing of it, as if it had just become due."""
    return Shown(
        number=number,
        kind=reminder.kind,
        at=at,
        zone=zone,
        sitting_s=reminder.every if reminder.basis in (Basis.UNBROKEN, Basis.STANDING) else TYPICAL_S,
        length_s=reminder.length,
        rises=reminder.rises,
        way=reminder.way,
        may_snooze=settings.snoozes_in_row > 0,
    )
