"""Write into a log at speed, in a process of its own for each line of the input, which says with which write to
begin, and into which log. Its own number is said first, then each write that has been done; and when it is gone, what
killed it. All is imported once: the processes are forked, and begin at once.
"""

import os
import sys
from itertools import count
from pathlib import Path

from tests.store.conftest import open_at
from tests.store.log_writes import do


def write(path: Path, first: int) -> None:
    """Make one write after the other, for ever."""
    log = open_at(path)
    log.recover()
    for number in count(first):
        do(log, number)
        assert not log._failing
        os.write(1, b"done %d\n" % number)


def main() -> None:
    """Fork for every line."""
    if sys.platform == "win32":
        raise NotImplementedError
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os.write(1, b"begun %d\n" % os.getpid())
            first, path = line.rstrip("\n").split(" ", 1)
            write(Path(path), int(first))
        _, status = os.waitpid(child, 0)
        os.write(1, b"gone %d\n" % os.waitstatus_to_exitcode(status))


main()
