"""Whatever is recorded is what is read, however the log is interrupted and asked."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from posture_app.core.prompts import LoggedPrompt, Outcome, Shown
from posture_app.core.spans import EndedBy, Posture, Span
from tests.store.conftest import open_at, outcomes

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
)
MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001 - given UTC in the next breath
LENGTHS = st.timedeltas(timedelta(microseconds=1), timedelta(days=2))
KINDS = st.sampled_from(("stand", "stretch", "feet", "own:a “day” well begun")) | st.text("äb:; '\"%", min_size=1)
OUTCOMES = st.none() | st.sampled_from(Outcome)
NEAR = st.timedeltas(timedelta(days=-2), timedelta(days=2))


@st.composite
def spans(draw: st.DrawFn) -> list[Span]:
    """Ended spans in the order of recording; the clock may be set between any two."""
    at = draw(MOMENTS)
    made = []
    for _ in range(draw(st.integers(0, 12))):
        at += draw(NEAR)
        end = at + draw(LENGTHS)
        gap = draw(st.none() | st.timedeltas(timedelta(0), timedelta(days=1)))
        posture, ended_by = draw(st.sampled_from(Posture)), draw(st.sampled_from(EndedBy))
        zone = draw(st.sampled_from(ZONES))
        made.append(Span(posture, at, end, ended_by, zone, gap))
        at = end
    return made


@settings(max_examples=60, deadline=None)
@given(spans(), st.lists(st.booleans(), min_size=12, max_size=12), st.lists(NEAR, min_size=2, max_size=2))
def test_spans_come_back_as_they_were_through_close_and_reopen(
    recorded: list[Span], reopen: list[bool], shifts: list[timedelta]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        log = open_at(path)
        for span, again in zip(recorded, reopen, strict=False):
            log.record(
                Span(span.posture, span.start, span.start + (span.end - span.start) * 2, None, span.zone, span.gap)
            )
            if again:
                log.close()
                log = open_at(path)
            log.record(span)
        assert recorded == list(log.spans())
        assert recorded[::-1] == list(log.last_spans())
        for some in recorded:
            since, until = sorted(some.start + shift for shift in shifts)
            expected = [span for span in recorded if span.start < until and span.end > since]
            assert expected == list(log.spans(since, until))
            assert [span for span in recorded if span.end > since] == list(log.spans(since))
            assert [span for span in recorded if span.start < until] == list(log.spans(until=until))
        log.close()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            LoggedPrompt, KINDS, st.lists(KINDS, max_size=3).map(tuple), MOMENTS, st.sampled_from(ZONES), OUTCOMES
        ),
        max_size=10,
    ),
    MOMENTS,
)
def test_showings_come_back_as_they_were(rows: list[LoggedPrompt], border: datetime) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = open_at(Path(folder) / "log.db")
        for number, row in enumerate(rows, 1):
            log.prompted(Shown(number, row.kind, row.at, row.zone, sitting_s=1800, again=number > 1, also=row.also))
            if row.outcome is not None:
                log.settled(number, row.outcome)
        assert rows == list(log.prompts())
        assert [row for row in rows if row.at >= border] == list(log.prompts(border))
        assert [row for row in rows if row.at < border] == list(log.prompts(until=border))
        log.close()
        log = open_at(Path(folder) / "log.db")
        log.recover()
        assert [row.outcome or Outcome.OPEN for row in rows] == outcomes(log)
        log.close()
