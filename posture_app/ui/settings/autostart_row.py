"""Switches for what the system keeps, and not the settings file: the start with the computer, the menu of programs."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from posture_app.core.autostart import Asks, DesktopEntry
from posture_app.core.errors import KnownError, Unavailable
from posture_app.core.language import _
from posture_app.core.search import Query
from posture_app.ui.kit.fault import Fault
from posture_app.ui.kit.fields.switch import SwitchButton
from posture_app.ui.kit.found import show_if_found
from posture_app.ui.kit.layout import TOP, aligned, column_of, row_of, wide
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label


class EntryRow(QWidget):
    """Shows how it stands whenever it comes into sight; `entry` is the reason where there is none. `name` is the
    objectName of its switch, `words` are others by which it is searched for.
    """

    def __init__(self, entry: DesktopEntry | Unavailable, name: str, title: str, meaning: str, *, words: str) -> None:
        super().__init__()
        self.setObjectName(f"row_{name}")
        self._way, self._words = entry, words
        self._name = label(title, strong=True)
        self._meaning = label(meaning, muted=True)
        self._switch = SwitchButton(name)
        self._switch.setAccessibleName(title)
        self._switch.setAccessibleDescription(self._meaning.text())
        self._fault = Fault(f"{name}_fault")
        self._switch.clicked.connect(self._clicked)
        line = row_of(
            wide(column_of(self._name, self._meaning, spacing=SPACE // 2)),
            aligned(self._switch, TOP),
            spacing=SPACE * 2,
        )
        column_of(line, self._fault, on=self, spacing=SPACE // 2, margins=(0, SPACE, 0, SPACE))

    def show_found(self, query: Query, around: str = "") -> int:
        return show_if_found(self, query, around, self._name, self._meaning, also=self._words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        self._fault.hide()
        if isinstance(self._way, Unavailable):
            self._switch.setEnabled(False)
            self._meaning.setText(_("This does not work here: {why}.").format(why=self._way))
            return
        try:
            self._switch.setChecked(self._way.state().on)
        except KnownError as error:
            self._fault.tell(str(error))

    @Slot()
    def _clicked(self) -> None:
        on = self._switch.isChecked()
        self._refresh()
        if isinstance(self._way, Unavailable):
            return
        if isinstance(self._way, Asks):
            self._switch.setEnabled(False)
            self._way.ask(on=on, answered=self._decided)
            return
        try:
            self._way.turn(on=on)
        except KnownError as error:
            self._fault.tell(str(error), self._switch)
            return
        self._refresh()

    def _decided(self, why: str) -> None:
        if isValid(self):  # the person may have closed the window before they answered
            self._switch.setEnabled(True)
            self._refresh()
            if why:
                self._fault.tell(why, self._switch)


class AutostartRow(EntryRow):
    """Whether the app starts with the computer."""

    def __init__(self, way: DesktopEntry | Unavailable) -> None:
        meaning = _("After each login the app is there, without a window.")
        words = _("autostart login boot startup session launch")
        super().__init__(way, "autostart", _("Start with the computer"), meaning, words=words)


class MenuRow(EntryRow):
    """Whether the app is in the menu of programs."""

    def __init__(self, entry: DesktopEntry | Unavailable) -> None:
        title, words = _("In the applications menu"), _("launcher application entry icon desktop")
        super().__init__(entry, "menu", title, _("Found there as Posture, with its icon."), words=words)
