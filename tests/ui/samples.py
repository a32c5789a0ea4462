"""A made-up person's week at the desk: the same in every run, for screenshots and for tests of pages."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from posture_app.core.calendar import day_bounds, local_to_utc
from posture_app.core.detection import Detection, DetectionKind, Source, SourceReading, SourceState
from posture_app.core.effects import Prompt, Record, Settled
from posture_app.core.engine.engine import Engine
from posture_app.core.events import Event
from posture_app.core.language import lasting
from posture_app.core.prompts import Hold, LoggedPrompt, Outcome, Shown
from posture_app.core.record.day_record import DayRecord
from posture_app.core.record.entry import Device, DeviceKind
from posture_app.core.record.overlay import SourceRecord, compose
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.make_days import make_days
from posture_app.core.statistics.periods import Period
from posture_app.core.statistics.ports import DayRules, KnownDay
from posture_app.core.status import State, Status
from tests.core.record.fake_diary import Diary

ZONE = "Europe/Berlin"
TODAY = date(2026, 3, 4)  # a Wednesday
NOW = datetime(2026, 3, 4, 14, 18, tzinfo=UTC)  # 15:18 by the wall
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
START = time(4, 0)
DEVICES = tuple(Device(kind.value, "", kind) for kind in DeviceKind)


@dataclass(frozen=True)
class Log:
    """A `History` of lists."""

    kept_spans: list[Span] = field(default_factory=list)
    kept_prompts: list[LoggedPrompt] = field(default_factory=list)
    kept_totals: list[DayTotals] = field(default_factory=list)
    kept_days_off: list[date] = field(default_factory=list)
    diary: Diary = field(default_factory=Diary)
    remembered: dict[str, object] = field(default_factory=dict)

    def recall(self, key: str) -> object:
        return self.remembered.get(key)

    def remember(self, key: str, value: object) -> None:
        self.remembered[key] = value

    def spans(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Span]:
        seen = [SourceRecord(device, [s for s in self.kept_spans if s.origin is device.origin]) for device in DEVICES]
        for span in compose([each for each in seen if each.spans], list(self.diary.corrections())):
            if (since is None or span.end >= since) and (until is None or span.start < until):
                yield span

    def prompts(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[LoggedPrompt]:
        for prompt in self.kept_prompts:
            if (since is None or prompt.at >= since) and (until is None or prompt.at < until):
                yield prompt

    def totals(self, first: date, last: date) -> Iterator[DayTotals]:
        return (each for each in self.kept_totals if first <= each.day <= last)

    def days(self, period: Period, basis: DayRules) -> Sequence[KnownDay]:
        return make_days(self, period, basis)

    def first_day(self) -> date | None:
        known = [*(each.start.date() for each in self.kept_spans), *(each.day for each in self.kept_totals)]
        return min(known, default=None)

    def days_off(self, first: date, last: date) -> frozenset[date]:
        return frozenset(day for day in self.kept_days_off if first <= day <= last)


def span(
    start: datetime,
    minutes: float,
    posture: Posture = Posture.SITTING,
    ended_by: EndedBy | None = EndedBy.IDLE,
    zone: str = ZONE,
) -> Span:
    return Span(posture, start, start + minutes * MINUTE, ended_by, zone)


def record(spans: Sequence[Span] = (), *, day: date = TODAY, zone: str = ZONE, start: time = START) -> DayRecord:
    """A day with these spans, at NOW."""
    begins, ends = day_bounds(day, zone, start)
    return DayRecord(begins, ends, NOW, zone, tuple(spans), (), DayTotals(day), 8 * 3600)


SITTING = Status(
    at=NOW,
    state=State.SITTING,
    since=NOW - 18 * MINUTE,
    bout_s=18 * 60,
    due_s=12 * 60,
    due_kind="stand",
    progress=0.6,
    prompt=None,
    holds=(),
    paused=False,
    pause_until=None,
    up_until=None,
)
"""Sitting for 18 of 30 minutes at NOW."""
ELSE = replace(SITTING, state=State.AWAY, bout_s=0, due_s=None, due_kind=None, progress=0.0)
"""Away for 18 minutes at NOW."""


def _told(what: str, age_s: float) -> tuple[SourceReading, ...]:
    return (SourceReading(what, age_s),)


NO_QUESTION = lasting("there is no way to ask for it on this system")
ON_WAYLAND = lasting(
    "the session is Wayland (a compositor answers at {path}), where X11 sees the input of X11 windows only",
    path="/run/user/1000/wayland-0",
)
DETECTED = Detection(
    (
        Source(DetectionKind.INPUT, "mutter", SourceState.USED, readings=_told(lasting("input goes on"), 4.0)),
        Source(DetectionKind.INPUT, "ext_idle_notifier_v1", SourceState.SPARE),
        Source(DetectionKind.INPUT, "x11", SourceState.REFUSED, why=ON_WAYLAND),
        Source(DetectionKind.LOCK, "logind", SourceState.USED, readings=_told(lasting("not locked"), 4000.0)),
        Source(
            DetectionKind.LOCK,
            "org.gnome.ScreenSaver",
            SourceState.SILENT,
            why=lasting("{service} is not on the bus", service="org.gnome.ScreenSaver"),
        ),
        Source(
            DetectionKind.WATCHING,
            "gnome-session",
            SourceState.USED,
            readings=_told(lasting("no program keeps the screen on"), 70.0),
        ),
        Source(DetectionKind.CALL, "microphone", SourceState.USED, readings=_told(lasting("not in use"), 620.0)),
        Source(
            DetectionKind.CALL,
            "camera",
            SourceState.REFUSED,
            why=NO_QUESTION,
        ),
        Source(DetectionKind.DND, "gnome", SourceState.USED),
        Source(DetectionKind.FULLSCREEN, "x11", SourceState.REFUSED, why=ON_WAYLAND),
    )
)
"""What is found out in a session of GNOME."""
LAST = {State.STANDING: EndedBy.STOOD, State.AWAY: EndedBy.IDLE}
"""How the sitting ended before what goes on now."""


def due(*holds: Hold) -> Status:
    """A reminder that is due after 34 minutes: shown, or held."""
    shown = None if holds else Shown(7, "stand", NOW - 4 * MINUTE, ZONE, 1800)
    return replace(SITTING, bout_s=34 * 60, due_s=0, progress=1.0, prompt=shown, holds=holds)


def busy_week() -> Log:
    """Seven days up to NOW, Saturday without any record."""
    log = Log()
    chance = random.Random(4)  # the same week for ever
    for back in range(7, -1, -1):
        day = TODAY - back * DAY
        if day.weekday() != 5:
            _fill(log, chance, day)
    return log


def first_day() -> Log:
    """A record that began two hours before NOW."""
    return Log([span(NOW - 2 * 60 * MINUTE, 40), span(NOW - 70 * MINUTE, 50)])


def recorded(events: Iterable[tuple[Event, int]]) -> Log:
    """What the engine makes of these events; a fortnight in December is left out."""
    engine, log, shown = Engine(), Log(), dict[int, int]()
    for event, at in events:
        for effect in engine.handle(event, at):
            match effect:
                case Record(kept) if kept.ended_by is not None and not _away(kept.start.date()):
                    log.kept_spans.append(kept)
                case Prompt(asked) if not _away(asked.at.date()):
                    shown[asked.number] = len(log.kept_prompts)
                    log.kept_prompts.append(LoggedPrompt(asked.kind, asked.also, asked.at, asked.zone, None))
                case Settled(number, outcome) if number in shown:
                    place = shown[number]
                    log.kept_prompts[place] = replace(log.kept_prompts[place], outcome=outcome)
    return log


def _away(day: date) -> bool:
    return date(2025, 12, 22) <= day <= date(2026, 1, 4)


def week_of(status: Status) -> Log:
    """A busy week whose last hour goes with this status."""
    whole = busy_week()
    sat = status.bout_s * timedelta(seconds=1)
    since = NOW - sat if status.state is State.SITTING else NOW
    if status.state is not State.SITTING and status.since is not None:
        since = status.since
    left = since - 4 * MINUTE if status.state is State.SITTING else since
    log = Log()
    for kept in whole.kept_spans:
        if kept.start < left:
            ended_by = kept.ended_by if kept.end <= left else LAST.get(status.state, EndedBy.UP)
            log.kept_spans.append(replace(kept, end=min(kept.end, left), ended_by=ended_by))
    log.kept_prompts.extend(asked for asked in whole.kept_prompts if asked.at < left)
    if status.prompt is not None:
        log.kept_prompts.append(LoggedPrompt("stand", (), status.prompt.at, ZONE, None))
    posture = {State.SITTING: Posture.SITTING, State.STANDING: Posture.STANDING}.get(status.state)
    if posture is not None:
        log.kept_spans.append(Span(posture, since, NOW - timedelta(seconds=20), None, ZONE))
    return log


def _fill(log: Log, chance: random.Random, day: date) -> None:
    at = local_to_utc(day, time(8, chance.randint(5, 50)), ZONE)
    end = local_to_utc(day, time(20 if day.weekday() in (0, 3) else 17, chance.randint(0, 50)), ZONE)
    if day.weekday() == 6:
        at, end = local_to_utc(day, time(16, 10), ZONE), local_to_utc(day, time(19, 20), ZONE)
    if day == TODAY:
        end = NOW
    while at < end:
        sitting = chance.choice((22, 27, 31, 33, 36, 44, 58))
        stop = min(at + sitting * MINUTE, end)
        if day == TODAY and end - stop < 25 * MINUTE:
            stop = NOW - 18 * MINUTE - 4 * MINUTE
        log.kept_spans.append(Span(Posture.SITTING, at, stop, EndedBy.IDLE, ZONE))
        _ask(log, chance, at, stop)
        at = stop + chance.choice((3, 4, 6, 9)) * MINUTE
        if day == TODAY and stop == NOW - 22 * MINUTE:
            break
        at += _after(log, chance, at, end)
    if day == TODAY:
        log.kept_spans.append(Span(Posture.SITTING, NOW - 18 * MINUTE, NOW - 20 * timedelta(seconds=1), None, ZONE))


def _ask(log: Log, chance: random.Random, at: datetime, stop: datetime) -> None:
    if stop - at < 30 * MINUTE:
        return
    missed = stop - at >= 40 * MINUTE
    skipped = chance.random() < 0.15
    first = Outcome.MISSED if missed else Outcome.SKIPPED if skipped else Outcome.KEPT
    log.kept_prompts.append(LoggedPrompt("stand", (), at + 30 * MINUTE, ZONE, first))
    if missed:
        log.kept_prompts.append(LoggedPrompt("stand", (), at + 40 * MINUTE, ZONE, Outcome.KEPT))


def _after(log: Log, chance: random.Random, at: datetime, end: datetime) -> timedelta:
    """What comes after a break: lunch, some standing, or nothing."""
    if at.hour == 11 and chance.random() < 0.7:
        return 42 * MINUTE
    if chance.random() < 0.3 and at + 20 * MINUTE < end:
        log.kept_spans.append(span(at, 18, Posture.STANDING, EndedBy.SAT))
        return 18 * MINUTE
    return timedelta(0)
