"""Thirty days at the desk: the app killed, the clock set by hours and by years, the machine asleep, at any moment; and
then the log held against what was done.
"""

import os
import random
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from posture_app.core.engine.runner import Runner
from posture_app.core.events import Event, Fact, Idle, Input, Say, Signal, Word
from posture_app.core.ports import Message
from posture_app.core.rules import Rules, rules_of
from posture_app.core.settings.settings import Settings
from posture_app.store.log.log import open_log
from tests.attack.account import CHECKPOINT_S, NEVER, UP_S, Barrier, Lived, minus, recorded
from tests.attack.logs import ZONE, remembered
from tests.attack.steps import Notes, in_child
from tests.core.engine.fake_alarm import NINE, Alarm, Clocks

DAY_S, DAYS = 86400, 30
YEARS_S, HOURS_S = 3652 * DAY_S, 7200
JUMPS = (YEARS_S, -YEARS_S, HOURS_S, -HOURS_S, HOURS_S, -HOURS_S, 4, -2, 600)
"""Even, so that they never come to a second in all, which changes no reading."""
LONGEST_BREAK_S = 300
SEEN_S = 30
"""After so long a sensor says that there is no input."""
WAITS = (3, 10, 29, 61, 119, 121, 200, 299, 301, 700)
PLAIN = (Word.SNOOZE, Word.SKIP, Word.PAUSE, Word.RESUME, Word.DONE, Word.SIT, Word.STAND)


@dataclass(frozen=True)
class Deed:
    """What happens at a true second: an `event` for the app, or `what` happens to it, or the clock is set (`by`)."""

    at: int
    what: str = ""
    event: Event | None = None
    by: int = 0


