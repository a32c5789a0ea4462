"""For any log and any stretch: the log is what it was without the stretch, to the second, and nothing else changes."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from posture_app.core.calendar import offset_of
from posture_app.core.prompts import LoggedPrompt, Outcome, Shown
from posture_app.core.record.diary import Correction, Session
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.store.erase.erasing import erase
from posture_app.store.file.connection import connect
from posture_app.store.file.moments import MICROSECOND, to_us
from tests.core.record.stretches import stretch_of_time
from tests.store.conftest import open_at

FOUR = time(4)
FAR = datetime(2200, 1, 1, tzinfo=UTC)
ZONES = st.sampled_from(
    ["Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kolkata", "Pacific/Apia", "UTC"]
)
CHANGES = [
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),  # Berlin goes forward
    datetime(2026, 10, 25, 1, 0, tzinfo=UTC),  # and back
    datetime(2026, 4, 4, 15, 0, tzinfo=UTC),  # Lord Howe goes back, by half an hour
    datetime(2026, 11, 1, 6, 30, tzinfo=UTC),  # St John's goes back
]
STEPS = st.timedeltas(timedelta(microseconds=1), timedelta(hours=5))


@st.composite
def recorded(draw: st.DrawFn, around: datetime) -> list[Span]:
    """What one source recorded around this moment, in its order; the clock may be set between any two."""
    spans: list[Span] = []
    at = around - timedelta(hours=12) + draw(STEPS)
    for _ in range(draw(st.integers(0, 8))):
        gap = draw(st.none() | STEPS)
        at += draw(STEPS) if gap is None else draw(st.timedeltas(timedelta(hours=-4), timedelta(hours=4)))
        end = at + draw(STEPS)
        posture, ended_by = draw(st.sampled_from(Posture)), draw(st.sampled_from(EndedBy))
        spans.append(Span(posture, at, end, ended_by, draw(ZONES), gap if spans else None))
        at = end
    return spans


Piece = tuple[Posture, datetime, datetime, EndedBy | None, str]


def rest(span: Span, since: datetime, until: datetime) -> Iterator[Piece]:
    """What is left of a span."""
    parts = ((span.start, min(span.end, since)), (max(span.start, until), span.end))
    for start, end in parts if span.start < until and span.end > since else ((span.start, span.end),):
        if start < end:
            yield span.posture, start, end, span.ended_by if end == span.end else EndedBy.STOPPED, span.zone


def pieces(spans: Sequence[Span]) -> list[Piece]:
    return [(span.posture, span.start, span.end, span.ended_by, span.zone) for span in spans]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_log_is_what_it_was_without_the_stretch(data: st.DataObject) -> None:
    around = data.draw(st.sampled_from(CHANGES))
    own, other = data.draw(recorded(around)), data.draw(recorded(around))
    near = st.timedeltas(timedelta(hours=-14), timedelta(hours=30)).map(lambda shift: around + shift)
    borders = [edge for span in (*own, *other) for edge in (span.start, span.end)]
    moments = near if not borders else near | st.sampled_from(borders)
    since, until = sorted((data.draw(moments), data.draw(moments)))
    amid: bool = data.draw(st.booleans())
    if own and amid:  # in the midst of a span, if it is long enough
        since = data.draw(st.sampled_from(own)).start + timedelta(seconds=1)
        until = since + data.draw(st.timedeltas(timedelta(seconds=1), timedelta(hours=2)))
    until = max(until, since + MICROSECOND)
    shown = [data.draw(moments) for _ in range(data.draw(st.integers(0, 4)))]
    said = [sorted((data.draw(moments), data.draw(moments))) for _ in range(data.draw(st.integers(0, 3)))]
    said = [[start, max(end, start + MICROSECOND)] for start, end in said]
    zone = data.draw(ZONES)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        log = open_at(path)
        with closing(connect(path)) as connection:
            connection.execute("INSERT INTO devices VALUES (2, 'b', 'B', 'computer')")
            for two in range(max(len(own), len(other))):  # in turns, so that the ids of both are mixed
                for span in other[two : two + 1]:
                    connection.execute(
                        "INSERT INTO spans (device, posture, start_us, end_us, ended_by, zone, offset_s, gap_us)"
                        " VALUES (2, ?, ?, ?, ?, ?, 0, ?)",
                        (span.posture, to_us(span.start), to_us(span.end), span.ended_by, span.zone, _us(span.gap)),
                    )
                for span in own[two : two + 1]:
                    log.record(span)
        for number, at in enumerate(shown):
            log.prompted(Shown(number, "stand", at, zone, sitting_s=1))
            log.settled(number, Outcome.KEPT)
            log.done(Session("neck-turns", at, zone, 60))
        for start, end in said:
            log.diary.correct(Correction(Posture.STANDING, start, end, zone, around))
        log.rest()
        erase(path, stretch_of_time(since, until, FAR, zone, FOUR))
        log.go_on()

        reading = log._reading
        assert [piece for span in own for piece in rest(span, since, until)] == pieces(list(log.own_spans()))
        found = list(reading.device_spans(2))
        assert [piece for span in other for piece in rest(span, since, until)] == pieces(found)
        untouched = [span for span in own if span.end <= since or span.start >= until]
        if untouched == own:
            assert own == list(log.own_spans())  # with what they say of the gaps between them
        outside = [at for at in shown if not since <= at < until]
        assert [LoggedPrompt("stand", (), at, zone, Outcome.KEPT) for at in outside] == list(log.prompts())
        assert sorted(outside) == [session.at for session in log.diary.sessions()]
        holds = sorted(
            part[1:3]
            for start, end in said
            for part in rest(Span(Posture.SITTING, start, end, None, zone), since, until)
        )
        assert holds == sorted((each.start, each.end) for each in log.diary.corrections())
        with closing(connect(path)) as connection:
            assert [("ok",)] == connection.execute("PRAGMA integrity_check").fetchall()
            asked = "SELECT start_us, zone, offset_s FROM spans WHERE device = 1"
            assert [] == [row for row in connection.execute(asked) if row[2] != _offset_s(*row[:2])]
        log.close()


def _us(gap: timedelta | None) -> int | None:
    return None if gap is None else gap // MICROSECOND


def _offset_s(us: int, zone: str) -> int:
    return offset_of(datetime(1970, 1, 1, tzinfo=UTC) + us * MICROSECOND, zone) // timedelta(seconds=1)
