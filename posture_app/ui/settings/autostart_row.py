"""The switch for the start with the computer, which the system keeps, and not the settings file."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from posture_app.core.autostart import Autostart
from posture_app.core.errors import KnownError, Unavailable
from posture_app.core.language import _
from posture_app.core.search import Query
from posture_app.ui.kit.fault import Fault
from posture_app.ui.kit.found import show_if_found
from posture_app.ui.kit.layout import TOP, aligned, column_of, row_of, wide
from posture_app.ui.kit.panel import label
from posture_app.ui.kit.switch import SwitchButton
from posture_app.ui.kit.theme import SPACE


class AutostartRow(QWidget):
    """Shows how it stands whenever it comes into sight; `way` is the reason where there is none."""

    def __init__(self, way: Autostart | Unavailable) -> None:
        super().__init__()
        self.setObjectName("row_autostart")
        self._way = way
        self._name = words = label(_("Start with the computer"), strong=True)
        self._meaning = label(_("After each login the app is there, without a window."), muted=True)
        self._switch = SwitchButton("autostart")
        self._switch.setAccessibleName(words.text())
        self._switch.setAccessibleDescription(self._meaning.text())
        self._fault = Fault("autostart_fault")
        self._switch.clicked.connect(self._clicked)
        line = row_of(
            wide(column_of(words, self._meaning, spacing=SPACE // 2)), aligned(self._switch, TOP), spacing=SPACE * 2
        )
        column_of(line, self._fault, on=self, spacing=SPACE // 2, margins=(0, SPACE, 0, SPACE))

    def show_found(self, query: Query, around: str = "") -> int:
        also = _("autostart login boot startup session launch")
        return show_if_found(self, query, around, self._name, self._meaning, also=also)

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
        try:
            self._way.turn(on=on)
        except KnownError as error:
            self._fault.tell(str(error), self._switch)
            return
        self._refresh()
