"""Notices: sentences below the pages that stay until they are dismissed. One that comes moves nothing on the page."""

from PySide6.QtCore import QEvent, QObject, QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.core.formats import number_words
from posture_app.core.language import _, ngettext
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.button import Button, Look
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
    dismissed = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = text
        dismiss = Button(_("Dismiss"), "dismiss notice")
        dismiss.clicked.connect(self.dismiss)
        both = Beside(dismiss, label(text, letters=LETTERS), spacing=SPACE * 2, where=LEFT | TOP, end=True)
        column_of(Rule(), column_of(both, margins=(SPACE * 3, SPACE, SPACE * 3, SPACE - 1)), on=self, spacing=0)

    @Slot()
    def dismiss(self) -> None:
        """Take it away."""
        self.dismissed.emit()


class _More(Grounded):
    """Unfolds the notices below the first, or folds them."""

    ground = Ground.NOTICE

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = Button("", "more notices", Look.FLAT)
        column_of(column_of(self.button, margins=(SPACE * 2, 0, SPACE * 2, SPACE)), on=self, spacing=0)


class Notices(QWidget):
    """A stack of notices: the last that came, and the others at a click. Takes no room without one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notices")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._notices: list[_Notice] = []  # the last that came first
        self._unfolded = False
        inside = QWidget()
        area, self._column = scrolled(inside, spacing=0)
        self._more = _More(inside)
        self._more.button.clicked.connect(self._turn)
        self._column.addWidget(self._more)
        column_of(wide(area), on=self)
        inside.installEventFilter(self)
        self._arrange()

    def sizeHint(self) -> QSize:
        whole = self._column.totalHeightForWidth(self.width()) if self._notices else 0
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
        """The sentences that nobody has dismissed, in the order in which they came."""
        return tuple(notice.text for notice in reversed(self._notices))

    def add(self, text: str) -> None:
        """Show this sentence, unless it stands there already."""
        if text not in self.texts:
            notice = _Notice(text, self)
            notice.dismissed.connect(self._dismiss)
            self._notices.insert(0, notice)
            self._column.insertWidget(0, notice)
            self._arrange()

    def take_back(self, text: str) -> None:
        """Remove this sentence; harmless if it is not there."""
        for notice in tuple(self._notices):
            if notice.text == text:
                self._remove(notice)

    @Slot()
    def _dismiss(self) -> None:
        notice = self.sender()
        assert isinstance(notice, _Notice)
        self._remove(notice)

    def _remove(self, notice: _Notice) -> None:
        self._notices.remove(notice)
        notice.hide()
        notice.deleteLater()
        self._arrange()

    @Slot()
    def _turn(self) -> None:
        self._unfolded = not self._unfolded
        self._arrange()

    def _arrange(self) -> None:
        below = len(self._notices) - 1
        self._unfolded &= below > 0
        for number, notice in enumerate(self._notices):
            notice.setVisible(self._unfolded or not number)
        more = ngettext("Show {count} more message", "Show {count} more messages", below).format(
            count=number_words(below)
        )
        self._more.button.setText(_("Show one message only") if self._unfolded else more)
        self._more.setVisible(below > 0)
        self.updateGeometry()
