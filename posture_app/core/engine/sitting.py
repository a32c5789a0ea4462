"""Posture, spans and the running bout (sections 2 and 3 of the contract), in true seconds."""

from dataclasses import field
from datetime import UTC, datetime, timedelta

from posture_app.core.effects import Effect, Record
from posture_app.core.engine.presence import NEVER
from posture_app.core.events import Memory
from posture_app.core.rules import Rules
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.value import mutable, value

CHECKPOINT = 60
"""An open span is recorded at least so often (seconds)."""


@value
class Counts:
    """Seconds sat in the running bout and in all (from an arbitrary point), and stood since the person last sat."""

    bout: int
    total: int
    standing: int


@mutable
class OpenSpan:
    """The span that goes on. At the moments of `cuts` the clock or the time zone was set (each with the new shift and
    zone) while it was not sure that the person was still there. `checkpoint` is when it was last recorded.
    """

    posture: Posture
    start: int
    shift: int
    zone: str
    gap: timedelta | None
    checkpoint: int
    recorded: bool = False
    cuts: list[tuple[int, int, str]] = field(default_factory=list)


@mutable
class Sitting:
    """What the person does while present.

    `bout_s` is the sitting of the running bout without the open span, `total_s` that of all bouts, `standing_s` the
    standing since they last sat. `bout_end` is the end of the bout's last sitting span, `last_sitting_end` that of the
    last one of all, `last_end` the end of the last span of either kind. At `last_present` the person was last present,
    if only for a moment.
    """

    posture: Posture = Posture.SITTING
    span: OpenSpan | None = None
    bout: bool = False
    bout_s: int = 0
    total_s: int = 0
    standing_s: int = 0
    bout_end: int | None = None
    last_sitting_end: int | None = None
    last_end: int | None = None
    last_present: int | None = None
    _last: Span | None = None

    @property
    def now_sitting(self) -> bool:
        return self.span is not None and self.span.posture is Posture.SITTING

    def does(self, *, standing: bool) -> bool:
        """Whether a span of standing, or else of sitting, goes on."""
        return self.span is not None and (self.span.posture is Posture.STANDING) is standing

    @property
    def stands(self) -> bool:
        """Whether the person stands, or will when they come back."""
        return self.posture is Posture.STANDING

    @property
    def since(self) -> int | None:
        """When what goes on now began: the open span, or the absence."""
        return self.span.start if self.span else self.last_end

    def recall(self, memory: Memory, now: int, rules: Rules) -> None:
        """Go on after a restart with what the log remembers.

        If that lies ahead of now, the clock was set back, and nobody knows how long ago it was: that is a break.
        """
        present_until, sat_until = memory.present_until, memory.sat_until
        if present_until is not None and present_until >= now + rules.break_min:
            return
        self.bout = memory.sat > 0
        self.bout_s, self.bout_end = memory.sat, None if sat_until is None else min(sat_until, now)
        self.last_end = self.last_present = None if present_until is None else min(present_until, now)
        self.last_sitting_end, self.posture = self.bout_end, memory.posture

    def counts(self, now: int) -> Counts:
        """What has been counted until now, the time since the last evidence included."""
        open_s = now - self.span.start if self.span else 0
        sitting, standing = (open_s, 0) if self.now_sitting else (0, open_s)
        return Counts(self.bout_s + sitting, self.total_s + sitting, self.standing_s + standing)

    def lasted_for_sure(self, sure: int) -> bool:
        """Whether the open span is longer than nothing by the evidence so far, which goes to `sure`."""
        return self.span is not None and sure > self.span.start

    def begin(self, now: int, shift: int, zone: str) -> None:
        """A span begins, in the posture that the person is in."""
        self.span = OpenSpan(self.posture, now, shift, zone, self._gap(now, shift), checkpoint=now)
        self.bout = self.bout or self.now_sitting

    def end(self, end: int, why: EndedBy, out: list[Effect]) -> None:
        """The open span ends at `end`, which may lie in the past, but not before the span began."""
        self.settle_clock(end, out)
        span = self.span
        assert span is not None
        if end > span.start or span.recorded:
            self._record(span, max(end, span.start), why, out)
        self.span, self.last_present = None, end
        if end > span.start:
            self._keep(span, end)
        elif self.bout_s == 0:
            self.bout = False

    def take(self, posture: Posture, now: int, out: list[Effect]) -> None:
        """The person says what they do; a span that goes on is ended and followed by one of that posture."""
        self.posture = posture
        if self.span and self.span.posture is not posture:
            self.cut(now, EndedBy.STOOD if posture is Posture.STANDING else EndedBy.SAT, out)

    def cut(self, now: int, why: EndedBy, out: list[Effect]) -> None:
        """End the open span, if there is one, and begin the next at the same moment."""
        if self.span:
            _, shift, zone = self.span.cuts[-1] if self.span.cuts else (now, self.span.shift, self.span.zone)
            self.end(now, why, out)
            self.begin(now, shift, zone)

    def set_clock(self, now: int, shift: int, zone: str) -> None:
        """The wall clock or its zone is set: cut the open span here, once it is sure that it lasted until now."""
        if self.span:
            self.span.cuts.append((now, shift, zone))

    def settle_clock(self, sure: int, out: list[Effect]) -> None:
        """Cut the open span where the clock was set, as far as the person is known to have been there."""
        while self.span and self.span.cuts and self.span.cuts[0][0] <= sure:
            span, (at, shift, zone) = self.span, self.span.cuts[0]
            if at > span.start:
                self._record(span, at, EndedBy.CLOCK, out)
                self._keep(span, at)
            gap = self._gap(at, shift)
            self.span = OpenSpan(span.posture, at, shift, zone, gap, checkpoint=at, cuts=span.cuts[1:])

    def checkpoint(self, now: int, out: list[Effect]) -> None:
        """Record the open span if its last checkpoint is a minute old."""
        if self.span and now >= self.next_checkpoint():
            self.save(now, out)

    def save(self, now: int, out: list[Effect]) -> None:
        """Record the open span as far as it goes by now, if that is further than what is recorded."""
        if self.span and now > self.span.checkpoint:
            self.span.checkpoint, self.span.recorded = now, True
            self._record(self.span, now, None, out)

    def next_checkpoint(self) -> int:
        """When the open span is to be recorded next."""
        return self.span.checkpoint + CHECKPOINT if self.span else NEVER

    def last_checkpoint(self, now: int) -> int:
        """Where the open span would end if the app crashed now: whole minutes from its beginning are safe."""
        return now - (now - self.span.start) % CHECKPOINT if self.span else now

    def bout_over(self, now: int, rules: Rules) -> bool:
        """Whether the gap since the last sitting is a break."""
        return self.bout and self._break_at(rules) <= now

    def end_bout(self) -> None:
        self.bout, self.bout_s, self.bout_end = False, 0, None

    def rests(self, now: int, rules: Rules) -> bool:
        """Whether a standing person has just been away for a break: they will sit when they return."""
        if self.posture is Posture.SITTING or self.last_present is None or now - self.last_present < rules.break_min:
            return False
        self.posture = Posture.SITTING
        return True

    def rested(self, now: int) -> int:
        """For how long the person has not been sitting; NEVER if they have not sat yet."""
        return NEVER if self.last_sitting_end is None else now - self.last_sitting_end

    def next_change(self, rules: Rules, *, present: bool) -> int:
        """When the bout, or the standing of an absent person, ends if nothing else happens."""
        change = self._break_at(rules) if self.bout else NEVER
        if not present and self.posture is Posture.STANDING and self.last_present is not None:
            change = min(change, self.last_present + rules.break_min)
        return change

    def _break_at(self, rules: Rules) -> int:
        return NEVER if self.now_sitting or self.bout_end is None else self.bout_end + rules.break_min

    def _gap(self, now: int, shift: int) -> timedelta | None:
        """The true time since the last span, if it is not the difference between the readings of the wall clock."""
        if self._last is None or self.last_end is None:
            return None
        read = timedelta(0) if self._last.ended_by is EndedBy.CLOCK else _wall(now, shift) - self._last.end
        true = timedelta(seconds=now - self.last_end)
        return None if read == true else true

    def _keep(self, span: OpenSpan, end: int) -> None:
        self.last_end = end
        if span.posture is Posture.SITTING:
            self.bout_s += end - span.start
            self.total_s += end - span.start
            self.bout_end = self.last_sitting_end = end
        else:
            self.standing_s += end - span.start

    def _record(self, span: OpenSpan, end: int, why: EndedBy | None, out: list[Effect]) -> None:
        record = Span(span.posture, _wall(span.start, span.shift), _wall(end, span.shift), why, span.zone, span.gap)
        if why is not None and end > span.start:
            self._last = record
        out.append(Record(record))


def _wall(at: int, shift: int) -> datetime:
    return datetime.fromtimestamp(at + shift, UTC)
