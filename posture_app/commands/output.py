"""Standard output: every command's text goes through here."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.core.text import printable


def write(text: str) -> None:
    """Write and flush, so that a full disk or a closed pipe shows here and not at exit. Without control characters,
    which a terminal would obey: the text may have names of files and messages of other programs.

    Raises KnownError if it cannot be written, BrokenPipeError if nobody reads it any more.
    """
    with _writing():
        sys.stdout.write(printable(text))
        sys.stdout.flush()


def write_bytes(data: bytes) -> None:
    """Write the contents of a file as they are; on a terminal without control characters."""
    if sys.stdout.isatty():
        data = printable(data.decode(errors="replace")).encode()
    with _writing():
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        _let_go()
        if isinstance(error, BrokenPipeError):
            raise
        raise KnownError(
            _("Standard output cannot be written ({reason}).").format(reason=error.strerror or error)
        ) from error


def line(text: str = "") -> None:
    """Write one line."""
    write(f"{text}\n")


def complain(text: str) -> None:
    """Write one line on standard error, without control characters."""
    sys.stderr.write(f"posture-app: {printable(text)}\n")


def _let_go() -> None:
    """Send what is still in the buffer nowhere: it would be written again at exit, and fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
