"""Rows that cannot be are told from all others, at the very second."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from posture_app.core.record.diary import Correction, Note, Session
from posture_app.core.record.entry import PromptEntry, What
from posture_app.core.record.plausible import TOO_EARLY, TOO_LATE, TOO_LONG, why_odd
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.bouts import DayTotals

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
ZERO = datetime(1970, 1, 1, tzinfo=UTC)
SPAN = Span(Posture.SITTING, NOW, NOW + SECOND, EndedBy.IDLE, "UTC")
CORRECTION = Correction(None, NOW, NOW + SECOND, "UTC", NOW)
PROMPT = PromptEntry("stand", (), None, None, NOW, "UTC", 1800, again=False, outcome=None)
SESSION = Session("neck", NOW, "UTC", 60)
TOTALS = DayTotals(NOW.date(), 3600)


@pytest.mark.parametrize(
    ("what", "why"),
    [
        (SPAN, None),
        (replace(SPAN, end=NOW + DAY), None),
        (replace(SPAN, end=NOW + DAY + SECOND), TOO_LATE),
        (replace(SPAN, start=NOW - 2 * DAY, end=NOW), None),
        (replace(SPAN, start=NOW - 2 * DAY, end=NOW + SECOND), TOO_LONG),
        (replace(SPAN, start=ZERO, end=ZERO + SECOND), None),
        (replace(SPAN, start=ZERO - SECOND, end=ZERO + SECOND), TOO_EARLY),
        (replace(SPAN, start=datetime(5, 1, 1, tzinfo=UTC), end=datetime(5, 1, 2, tzinfo=UTC)), TOO_EARLY),
        (replace(SPAN, end=datetime(9892, 1, 1, tzinfo=UTC)), TOO_LATE),
        (CORRECTION, None),
        (replace(CORRECTION, start=NOW - 3 * DAY), TOO_LONG),
        (replace(CORRECTION, made=NOW + 2 * DAY), TOO_LATE),
        (replace(CORRECTION, undone=NOW + 2 * DAY), TOO_LATE),
        (PROMPT, None),
        (replace(PROMPT, at=NOW + 2 * DAY), TOO_LATE),
        (replace(PROMPT, sitting_s=10**18), TOO_LONG),
        (replace(PROMPT, length_s=10**18), TOO_LONG),
        (SESSION, None),
        (replace(SESSION, at=ZERO - SECOND), TOO_EARLY),
        (replace(SESSION, length_s=10**18), TOO_LONG),
        (Note(date(2031, 1, 1), "a birthday", NOW), None),
        (Note(NOW.date(), "said when?", NOW + 2 * DAY), TOO_LATE),
        (TOTALS, None),
        (TOTALS._replace(day=NOW.date() + DAY), None),  # where it is that day already
        (TOTALS._replace(day=NOW.date() + 3 * DAY), TOO_LATE),
        (TOTALS._replace(day=date(5, 1, 1)), TOO_EARLY),
        (TOTALS._replace(standing_s=10**18), TOO_LONG),
    ],
)
def test_what_can_be_is_told_from_what_cannot(what: What, why: str | None) -> None:
    assert why == why_odd(what, NOW)
