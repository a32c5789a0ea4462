"""The app's own loop, run by a test for as long as it needs."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from posture_app.desktop.loop import QtLoop


class TestedQtLoop(QtLoop):
    """A QtLoop with the `run_until` of `tests.loop.SelectLoop`."""

    __test__ = False

    def __init__(self, scale: float = 1.0) -> None:
        self._application = QCoreApplication.instance() or QApplication([])  # one for all tests, widgets or not
        super().__init__(scale)

    def run_until(self, condition: Callable[[], object], timeout: float = 10.0) -> None:
        end = QDeadlineTimer(round(timeout * 1000))
        guard = QTimer()
        guard.setSingleShot(True)
        guard.start(round(timeout * 1000))
        while not condition():
            if end.hasExpired():
                raise AssertionError(f"this did not come about within {timeout:g} s")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        guard.stop()

    @property
    def pending(self) -> int:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(self.children())
