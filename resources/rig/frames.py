"""Pictures as Qt paints them, frame by frame."""

import os
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from PySide6.QtCore import QByteArray, QElapsedTimer, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

GROUNDS: Mapping[str, str] = {"light": "#ffffff", "dark": "#24272b", "high-light": "#ffffff", "high-dark": "#000000"}
"""What the pictures lie on in the app."""
FRAMES = 30
"""A second: what Qt's renderer counts in, whatever it was told."""
TRIES, SOON = 50, 15
"""The renderer's time runs on from the frame that was set: what took more milliseconds, on a busy machine, may show a
later frame, and is painted again.
"""


def start() -> QGuiApplication:
    """Qt without a screen. The caller keeps it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QGuiApplication.instance()
    return running if isinstance(running, QGuiApplication) else QGuiApplication([])


class Player:
    """Paints an SVG at any moment of its cycle."""

    def __init__(self, svg: str) -> None:
        self._renderer = QSvgRenderer()
        self._renderer.setAnimationEnabled(False)  # no timer: the moments are asked for
        if not self._renderer.load(QByteArray(svg.encode())):
            raise ValueError("Qt does not read this picture")
        self.paint(1, 8)  # the first one takes long

    @property
    def seconds(self) -> float:
        """Of one cycle."""
        return self._renderer.animationDuration() / 1000

    def paint(self, moment: float, width: int, ground: str = "#ffffff", *, margin: int = 0) -> QImage:
        """The picture at this second, so many pixels wide, with a margin around."""
        natural = self._renderer.defaultSize()
        height = round(width * natural.height() / natural.width())
        image = QImage(width + 2 * margin, height + 2 * margin, QImage.Format.Format_RGB32)
        took = QElapsedTimer()
        for _ in range(TRIES):
            image.fill(QColor(ground))
            took.start()
            self._renderer.setCurrentFrame(round(moment * FRAMES))
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._renderer.render(painter, QRectF(margin, margin, width, height))
            painter.end()
            if took.elapsed() <= SOON:
                break
        return image


def marks(svg: str) -> Mapping[str, str]:
    """What the picture says of itself: still, phases, holds, box. Nothing for one that was not drawn here."""
    root = ET.fromstring(svg)  # noqa: S314 - pictures of our own
    return {name.removeprefix("data-"): text for name, text in root.attrib.items() if name.startswith("data-")}


def moments(svg: str, seconds: float) -> tuple[float, ...]:
    """Rest, first move, turn, return; quarters of the cycle where there is none of these."""
    said = marks(svg)
    phases = {}
    for phase in said.get("phases", "").split(";") if said else ():
        name, begins, ends = phase.split()
        phases[name] = (float(begins), float(ends))
    if "up" not in phases or "down" not in phases:
        return tuple(round(seconds * FRAMES * part / 4) / FRAMES for part in range(4))
    (rise, top), (turn, rest) = phases["up"], phases["down"]
    wanted = (0.0, rise + (top - rise) * 0.45, float(said["still"]), turn + (rest - turn) * 0.55)
    return tuple(round(moment * FRAMES) / FRAMES for moment in wanted)
