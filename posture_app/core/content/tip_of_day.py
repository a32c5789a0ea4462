"""The tip of the day: the same all day, and none twice before all were shown."""

import random
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from posture_app.core.content.content import Tip
from posture_app.core.value import value


@value
class TipsShown:
    """The ids that this round has had, in order, the last one on `day`; and the day on which a break last had one."""

    ids: tuple[str, ...] = ()
    day: date | None = None
    after_break: date | None = None

    def stored(self) -> Mapping[str, object]:
        """As JSON knows it."""
        days = {"day": self.day, "after_break": self.after_break}
        return {"ids": list(self.ids), **{key: day.isoformat() for key, day in days.items() if day is not None}}


def tips_shown(stored: object) -> TipsShown:
    """What was stored so; nothing was shown if it is nonsense."""
    match stored:
        case {"ids": list(ids), **rest} if all(isinstance(each, str) for each in ids):
            return TipsShown(tuple(ids), _day(rest.get("day")), _day(rest.get("after_break")))
    return TipsShown()


def tip_of_day(
    tips: Sequence[Tip], shown: TipsShown, day: date, hidden: Collection[str] = ()
) -> tuple[Tip | None, TipsShown]:
    """The tip for this day, and what has been shown with it. One that is `hidden` gives way to another at once."""
    offered = {tip.id: tip for tip in tips if tip.id not in hidden}
    if not offered:
        return None, shown
    last = shown.ids[-1] if shown.ids else ""
    if shown.day == day and last in offered:
        return offered[last], shown
    fresh = [name for name in offered if name not in shown.ids]
    before = shown.ids
    if not fresh:  # a new round, which does not begin with what the last one ended with
        fresh, before = [name for name in offered if name != last] or list(offered), ()
    chosen = random.Random(day.toordinal()).choice(fresh)
    return offered[chosen], TipsShown((*before, chosen), day, shown.after_break)


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
