"""The field for a folder: where it is, and a button that asks for one."""

from typing import Any

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from posture_app.core.settings.setting import Text
from posture_app.ui.kit.button import HEIGHT, Button
from posture_app.ui.kit.fields.field import Field
from posture_app.ui.kit.file_choice import choose_folder
from posture_app.ui.kit.look.theme import colours

NOTHING, STOP = "Not shared", "Stop sharing"


class _Path(QLabel):
    """One line, in the middle of which something is left out where it is too long; pointing at it shows it whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        c = colours(self)
        painter.setPen(c.text if self.isEnabled() and self.toolTip() else c.muted)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, words)


class FolderField(Field):
    """A folder to share, or none."""

    wide = True

    def __init__(self, kind: Text[str | None]) -> None:
        self._path = _Path()
        self._choose = Button("Choose…", "")
        self._kind = kind
        self._value: str | None = None
        self._name = ""
        super().__init__(self._choose)
        self.line.insertWidget(0, self._path, 1)
        self._choose.clicked.connect(self._ask)

    def introduce(self, key: str, name: str, meaning: str) -> None:
        super().introduce(key, name, meaning)
        self._path.setObjectName(f"{key}_path")
        self._name = name

    def offer(self, reset: QWidget) -> None:
        super().offer(reset)
        if isinstance(reset, Button):
            reset.setText(STOP)
            reset.setAccessibleName(STOP)

    def value(self) -> object:
        return self._value

    def show_value(self, value: Any) -> None:
        self._value = value
        self._path.setText(value or NOTHING)
        self._path.setToolTip(value or "")
        self._choose.setAccessibleName(f"{self._name}: {value or NOTHING}. {self._choose.text()}")

    @Slot()
    def _ask(self) -> None:
        choose_folder(self.window(), self._name, self._chosen)

    @Slot(str)
    def _chosen(self, path: str) -> None:
        self._value = self._kind.from_text(path)
        self.edited.emit()
