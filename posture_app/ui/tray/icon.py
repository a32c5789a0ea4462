"""The ring: the icon that says in the panel how things stand, painted for panels of any colour.

All of it are filled paths: pens, and brushes made of a colour, need the namespace `Qt`, which `desktop.loop` tells the
price of.
"""

import math
from collections.abc import Callable
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QFont, QIcon, QPainter, QPainterPath, QPixmap, QPolygonF, QTransform

from posture_app.core.status_words import Asked, Glance

SIZES = (16, 22, 24, 32, 48, 64)
"""Pixels. Panels of 16 to 24 at 100, 200 and 300 % take one of these as it is, or a larger one made smaller."""
STEPS = 30
"""The ring moves on in so many steps: a new icon a minute at the most with the usual half hour."""
DIAGONAL = 0.5**0.5
TOP, FULL = 90, 360  # degrees, anticlockwise from three o'clock

# Nobody tells an icon the colour of its panel. These tones lie in the middle: at least 3 : 1 (WCAG 1.4.11) on white,
# #2e3436 and black. They are those of the light theme, so that a colour means the same in panel, ring and charts. Each
# state has a shape of its own too, for those who do not see these colours apart.
SITTING, STANDING, OVER, GREY = QColor("#6579c6"), QColor("#168f7f"), QColor("#d5551b"), QColor("#7b8087")
TONES = {
    Glance.SITTING: SITTING,
    Glance.DUE: OVER,
    Glance.HELD: OVER,
    Glance.STANDING: STANDING,
    Glance.AWAY: GREY,
    Glance.PAUSED: GREY,
    Glance.PRIVATE: GREY,
}
WHITE = QColor("#ffffff")
ONE_TONE = {"light": QColor("#f5f5f5"), "dark": QColor("#2e3436")}
"""For who chose an icon that is light, for a dark panel, or dark."""
COLOURED, MINUTES = "coloured", "minutes"
HOUR_FROM = 100
"""From so many minutes on there is room for the hours alone."""


def ring_icon(
    shows: Glance, progress: float = 0.0, *, asks: Asked = Asked.UP, look: str = COLOURED, minutes: int = 0
) -> QIcon:
    """The icon for this state; `progress` (0 to 1) is the part of the way to the reminder, shown while sitting, `asks`
    what a reminder that is due asks for. `look` is an option of the setting `tray_icon`; with “minutes” those that one
    has sat stand in the place of the ring.

    The same object comes back for what looks the same, so that `is` tells whether anything has to be drawn anew.
    """
    sits = shows is Glance.SITTING
    share = min(1.0, max(0.0, progress)) if sits and look != MINUTES else 0.0
    sign = asks if shows is Glance.DUE else Asked.UP
    return _icon(shows, int(share * STEPS), sign, look, minutes if sits and look == MINUTES else 0)


@lru_cache(maxsize=8)
def _icon(shows: Glance, steps: int, asks: Asked, look: str, minutes: int) -> QIcon:
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(_painted(shows, steps, look, minutes, size, asks=asks))
    return icon


def _painted(shows: Glance, steps: int, look: str, minutes: int, size: int, *, asks: Asked) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    if shows is Glance.SITTING and look == MINUTES:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _number(painter, size, minutes)
    else:
        paint_icon(painter, shows, steps / STEPS, size, asks=asks)
    if look in ONE_TONE:
        _tint(painter, size, _on_disc(shows, asks), ONE_TONE[look])
    painter.end()
    return pixmap


