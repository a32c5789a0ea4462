"""The moving picture of README: its frames come out as they went in, and it is small enough to be looked at."""

import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter

from tests.ui.moving_picture import SIGNATURE, animated_png, png

README = Path(__file__).parents[2] / "README.md"
MOST = 500_000

pytestmark = pytest.mark.usefixtures("qt")


def chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    assert data.startswith(SIGNATURE)
    found, at = [], len(SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert struct.pack(">I", zlib.crc32(kind + body)) == data[at + 8 + length : at + 12 + length]
        found.append((kind, body))
        at += 12 + length
    return found


def played(data: bytes) -> list[tuple[QImage, float]]:
    """As the specification of animated PNG has a program draw them, each over the one before."""
    head, numbers, shown = b"", [], []
    canvas, place = QImage(), (0, 0, 0, 0, 0, 1)
    for kind, body in chunks(data):
        if kind == b"IHDR":
            head = body
            width, height = struct.unpack(">2I", head[:8])
            canvas = QImage(width, height, QImage.Format.Format_ARGB32)
            canvas.fill(QColor("transparent"))
        if kind in (b"fcTL", b"fdAT"):
            numbers.append(struct.unpack(">I", body[:4])[0])
        if kind == b"fcTL":
            place = struct.unpack(">4I2H", body[4:24])
        if kind in (b"IDAT", b"fdAT"):
            size = struct.pack(">2I", *place[:2])
            data = body if kind == b"IDAT" else body[4:]
            part = QImage.fromData(png(((b"IHDR", size + head[8:]), (b"IDAT", data), (b"IEND", b""))))
            painter = QPainter(canvas)
            painter.drawImage(QPoint(*place[2:4]), part)
            painter.end()
            shown.append((QImage(canvas), place[4] / place[5]))
    assert list(range(len(numbers))) == numbers
    return shown


def test_frames_come_out_as_they_went_in_and_those_alike_as_one() -> None:
    frames = []
    for left in (2, 9, 9, 14):
        image = QImage(40, 30, QImage.Format.Format_RGBA8888)
        image.fill(QColor("#f5f5f0"))
        painter = QPainter(image)
        painter.fillRect(QRect(left, 5, 12, 8), QColor("#d4531c"))
        painter.end()
        frames.append((image, 0.25))
    shown = played(animated_png(frames))
    assert [0.25, 0.5, 0.25] == [seconds for _image, seconds in shown]
    for (image, _seconds), wanted in zip(shown, (frames[0], frames[1], frames[3]), strict=True):
        assert image.convertToFormat(QImage.Format.Format_RGBA8888) == wanted[0]


def test_that_of_readme_moves_and_is_small() -> None:
    file = README.parent / ".github" / "screenshots" / "reminder.png"
    assert "(.github/screenshots/reminder.png)" in README.read_text(encoding="utf-8")
    assert file.stat().st_size <= MOST
    kinds = [kind for kind, _body in chunks(file.read_bytes())]
    assert kinds.count(b"fcTL") > 10
