"""A process that erases the days of `test_erasing` from the log of its argument and its copies, to be killed at it."""

import sys
from pathlib import Path

from posture_app.store.erase.copies import erase_copies
from posture_app.store.erase.erasing import erase
from tests.store.erase.test_erasing import DAYS, go_on

if __name__ == "__main__":
    log = Path(sys.argv[1])
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    erase_copies(log, DAYS, go_on)
    sys.stdout.write("copies\n")
    sys.stdout.flush()
    erase(log, DAYS)