def paint_icon(painter: QPainter, shows: Glance, progress: float, size: int, *, asks: Asked = Asked.UP) -> None:
    """Paint the ring, coloured, as a square of this side."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    on_disc = _on_disc(shows, asks)
    if shows is Glance.SITTING:
        _progress(painter, size, progress)
    elif on_disc is not None:
        _disc(painter, _circle(size, 0), OVER)
        _fill(painter, on_disc(size), WHITE)
    else:
        _DRAW[shows](painter, size)


def _on_disc(shows: Glance, asks: Asked) -> Callable[[int], QPainterPath] | None:
    return {Glance.DUE: _SIGNS[asks], Glance.HELD: _bar}.get(shows)


def _tint(painter: QPainter, size: int, on_disc: Callable[[int], QPainterPath] | None, tone: QColor) -> None:
    """Have all that is painted in one tone; what lay on a disc is a hole in it."""
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    _fill_rect(painter, QRectF(0, 0, size, size), tone)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    if on_disc is not None:
        _fill(painter, on_disc(size), WHITE)


def _width(size: int) -> int:
    """The width of the ring: whole pixels are what keeps it sharp."""
    return max(2, round(size * 0.17))


def _circle(size: int, width: float) -> QRectF:
    """Where a line of this width runs so that its outer edge stays within the icon."""
    inset = round(size / 32) + width / 2
    return QRectF(inset, inset, size - 2 * inset, size - 2 * inset)


@cache
def _brush(tone: str) -> QBrush:
    picture = QPixmap(1, 1)
    picture.fill(QColor(tone))
    return QBrush(picture)


def _fill(painter: QPainter, path: QPainterPath, tone: QColor) -> None:
    painter.fillPath(path, _brush(tone.name()))


def _fill_rect(painter: QPainter, rect: QRectF, tone: QColor) -> None:
    path = QPainterPath()
    path.addRect(rect)
    _fill(painter, path, tone)


def _grown(circle: QRectF, by: float) -> QRectF:
    return circle.adjusted(-by, -by, by, by)


def _ring(painter: QPainter, circle: QRectF, width: float, tone: QColor) -> None:
    path = QPainterPath()
    path.addEllipse(_grown(circle, width / 2))
    path.addEllipse(_grown(circle, -width / 2))
    _fill(painter, path, tone)


def _disc(painter: QPainter, circle: QRectF, tone: QColor) -> None:
    path = QPainterPath()
    path.addEllipse(circle)
    _fill(painter, path, tone)


def _progress(painter: QPainter, size: int, share: float) -> None:
    """A dot in a thin track, on which a broad arc grows clockwise from the top; it shows before the arc does."""
    width = _width(size)
    circle = _circle(size, width)
    _ring(painter, circle, max(1.0, width / 3), GREY)
    dot = 2 * max(2, round(size * 0.13)) + size % 2
    _disc(painter, QRectF((size - dot) / 2, (size - dot) / 2, dot, dot), SITTING)
    swept = -FULL * share
    arc = QPainterPath()
    arc.arcMoveTo(_grown(circle, width / 2), TOP)
    arc.arcTo(_grown(circle, width / 2), TOP, swept)
    arc.arcTo(_grown(circle, -width / 2), TOP + swept, -swept)
    _fill(painter, arc, SITTING)


def _number(painter: QPainter, size: int, minutes: int) -> None:
    """The minutes, or hours, as large as there is room for."""
    font = QFont()
    font.setPixelSize(100)
    font.setBold(True)
    path = QPainterPath()
    path.addText(QPointF(0, 0), font, str(minutes) if minutes < HOUR_FROM else f"{minutes // 60}h")
    box = path.boundingRect()
    scale = min(size / box.width(), size * 0.8 / box.height())
    fit = QTransform().translate(size / 2, size / 2).scale(scale, scale)
    _fill(painter, fit.map(path.translated(-box.center())), SITTING)


def _arrow(size: int) -> QPainterPath:
    """An arrow up."""
    middle, unit = size / 2, size / 16
    half = round(4 * unit)
    top, neck, foot = round(3 * unit), round(8 * unit), round(12.5 * unit)
    stem = max(1, round(1.25 * unit))
    path = QPainterPath()
    path.addPolygon(
        QPolygonF([QPointF(middle - half, neck), QPointF(middle, top), QPointF(middle + half, neck)]),
    )
    path.addRect(QRectF(middle - stem, neck, 2 * stem, foot - neck))
    return path


def _arrow_down(size: int) -> QPainterPath:
    return QTransform().translate(0, size).scale(1, -1).map(_arrow(size))


def _soles(size: int) -> QPainterPath:
    """The soles of two feet."""
    unit, path = size / 16, QPainterPath()
    for side in (-1, 1):
        middle = size / 2 + side * 2.4 * unit
        path.addEllipse(QRectF(middle - 1.7 * unit, 3.2 * unit, 3.4 * unit, 5.8 * unit))
        path.addEllipse(QRectF(middle - 1.3 * unit, 9.6 * unit, 2.6 * unit, 3.0 * unit))
    return path


def _to_and_fro(size: int) -> QPainterPath:
    """An arrow to both sides."""
    middle, unit, path = size / 2, size / 16, QPainterPath()
    half, tip, neck = round(3 * unit), round(2.5 * unit), round(6.5 * unit)
    stem = max(1, round(unit))
    for at, inner in ((tip, neck), (size - tip, size - neck)):
        path.addPolygon(QPolygonF([QPointF(inner, middle - half), QPointF(at, middle), QPointF(inner, middle + half)]))
    path.addRect(QRectF(neck, middle - stem, size - 2 * neck, 2 * stem))
    return path


def _bar(size: int) -> QPainterPath:
    """A bar, as on a road that is closed."""
    height, across = 2 * max(1, round(size / 14)), 2 * round(size * 0.28)
    path = QPainterPath()
    path.addRect(QRectF((size - across) / 2, (size - height) / 2, across, height))
    return path


def _standing(painter: QPainter, size: int) -> None:
    """A figure on its feet, and no ring at all."""
    unit = size / 16
    leg = max(2, round(2.25 * unit))
    broad = 3 * leg if leg % 2 == size % 2 else 3 * leg - 1  # as even as the icon, so that both sides are sharp
    left = (size - broad) / 2
    head = broad - 2 * max(1, round(0.75 * unit))
    top, feet = round(0.5 * unit) + head + max(1, round(0.75 * unit)), size - max(1, round(0.5 * unit))
    hips = top + round((feet - top) * 0.5)
    _disc(painter, QRectF((size - head) / 2, round(0.5 * unit), head, head), STANDING)
    body = QPainterPath()
    body.addRoundedRect(QRectF(left, top, broad, hips - top), leg / 2, leg / 2)
    _fill(painter, body, STANDING)
    for side in (left, left + broad - leg):
        _fill_rect(painter, QRectF(side, (top + hips) / 2, leg, feet - (top + hips) / 2), STANDING)


def _away(painter: QPainter, size: int) -> None:
    """A ring of dots: an empty seat."""
    width = _width(size)
    middle, radius = size / 2, _circle(size, width).width() / 2
    dots = 8
    for dot in range(dots):
        turn = math.tau * dot / dots
        at = QRectF(middle + radius * math.sin(turn), middle - radius * math.cos(turn), 0, 0)
        _disc(painter, _grown(at, width / 2), GREY)


def _paused(painter: QPainter, size: int) -> None:
    """Two bars, as on a player."""
    bar, gap = max(3, round(size * 0.22)), max(2, 2 * round(size * 0.07))
    left, top = (size - 2 * bar - gap) / 2, round(size * 0.14)
    for each in (left, left + bar + gap):
        _fill_rect(painter, QRectF(each, top, bar, size - 2 * top), GREY)


def _private(painter: QPainter, size: int) -> None:
    """An eye, crossed out."""
    middle, width = size / 2, max(2.0, size * 0.12)
    high = size * 0.66
    eye = QPainterPath(QPointF(0, middle))
    eye.quadTo(middle, middle - high, size, middle)
    eye.quadTo(middle, middle + high, 0, middle)
    _fill(painter, eye.subtracted(_slash(size, width, width * 0.8)).united(_slash(size, width)), GREY)


def _slash(size: int, width: float, above: float = 0.0) -> QPainterPath:
    """A line from the top left to the bottom right, by `above` broader on its upper side."""
    near = size * 0.06 + width / 2 * DIAGONAL
    far = size - near
    under, over = width / 2 * DIAGONAL, (width / 2 + above) * DIAGONAL
    corners = ((near + over, near - over), (far + over, far - over), (far - under, far + under))
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*at) for at in (*corners, (near - under, near + under))]))
    return path


_DRAW: dict[Glance, Callable[[QPainter, int], None]] = {
    Glance.STANDING: _standing,
    Glance.AWAY: _away,
    Glance.PAUSED: _paused,
    Glance.PRIVATE: _private,
}
_SIGNS: dict[Asked, Callable[[int], QPainterPath]] = {
    Asked.UP: _arrow,
    Asked.DOWN: _arrow_down,
    Asked.FEET: _soles,
    Asked.MOVE: _to_and_fro,
}
