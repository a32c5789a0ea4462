"""Qt is loaded here first, without what PySide6 does at each start for purposes that are not ours."""

import builtins
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SIGNATURES = tuple(
    f"shibokensupport/signature/{name}.py"
    for name in ("errorhandler", "layout", "parser", "lib/enum_sig", "lib/pyi_generator", "lib/tool")
)
"""What tells what a function takes, when it was called wrongly or help is asked for, and what writes stubs. Of the rest
libshiboken reads `mapping` by itself, and ends the process if it is not whole.
"""
TRIED = (6, 8), (6, 12)
"""The first and the last PySide6 that was seen to work with that being put off."""
LATER = f"""
from {__name__} import run_now
def __getattr__(name):
    return run_now(globals(), name)
"""

_put_off: dict[str, Any] = {}


def load_qt() -> None:
    """Load QtCore. Raises ImportError if it cannot be.

    PySide6 (6.11) puts a function of its own in the place of `__import__`, for `from __feature__ import …`, which we
    do not use. It reads the source of every module that is imported from then on and keeps it in `linecache`
    (`_mod_uses_pyside`, PYSIDE-2029): 80 ms and 5 MiB at each start.
    """
    plain = builtins.__import__
    with _signatures_later():
        import PySide6.QtCore  # noqa: F401, PLC0415 - loaded to be loaded

    builtins.__import__ = plain


@contextmanager
def _signatures_later() -> Iterator[None]:
    """Put off SIGNATURES: Shiboken keeps them as source in an archive, and compiles them at each start (65 ms).

    Each is run when something of it is asked for, and at once in a version that nobody has tried.
    """
    plain = builtins.compile

    def compile_or_put_off(source: Any, filename: Any, mode: str, *more: Any, **options: Any) -> Any:
        version = getattr(sys.modules.get("shiboken6"), "__version_info__", (0, 0))[:2]
        if filename in SIGNATURES and TRIED[0] <= version <= TRIED[1]:
            _put_off[filename], source = source, LATER
        return plain(source, filename, mode, *more, **options)

    builtins.compile = compile_or_put_off
    try:
        yield
    finally:
        builtins.compile = plain


def run_now(module: dict[str, Any], name: str) -> object:
    """What this module, which was put off, has by this name. Raises AttributeError."""
    source = _put_off.pop(module["__file__"], None)
    if source is not None:
        exec(compile(source, module["__file__"], "exec"), module)  # noqa: S102 - Shiboken's own, which would do the same
    if name not in module:
        raise AttributeError(f"{module['__name__']} has no {name}")
    return module[name]
