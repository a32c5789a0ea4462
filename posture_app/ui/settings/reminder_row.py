"""A row of the page of reminders: a name, a line that sums it up, a switch; it opens to what lies behind."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from posture_app.core.language import _
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.fault import SMALL, Fault
from posture_app.ui.kit.fields.switch import SwitchButton
from posture_app.ui.kit.layout import column_of
from posture_app.ui.kit.look.ground import Ground, Grounded
from posture_app.ui.kit.look.sign import scale_of
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label
from posture_app.ui.kit.rule import Rule
from posture_app.ui.settings.setting_row import OVERRIDDEN

SIDE = SPACE * 2
"""Between the edge of the panel and the words."""
CHEVRON = 28
"""The width that the chevron has to itself, at the usual size of text."""


class _Opener(Button):
    """The head of a row, which opens and closes it."""

    def __init__(self, name: str) -> None:
        super().__init__("", name, Look.ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.title, self.summary = label("", strong=True), label("", muted=True)
        self._column = column_of(self.title, self.summary, on=self, spacing=SPACE // 4)
        for words in (self.title, self.summary):
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def leave(self, width: int) -> None:
        """Leave this width free where the lines end."""
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left, right = (width + SPACE, SIDE) if mirrored else (SIDE, width + SPACE)
        self._column.setContentsMargins(left, SPACE, right, SPACE)

    def describe(self) -> None:
        """Give a screen reader the summary, and whether the row is open."""
        state = _("Expanded") if self.isChecked() else _("Collapsed")
        # Translators: what a reminder does, and whether its row is open.
        words = _("{summary} ({state})").format(summary=self.summary.text(), state=state)
        self.setAccessibleDescription(words)

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()


class _Inside(Grounded):
    """What a row opens to, on a ground of its own."""

    ground = Ground.INSET

    def __init__(self) -> None:
        super().__init__()
        self.column = column_of(on=self, spacing=0, margins=(SIDE, SPACE, SIDE, SPACE))


class ReminderRow(QWidget):
    """`switched` tells what the person wants of it. Put what it opens to into `inside`; closed, that takes no room.
    The `rule` above it is not for the first one.

    The parts are named after `key`: “key_open”, “key” (the switch), “key_inside”, “key_fault”.
    """

    switched = Signal(bool)

    def __init__(self, key: str, *, overridden: bool = False) -> None:
        super().__init__()
        self.setObjectName(f"row_{key}")
        self.rule = Rule()
        self.opener = _Opener(f"{key}_open")
        self.switch = SwitchButton(key)
        self.switch.setEnabled(not overridden)
        self.fault = Fault(f"{key}_fault")
        self.fault.setContentsMargins(SIDE, 0, SIDE, SPACE)
        self._body = _Inside()
        self._body.setObjectName(f"{key}_inside")
        self._body.hide()
        self.inside = self._body.column
        self._around = column_of(self._body)
        self._lay_out()
        if overridden:
            self._body.column.addWidget(label(_(OVERRIDDEN), scale=SMALL, muted=True, name=f"{key}_overridden"))
        self.opener.clicked.connect(self._clicked)
        self.switch.clicked.connect(self.switched)

    def _lay_out(self) -> None:
        self._head = head = QGridLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        head.addWidget(self.opener, 0, 0, 1, 3)
        head.addWidget(self.switch, 0, 1, alignment=Qt.AlignmentFlag.AlignVCenter)
        head.setColumnStretch(0, 1)
        self._leave()
        above = column_of(self.rule, margins=(SIDE, 0, SIDE, 0))
        column_of(above, head, self.fault, self._around, on=self, spacing=0)
        self._fit()

    def _leave(self) -> None:
        """Keep the words of the head from under the switch and the chevron, which grow with them."""
        beside = round(CHEVRON * scale_of(self.fontMetrics().height())) + SPACE
        if beside != self._head.columnMinimumWidth(2):  # or it would be laid out anew, again and again
            self._head.setColumnMinimumWidth(2, beside)
        self.opener.leave(self.switch.sizeHint().width() + beside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:  # as if the switch is larger now, or at the other side
            self._leave()
        return done

    def show_state(self, title: str, summary: str, *, on: bool) -> None:
        self.opener.title.setText(title)
        self.opener.setAccessibleName(title)
        self.opener.summary.setText(summary)
        self.opener.describe()
        self.switch.setAccessibleName(title)
        self.switch.setChecked(on)

    def _fit(self) -> None:
        self._around.setContentsMargins(SPACE, 0, SPACE, SPACE if self.opener.isChecked() else 0)

    def set_open(self, *, on: bool) -> None:
        """Show what is inside, or no longer."""
        self.opener.setChecked(on)
        self._body.setVisible(on)
        self._fit()
        self.opener.describe()

    @Slot()
    def _clicked(self) -> None:
        self.set_open(on=self.opener.isChecked())
        announce(self.opener, _("Expanded") if self.opener.isChecked() else _("Collapsed"))
