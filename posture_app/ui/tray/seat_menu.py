"""The menu of places: where the person sits, so that what is offered fits there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from posture_app.core.content.profile import SEAT_NAMES, Seat
from posture_app.core.language import _
from posture_app.ui.tray.item import Item


class SeatMenu(QMenu):
    """Marks the place there is now whenever it opens; `choose` makes another one hold."""

    def __init__(self, parent: QWidget, seat: Callable[[], str], choose: Callable[[str], None]) -> None:
        super().__init__(_("&Where you sit"), parent)
        self.setObjectName("seats")
        self._seat, self._choose = seat, choose
        self._items: dict[str, Item] = {}
        self._group = QActionGroup(self)
        self.aboutToShow.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Mark the one there is now."""
        if not self._items:
            for seat, name in SEAT_NAMES.items():
                item = Item(self, _(name), f"seat_{seat}".replace(" ", "_"), partial(self._choose, seat.value))
                item.setCheckable(True)
                self._group.addAction(item)
                self._items[seat.value] = item
        self._items[Seat(self._seat()).value].setChecked(True)
