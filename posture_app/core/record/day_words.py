"""A day in plain words: from when to when one sat, how long, and how far from the goal."""

from posture_app.core.calendar import local
from posture_app.core.language import _
from posture_app.core.record.day_record import DayRecord
from posture_app.core.spans import Posture
from posture_app.core.words import duration


def day_sentence(day: DayRecord) -> str:
    """What to know first of a day; "" if nobody sat, or nothing is known."""
    totals = day.totals
    if not totals.sitting_s:
        return ""
    sat = [span for span in day.spans if span.posture is Posture.SITTING]
    if not sat:  # of which another program told no more than its totals
        text = (
            _("You sat {length}, {distance} more than your goal.")
            if day.left_s < 0
            else _("You sat {length}, {distance} less than your goal.")
            if day.left_s
            else _("You sat {length}, exactly your goal.")
        )
    elif not day.over:
        text = (
            _("Since {first} you sat {length}, {distance} more than your goal.")
            if day.left_s < 0
            else _("Since {first} you sat {length}; {distance} of your goal is left.")
            if day.left_s
            else _("Since {first} you sat {length}, exactly your goal.")
        )
    else:
        text = (
            _("Between {first} and {last} you sat {length}, {distance} more than your goal.")
            if day.left_s < 0
            else _("Between {first} and {last} you sat {length}, {distance} less than your goal.")
            if day.left_s
            else _("Between {first} and {last} you sat {length}, exactly your goal.")
        )
    first = max(min((span.start for span in sat), default=day.begins), day.begins)
    last = min(max((span.end for span in sat), default=day.ends), day.ends)
    return text.format(
        first=local(first, day.zone),
        last=local(last, day.zone),
        length=duration(totals.sitting_s),
        distance=duration(abs(day.left_s)),
    )
