"""The moving picture of README: a reminder comes, its exercise moves, it is answered. `tests.ui.screens` writes it."""

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QBitmap, QColor, QImage, QImageWriter, QPainter, QPolygonF, QRegion
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from posture_app.core.prompts import Outcome, Shown
from posture_app.core.status import Status
from posture_app.ui.exercises.drawing import FigureView
from tests.ui.looks import USUAL, picture, settle
from tests.ui.samples import MINUTE, NOW, SITTING, ZONE, week_of
from tests.ui.screens import SCREENS, UP, today
from tests.ui.showing import shown

FRAMES_A_SECOND = 6
WANTED = 30
"""Minutes after which the reminder comes."""
MARGIN = 16
POINTER = QPolygonF([QPointF(*place) for place in ((0, 0), (0, 17), (4, 13), (7, 19), (10, 18), (7, 12), (12, 12))])
SIGNATURE = b"\x89PNG\r\n\x1a\n"
OVER = 1
"""A frame is drawn over the one before."""
Frame = tuple[QImage, float]
"""A picture, and for how many seconds it shows."""


def film() -> Iterator[Frame]:
    """All of it, in the light theme."""
    for minutes, seconds in ((28, 0.9), (29, 0.9)):
        yield _window(_sitting(minutes)), seconds
    due = _window(_sitting(WANTED))
    with shown(SCREENS["card_shown"]()) as card:
        settle(card, USUAL)
        at = QPoint(due.width() - card.width() - MARGIN, due.height() - card.height() - MARGIN)
        moving = card.findChild(FigureView)
        answer = next(each for each in card.findChildren(QPushButton) if each.objectName() == "answer_up")
        assert moving is not None
        target = at + answer.mapTo(card, answer.rect().center())
        count = round(moving.cycle * FRAMES_A_SECOND)
        for number in range(count):
            moving.show_time(number / FRAMES_A_SECOND)
            left = max(0, number - count + 2 * FRAMES_A_SECOND)
            pointer = target + QPoint(40, 90) * (1 - left / (2 * FRAMES_A_SECOND)) if left else None
            yield _with_card(due, card, at, pointer), 1 / FRAMES_A_SECOND
        yield _with_card(due, card, at, target), 0.5
    yield _window(UP), 2.4


def _sitting(minutes: int) -> Status:
    """So many minutes without a break, of those that are wanted."""
    prompt = Shown(7, "stand", NOW, ZONE, 1800) if minutes == WANTED else None
    return replace(
        SITTING,
        since=NOW - minutes * MINUTE,
        bout_s=minutes * 60,
        due_s=(WANTED - minutes) * 60,
        progress=minutes / WANTED,
        prompt=prompt,
    )


def _window(status: Status) -> QImage:
    log = week_of(_sitting(WANTED))
    if status is UP:
        log.kept_prompts[-1] = replace(log.kept_prompts[-1], outcome=Outcome.KEPT)
    elif status.prompt is None:
        log.kept_prompts.pop()  # it is still to come
    with shown(today(status, log)) as window:
        settle(window, USUAL)
        return _image(window)


def _image(window: QWidget) -> QImage:
    QApplication.processEvents()
    return picture(window, 1.0).toImage().convertToFormat(QImage.Format.Format_RGBA8888)


def _with_card(behind: QImage, card: QWidget, at: QPoint, pointer: QPoint | None = None) -> QImage:
    made = QImage(behind)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawPixmap(at, picture(card, 1.0))
    if pointer is not None:
        painter.setPen(QColor("white"))
        painter.setBrush(QColor("black"))
        painter.translate(pointer)
        painter.drawPolygon(POINTER)
    painter.end()
    return made


def animated_png(frames: Sequence[Frame]) -> bytes:
    """The frames as one file, which goes on for ever; each but the first has only what is new in it."""
    image, seconds = frames[0]
    new = [(image.rect(), image, seconds)]
    for (before, _seconds), (after, seconds) in pairwise(frames):
        part, image = changed(before, after)
        if part.isEmpty():
            new[-1] = (*new[-1][:2], new[-1][2] + seconds)
        else:
            new.append((part, image, seconds))
    head, *_data = _chunks(frames[0][0])
    made, number = [head, (b"acTL", struct.pack(">2I", len(new), 0))], 0
    for part, image, seconds in new:
        place = struct.pack(">4I", part.width(), part.height(), part.x(), part.y())
        made.append(
            (b"fcTL", struct.pack(">I", number) + place + struct.pack(">2H2B", round(seconds * 1000), 1000, 0, OVER))
        )
        number += 1
        _head, (kind, data) = _chunks(image)
        if number > 1:
            kind, data, number = b"fdAT", struct.pack(">I", number) + data, number + 1
        made.append((kind, data))
    made.append((b"IEND", b""))
    return png(made)


def png(chunks: Iterable[tuple[bytes, bytes]]) -> bytes:
    """A file of these parts, each with its kind."""
    return SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def changed(before: QImage, after: QImage) -> tuple[QRect, QImage]:
    """The smallest part of the second picture that has all that is new in it, and is transparent where nothing is."""
    new, difference = QImage(after), QImage(after)
    painter = QPainter(difference)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, before)
    painter.end()
    same = difference.createMaskFromColor(QColor("black").rgba(), Qt.MaskMode.MaskInColor)
    part = QRegion(QBitmap.fromImage(same)).boundingRect()  # whose bits say where nothing is
    same.invertPixels()
    new.setAlphaChannel(same.convertToFormat(QImage.Format.Format_Grayscale8))
    premultiplied = new.copy(part).convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)
    return part, premultiplied.convertToFormat(QImage.Format.Format_RGBA8888)


def _chunks(image: QImage) -> list[tuple[bytes, bytes]]:
    """The header and the data of the picture as PNG, each with its kind; the data as one."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(100)
    writer.write(image)
    whole, at = bytes(data.data()), len(SIGNATURE)
    found = {b"IHDR": b"", b"IDAT": b""}
    while at < len(whole):
        length = int(struct.unpack(">I", whole[at : at + 4])[0])
        if (kind := whole[at + 4 : at + 8]) in found:
            found[kind] += whole[at + 8 : at + 8 + length]
        at += 12 + length
    return list(found.items())
