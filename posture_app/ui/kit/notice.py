"""Notices: sentences above the pages that stay until they are dismissed."""

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.layout import column_of, row_of, wide
from posture_app.ui.kit.look.theme import SPACE, colours
from posture_app.ui.kit.panel import label


class _Notice(QWidget):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = text
        line = row_of(wide(label(text)), on=self, spacing=SPACE * 2, margins=(SPACE * 3, SPACE, SPACE * 3, SPACE))
        dismiss = Button("Dismiss", "dismiss notice", Look.PLAIN)
        dismiss.clicked.connect(self.dismiss)
        line.addWidget(dismiss, 0, Qt.AlignmentFlag.AlignTop)

    @Slot()
    def dismiss(self) -> None:
        """Take it away."""
        self.hide()
        self.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        c = colours(self)
        painter.fillRect(self.rect(), QColor(c.notice))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), QColor(c.line))


class Notices(QWidget):
    """A stack of notices; takes no room without one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notices")
        self._column = column_of(on=self, spacing=0)

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences that show now."""
        return tuple(notice.text for notice in self.findChildren(_Notice) if not notice.isHidden())

    def add(self, text: str) -> None:
        """Show this sentence, unless it stands there already."""
        if text not in self.texts:
            notice = _Notice(text, self)
            self._column.addWidget(notice)
            notice.show()

    def take_back(self, text: str) -> None:
        """Remove this sentence; harmless if it is not there."""
        for notice in self.findChildren(_Notice):
            if notice.text == text:
                notice.dismiss()
