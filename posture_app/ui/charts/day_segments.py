"""The segments of a day on its timeline: what lies where, what it is called, and the hours below it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum, auto

from posture_app.core.calendar import local, zone_of
from posture_app.core.formats import number_words
from posture_app.core.language import N_, _, ngettext
from posture_app.core.prompts import LoggedPrompt, Outcome, as_reminders
from posture_app.core.record.day_record import DayRecord
from posture_app.core.record.overlay import Cover
from posture_app.core.settings.reminder_kinds import NUDGES
from posture_app.core.spans import Origin, Posture, Span
from posture_app.core.value import value
from posture_app.core.words import ENDINGS, duration, outcome_words, reminder_to

HOUR = timedelta(hours=1)
LEAST_GAP = timedelta(minutes=1)
LEAST_WINDOW = 10 * HOUR
KNOWN_FROM = {
    Origin.ELSEWHERE: N_("{words}, on another computer"),
    Origin.IMPORTED: N_("{words}, imported"),
}
"""How what was not seen here is known."""


class SegmentKind(Enum):
    """What a segment shows."""

    SITTING = auto()
    STANDING = auto()
    GAP = auto()
    """Between spans: away, or not recorded; corrected: it was not the person."""
    SHOWING = auto()
    """A reminder that was shown."""


@value
class DaySegment:
    """A stretch of the day, moments in UTC and clipped to it. `words` say all of it, `what` without when it was, which
    may take several lines. A reminder that nobody answered is one segment, however often it was shown.

    After a clock was set back two spans may claim the same time: each then has a `lane` of the `lanes` that the track
    is divided into there.
    """

    kind: SegmentKind
    start: datetime
    end: datetime
    words: str
    what: str
    lane: int = 0
    lanes: int = 1
    kept: bool = False
    missed: bool = False
    origin: Origin = Origin.HERE


def segments_of(day: DayRecord) -> tuple[DaySegment, ...]:
    """Spans, the gaps between them and the reminders, by time."""
    spans = [span for span in day.spans if _clip(span, day)[0] < _clip(span, day)[1]]
    found = [segment for cluster in _clusters(spans) for segment in _laid_out(cluster, day)]
    found += _gaps(found, day)
    for nudge in (False, True):  # as in figures, where nudges are left out
        some = (showing for showing in day.showings if (showing.kind in NUDGES) is nudge)
        found += [_shown(reminder, day.zone) for reminder in as_reminders(some)]
    return tuple(sorted(found, key=lambda segment: (segment.start, segment.lane, segment.end)))


def origins_of(segments: Iterable[DaySegment]) -> frozenset[Origin]:
    """Where these segments are known from."""
    return frozenset(segment.origin for segment in segments)


def hours_of(day: DayRecord) -> tuple[tuple[datetime, int], ...]:
    """Each full hour of local time in the day, in UTC, with its number; one is missing or comes twice on the days
    of 23 and 25 hours.
    """
    zone = zone_of(day.zone)
    found: list[tuple[datetime, int]] = []
    at = day.begins
    while at <= day.ends:
        reading = at.astimezone(zone)
        past = timedelta(minutes=reading.minute, seconds=reading.second)
        if not past:
            found.append((at, reading.hour))
        at += HOUR - past
    return tuple(found)


def window_of(day: DayRecord) -> tuple[datetime, datetime]:
    """The part of the day to show: from the full hour of local time before its first record, or now, to an hour from
    now, or of one that is over to the full hour after its last record; at least ten hours, or the whole day if it has
    fewer. All of a day that is over and without a record.
    """
    seen = [moment for span in day.spans for moment in _clip(span, day)]
    seen += [showing.at for showing in day.showings]
    seen += [moment for stretch in _denied(day) for moment in stretch]
    if day.over and not seen:
        return day.begins, day.ends
    if not seen or day.begins <= day.now <= day.ends:
        seen += [day.now]
    first, last = min(seen), max(seen)
    first -= _past_hour(first, day)
    last = last + (HOUR - _past_hour(last, day)) % HOUR if day.over else max(last, day.now + HOUR)
    start = min(max(first, day.begins), day.ends)
    end = min(max(last, start + LEAST_WINDOW), day.ends)
    return max(day.begins, min(start, end - LEAST_WINDOW)), end


def _past_hour(at: datetime, day: DayRecord) -> timedelta:
    """How long after a full hour of local time this is."""
    reading = at.astimezone(zone_of(day.zone))
    return timedelta(minutes=reading.minute, seconds=reading.second, microseconds=reading.microsecond)


def _clip(span: Span, day: DayRecord) -> tuple[datetime, datetime]:
    return max(span.start, day.begins), min(span.end, day.ends)


def _denied(day: DayRecord) -> list[tuple[datetime, datetime]]:
    return [(max(start, day.begins), min(end, day.ends)) for start, end in day.denied]


def _clusters(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Spans that share time, in groups."""
    cluster: list[Span] = []
    until: datetime | None = None
    for span in sorted(spans, key=lambda span: span.start):
        if until is not None and span.start >= until:
            yield cluster
            cluster, until = [], None
        cluster.append(span)
        until = span.end if until is None else max(until, span.end)
    if cluster:
        yield cluster


