"""What follows from silence and input, whichever source tells of them: when somebody is at the computer."""

from collections.abc import Callable

from posture_app.core.events import Idle, Input, Sensed
from posture_app.core.ports import Looking, Waiting, Watch

QUIET_MS = 4
"""A pause in input as short as this lets the next input be told from the one before."""


class InputSensor:
    """Reports `Idle` and `Input` by a source that is ready: after `idle_after_ms` real milliseconds without input, and
    in seconds of the app, of which `scale` pass in a real one.

    The state reported first is `Idle`, however short: an input before the start is not claimed.
    """

    def __init__(
        self, waiting: Waiting, report: Callable[[Sensed], None], *, idle_after_ms: int, scale: float = 1.0
    ) -> None:
        self._waiting, self._report = waiting, report
        self._idle_after_ms = max(idle_after_ms, QUIET_MS)
        self._scale = scale
        self._goes_on = False
        self._input: Watch | None = None
        self._silence: Watch | None = waiting.after_silence(QUIET_MS, self._stopped)

    def rearm(self) -> None:
        """Report the very next input as `Input`, even if there was some a moment ago. The end of what goes on is told
        all the same: it may have been reported, and taken in, just before.
        """
        self._await_input()

    def quiet(self, milliseconds: int, call: Callable[[], None]) -> Watch:
        """Call once, as soon as there has been no input for so many real milliseconds."""
        return self._waiting.after_silence(milliseconds, lambda _: call())

    def next_input(self, call: Callable[[], None]) -> Watch:
        """Call once, at the next input, whether or not it is the beginning of one."""
        return self._waiting.at_input(lambda _: call())

    def look(self, answer: Callable[[bool | None], None]) -> None:
        """Look whether something keeps the screen on; None: this source does not tell. Where it tells of no input
        meanwhile, what went on may be over: it is reported to stop now, and the next that is seen begins anew.
        """

        def found(holds: bool) -> None:  # noqa: FBT001 - the answer
            if holds and self._waiting.limits and self._goes_on:
                _give_back(self._silence)
                self._stopped(0)
            answer(holds)

        if isinstance(self._waiting, Looking):
            self._waiting.look(found)
        else:
            answer(None)

    def check(self) -> None:
        """Look, if input goes on as far as is known, and this source would not tell of its end while a film runs."""
        if self._goes_on and self._waiting.limits:
            self.look(lambda _: None)

    def close(self) -> None:
        """Report nothing any more, and close the source."""
        self._report = lambda _: None
        _give_back(self._silence)
        _give_back(self._input)
        self._waiting.close()

    def _await_input(self) -> None:
        _give_back(self._input)
        self._input = self._waiting.at_input(self._began)

    def _began(self, ago: int) -> None:
        self._goes_on, self._input = True, None
        _give_back(self._silence)
        self._silence = self._waiting.after_silence(self._idle_after_ms, self._stopped)
        self._report(Input(ago=self._seconds(ago)))

    def _stopped(self, idle: int) -> None:
        self._goes_on, self._silence = False, None
        self._await_input()
        self._report(Idle(self._seconds(idle)))

    def _seconds(self, milliseconds: int) -> float:
        return milliseconds / 1000 * self._scale


def _give_back(watch: Watch | None) -> None:
    if watch is not None:
        watch.stop()
