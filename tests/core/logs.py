"""Random logs around the moments at which days begin and clocks change, and what they amount to, counted naively."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from posture_app.core.prompts import LoggedPrompt, Outcome
from posture_app.core.spans import EndedBy, Posture, Span

FOUR = time(4)
BREAK = timedelta(minutes=2)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
ZONES = ["Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Kiritimati", "UTC"]
BEGINNINGS = [
    "2026-03-02T02:55",  # before 04:00 in Berlin
    "2026-03-01T22:20",  # before 04:00 in Kolkata
    "2026-03-29T00:50",  # before Berlin goes forward
    "2026-10-25T00:40",  # before Berlin goes back
    "2026-04-04T14:50",  # before Lord Howe goes back, by half an hour
    "2026-10-03T15:20",  # before Lord Howe goes forward
    "2026-03-08T05:20",  # before St John's goes forward
    "2026-11-01T04:20",  # before St John's goes back
]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@st.composite
def logs(draw: st.DrawFn, most: int = 12, longest: int = 1500) -> tuple[list[Span], list[LoggedPrompt]]:
    """Spans that do not overlap, the person moving between zones now and then, and showings while they sat."""
    at, zone = utc(draw(st.sampled_from(BEGINNINGS))), draw(st.sampled_from(ZONES))
    at += timedelta(seconds=draw(st.integers(-600, 600)))
    spans, rows = [], []
    for _ in range(draw(st.integers(0, most))):
        at += timedelta(seconds=draw(st.sampled_from([0, 1, 119, 120, 121, 400, 3600, 9000, 40000])))
        if not draw(st.integers(0, 5)):
            zone = draw(st.sampled_from(ZONES))
        posture = draw(st.sampled_from([Posture.SITTING, Posture.SITTING, Posture.STANDING]))
        length = draw(st.one_of(st.integers(1, 300), st.integers(1, longest)))
        end = at + timedelta(seconds=length)
        spans.append(Span(posture, at, end, EndedBy.IDLE, zone))
        if posture is Posture.SITTING and draw(st.booleans()):
            shown = sorted(draw(st.sets(st.integers(1, length), max_size=2)))
            rows += [
                LoggedPrompt(
                    "stand",
                    (),
                    at + timedelta(seconds=s),
                    zone,
                    draw(st.none() | st.sampled_from([*Outcome, Outcome.KEPT])),
                )
                for s in shown
            ]
        at = end
    return spans, rows


def naive_day(at: datetime, zone: str) -> date:
    """By the reading of the clock alone; clocks do not change at four in these zones."""
    local = at.astimezone(ZoneInfo(zone))
    return local.date() if local.time() >= FOUR else local.date() - DAY


def reading(at: datetime, zone: str, day: date) -> int:
    local = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return int((local - datetime.combine(day, time(0))).total_seconds())  # the clock's, not true time


@dataclass
class Naive:
    """What a second-by-second count gives, by day."""

    sitting: Counter[date]
    standing: Counter[date]
    begun: dict[date, list[int]]
    parts: dict[date, list[int]]
    breaks: Counter[date]
    prompted: Counter[date]
    first: dict[date, int]
    last: dict[date, int]


def seconds(spans: list[Span]) -> Iterator[tuple[datetime, Posture, str]]:
    for span in spans:
        for shift in range((span.end - span.start) // SECOND):
            yield span.start + shift * SECOND, span.posture, span.zone


def count(spans: list[Span], rows: list[LoggedPrompt]) -> Naive:
    naive = Naive(Counter(), Counter(), defaultdict(list), defaultdict(list), Counter(), Counter(), {}, {})
    bouts: list[list[tuple[datetime, str]]] = []
    for at, posture, zone in seconds(spans):
        day = naive_day(at, zone)
        if posture is Posture.STANDING:
            naive.standing[day] += 1
            continue
        naive.sitting[day] += 1
        naive.first.setdefault(day, reading(at, zone, day))
        naive.last[day] = reading(at + SECOND, zone, day)
        if not bouts or at - bouts[-1][-1][0] - SECOND >= BREAK:
            bouts.append([])
        bouts[-1].append((at, zone))
    for bout in bouts:
        naive.begun[naive_day(*bout[0])].append(len(bout))
        for day, length in Counter(naive_day(*second) for second in bout).items():
            naive.parts[day].append(length)
    for bout, following in pairwise(bouts):
        ended, zone = bout[-1][0] + SECOND, bout[-1][1]
        day = naive_day(ended, zone)
        if day == naive_day(*following[0]):
            naive.breaks[day] += 1
            inside = [row for row in rows if bout[0][0] <= row.at <= ended]
            naive.prompted[day] += bool(inside) and max(inside, key=lambda row: row.at).outcome is Outcome.KEPT
    return naive
