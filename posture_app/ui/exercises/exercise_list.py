"""The list of exercises: a name, and below it what it is for."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from posture_app.core.content.exercises import Exercise
from posture_app.ui.exercises.exercise_words import kind_line
from posture_app.ui.kit.button import paint_accent_bar
from posture_app.ui.kit.paint import faded, paint_box
from posture_app.ui.kit.scroll_bar import ScrollBar
from posture_app.ui.kit.theme import SPACE, colours, sized

KIND_ROLE = Qt.ItemDataRole.UserRole
ID_ROLE = Qt.ItemDataRole.UserRole + 1


class _TwoLines(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, option.fontMetrics.height() * 2 + SPACE * 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view = option.widget
        c = colours(view)
        box = QRectF(option.rect).adjusted(0, 1, -2, -1)
        ground = box.adjusted(1, 1, -1, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or hover:
            fill = faded(c.sunken, 1.0 if chosen else 0.5)
            focus = chosen and view.hasFocus()
            paint_box(painter, ground, SPACE, fill=fill, edge=c.accent if focus else None, width=2)
        if chosen:
            paint_accent_bar(painter, c, ground)
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        metrics = option.fontMetrics
        room = box.adjusted(SPACE * 1.5, SPACE - 1, -SPACE, 0)
        room.setHeight(metrics.height())
        elide, vertical = Qt.TextElideMode.ElideRight, Qt.AlignmentFlag.AlignVCenter
        lines = ((Qt.ItemDataRole.DisplayRole, c.text, strong), (KIND_ROLE, c.muted, option.font))
        for role, colour, font in lines:
            painter.setPen(QColor(colour))
            painter.setFont(font)
            text = painter.fontMetrics().elidedText(index.data(role), elide, int(room.width()))
            painter.drawText(room, vertical, text)
            room.translate(0, metrics.height())
        painter.restore()


class ExerciseList(QListWidget):
    """Says which exercise was chosen, by its identifier."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("exercise list")
        self.setAccessibleName("Exercises")
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(ScrollBar(Qt.Orientation.Vertical, self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # an empty gutter where all are seen
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setItemDelegate(_TwoLines(self))
        sized(self, 0.96)
        self.currentItemChanged.connect(self._changed)

    @property
    def chosen_id(self) -> str:
        """The identifier of the chosen exercise; empty if there is none."""
        return str(self.currentIndex().data(ID_ROLE) or "")

    def show_exercises(self, exercises: tuple[Exercise, ...]) -> None:
        """List these. The chosen one stays chosen if it is among them; else the first one is."""
        before = self.chosen_id
        self.clear()
        at = 0
        for place, exercise in enumerate(exercises):
            item = QListWidgetItem(exercise.name)
            item.setData(KIND_ROLE, kind_line(exercise))
            item.setData(ID_ROLE, exercise.id)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, exercise.purpose)
            self.addItem(item)
            at = place if exercise.id == before else at
        self.setCurrentRow(at if exercises else -1)

    @Slot()
    def _changed(self) -> None:
        if self.chosen_id:
            self.chosen.emit(self.chosen_id)
