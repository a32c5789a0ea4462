"""The two kinds of error a person may meet: something known, or a wrong call. Everything else is a bug."""

import sys
from collections.abc import Callable


class KnownError(Exception):
    """Something that can happen to anyone (disk full, damaged file): its text is one sentence for the person.

    The sentence names the file, line or key and says what to do. Reminders go on.
    """


class UsageError(Exception):
    """A command line, trace or setting that is wrong; its text is one sentence naming what is at fault."""


class Unavailable(Exception):  # noqa: N818 - a candidate's answer, not a fault
    """A sensor or way to notify cannot work here; the text says why, for `posture-app doctor`."""


class StoppedError(Exception):
    """Somebody called off what was being done. What had come by then stays."""


def is_missing_part(error: BaseException | None) -> bool:
    """Whether a part of the app could not be loaded: where it was updated while it runs, what is loaded late does not
    fit.
    """
    return isinstance(error, ImportError) and (error.name or "").partition(".")[0] == "posture_app"


def tell_of_missing_part(error: Exception) -> bool:
    """Have the person told of such an error, though whoever met it goes on by another way; whether it is one, which is
    logged with that.
    """
    told = is_missing_part(error)
    if told:
        sys.excepthook(type(error), error, error.__traceback__)
    return told


def guarded(call: Callable[[], None]) -> None:
    """Make this call. What it raises goes to `sys.excepthook`, which logs and tells it, and whoever is next goes on.

    So it has to be in events that Qt sends to a window, such as `showEvent`: where two of them raise at once, PySide
    (6.11) ends the process.
    """
    try:
        call()
    except Exception:  # noqa: BLE001 - it is told
        sys.excepthook(*sys.exc_info())
