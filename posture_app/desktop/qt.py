"""Qt is loaded here first, so that what PySide6 does to Python's imports is undone at once."""

import builtins


def load_qt() -> None:
    """Load QtCore. Raises ImportError if it cannot be.

    PySide6 (6.11) puts a function of its own in the place of `__import__`, for `from __feature__ import …`, which we
    do not use. It reads the source of every module that is imported from then on and keeps it in `linecache`
    (`_mod_uses_pyside`, PYSIDE-2029): 80 ms and 5 MiB at each start.
    """
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401, PLC0415 - loaded to be loaded

    builtins.__import__ = plain
