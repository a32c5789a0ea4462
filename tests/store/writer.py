"""Write spans at speed into the log named on the command line, and say of each checkpoint when it is written."""

import sys
from pathlib import Path

from tests.store.conftest import going_on, open_at, sat


def main(path: Path, start: int) -> None:
    """Spans of five checkpoints each, for ever, beginning `start` minutes after NOW."""
    log = open_at(path)
    log.recover()
    while True:
        for minute in range(1, 6):
            print(start, start + minute, "begin", flush=True)  # noqa: T201 - what the test reads
            log.record(going_on(start, start + minute))
            print(start, start + minute, "done", flush=True)  # noqa: T201 - what the test reads
        log.record(sat(start, start + 5))
        start += 10


main(Path(sys.argv[1]), int(sys.argv[2]))
