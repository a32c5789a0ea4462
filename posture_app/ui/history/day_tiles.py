"""The figures of a day as tiles: sitting against the goal, the longest in one go, reminders, standing."""

from posture_app.core.language import ngettext
from posture_app.core.record.day_record import DayRecord
from posture_app.core.words import duration, goal_words
from posture_app.ui.kit.tile import Tile, TileRow

NONE, NONE_YET = "None", "None yet"


class DayTiles(TileRow):
    """The figures of a day. Of an imported day only those that the other program gave show."""

    def __init__(self) -> None:
        self._sat = Tile("Sitting", meter=True)
        self._longest = Tile("Longest in one go")
        self._kept = Tile("Reminders kept")
        self._standing = Tile("Standing")
        super().__init__(self._sat, self._longest, self._kept, self._standing)

    def show_day(self, day: DayRecord) -> None:
        totals, none = day.totals, NONE if day.over else NONE_YET
        timed = (self._longest, self._kept) if day.timed else ()
        self.show_tiles((self._sat, *timed, self._standing))
        self._sat.show_figure(duration(totals.sitting_s), distance_words(day), share=1 - day.left_s / day.goal_s)
        breaks = ngettext("{number} break", "{number} breaks", totals.breaks).format(number=totals.breaks)
        self._longest.show_figure(duration(totals.longest_bout_s), breaks)
        self._kept.show_figure(f"{day.kept} of {day.asked}" if day.asked else none)
        self._standing.show_figure(duration(totals.standing_s) if totals.standing_s else none)


def distance_words(day: DayRecord) -> str:
    """How far the sitting is from the goal, in words."""
    side = "above" if day.left_s < 0 else "below" if day.over else "left of"
    distance = f"{duration(abs(day.left_s))} {side}" if day.left_s else "Exactly at"
    return f"{distance} your goal of {goal_words(day.goal_s)}"
