"""A program of the system that is asked something: its output is read through the loop, and it is ended if it hangs."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import PurePath

from posture_app.core.language import lasting
from posture_app.core.ports import Loop, Timer, Watch

HANGS_S = 2.0
"""Real seconds after which it hangs: what is asked here takes some 10 ms, and the first time, from the disk, 500."""
LONGEST = 2 << 20
"""So many bytes of it are read at the most."""
_MOMENT_S = 0.02
"""Real seconds in which a program is gone that has written its last, or that was killed."""
_LATER_S = 1.0
"""Real seconds after which one that was not is looked after again, on a busy machine."""


class Child:
    """Runs a program once. Either `done` is called, later, with all that it wrote, or `failed` with one line that says
    why there is nothing. It speaks no language but C: the numbers and words of a translated program cannot be read.
    """

    def __init__(
        self,
        loop: Loop,
        command: Sequence[str],
        *,
        done: Callable[[bytes], None],
        failed: Callable[[str], None],
        within: float = HANGS_S,
    ) -> None:
        self._loop, self._done, self._failed = loop, done, failed
        self._name = PurePath(command[0]).name
        self._output = bytearray()
        self._watch: Watch | None = None
        self._timer: Timer | None = None
        try:
            self._process = subprocess.Popen(  # noqa: S603 - a program of the system, with arguments of ours
                command,
                env={**os.environ, "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
        except OSError as error:
            why = lasting("{name} cannot be started ({reason})", name=self._name, reason=error.strerror or error)
            loop.soon(lambda: self._failed(why))
            return
        assert self._process.stdout is not None
        self._pipe = self._process.stdout
        if sys.platform != "win32":
            os.set_blocking(self._pipe.fileno(), False)
        self._watch = loop.watch(self._pipe.fileno(), self._read)
        late = lasting("{name} did not answer within {number} s", name=self._name, number=f"{within:g}")
        self._timer = loop.deadline(within, lambda: self._give_up(late))

    def end(self) -> None:
        """Kill it, and call nobody any more; harmless if it is over."""
        self._done = self._failed = _nobody
        self._kill()

    def _read(self) -> None:
        try:
            data = os.read(self._pipe.fileno(), 1 << 16)
        except BlockingIOError:
            return
        self._output += data
        if len(self._output) > LONGEST:
            self._give_up(lasting("{name} wrote more than {number} MiB", name=self._name, number=LONGEST >> 20))
        elif not data:
            self._over()

    def _over(self) -> None:
        """It has written its last."""
        self._let_go()
        status = self._ended()
        if status is None:  # it lingers, with nothing more to say
            self._process.kill()
            self._ended()
        if status:
            self._failed(lasting("{name} failed (status {status})", name=self._name, status=status))
        else:
            self._done(bytes(self._output))

    def _give_up(self, why: str) -> None:
        self._kill()
        self._failed(why)

    def _kill(self) -> None:
        if self._let_go():
            self._process.kill()
            self._ended()

    def _ended(self) -> int | None:
        """Its status, if it ends within a moment. Nobody waits for one that the system does not let go."""
        try:
            return self._process.wait(_MOMENT_S)
        except subprocess.TimeoutExpired:
            self._loop.deadline(_LATER_S, self._look_again)
            return None

    def _look_again(self) -> None:
        """It is gone by now, and the system can forget it."""
        self._process.poll()

    def _let_go(self) -> bool:
        """Read it no longer. Whether there was something to read."""
        if self._timer is None or self._watch is None:
            return False
        self._timer.cancel()
        self._watch.stop()
        self._timer = self._watch = None
        self._pipe.close()
        return True


def _nobody(_: object) -> None:
    """Who asked does not want to know any more."""
