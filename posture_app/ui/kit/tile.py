"""Tiles: one figure each, with its name above and a remark below."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from posture_app.core.language import _
from posture_app.ui.kit.layout import Part, spring
from posture_app.ui.kit.look.paint import as_read, paint_on
from posture_app.ui.kit.look.theme import SPACE, Colours
from posture_app.ui.kit.panel import Panel, label, show_text

METER_HEIGHT, TICK = 8, 2
"""How high a meter is, and how far the tick at the goal reaches beyond it, and how wide it is."""
LEAST_ABOVE = 6.0
"""So much of what is above the goal shows at the least."""
LETTERS = 14
"""How wide a tile is at least: so many letters."""


class Meter(QWidget):
    """A thin bar that fills up to the goal. Once that is passed it is as long as all there is, with a tick at the goal;
    what goes beyond has the colour of a warning.
    """

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, METER_HEIGHT + 2 * TICK)

    def show_share(self, share: float) -> None:
        """Show how much of the goal is used up; above 1 it is passed."""
        self._share = max(0.0, share)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = paint_on(self)
        with as_read(painter, self.width(), self.layoutDirection()):
            self._draw(painter, c)

    def _draw(self, painter: QPainter, c: Colours) -> None:
        box = QRectF(self.rect()).adjusted(0, TICK, 0, -TICK)
        fill = QRectF(box)
        fill.setWidth(box.width() * min(1.0, self._share))
        for part, colour in ((box, c.sunken), (fill, c.sitting)):
            if part.width() >= 1:
                painter.fillPath(_rounded(part), QColor(colour))
        if self._share > 1:
            goal = QRectF(0, 0, TICK, self.height())
            goal.moveRight(round(min(box.width() / self._share, box.width() - LEAST_ABOVE)))
            painter.setClipRect(QRectF(goal.right(), 0, box.width(), self.height()))
            painter.fillPath(_rounded(box), QColor(c.over))
            painter.setClipping(False)
            painter.fillRect(goal, QColor(c.text))


def _rounded(box: QRectF) -> QPainterPath:
    path, radius = QPainterPath(), METER_HEIGHT / 2
    path.addRoundedRect(box, radius, radius)
    return path


class Tile(Panel):
    """One figure. `name`, marked by `N_`, is said above it, and as it is its objectName; `scale` is the size of the
    figure.
    """

    def __init__(self, name: str, *, meter: bool = False, scale: float = 1.5) -> None:
        self._name = name
        self._value = label(scale=scale, strong=True, heading=False)
        self._remark = label(scale=0.92, muted=True)
        self.meter = Meter() if meter else None
        below: list[Part] = [] if self.meter is None else [SPACE // 2 - TICK, self.meter]
        super().__init__(
            label(_(name), scale=0.92, muted=True),
            self._value,
            *below,
            self._remark,
            spring(),
            margins=SPACE * 3 // 2,
            spacing=SPACE // 2,
        )
        self.setObjectName(name)

    @property
    def text(self) -> str:
        """What it says, as a screen reader has it."""
        # Translators: a figure with its name and a remark: “Sitting: 3 h 05 min of 8 h”.
        text = _("{name}: {figure} {remark}")
        return text.format(name=_(self._name), figure=self._value.text(), remark=self._remark.text()).strip()

    def show_figure(self, value: str, remark: str = "", *, share: float = 0.0) -> None:
        """Show this value and remark; `share` fills the meter, if it has one."""
        self._value.setText(value)
        show_text(self._remark, remark)
        if self.meter is not None:
            self.meter.show_share(share)
        self.setAccessibleName(self.text)


class TileRow(QWidget):
    """Tiles that are as wide as each other: side by side, or in two columns or one where there is not the room."""

    def __init__(self, *tiles: Tile) -> None:
        super().__init__()
        self._tiles = tiles
        for tile in tiles:
            tile.setParent(self)  # else each would show as a window of its own until it has its place
        self._placed: tuple[int, tuple[Tile, ...]] = (0, ())
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE * 2)
        self.show_tiles(tiles)

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these of them."""
        for tile in self._tiles:
            tile.setVisible(tile in tiles)
        self._place()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @property
    def _least(self) -> int:
        shown = (tile.minimumSizeHint().width() for tile in self._tiles if not tile.isHidden())
        return max(self.fontMetrics().averageCharWidth() * LETTERS + SPACE * 3, *shown, 0)

    def _place(self) -> None:
        shown = tuple(tile for tile in self._tiles if not tile.isHidden())
        room = (self.width() + self._grid.spacing()) // (self._least + self._grid.spacing())
        count = len(shown)
        columns = next((number for number in (count, (count + 1) // 2) if 0 < number <= room), 1)
        if (columns, shown) == self._placed:
            return
        self._placed = columns, shown
        for tile in self._tiles:
            self._grid.removeWidget(tile)
        for place, tile in enumerate(shown):
            self._grid.addWidget(tile, *divmod(place, columns))
        for column in range(len(self._tiles)):
            self._grid.setColumnStretch(column, int(column < columns))
        self.updateGeometry()
