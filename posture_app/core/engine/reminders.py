"""The reminders: which is due, which are merged, and what an answer does to each (sections 4 and 7)."""

from dataclasses import field, replace
from typing import assert_never

from posture_app.core.effects import Effect, Prompt, Settled, Withdraw
from posture_app.core.engine.presence import NEVER
from posture_app.core.engine.reminder_state import BOUTS, ReminderState, Wait, new_state
from posture_app.core.engine.showings import Showing, Showings
from posture_app.core.engine.sitting import Counts
from posture_app.core.events import Answer, Memory, Word
from posture_app.core.prompts import Outcome, Shown, Way
from posture_app.core.rules import Rules
from posture_app.core.settings.reminder_kinds import Basis
from posture_app.core.value import mutable


@mutable
class Reminders:
    """All reminders, and the one prompt that may show. Moments are true seconds, lengths are those of `Counts`. The
    kinds of the prompt wait from `_waits_from` on to be shown again.
    """

    rules: Rules = field(default_factory=Rules)
    showings: Showings = field(default_factory=Showings)
    skips: int = 0
    _states: dict[str, ReminderState] = field(default_factory=dict)
    _last_at: int = -NEVER
    _last_kinds: tuple[str, ...] = ()
    _out_of_sight: bool = False
    _waits_from: int = 0

    @property
    def current(self) -> Shown | None:
        """The showing that waits for its outcome."""
        return self.showings.current.shown if self.showings.current else None

    @property
    def in_sight(self) -> Shown | None:
        """The same, if nothing has taken it away from the person: only then can it be answered."""
        return None if self._out_of_sight else self.current

    def waiting_since(self) -> int | None:
        """Since when a prompt to get up has been on the screen of a sitting person, if one is."""
        current, shown = self.showings.current, self.in_sight
        if current is None or shown is None or current.standing:
            return None
        return current.at if shown.rises and shown.way is not Way.SILENT else None

    def adjust(self, rules: Rules, counts: Counts, today: int, out: list[Effect]) -> None:
        """Go by these rules. A new reminder counts from now, from the beginning of the bout, or of the day (`today` is
        the sitting of the day so far). The prompt of one that is gone counts as skipped; its state is kept, so that it
        is not due at once when it is back.
        """
        self.rules = rules
        for rule in rules.reminders:
            before = self._states.get(rule.kind)
            if before is None or before.rule.basis is not rule.basis:
                self._states[rule.kind] = new_state(rule, counts, today)
                self._keep_distance(rule.kind)
                continue
            if rule.basis is Basis.SITTING and not before.on:
                before.satisfy(counts)
            before.rule, before.on = rule, True
        for kind, state in self._states.items():
            state.on = rules.every(kind) is not None
        current = self.current
        if current and not any(state.on for state in self._of(current)):
            out += [Withdraw(current.number), Settled(current.number, Outcome.SKIPPED)]
            self.showings.current = None
            self._satisfy(self._of(current), counts)

    def recall(self, memory: Memory, now: int, counts: Counts) -> None:
        self.skips = memory.skips
        if memory.shown_at is not None:
            self._last_at, self._last_kinds = min(memory.shown_at, now), memory.shown_kinds
        for kind, state in self._states.items():
            if state.rule.basis is Basis.SITTING:
                state.since = state.base = counts.total - memory.since.get(kind, 0)
            elif state.rule.basis is Basis.DAY:
                state.since = state.base = counts.total - memory.today_s
            if kind in memory.had_turn:
                state.armed = False
            if kind in memory.times_reached:
                state.time_reached(min(memory.times_reached[kind], now), counts)

    def wait(self, now: int, counts: Counts, *, standing: bool) -> int:
        """Seconds until a prompt if sitting (or standing) goes on and nothing holds it back; NEVER if there is none."""
        here = [state for state in self._states.values() if state.standing is standing]
        snoozes = [state.due_in(counts, self.rules) for state in here if state.wait in (Wait.SNOOZE, Wait.QUIET)]
        snoozed = max((left for left in snoozes if left <= self.rules.merge_within), default=0)
        waits = [self._due_in(state, counts, now) for state in here]
        return max(0, snoozed, min(waits, default=NEVER))

    def patience(self, counts: Counts, *, standing: bool) -> int:
        """For how much longer what is due may wait for a pause in the input, as the person has said."""
        due = (s for s in self._states.values() if s.standing is standing and s.due_in(counts, self.rules) <= 0)
        return max((state.patience(counts) for state in due), default=0)

    def overdue(self, counts: Counts, *, standing: bool) -> int:
        """For how long the reminder that has been due longest has been due."""
        due = [state.due_in(counts, self.rules) for state in self._states.values() if state.standing is standing]
        return max(0, -min(due, default=0))

    def progress(self, counts: Counts, *, standing: bool) -> tuple[str, int, int, bool] | None:
        """The next reminder to come: one snoozed until the input rests, for which all others wait; a silent one only if
        there is no other. Returns its kind, the seconds until it is due, those since it began to count, and whether it
        is snoozed until the input rests, by then at the latest.
        """

        def left(state: ReminderState) -> int:
            return max(0, state.due_in(counts, self.rules), state.patience(counts))

        here = [
            state
            for state in self._states.values()
            if state.standing is standing and state.due_in(counts, self.rules) < NEVER
        ]
        loud = [state for state in here if state.rule.way is not Way.SILENT]
        if not here:
            return None
        snoozed = [state for state in here if state.patience(counts)]
        state = min(snoozed or loud or here, key=left)
        whole = state.rule.basis in BOUTS
        since = state.measure(counts) - (0 if whole else state.since)
        return state.rule.kind, left(state), since, state.patience(counts) > 0

    def show(self, shown: Shown, now: int, counts: Counts, out: list[Effect], *, standing: bool) -> None:
        """Show all that is due as one prompt; of `shown`, number, moment and hold are filled in already. A prompt that
        still waits for an answer was missed, and is shown again with the new one.
        """
        group = self._group(counts, standing=standing)
        before, ignored = self.current, self.in_sight
        for state in group:
            if ignored and state.rule.kind in ignored.kinds:
                state.ignored += 1
        shown = self._filled(shown, group, before.kinds if before else ())
        for state in group:
            state.shown(counts, asks=shown.asks and self._ignored(state))
        self.showings.end(now, Outcome.MISSED)
        self.showings.current = Showing(shown, now, standing)
        self._last_at, self._last_kinds, self._out_of_sight = now, shown.kinds, False
        self._waits_from = now
        out.append(Prompt(shown))

    def answer(self, word: Answer, at: int, counts: Counts, snooze_s: int, out: list[Effect]) -> None:
        """Take the answer to the prompt that shows, if the limits allow it; if none shows, do nothing."""
        current = self.in_sight
        if current is None:
            return
        match word:
            case Word.DONE:
                self._satisfy(self._answered(at, Outcome.KEPT, out), counts)
            case Word.SNOOZE | Word.SNOOZE_QUIET:
                if current.may_snooze:
                    until = Wait.QUIET if word is Word.SNOOZE_QUIET else Wait.SNOOZE
                    for state in self._answered(at, Outcome.SNOOZED, out):
                        state.snooze(self.rules.spacing if until is Wait.QUIET else snooze_s, counts, until)
            case Word.SKIP | Word.ESCAPE | Word.LONGER:
                if current.may_skip or word is not Word.SKIP:
                    self.skips += 1
                    self._satisfy(self._answered(at, Outcome.SKIPPED, out), counts)
            case _:
                assert_never(word)

    def taken(self, kind: str, at: int, counts: Counts, out: list[Effect]) -> None:
        """The person has done unasked what a reminder of this kind asks for: a prompt of this kind is kept, unless they
        are to get up for another that is merged into it.
        """
        shown = self.in_sight
        if shown and kind == shown.kind and not any(s.rule.rises for s in self._of(shown) if s.rule.kind != kind):
            self.answer(Word.DONE, at, counts, 0, out)
        elif kind in self._states:
            self._states[kind].satisfy(counts)

    def make_way(self, now: int, counts: Counts, out: list[Effect]) -> None:
        """Take away the prompt that shows; its reminders come again when nothing holds them back any more."""
        if shown := self.in_sight:
            out.append(Withdraw(shown.number))
            self._out_of_sight, self._waits_from = True, now
            for state in self._of(shown):
                state.put_off(self.rules.spacing, counts)

    def withdraw(self, out: list[Effect], rest_s: int = 0) -> None:
        """Take the prompt from the screen; its outcome may still be open."""
        if self.current:
            out.append(Withdraw(self.current.number, rest_s))

    def take_back(self, counts: Counts) -> None:
        for state in self._states.values():
            state.take_back(counts)

    def here_since(self, at: int, *, standing: bool) -> None:
        """That the person has been there since `at` is told only now: it does not count as having been after a prompt
        that showed meanwhile.
        """
        current = self.showings.current
        if current and current.standing is standing:
            for state in self._of(current.shown):
                state.base += max(0, self._waits_from - at)

    def over(self, began: int, now: int, up: int | None, counts: Counts, out: list[Effect], *, standing: bool) -> None:
        """A break that began at `began` ended the bout (or the standing). `up` is the end of an announced break."""
        current = self.showings.current
        if current and current.standing is standing:
            rest_s = (up or current.at + current.shown.length_s) - now
            self.withdraw(out, max(0, rest_s) if current.at <= began and not standing else 0)
        for showing, outcome in self.showings.over(began, out, standing=standing):
            for state in self._of(showing.shown):
                if outcome is Outcome.KEPT:
                    state.satisfy(counts)
                else:
                    state.start_over()
        for state in self._states.values():
            if state.rule.basis is (Basis.STANDING if standing else Basis.UNBROKEN):
                state.bout_ended()
            elif state.asked and not standing:
                state.start_over()

    def rested(self, gap: int, now: int, counts: Counts) -> None:
        """The person sits down after `gap` seconds without sitting: that satisfies the reminders whose break is no
        longer. One without a length needs a real break, and a clock time one that began after it.
        """
        shown = self.current.kinds if self.current else ()
        for kind, state in self._states.items():
            enough = (state.rule.length or self.rules.break_min) <= gap
            apart = kind not in shown and state.rule.basis not in BOUTS
            counting = state.rule.basis is Basis.SITTING or state.due_in(counts, self.rules) <= 0
            if enough and apart and counting and state.armed and state.reached_at <= now - gap:
                state.satisfy(counts)

    def day_began(self, counts: Counts) -> None:
        self.skips = 0
        for state in self._states.values():
            state.day_began(counts)

    def time_reached(self, kind: str, now: int, counts: Counts) -> None:
        if kind in self._states and self._states[kind].rule.basis is Basis.CLOCK:
            self._states[kind].time_reached(now, counts)
            self._keep_distance(kind)

    def stop(self, out: list[Effect]) -> None:
        """The app stops. After a restart, reminders that are due are still due; nothing else is remembered of them."""
        self.withdraw(out)
        self.showings.stop(out)
        for state in self._states.values():
            state.start_over()
            if state.rule.basis in BOUTS:
                state.bout_ended()

    def _due_in(self, state: ReminderState, counts: Counts, now: int) -> int:
        """Seconds until it is due and may be shown: there is a least time between two prompts."""
        due = state.due_in(counts, self.rules)
        if state.rule.kind in self._last_kinds:
            return due
        return max(due, self._last_at + self.rules.spacing - now)

    def _keep_distance(self, kind: str) -> None:
        """A new reminder keeps its distance from the last prompt, even if that was of its kind."""
        self._last_kinds = tuple(last for last in self._last_kinds if last != kind)

    def _group(self, counts: Counts, *, standing: bool) -> list[ReminderState]:
        """The reminders for one prompt now, the longest break first: due now or soon, or showing already."""
        shown = self.current.kinds if self.current else ()
        within = self.rules.merge_within
        found = [
            state
            for state in self._states.values()
            if state.standing is standing
            and state.due_in(counts, self.rules) < (NEVER if state.rule.kind in shown else within + 1)
        ]
        return sorted(found, key=lambda state: -state.rule.length)

    def _filled(self, shown: Shown, group: list[ReminderState], before: tuple[str, ...]) -> Shown:
        longest, *others = group
        rules = self.rules
        way = max((self._way(state) for state in group), key=list(Way).index)
        limit = rules.snoozes_in_row
        return replace(
            shown,
            kind=longest.rule.kind,
            also=tuple(state.rule.kind for state in others),
            again=longest.rule.kind in before,
            length_s=longest.rule.length,
            rises=any(state.rule.rises for state in group),
            way=way,
            may_snooze=limit is None or all(state.snoozes < limit for state in group),
            may_skip=rules.skips_a_day is None or self.skips < rules.skips_a_day,
            asks=self._ignored(longest),
        )

    def _ignored(self, state: ReminderState) -> bool:
        """Whether it has been ignored so often that it should ask whether to come less often, and then rest."""
        return self.rules.quiet_after is not None and state.ignored >= self.rules.quiet_after

    def _way(self, state: ReminderState) -> Way:
        steps = 0 if not self.rules.escalate_after else state.ignored // self.rules.escalate_after
        return state.rule.way.louder(steps)

    def _answered(self, at: int, outcome: Outcome, out: list[Effect]) -> list[ReminderState]:
        states = self._of(self.current) if self.current else []
        self.withdraw(out)
        self.showings.end(at, outcome)
        return states

    def _of(self, shown: Shown) -> list[ReminderState]:
        return [self._states[kind] for kind in shown.kinds if kind in self._states]

    def _satisfy(self, states: list[ReminderState], counts: Counts) -> None:
        for state in states:
            state.satisfy(counts)