@dataclass
class Script:
    """Days made up second by second, and at the same time the account of them."""

    chance: random.Random
    lived: Lived
    deeds: list[Deed] = field(default_factory=list)
    at: int = 0
    running: int | None = None
    typing: int | None = None
    typed: int = 0
    locked: int | None = None
    private: Barrier | None = None
    private_s: int | None = None
    up: Barrier | None = None
    stopped: int | None = 0
    set_since: bool = False
    set_unseen: bool = False
    set_at: int = -NEVER
    slept: tuple[int, int] = (0, -NEVER)

    def write(self, until: int) -> None:
        """Go on to this second."""
        self.start()
        while self.at < until:
            self.at += self._wait()
            self._expire()
            if self.running is None:
                self.chance.choice((self.start,) * 4 + (self.jump, self.turn, self.lock))()
                continue
            usual = (
                (self.turn,) * 10 + (self.lock,) * 2 + (self.sleep, self.kill, self.stop, self.jump) + (self.say,) * 4
            )
            self.chance.choice(usual)()
        self.at += 5
        self._expire()
        if self.running is not None:
            self.stop()
        if self.typing is not None:
            self.lived.input.append((self.typing, self.at))
        if self.locked is not None:
            self._bar(Barrier(self.locked, NEVER, NEVER, "locked"))
        for each in (self.private, self.up, Barrier(self.stopped or 0, NEVER, NEVER, "stopped")):
            self._bar(each)

    def _wait(self) -> int:
        if self.chance.random() < 0.02:
            return self.chance.randrange(7 * 3600, 14 * 3600)
        return self.chance.choice((self.chance.choice(WAITS), self.chance.randrange(3, 2500)))

    def _do(self, what: str = "", event: Event | None = None, by: int = 0) -> None:
        self.deeds.append(Deed(self.at, what, event, by))
        if self.running is not None and (event is not None or what == "stop"):
            self.set_since = False  # it looks at the clock

    def _expire(self) -> None:
        """What was said for a time is over. While the app is not running, a clock that is set may yet prolong it."""
        if self.running is None:
            return
        for each in (self.private, self.up):
            if each is not None and each.high < self.at:
                self._bar(each)
        if self.private is not None and self.private.high < self.at:
            self.private = None
        if self.up is not None and self.up.high < self.at:
            self.up = None

    def _bar(self, barrier: Barrier | None) -> None:
        if barrier is not None and barrier not in self.lived.barriers:
            self.lived.barriers.append(barrier)

    @property
    def _heard(self) -> bool:
        """Whether a word counts, so far as that is certain."""
        return self._perhaps_heard and self.private is None

    @property
    def _perhaps_heard(self) -> bool:
        """Whether a word may count: private mode may be over."""
        private = self.private is not None and self.private.low > self.at
        return self.running is not None and self.locked is None and not private

    @property
    def longest_up(self) -> int:
        """How long they may be up after saying so: as long as the break of the reminder that shows."""
        return LONGEST_BREAK_S if self.lived.prompts else UP_S

    def start(self) -> None:
        """The app starts, and its sensors tell how things are."""
        assert self.stopped is not None
        self._bar(Barrier(self.stopped, self.at, self.at, "stopped"))
        self._do("start")
        self.running, self.stopped = self.at, None
        if self.set_since:  # what was to last to a reading of the clock may be over now, or last its length once more
            if self.private is not None and self.private_s is not None:
                self.private.low = min(self.private.low, self.at)
                self.private.high = max(self.private.high, self.at + self.private_s)
            if self.up is not None:
                self.up.low, self.up.high = min(self.up.low, self.at), max(self.up.high, self.at + self.longest_up)
        self._expire()
        if self.set_unseen:  # it may take its last span, if that was ended so, for one of just now
            self._bar(Barrier(self.at, self.at, self.at + self.longest_up, "up"))
        if self.locked is not None:
            self._do(event=Signal(Fact.LOCKED, on=True))
        self._do(event=Idle(min(self.at - self.typed, 10**6)) if self.typing is None else Input())

    def turn(self) -> None:
        """They begin to type, or leave off."""
        if self.typing is None and self.at - self.typed <= SEEN_S:
            return  # no sensor could tell
        if self.typing is None:
            self.typing = self.at
            self._do(event=Input())
        else:
            self.lived.input.append((self.typing, self.at))
            if self.at - self.typing > CHECKPOINT_S and self._heard and self.up is None:
                self.set_unseen = False
            self.typing, self.typed = None, self.at
            if self.up is not None and self.up.high - self.at <= SEEN_S:
                self.lived.doubts.append((self.up.low, self.at + SEEN_S))  # it ends before the sensor tells
            if self._perhaps_heard and self.at - self.set_at <= CHECKPOINT_S:
                self.lived.doubts.append((self.at, self.at + SEEN_S))  # the clock is looked at before the sensor tells
            self._do("idle")

    def lock(self) -> None:
        """The screen is locked, or unlocked."""
        if self.locked is None:
            self.locked = self.at
        else:
            self._bar(Barrier(self.locked, self.at, self.at, "locked"))
            self.locked = None
        self._do(event=Signal(Fact.LOCKED, on=self.locked is not None))

    def sleep(self) -> None:
        """The machine sleeps, and tells so or not; nobody types meanwhile."""
        told = self.chance.random() < 0.7
        if self.typing is not None:
            self.lived.input.append((self.typing, self.at))
            self.typing, self.typed = None, self.at
        begin = self.at
        if told:
            self._do(event=Signal(Fact.ASLEEP, on=True))
        self._do("asleep")
        self.at += self.chance.choice((20, 100, 400, 9000, 40000))
        self._do("awake")
        if told:
            self._do(event=Signal(Fact.ASLEEP, on=False))
            self._bar(Barrier(begin, self.at, self.at, "asleep"))
        else:  # it is known at the next look; the end of the time since the last one was asleep then
            self._bar(Barrier(begin, self.at, self.at + CHECKPOINT_S, "asleep", begin + CHECKPOINT_S))
            self.slept = begin, self.at
            if self._perhaps_heard:
                self.lived.doubts.append((begin, begin + CHECKPOINT_S))
        self._expire()

    def kill(self) -> None:
        """The app dies."""
        begin, end = self.slept
        self.lived.kills += [self.at, begin] if self.at - end < CHECKPOINT_S else [self.at]
        self._end("kill")

    def stop(self) -> None:
        """It ends in order."""
        self._end("stop")

    def _end(self, what: str) -> None:
        self._do(what)
        self.running, self.stopped = None, self.at

    def jump(self) -> None:
        """The wall clock is set."""
        ahead = self.lived.shifts[-1][1]
        by = self.chance.choice(JUMPS)
        if abs(ahead + by) > YEARS_S + DAY_S:
            by = -ahead
        if by:
            self.lived.shifts.append((self.at, ahead + by))
            self._do("set", by=by)
            self.set_since = self.set_unseen = True
            if self.typing is None and self.at - self.typed < SEEN_S and self._perhaps_heard:
                self.lived.doubts.append((self.typed, self.typed + SEEN_S))
            self.set_at = self.at

    def say(self) -> None:
        """They say something."""
        if self.private is not None and self.private.low <= self.at:
            self._end_private()  # while it is in doubt, nothing else is said
        elif self.up is not None and self.up.low <= self.at:
            self._do(event=Say(Word.SIT))
            if self._heard:
                self.lived.words.append(self.at)
                self._end_up()
        else:
            self.chance.choice((self._say_plain, self._say_plain, self._say_up, self._say_private))()

    def _say_plain(self) -> None:
        word = self.chance.choice(PLAIN)
        self._do(event=Say(word, self.chance.choice((None, 5)) if word in (Word.SNOOZE, Word.PAUSE) else None))
        if self._heard:
            self.lived.words.append(self.at)
            if self.up is not None and word in (Word.SIT, Word.STAND):
                self._end_up()

    def _end_up(self) -> None:
        assert self.up is not None
        self.up.low, self.up.high = min(self.up.low, self.at), self.at
        self._bar(self.up)
        self.up = None

    def _say_up(self) -> None:
        self._do(event=Say(Word.UP))
        if self._heard:
            self.lived.words.append(self.at)
            if self.up is not None:
                self._end_up()
            self.up = Barrier(self.at, self.at + UP_S, self.at + self.longest_up, "up")

    def _say_private(self) -> None:
        if self.private is not None and self.chance.random() < 0.6:
            self._end_private()
            return
        if self.private is not None:
            self.private.low = self.private.high = self.at
            self._bar(self.private)
        elif self.locked is None:
            self.lived.words.append(self.at)
        minutes = self.chance.choice((None, 1, 5, 60, 600))
        self.private_s = None if minutes is None else minutes * 60
        end = NEVER if minutes is None else self.at + minutes * 60
        self.private = Barrier(self.at, end, end, "private")
        self._do(event=Say(Word.PRIVATE, minutes))

    def _end_private(self) -> None:
        assert self.private is not None
        self.private.low, self.private.high = min(self.private.low, self.at), self.at
        self._bar(self.private)
        self.private = self.private_s = None
        self._do(event=Say(Word.PRIVATE_OFF))
        if self.locked is None:
            self.lived.words.append(self.at)


