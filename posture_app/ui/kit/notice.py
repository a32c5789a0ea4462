"""Notices: sentences above the pages that stay until they are dismissed."""

from PySide6.QtCore import QEvent, QObject, QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.core.language import _
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.layout import LEFT, TOP, column_of, wide
from posture_app.ui.kit.look.ground import Ground, Grounded
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label, scrolled
from posture_app.ui.kit.rule import Rule

LETTERS = 28
"""So many in a line of it have to fit beside its button."""
SHARE = 0.4
"""They take no more of the height of their window, and scroll."""


class _Notice(Grounded):
    ground = Ground.NOTICE

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = text
        dismiss = Button(_("Dismiss"), "dismiss notice")
        dismiss.clicked.connect(self.dismiss)
        both = Beside(dismiss, label(text, letters=LETTERS), spacing=SPACE * 2, where=LEFT | TOP, end=True)
        column_of(column_of(both, margins=(SPACE * 3, SPACE, SPACE * 3, SPACE - 1)), Rule(), on=self, spacing=0)

    @Slot()
    def dismiss(self) -> None:
        """Take it away."""
        self.hide()
        self.deleteLater()


class Notices(QWidget):
    """A stack of notices; takes no room without one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notices")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        inside = QWidget()
        area, self._column = scrolled(inside, spacing=0)
        column_of(wide(area), on=self)
        inside.installEventFilter(self)

    def sizeHint(self) -> QSize:
        shown = not self._column.isEmpty()
        whole = self._column.totalHeightForWidth(self.width()) if shown else 0
        return QSize(0, min(whole, round(self.window().height() * SHARE)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # there are more or fewer, or they have become higher
            self.updateGeometry()
        return False

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
