"""The list of exercises: a name, and below it what it is for."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from posture_app.core.content.exercises import Exercise
from posture_app.ui.exercises.exercise_words import kind_line
from posture_app.ui.kit.button_style import paint_accent_bar
from posture_app.ui.kit.look.paint import faded, paint_box
from posture_app.ui.kit.look.theme import SPACE, colours, sized

KIND_ROLE = Qt.ItemDataRole.UserRole
ID_ROLE = Qt.ItemDataRole.UserRole + 1
WRAPPED = Qt.TextFlag.TextWordWrap


BESIDE, ABOVE = SPACE * 3 // 2, SPACE
"""From the edges of an entry to its words."""


class _NameAndKind(QStyledItemDelegate):
    """Either wraps where the list is too narrow for it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, sum(round(box.height()) for _, _, box in self._texts(option, index)) + 2 * ABOVE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view = option.widget
        c = colours(view)
        ground = QRectF(option.rect).adjusted(1, 2, -3, -2)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or hover:
            fill = faded(c.sunken, 1.0 if chosen else 0.5)
            focus = chosen and view.hasFocus()
            paint_box(painter, ground, SPACE, fill=fill, edge=c.accent if focus else None, width=2)
        if chosen:
            paint_accent_bar(painter, c, ground, option.direction)
        for (text, font, box), colour in zip(self._texts(option, index), (c.text, c.muted), strict=True):
            painter.setPen(QColor(colour))
            painter.setFont(font)
            painter.drawText(box.translated(option.rect.topLeft()), WRAPPED, text)
        painter.restore()

    def _texts(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> list[tuple[str, QFont, QRectF]]:
        """The two texts, and where each lies in its entry. Their room goes by the bolder one of who is chosen."""
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        view = option.widget
        width = (view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()) - 2 * BESIDE
        top, made = float(ABOVE), []
        name, kind = index.data(), index.data(KIND_ROLE)
        for text, font, widest in ((name, strong if chosen else option.font, strong), (kind, option.font, option.font)):
            high = QFontMetricsF(widest).boundingRect(QRectF(0, 0, width, 1000), WRAPPED, text).height()
            made.append((text, font, QRectF(BESIDE, top, width, high)))
            top += high
        return made


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
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # an empty gutter where all are seen
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setItemDelegate(_NameAndKind(self))
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

    def choose(self, identifier: str) -> None:
        """Choose this one of those that are listed, and bring it into sight."""
        for row in range(self.count()):
            if self.item(row).data(ID_ROLE) == identifier:
                self.setCurrentRow(row)
                self.scrollToItem(self.item(row))

    @Slot()
    def _changed(self) -> None:
        if self.chosen_id:
            self.chosen.emit(self.chosen_id)
