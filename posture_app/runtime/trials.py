"""A prompt shown to try it out: of any kind, also one that is off, and nothing is recorded of it."""

from dataclasses import replace
from datetime import datetime

from posture_app.core.prompts import Shown
from posture_app.core.rules import OWN, RISE, SIT, Basis, Reminder
from posture_app.core.settings.reminder_settings import ALTERNATE
from posture_app.core.settings.settings import Settings

TYPICAL_S = 1800
_SWITCHES = {RISE: ALTERNATE, SIT: ALTERNATE}


def reminder_of(kind: str, settings: Settings) -> Reminder | None:
    """The rule of this kind, as it is or would be if it were on; one's own also by its name. None if there is none."""
    key = _SWITCHES.get(kind, kind)
    if isinstance(getattr(settings, key, None), bool):
        settings = replace(settings, **{key: True})  # type: ignore[arg-type] # a switch, as was just seen
    settings = replace(settings, own=tuple(replace(own, on=True) for own in settings.own))
    kind = RISE if kind == ALTERNATE else kind
    return next((rule for rule in settings.reminders() if rule.kind in (kind, f"{OWN}{kind}")), None)


def trial(number: int, rule: Reminder, settings: Settings, at: datetime, zone: str) -> Shown:
    """The showing of it, as if it had just become due."""
    return Shown(
        number=number,
        kind=rule.kind,
        at=at,
        zone=zone,
        sitting_s=rule.every if rule.basis in (Basis.UNBROKEN, Basis.STANDING) else TYPICAL_S,
        length_s=rule.length,
        rises=rule.rises,
        way=rule.way,
        may_snooze=settings.snoozes_in_row > 0,
    )
