"""Processes that write into a log, begun and killed at will."""

import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from tests.store.processes import ENVIRONMENT, REPOSITORY


class Writer:
    """One process after another that makes writes, and says so; `done` is how many this one has said."""

    def __init__(self, orders: IO[bytes], words: IO[bytes]) -> None:
        self._orders, self._words = orders, words
        self._process = self.done = 0

    def begin(self, path: Path, first: int) -> None:
        """Have a process begin with this write to write into the log at this path."""
        self._orders.write(f"{first} {path}\n".encode())
        word, number = self._words.readline().split()
        assert word == b"begun"
        self._process, self.done = int(number), 0

    def await_writes(self, count: int) -> None:
        """Wait until it has done so many more."""
        for _ in range(count):
            assert self._words.readline().startswith(b"done"), "the writer has failed"
        self.done += count

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Have it stand still in whatever it does, all being heard that it has said."""
        if sys.platform == "win32":
            raise NotImplementedError
        os.kill(self._process, signal.SIGSTOP)
        status = Path(f"/proc/{self._process}/stat")
        while b") T " not in status.read_bytes():
            pass
        while select.select([self._words], [], [], 0)[0]:
            self.await_writes(1)
        yield
        os.kill(self._process, signal.SIGCONT)

    def kill(self) -> None:
        """Kill it in whatever it does, and hear what else it has said."""
        if sys.platform == "win32":
            raise NotImplementedError
        os.kill(self._process, signal.SIGKILL)
        while (line := self._words.readline()).startswith(b"done"):
            self.done += 1
        assert b"gone %d\n" % -signal.SIGKILL == line


@contextmanager
def writer() -> Iterator[Writer]:
    """A writer."""
    if sys.platform == "win32":
        pytest.skip("processes cannot be forked there")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.writer"],
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=REPOSITORY,
        env={**os.environ, **ENVIRONMENT},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Writer(process.stdin, process.stdout)
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def dawdle(chance: random.Random, most: int = 20_000) -> None:
    """Let a little time pass, some of a millisecond, so as to be somewhere between two words."""
    for _ in range(chance.randrange(most)):
        pass
