"""How a run begins with its log: at once; or later, if it is long, or cannot be opened yet.

The engine runs all the same, and what it records meanwhile is kept in memory. Private mode that nobody knew of holds.
"""

import itertools
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from posture_app.core.engine.alarm import Alarm
from posture_app.core.engine.runner import Runner
from posture_app.core.engine.stored_pause import PAUSE, PRIVATE, read_pause, read_private
from posture_app.core.errors import KnownError
from posture_app.core.language import _, sentences
from posture_app.core.ports import Loop
from posture_app.core.record.memory import RECENT, remember, remember_reminders
from posture_app.core.rules import Rules
from posture_app.core.value import value
from posture_app.runtime.telling import Telling
from posture_app.store.file.files import size_of
from posture_app.store.log.log import Log, Tell, open_later, open_log
from posture_app.upkeep.late_log import LATER, OPENED, LateLog
from posture_app.upkeep.worker import Worker, why

LONG_LOG = 1024 * 1024
"""Bytes. Opening a log takes some 10 ms for each year (500 KB) in it; the worker looks at a longer one once the icon
shows.
"""


@value
class StartLog:
    """The log at the start, what to tell of it, and whether it is only looked at once the icon shows."""

    log: Log
    notices: tuple[str, ...] = ()
    put_off: bool = False


def open_at_start(
    path: Path, again: Callable[[], None], *, now: datetime, may_wait: bool, trouble: Tell, recovered: Tell
) -> StartLog:
    """Open the log; unless it is long and may wait, or cannot be opened. `again` is then called with each change."""
    put_off = may_wait and size_of(path) > LONG_LOG
    notices: tuple[str, ...] = ()
    if not put_off:
        try:
            opened = open_log(path, now=now, trouble=trouble, recovered=recovered)
            opened.log.recover()
        except KnownError as error:
            notices = (sentences(str(error), _(LATER)),)
        else:
            return StartLog(opened.log, opened.notices)
    return StartLog(open_later(path, again, now=now, trouble=trouble, recovered=recovered), notices, put_off)


class Rest(Protocol):
    """The rest of the app, which begins with the log, or goes on with it."""

    def start(self) -> None: ...
    def cannot_run(self, error: KnownError) -> None: ...
    def log_opened(self) -> None: ...


class LogStart:
    """Has the engine begin with what the log remembers, and the rest of the app once it is known what becomes of it."""

    def __init__(
        self,
        at_start: StartLog,
        runner: Runner,
        rules: Callable[[], Rules],
        rest: Rest,
        telling: Telling,
        *,
        worker: Worker,
        alarm: Alarm,
        loop: Loop,
        now: Callable[[], datetime],
    ) -> None:
        self._log, self._runner, self._rules, self._rest = at_start.log, runner, rules, rest
        self._telling = telling
        self.notices, self._put_off = at_start.notices, at_start.put_off
        self._late = LateLog(self._log, worker, alarm, loop, now=now, opened=self._opened, failed=self._not_opened)
        self._stopped = False

    def begin(self) -> None:
        """Have the engine begin with what the log remembers."""
        log, now, zone = self._log, self._runner.now(), self._runner.zone
        spans = list(itertools.islice(log.last_spans(), RECENT))[::-1]
        paused, until = read_pause(log.recall(PAUSE), now)
        private, private_until = read_private(log.recall(PRIVATE), now)
        rules = self._rules()
        memory = remember(spans, rules, paused=paused, pause_until=until, private=private, private_until=private_until)
        asked = log.own_prompts(spans[0].start if spans else now)
        self._runner.start(rules, remember_reminders(memory, spans, asked, rules, now=now, zone=zone))

    def start_rest(self) -> None:
        """Have the rest of the app begin: at once, or with a log that was put off once it has been looked at."""
        if self._put_off:
            self._late.again()
        else:
            self._late.plan()
            self._start()

    def again(self) -> None:
        """Something was recorded that cannot be written yet."""
        self._late.again()

    def stop(self) -> None:
        """Have the engine end, and all be written; harmless if done before."""
        if not self._stopped:
            self._runner.stop()
            self._stopped = True
            self._late.close()

    def _opened(self, said: Sequence[str]) -> None:
        """Go on as after a start with this log."""
        self._write_kept()
        if self._stopped:
            self._telling.tell_all(said)
            return
        self.begin()
        if self._put_off:
            self._start_late(said)
            return
        self._rest.log_opened()
        self._telling.take_back(self.notices)  # that it is not open
        self._telling.tell_all((*said, _(OPENED).format(path=self._log.path)))

    def _not_opened(self, error: Exception) -> None:
        if self._put_off:
            self._start_late((sentences(why(error), _(LATER)),))

    def _start_late(self, notices: Sequence[str]) -> None:
        self._put_off, self.notices = False, tuple(notices)
        self._start()

    def _start(self) -> None:
        try:
            self._rest.start()
        except KnownError as error:
            self._rest.cannot_run(error)

    def _write_kept(self) -> None:
        """Write what was recorded before it was open, but for what fell into a private mode that nobody knew of."""
        was_private, until = read_private(self._log.recall_stored(PRIVATE), self._runner.now())
        if not self._stopped:
            self._runner.stop()
        if was_private:
            self._log.leave_out(None if until is None else datetime.fromtimestamp(until, UTC))
        self._log.go_on()