class Running:
    """The app from a start to its end, with the log in this file; it shows nothing, and says nothing."""

    name, answers = "nobody", True

    def __init__(self, path: Path, clocks: Clocks, rules: Rules) -> None:
        self.clocks, self.alarm = clocks, Alarm(clocks)
        self.log = open_log(path, now=clocks.now().wall).log
        self.log.recover()
        self.typing: bool = False
        self.live = Runner(
            clock=clocks,
            scale=1.0,
            alarm=self.alarm,
            recorder=self.log,
            notifier=self,
            words=lambda shown: Message(shown.number, "", ""),
            zone=lambda: ZONE,
            rearm=self._rearm,
            changed=lambda: None,
            guarded=lambda call: call(),
        )
        self.live.start(rules, remembered(self.log, rules, clocks.now().wall))

    def _rearm(self) -> None:
        if self.typing:
            self.alarm.once("sensor", 1, lambda: self.live.feed(Input()))

    def tell(self, event: Event) -> None:
        """A sensor, or the person, says this."""
        match event:
            case Input():
                self.typing = True
                self.alarm.cancel("no input")
            case Idle():
                self.typing = False
            case _:
                pass
        self.live.feed(event)

    def leave_off(self) -> None:
        """No more input; the sensor says so after a while."""
        self.typing = False
        self.alarm.cancel("sensor")
        self.alarm.once("no input", SEEN_S, lambda: self.live.feed(Idle(SEEN_S)))

    def show(self, message: Message, failed: Callable[[str], None]) -> None:
        """Nobody looks."""

    def withdraw(self, number: int) -> None:
        """Nothing shows."""

    def rest(self, number: int, seconds: int) -> None:
        """Nothing shows."""

    def close(self) -> None:
        self.live.stop()
        self.log.close()

    def do(self, deed: Deed) -> None:
        """Carry out what happens now."""
        match deed:
            case Deed(event=Input() | Idle() | Signal() | Say() as event):
                self.tell(event)
            case Deed(what="idle"):
                self.leave_off()
            case Deed(what="asleep"):
                self.typing = False
                self.alarm.cancel("no input")
            case Deed(what="set", by=by):
                self.clocks.set_wall(by)
            case Deed(what="stop"):
                self.close()
            case Deed(what="kill"):
                _die()


