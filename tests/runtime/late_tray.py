"""A program for the test of a tray that comes late: the app, which soon gives up looking for one."""

import sys

from posture_app.cli import main
from posture_app.ui.tray import tray

if __name__ == "__main__":
    tray.PAUSES_BETWEEN_TRIES = (0.05, 0.05, 0.05, 0.05)
    sys.exit(main(["--data-dir", sys.argv[1], "--hidden", "--verbose"]))
