"""The menu of pauses: for how long, or until when."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QWidget

from posture_app.core.events import Word
from posture_app.core.language import _
from posture_app.core.settings.pauses import pause_times
from posture_app.core.status import Status
from posture_app.core.words import MINUTE, long_duration, wall_time
from posture_app.ui.tray.item import Item

PAUSES = (30, 60, 120)

Say = Callable[[Word, float | None], None]


class PauseMenu(QMenu):
    """Offers ends that lie ahead whenever it opens: `fresh` is asked for the status, `zone` for the time zone,
    `tomorrow` for when work begins again.
    """

    def __init__(
        self,
        title: str,
        parent: QWidget,
        *,
        say: Say,
        fresh: Callable[[], Status],
        zone: Callable[[], str],
        tomorrow: Callable[[], datetime],
    ) -> None:
        super().__init__(title, parent)
        self.setObjectName("pause")
        self._say, self._fresh, self._zone, self._tomorrow = say, fresh, zone, tomorrow
        self._until: list[datetime] = []
        for minutes in PAUSES:
            Item(self, long_duration(minutes * MINUTE), f"pause_{minutes}", partial(say, Word.PAUSE, float(minutes)))
        self.addSeparator()
        self._ends = [
            Item(self, "", f"pause_until_{number}", partial(self._pause_until, number)) for number in range(3)
        ]
        self._ends.append(Item(self, "", "pause_until_tomorrow", partial(self._pause_until, 3)))
        self.addSeparator()
        Item(self, _("Until I resume"), "pause_until_resume", partial(say, Word.PAUSE, None))
        self.aboutToShow.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Offer the ends that lie ahead now."""
        status = self._fresh()
        self._until = [*pause_times(status.at, self._zone()), self._tomorrow()]
        for item, end in zip(self._ends, self._until, strict=True):
            item.setText(_("Until {time}").format(time=wall_time(end, status.at, self._zone())))
        self._ends[-1].setVisible(self._until[-1] > self._until[-2])  # late in the night tomorrow is near

    def _pause_until(self, number: int) -> None:
        left = self._until[number] - self._fresh().at
        self._say(Word.PAUSE, max(0.0, left.total_seconds()) / 60)
