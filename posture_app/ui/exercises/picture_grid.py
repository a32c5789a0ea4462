"""The exercises as a grid of pictures. The one under the pointer, or chosen by the keyboard, moves."""

import math
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from posture_app.core.content.exercises import Exercise
from posture_app.core.language import _, sentence, sentences
from posture_app.ui.exercises.exercise_words import kind_line
from posture_app.ui.kit.layout import viewport_of
from posture_app.ui.kit.look.paint import paint_box
from posture_app.ui.kit.look.theme import RADIUS, SPACE, colours, sized, wants_calm
from posture_app.ui.kit.reveal import area_around
from posture_app.ui.kit.tip import plain

if TYPE_CHECKING:
    from posture_app.ui.exercises.drawing import FigureView

ID_ROLE = Qt.ItemDataRole.UserRole
KIND_ROLE = Qt.ItemDataRole.UserRole + 1
OFFERED_ROLE, FAVOURITE_ROLE = Qt.ItemDataRole.UserRole + 2, Qt.ItemDataRole.UserRole + 3
PALE = 0.45
"""How much of the picture of what is not offered shows."""
STAR, POINTS, INNER = 0.55, 5, 0.42
"""The radius of a favourite’s star in heights of a line, its points, and how far in it goes between them."""
TILE_LETTERS = 24
"""How wide a tile is at the least, in letters of usual width."""
SHARE = 0.75
"""The height of a picture, in times of its width."""
LINES = 3
"""Of a tile, at the least: two for a long name, one for what it is."""
APART = SPACE // 2
"""Between these two: marks above Arabic letters reach into the line before."""
LEAST_LINES = 10
"""So many lines of the grid can be seen at the least where it scrolls."""
WRAPPED = Qt.TextFlag.TextWordWrap
Drawing = Callable[[str], bytes]
"""The SVG of the exercise of this id; empty if there is none."""


