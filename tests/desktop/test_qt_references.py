"""PySide6 6.12.0 on Python before 3.12 drops a reference to True at every emit, and the process aborts after some 560.

Our requirements keep that pair apart; this fails if another release brings it back.
"""

import subprocess
import sys

from tests import needs

PROBE = """
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

class Sender(QObject):
    sent = Signal(bool)

app, sender, timer = QCoreApplication([]), Sender(), QTimer()
sender.sent.connect(lambda _: None)
for _ in range(20_000):
    sender.sent.emit(True)
    timer.start(1000)
    timer.stop()
"""


def test_thousands_of_emits_and_timers_do_no_harm() -> None:
    needs.qt()
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=False, timeout=60)
    assert (0, "") == (done.returncode, done.stderr)