def _laid_out(cluster: list[Span], day: DayRecord) -> Iterator[DaySegment]:
    """The segments of spans that share time, each in the first lane that is free."""
    ends: list[datetime] = []
    lanes: list[int] = []
    for span in cluster:
        lane = next((i for i, end in enumerate(ends) if end <= span.start), len(ends))
        ends[lane : lane + 1] = [span.end]
        lanes.append(lane)
    for span, lane in zip(cluster, lanes, strict=True):
        kind = SegmentKind.SITTING if span.posture is Posture.SITTING else SegmentKind.STANDING
        start, end = _clip(span, day)
        words, what = _span_words(kind, span, day, clipped=(start, end))
        yield DaySegment(kind, start, end, words, what, lane, len(ends), origin=span.origin)


def _span_words(
    kind: SegmentKind, span: Span, day: DayRecord, *, clipped: tuple[datetime, datetime]
) -> tuple[str, str]:
    start, end = (local(each, day.zone) for each in clipped)
    length, sat = duration((clipped[1] - clipped[0]).total_seconds()), kind is SegmentKind.SITTING
    if span.origin is Origin.CORRECTED:
        what = _("Corrected: sitting") if sat else _("Corrected: standing")
        return _stretch_words(what, start, end, length), what
    known = _(KNOWN_FROM.get(span.origin, "{words}"))
    if span.ended_by is None and not day.over:
        text = _("Sitting since {start}, {length} so far") if sat else _("Standing since {start}, {length} so far")
        what = _("Sitting\nso far") if sat else _("Standing\nso far")
        return known.format(words=text.format(start=start, length=length)), known.format(words=what)
    goes_on = span.ended_by is None or clipped[1] < span.end
    ending = _("on into the next day") if span.ended_by is None or goes_on else _(ENDINGS[span.ended_by])
    # Translators: {ending} is how it ended, “screen locked” or the like.
    text = _("Sitting {start} to {end}, {length}, then {ending}")
    what = _("Sitting\nthen {ending}")
    if not sat:
        text = _("Standing {start} to {end}, {length}, then {ending}")
        what = _("Standing\nthen {ending}")
    words = text.format(start=start, end=end, length=length, ending=ending)
    return known.format(words=words), known.format(words=what.format(ending=ending))


def _stretch_words(what: str, start: str, end: str, length: str) -> str:
    # Translators: what one did, from when to when: “Away or not recorded 10:00 to 10:20, 20 min”.
    return _("{what} {start} to {end}, {length}").format(what=what, start=start, end=end, length=length)


def _gaps(segments: list[DaySegment], day: DayRecord) -> Iterator[DaySegment]:
    """What lies between the segments; on a day that is over, before the first of them and after the last as well."""
    denied = Cover(day.denied)
    moments = [segment.start for segment in segments] + [start for start, _ in _denied(day)]
    until = day.begins if day.over else min(moments, default=None)
    for segment in sorted(segments, key=lambda segment: segment.start):
        if until is not None:
            yield from _gap(until, segment.start, denied, day)
        until = segment.end if until is None else max(until, segment.end)
    if until is not None:
        yield from _gap(until, min(day.now, day.ends), denied, day)


def _gap(start: datetime, end: datetime, denied: Cover[datetime], day: DayRecord) -> Iterator[DaySegment]:
    """The segments of a gap: what the person said of it, and the rest where it is long enough to be seen."""
    at = start
    for first, last in (*denied.within(start, end), (end, end)):
        if first - at >= LEAST_GAP:
            yield _empty(at, first, _("Away or not recorded"), day)
        if first < last:
            yield replace(_empty(first, last, _("Corrected: not here"), day), origin=Origin.CORRECTED)
        at = last


def _empty(start: datetime, end: datetime, what: str, day: DayRecord) -> DaySegment:
    length = duration((end - start).total_seconds())
    words = _stretch_words(what, local(start, day.zone), local(end, day.zone), length)
    return DaySegment(SegmentKind.GAP, start, end, words, what)


def _shown(reminder: Sequence[LoggedPrompt], zone: str) -> DaySegment:
    """The segment of the showings of one reminder: where it was first shown."""
    first, last = reminder[0], reminder[-1]
    became = _("no answer yet") if first.outcome is None else outcome_words(first.kind, first.outcome)
    if len(reminder) > 1:
        text = ngettext(
            "{became}, shown {number} time until {last}", "{became}, shown {number} times until {last}", len(reminder)
        )
        became = text.format(became=became, number=number_words(len(reminder)), last=local(last.at, zone))
    # Translators: “Reminder to get up at 10:00: kept”.
    words = _("{reminder} at {time}: {became}").format(
        reminder=reminder_to(first.kind), time=local(first.at, zone), became=became
    )
    missed = first.outcome in (Outcome.MISSED, Outcome.SKIPPED)
    kept, what = first.outcome is Outcome.KEPT, f"{reminder_to(first.kind)}\n{became}"
    return DaySegment(SegmentKind.SHOWING, first.at, first.at, words, what, kept=kept, missed=missed)
