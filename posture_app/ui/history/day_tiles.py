"""The figures of a day as tiles: sitting against the goal, the longest one, breaks, reminders, standing."""

from PySide6.QtWidgets import QWidget

from posture_app.core.record.day_record import DayRecord
from posture_app.core.words import duration, goal_words
from posture_app.ui.kit.tile import Tile, tile_grid

NONE, NONE_YET = "None", "None yet"


class DayTiles(QWidget):
    """The figures of a day. Of an imported day only those that the other program gave show."""

    def __init__(self) -> None:
        super().__init__()
        self._sat = Tile("Sitting", meter=True)
        self._longest = Tile("Longest sitting")
        self._breaks = Tile("Breaks")
        self._kept = Tile("Reminders kept")
        self._standing = Tile("Standing")
        self._grid = tile_grid(self)
        self._place(timed=True)

    def _place(self, *, timed: bool) -> None:
        places = {
            self._sat: (0, 0, 1, 2),
            self._longest: (0, 2, 1, 1),
            self._breaks: (1, 0, 1, 1),
            self._kept: (1, 1, 1, 1),
            self._standing: (1, 2, 1, 1) if timed else (0, 2, 1, 1),
        }
        for tile, place in places.items():
            self._grid.removeWidget(tile)
            tile.setVisible(timed or tile in (self._sat, self._standing))
            if not tile.isHidden():
                self._grid.addWidget(tile, *place)

    def show_day(self, day: DayRecord) -> None:
        totals, none = day.totals, NONE if day.over else NONE_YET
        self._place(timed=day.timed)
        self._sat.show_figure(duration(totals.sitting_s), _distance(day), share=1 - day.left_s / day.goal_s)
        self._longest.show_figure(duration(totals.longest_bout_s), "without a break")
        self._breaks.show_figure(str(totals.breaks))
        self._kept.show_figure(f"{day.kept} of {day.asked}" if day.asked else none)
        self._standing.show_figure(duration(totals.standing_s) if totals.standing_s else none)


def _distance(day: DayRecord) -> str:
    """How far the sitting is from the goal, in words."""
    side = "above" if day.left_s < 0 else "below" if day.over else "left of"
    distance = f"{duration(abs(day.left_s))} {side}" if day.left_s else "Exactly at"
    return f"{distance} your goal of {goal_words(day.goal_s)}"
