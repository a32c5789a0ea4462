"""The key to an X display, from the file that xauth keeps."""

import os
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path

from posture_app.core.value import value

COOKIE = b"MIT-MAGIC-COOKIE-1"
_LOCAL, _ANY = 256, 65535  # the kinds of address: this machine by its name, and whatever machine


@value
class _AuthEntry:
    family: int
    address: bytes
    number: bytes
    name: bytes
    data: bytes


def cookie(environ: Mapping[str, str], number: int) -> bytes:
    """The cookie for the display of this number on this machine; empty if there is none, which may be right."""
    path = environ.get("XAUTHORITY") or Path(environ.get("HOME", "/")) / ".Xauthority"
    try:
        content = Path(path).read_bytes()
    except OSError:
        return b""
    fitting = [entry for entry in _entries(content) if entry.name == COOKIE and entry.number in (b"", b"%d" % number)]
    here = os.fsencode(socket.gethostname())
    fitting.sort(key=lambda entry: (entry.family, entry.address) != (_LOCAL, here) and entry.family != _ANY)
    return fitting[0].data if fitting else b""


def _entries(content: bytes) -> Iterator[_AuthEntry]:
    """What the file holds, up to where it is cut off; all numbers in it are big-endian pairs of bytes."""
    at = 0
    while at + 2 <= len(content):
        family = int.from_bytes(content[at : at + 2])
        at += 2
        parts = []
        for _ in range(4):
            size = int.from_bytes(content[at : at + 2])
            part = content[at + 2 : at + 2 + size]
            at += 2 + size
            parts.append(part)
        if at > len(content):
            return
        yield _AuthEntry(family, *parts)
