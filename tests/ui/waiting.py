"""Waiting for what Qt is about to do."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop

GENEROUS_MS = 20_000


def until(condition: Callable[[], object], milliseconds: int = GENEROUS_MS) -> None:
    """Run Qt's loop until this is true; fail if it does not come about."""
    deadline = QDeadlineTimer(milliseconds)
    while not condition():
        assert not deadline.hasExpired(), "it did not come about"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def delete_what_was_closed() -> None:
    """Carry out every `deleteLater` so far."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
