"""A bug inside an event of Qt's, told like any other."""

import sys
from collections.abc import Callable


def guarded(call: Callable[[], None]) -> None:
    """Call it; what it raises goes to `sys.excepthook`.

    For events that Qt sends to a window and to what lies in it, such as `showEvent`: where two of them raise at once,
    PySide ends the process.
    """
    try:
        call()
    except Exception:  # noqa: BLE001 - the hook logs it and tells the person
        sys.excepthook(*sys.exc_info())