class PictureGrid(QListWidget):
    """Says which exercise was opened, by its id: by a click, or Enter. It scrolls, or is whole on a page that does."""

    opened = Signal(str)

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self.setObjectName("exercise grid")
        self._drawing, self._pictured, self._whole = drawing, True, False
        self._listed: tuple[Sequence[Exercise], Mapping[str, str], AbstractSet[str]] = (), {}, frozenset()
        self._stills: dict[str, QPixmap] = {}
        self._high: dict[int, int] = {}
        self._wanted: list[str] = []
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._draw_one)
        self._moving: FigureView | None = None  # under the pointer; made, as the next, with the first that needs it
        self._still: FigureView | None = None  # of which stills are taken
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setMovement(QListWidget.Movement.Static)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionRectVisible(False)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # an empty gutter where all are seen
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        viewport_of(self).setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setItemDelegate(_Tile(self))
        sized(self, 0.96)
        self.itemClicked.connect(self._open)
        self.itemActivated.connect(self._open)
        self.itemEntered.connect(self._move)
        self.viewportEntered.connect(self._rest)
        self.currentItemChanged.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(self._rest)

    @property
    def pictured(self) -> bool:
        """Whether tiles have pictures."""
        return self._pictured

    @property
    def least_height(self) -> int:
        """What it takes where it scrolls."""
        return self.fontMetrics().height() * LEAST_LINES

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.least_height)

    def set_whole(self, *, on: bool) -> None:
        """Be as high as all of it, without a scroll bar, or scroll."""
        if on != self._whole:
            self._whole = on
            policy = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if on else policy.ScrollBarAlwaysOn)
            self._fit()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QListWidget.ScrollHint = QListWidget.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        around = area_around(self)
        if self._whole and self.hasFocus() and around is not None and (inside := around.widget()) is not None:
            tile = self.visualRect(index)
            middle = viewport_of(self).mapTo(inside, tile.center())
            around.ensureVisible(middle.x(), middle.y(), 0, tile.height() // 2)

    def set_pictured(self, *, on: bool) -> None:
        """Show pictures, or the words alone."""
        self._pictured = on
        self._rest()
        self._fit()

    def show_exercises(
        self, exercises: Sequence[Exercise], elsewhere: Mapping[str, str], favourites: AbstractSet[str]
    ) -> None:
        """List these; `elsewhere` says why some of them are not offered at present. The chosen one stays chosen if it
        is among them.
        """
        wanted = exercises, elsewhere, favourites
        if wanted == self._listed:
            return
        self._listed = wanted
        before = self.currentIndex().data(ID_ROLE)
        self._rest()
        self.clear()
        self._high.clear()
        for place, exercise in enumerate(exercises):
            item = QListWidgetItem(exercise.name)
            item.setData(ID_ROLE, exercise.id)
            item.setData(KIND_ROLE, kind_line(exercise))
            why = elsewhere.get(exercise.id, "")
            item.setData(OFFERED_ROLE, not why)
            item.setData(FAVOURITE_ROLE, exercise.id in favourites)
            favourite = sentence(_("Favourite")) if exercise.id in favourites else ""
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, sentences(favourite, why, exercise.purpose))
            item.setToolTip(plain(why))
            self.addItem(item)
            if exercise.id == before:
                self.setCurrentRow(place)
        if self.currentRow() < 0 and exercises:
            self.setCurrentRow(0)
        self._rest()
        self._fit()

    def still(self, identifier: str, size: QSize) -> QPixmap | None:
        """The picture at rest, in pixels of the screen; None until it is drawn, which is soon."""
        kept = self._stills.get(identifier)
        if kept is not None and kept.size() == size:
            return kept
        if identifier not in self._wanted:
            self._wanted.append(identifier)
            self._next.start()
        return kept

    def draw_all(self) -> None:
        """Draw the pictures that are in sight now, and not one by one as there is time."""
        self.grab()
        while self._wanted:
            self._draw_one()

    def tile(self) -> QSize:
        """How large a tile is: they share the width."""
        width = self._room // self._across
        picture = round((width - 2 * SPACE) * SHARE) if self._pictured else 0
        return QSize(width, picture + self._words_high(width - 3 * SPACE) + SPACE * 3)

    @property
    def _room(self) -> int:
        return viewport_of(self).width() - SPACE // 2  # so that the last card ends where the fields above do

    @property
    def _across(self) -> int:
        return max(1, self._room // (TILE_LETTERS * self.fontMetrics().averageCharWidth()))

    def _words_high(self, width: int) -> int:
        """How high the words of a tile are at the most; they have this width."""
        if width not in self._high:
            room, items = QRectF(0, 0, width, 0), [self.item(row) for row in range(self.count())]
            names, kinds = QFontMetricsF(strong(self.font())), QFontMetricsF(self.font())
            self._high[width] = max(
                (
                    math.ceil(
                        names.boundingRect(room, WRAPPED, item.text()).height()
                        + APART
                        + kinds.boundingRect(room, WRAPPED, str(item.data(KIND_ROLE))).height()
                    )
                    for item in items
                ),
                default=0,
            )
        return max(self._high[width], self.fontMetrics().lineSpacing() * LINES + APART)

    def card(self, tile: QRect) -> QRect:
        """What shows of a tile: all but the gaps below, and where one goes on to the next."""
        half = SPACE // 2
        return QStyle.visualRect(self.layoutDirection(), tile, tile.adjusted(0, half, -SPACE, -half))

    def picture_box(self, tile: QRect) -> QRect:
        """Where the picture lies on a tile."""
        inner = self.card(tile).adjusted(SPACE // 2, SPACE // 2, -SPACE // 2, 0)
        inner.setHeight(round(inner.width() * SHARE))
        return inner

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rest()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_stills"):
            self._stills.clear()
            self._high.clear()
            self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._rest()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self._follow()

    def _fit(self) -> None:
        tile = self.tile()
        self.setGridSize(tile)
        all_ = tile.height() * -(-self.count() // self._across)
        self.setMinimumHeight(all_ if self._whole else self.least_height)

    @Slot(QListWidgetItem)
    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(str(item.data(ID_ROLE)))

    @Slot()
    def _follow(self) -> None:
        """Move what the keyboard has chosen, unless the pointer is on another."""
        if viewport_of(self).underMouse():
            return
        if self.currentRow() >= 0 and self.hasFocus():
            self._move(self.currentItem())
        else:
            self._rest()

    @Slot(QListWidgetItem)
    def _move(self, item: QListWidgetItem) -> None:
        drawing = self._drawing(str(item.data(ID_ROLE)))
        box = self.picture_box(self.visualItemRect(item))
        if not self._pictured or wants_calm(self) or not viewport_of(self).rect().contains(box):
            self._rest()
            return
        from posture_app.ui.exercises.drawing import FigureView, Looping  # noqa: PLC0415 - with the first that moves

        if self._moving is None:
            self._moving = FigureView(viewport_of(self))
            self._moving.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._moving.setAutoFillBackground(True)
            self._moving.hide()
        self._moving.setPalette(self.palette())
        if self._moving.load(drawing) and self._moving.moves:
            self._moving.setGeometry(box)
            self._moving.show()
            self._moving.play(Looping(self._moving))
        else:
            self._rest()

    @Slot()
    def _rest(self) -> None:
        if self._moving is not None:
            self._moving.hide()

    @Slot()
    def _draw_one(self) -> None:
        """One still at a time, so that the window answers meanwhile."""
        if not self._wanted or not self.isVisible():
            self._next.stop()
            self._wanted.clear()
            return
        if self._still is None:
            from posture_app.ui.exercises.drawing import FigureView  # noqa: PLC0415 - with the first picture

            self._still = FigureView(self)
            self._still.hide()
        identifier = self._wanted.pop(0)
        size = self.picture_box(QRect(0, 0, self.tile().width(), 0)).size() * self.devicePixelRatioF()
        picture = QPixmap(size)
        picture.fill(QColor(0, 0, 0, 0))
        self._still.setPalette(self.palette())
        if self._still.load(self._drawing(identifier)):
            self._still.resize(size)
            painter = QPainter(picture)
            self._still.paint(painter)
            painter.end()
        self._stills[identifier] = picture
        viewport_of(self).update()


def strong(font: QFont) -> QFont:
    """The font of the name on a tile."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


class _Tile(QStyledItemDelegate):
    """A picture, and below it the name and what it is."""

    def __init__(self, grid: PictureGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return self._grid.tile()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        grid, c = self._grid, colours(self._grid)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and grid.hasFocus()
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(grid.card(option.rect)).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = c.accent if chosen else c.outline if hover else c.line
        paint_box(painter, card, RADIUS, fill=c.surface, edge=edge, width=2 if chosen else 1)
        top = card.top() + SPACE
        if grid.pictured:
            box = grid.picture_box(option.rect)
            still = grid.still(str(index.data(ID_ROLE)), box.size() * grid.devicePixelRatioF())
            if still is not None:
                painter.setOpacity(1 if index.data(OFFERED_ROLE) else PALE)
                painter.drawPixmap(box, still)
                painter.setOpacity(1)
            top = box.bottom() + SPACE / 2
        words = QRectF(card.left() + SPACE, top, card.width() - 2 * SPACE, card.bottom() - top - SPACE / 2)
        name = strong(option.font)
        painter.setFont(name)
        painter.setPen(QColor(c.text))
        painter.drawText(words, WRAPPED, str(index.data()))
        used = QFontMetricsF(name).boundingRect(words, WRAPPED, str(index.data())).height()
        painter.setFont(option.font)
        painter.setPen(QColor(c.muted))
        kind = str(index.data(KIND_ROLE))
        if not index.data(OFFERED_ROLE):
            why, room = _("Not offered now"), words.width()
            kind = QFontMetricsF(option.font).elidedText(why, Qt.TextElideMode.ElideRight, room)
        painter.drawText(words.adjusted(0, used + APART, 0, 0), WRAPPED, kind)
        if index.data(FAVOURITE_ROLE):
            radius = STAR * option.fontMetrics.height()
            at = QRectF(0, 0, 2 * radius, 2 * radius)
            at.moveTopRight(card.topRight() + QPointF(-SPACE, SPACE))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent))
            middle = QStyle.visualRect(option.direction, option.rect, at.toRect()).center()
            painter.drawPolygon(_star(middle, radius))
        painter.restore()


def _star(middle: QPoint, radius: float) -> QPolygonF:
    corners = []
    for place in range(2 * POINTS):
        length, turn = radius * (1 if place % 2 == 0 else INNER), math.pi * place / POINTS
        corners.append(QPointF(middle.x() + length * math.sin(turn), middle.y() - length * math.cos(turn)))
    return QPolygonF(corners)
