"""Qt is loaded here first, without what PySide6 does at each start for purposes that are not ours."""

import builtins
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

STUB_WRITERS = ("shibokensupport/signature/lib/pyi_generator.py", "shibokensupport/signature/lib/enum_sig.py")
TRIED = (6, 8), (6, 12)
"""The first and the last PySide6 that was seen to start, and to tell what a function takes, without them."""
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
    with _without_stub_writers():
        import PySide6.QtCore  # noqa: F401, PLC0415 - loaded to be loaded

    builtins.__import__ = plain


@contextmanager
def _without_stub_writers() -> Iterator[None]:
    """Put off what only writes stubs: Shiboken keeps it as source in an archive, and compiles it at each start (45 ms).

    Left out, it would end the process if a Shiboken needed it (`ensure_shibokensupport` calls `sys.exit`); so it is
    run when something of it is asked for, and at once in a version that nobody has tried.
    """
    plain = builtins.compile

    def compile_or_put_off(source: Any, filename: Any, mode: str, *more: Any, **options: Any) -> Any:
        version = getattr(sys.modules.get("shiboken6"), "__version_info__", (0, 0))[:2]
        if filename in STUB_WRITERS and TRIED[0] <= version <= TRIED[1]:
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
