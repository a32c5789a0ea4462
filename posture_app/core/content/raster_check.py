"""Whether a photograph or the like may be decoded: its first bytes say how large it is, before anything is decoded.

A file of a few kilobytes may decode to gigabytes, or say so. The name of a file says nothing of what is in it.
"""

import re
import struct
from collections.abc import Callable

from posture_app.core.language import N_, _
from posture_app.core.value import value

LARGEST = 4 * 2**20
"""Bytes of a file,"""
LONGEST_SIDE = 4096
"""pixels of a side,"""
MOST_PIXELS = 5_000_000
"""and of the whole, where a decoder has to hold all of it at once: eight bytes of each, with what is made of it."""
MOST_SCANS = 20
"""A progressive JPEG goes over all of the picture with each."""
MOST_MOVING = 1_000_000
"""A picture of more pixels is shown still: it would take too long at every frame."""

SIZE = N_("The picture is {width} × {height} pixels; at most {most} × {most} fit.")
HEAVY = N_("The picture of {width} × {height} pixels takes too much memory; save it smaller.")
TOO_LARGE = N_("The picture is larger than {size} MiB.")
DAMAGED = N_("The picture is damaged.")
NO_PICTURE = N_("It is no picture that can be shown: SVG, PNG, JPEG, WebP or GIF.")
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The markers of JPEG that say the size."""
_USUAL = frozenset({0xC0, 0xC1})
"""Those of them that are decoded line by line,"""
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_SCAN = 0xDA
_USUAL_DEPTH = 8


class RefusedError(ValueError):
    """The picture must not be shown; the sentence says why."""


@value
class Raster:
    """What the first bytes of a picture say."""

    width: int
    height: int
    moves: bool = False
    """It may be a film of several pictures."""
    held: int = 1
    """How much of a pixel is held at once, by the usual of four bytes; 0: it is decoded line by line."""
    scans: int = 1


def check_raster(data: bytes) -> Raster:
    """What it is. Raises RefusedError, with a sentence for the person, unless it takes little time and memory."""
    read = next((reader for mark, reader in _KINDS.items() if re.match(mark, data, re.DOTALL)), None)
    if read is None:
        raise RefusedError(_(NO_PICTURE))
    if len(data) > LARGEST:
        raise RefusedError(_(TOO_LARGE).format(size=LARGEST // 2**20))
    try:
        found = read(data)
    except (struct.error, IndexError, KeyError) as error:
        raise RefusedError(_(DAMAGED)) from error
    if not found.width or not found.height:
        raise RefusedError(_(DAMAGED))
    if max(found.width, found.height) > LONGEST_SIDE:
        raise RefusedError(_(SIZE).format(width=found.width, height=found.height, most=LONGEST_SIDE))
    if found.width * found.height * found.held > MOST_PIXELS or found.scans > MOST_SCANS:
        raise RefusedError(_(HEAVY).format(width=found.width, height=found.height))
    return found


def _png(data: bytes) -> Raster:
    if data[12:16] != b"IHDR":
        raise struct.error
    width, height, depth = struct.unpack(">IIB", data[16:25])
    return Raster(width, height, held=1 if depth <= _USUAL_DEPTH else 2)


def _gif(data: bytes) -> Raster:
    width, height = struct.unpack("<HH", data[6:10])
    return Raster(width, height, moves=True)


def _webp(data: bytes) -> Raster:
    """Of the three kinds of it, the first part says which."""
    kind = data[12:16]
    if kind == b"VP8X":
        width, height = (1 + int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
        moves = bool(data[20] & 2)
        inside = None if moves else _webp_picture(data)
        if inside is not None and (inside.width, inside.height) != (width, height):
            raise struct.error
        return Raster(width, height, moves=moves)
    return _webp_still(kind, data[20:30])


def _webp_picture(data: bytes) -> Raster | None:
    """The picture within the extended form."""
    at = 12
    while at + 8 <= len(data):
        kind, length = struct.unpack("<4sI", data[at : at + 8])
        if kind in (b"VP8 ", b"VP8L"):
            return _webp_still(kind, data[at + 8 : at + 18])
        at += 8 + length + length % 2
    raise struct.error


def _webp_still(kind: bytes, head: bytes) -> Raster:
    if kind == b"VP8 " and head[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", head[6:10])
        return Raster(width & 0x3FFF, height & 0x3FFF)
    if kind == b"VP8L" and head[:1] == b"\x2f":
        bits = int.from_bytes(head[1:5], "little")
        return Raster(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    raise struct.error


def _jpeg(data: bytes) -> Raster:
    at = 2
    while True:
        if data[at] != 0xFF:  # noqa: PLR2004 - every marker begins so
            raise struct.error
        kind = data[at + 1]
        if kind == 0xFF:  # noqa: PLR2004 - it may stand several times
            at += 1
        elif kind in _ALONE:
            at += 2
        elif kind == _SCAN:
            raise struct.error
        elif kind in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            scans = data.count(bytes((0xFF, _SCAN)), at)
            whole = kind not in _USUAL or scans > 1
            return Raster(width, height, held=1 if whole else 0, scans=scans)
        else:
            at += 2 + max(2, *struct.unpack(">H", data[at + 2 : at + 4]))


_KINDS: dict[bytes, Callable[[bytes], Raster]] = {
    rb"\x89PNG\r\n\x1a\n": _png,
    rb"\xff\xd8\xff": _jpeg,
    rb"GIF8[79]a": _gif,
    rb"RIFF.{4}WEBP": _webp,
}
