"""Breaks that the person takes unasked: which there are, in words, and what begins with one."""

from collections.abc import Sequence
from dataclasses import replace

from posture_app.core.language import _
from posture_app.core.settings.reminder_kinds import GROUPS, KINDS, MOVE, RISE, SIT, STAND, Reminder, counted_length
from posture_app.core.settings.setting import MINUTE
from posture_app.core.settings.settings import Settings
from posture_app.core.words import duration


def breaks(settings: Settings) -> Sequence[tuple[str, str]]:
    """The kinds of reminder that have a break, with its length: “Stretch · 3 min”. Those of a standing desk are for who
    has one; who moves in place of getting up, as in a wheelchair, is offered what is switched on.
    """
    seated = settings.profile.seated or (settings.move and not settings.stand)
    special = (MOVE, RISE, SIT)
    kinds = [kind for kind in GROUPS.values() if getattr(settings, kind.switch) or kind.key not in special]
    reminders = settings.reminders() if seated else [kind.reminder(settings) for kind in kinds]
    own = [(reminder.name, settings.own_reminder(reminder)) for reminder in settings.own]
    titled = [(_(KINDS[each.kind].title), each) for each in reminders]
    found = [(title, counting(each, settings)) for title, each in [*titled, *own] if title and each.length]
    return tuple((each.kind, _words(title, each)) for title, each in found)


def counting(reminder: Reminder, settings: Settings) -> Reminder:
    """The same with a break that counts as one, as the engine has it."""
    if not reminder.rises or not reminder.length:
        return reminder
    return replace(reminder, length=counted_length(reminder.kind, reminder.length, settings.break_min * MINUTE))


def break_title(reminder: Reminder) -> str:
    """What stands above a break that has begun."""
    kind = KINDS.get(reminder.kind)
    title = kind.prompt_title if kind and kind.key != STAND else _("Your break: {length}")
    return title.format(length=duration(reminder.length), seconds=reminder.length)


def _words(title: str, reminder: Reminder) -> str:
    return _("{what} · {length}").format(what=title, length=duration(reminder.length))