def _die() -> None:
    if sys.platform == "win32":
        raise NotImplementedError
    os.kill(os.getpid(), signal.SIGKILL)


def run(path: Path, start: tuple[int, int, int], deeds: list[Deed], rules: Rules, notes: Notes) -> None:
    """One run of the app, begun with these readings of the clocks, to its end."""
    clocks = Clocks()
    true, clocks.awake, ahead = start
    clocks.sleep(true - clocks.true)
    clocks.wall = NINE + timedelta(seconds=true + ahead)
    app, asleep = Running(path, clocks, rules), False
    for deed in deeds:
        notes.arm()
        if asleep:
            clocks.sleep(deed.at - clocks.true)
        else:
            app.alarm.run(deed.at - clocks.true)
        asleep = (asleep or deed.what == "asleep") and deed.what != "awake"
        app.do(deed)


def runs(deeds: list[Deed]) -> Iterator[tuple[tuple[int, int, int], list[Deed]]]:
    """The runs of the app: how the clocks stand when each starts (true, awake, ahead), and what happens in it."""
    awake = ahead = asleep_since = asleep_for = 0
    begun: tuple[int, int, int] | None = None
    some: list[Deed] = []
    for deed in deeds:
        match deed.what:
            case "asleep":
                asleep_since = deed.at
            case "awake":
                asleep_for += deed.at - asleep_since
            case "set":
                ahead += deed.by
            case "start":
                awake = deed.at - asleep_for
                begun, some = (deed.at, awake, ahead), []
                continue
            case _:
                pass
        some.append(deed)
        if deed.what in ("stop", "kill"):
            assert begun is not None
            yield begun, some


class Days:
    """The step of this attack: thirty days."""

    def __init__(self, folder: Path) -> None:
        self._silent = replace(rules_of(Settings()), reminders=())
        self._asking = rules_of(Settings())

    def __call__(self, chance: random.Random, folder: Path, notes: Notes) -> None:
        """Live them, and hold the log against them."""
        if sys.platform == "win32":
            raise NotImplementedError
        lived = Lived(prompts=chance.random() < 0.3, shifts=[(0, 0)])
        script = Script(chance, lived)
        script.write(DAYS * DAY_S)
        path = folder / "posture.db"
        rules = self._asking if lived.prompts else self._silent
        for start, deeds in runs(script.deeds):
            whole = partial(run, path, start, deeds, rules, notes)
            with (folder / "run").open("w+", encoding="utf-8") as where:
                status = in_child(whole, where)
                expected = -signal.SIGKILL if deeds[-1].what == "kill" else 0
                assert status == expected, f"the run from {start} on ended by {status}: {where.seek(0)} {where.read()}"
            notes.came(deeds[-1].what)
        for _ in lived.shifts[1:]:
            notes.came("clock set")
        with notes.limited("the account"):
            found, wrong = recorded(spans(path), lived.shifts, lived.most())
            lost, invented = minus(lived.least(), found), minus(found, lived.most())
            nothing = ([], [], []) == (wrong, lost, invented)
            assert nothing, f"cannot be: {wrong[:5]}, lost: {lost[:5]}, invented: {invented[:5]}"
            for _ in range(sum(end - start for start, end in found) // 3600):
                notes.came("hours recorded and accounted for")
            slack = sum(end - start for start, end in minus(lived.most(), lived.least()))
            for _ in range(slack // 3600):
                notes.came("hours in doubt")


def spans(path: Path) -> list[tuple[int, int]]:
    """Beginnings and ends in seconds, in the order of recording, by the wall clock."""
    log = open_log(path, now=NINE).log
    log.recover()
    log.close()
    begin = int(NINE.timestamp())
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT start_us, end_us FROM spans ORDER BY id").fetchall()
    return [(start // 10**6 - begin, end // 10**6 - begin) for start, end in rows]
