"""The figures of a day as tiles: sitting against the goal, the longest in one go, reminders, standing."""

from posture_app.core.formats import number_words
from posture_app.core.language import N_, _
from posture_app.core.record.day_record import DayRecord
from posture_app.core.words import breaks_words, duration, goal_words
from posture_app.ui.kit.tile import Tile, TileRow

NONE, NONE_YET = N_("None"), N_("None yet")


class DayTiles(TileRow):
    """The figures of a day. Of an imported day only those that the other program gave show."""

    def __init__(self) -> None:
        self._sat = Tile(N_("Sitting"), meter=True)
        self._longest = Tile(N_("Longest in one go"))
        self._kept = Tile(N_("Reminders kept"))
        self._standing = Tile(N_("Standing"))
        super().__init__(self._sat, self._longest, self._kept, self._standing)

    def show_day(self, day: DayRecord) -> None:
        totals, none = day.totals, _(NONE if day.over else NONE_YET)
        timed = (self._longest, self._kept) if day.timed else ()
        self.show_tiles((self._sat, *timed, self._standing))
        self._sat.show_figure(duration(totals.sitting_s), distance_words(day), share=1 - day.left_s / day.goal_s)
        self._longest.show_figure(duration(totals.longest_bout_s), breaks_words(totals.breaks))
        kept = _("{kept} of {whole}").format(kept=number_words(day.kept), whole=number_words(day.asked))
        self._kept.show_figure(kept if day.asked else none)
        self._standing.show_figure(duration(totals.standing_s) if totals.standing_s else none)


def distance_words(day: DayRecord) -> str:
    """How far the sitting is from the goal, in words."""
    text = _("{length} left of your goal of {goal}")
    if not day.left_s:
        text = _("Exactly at your goal of {goal}")
    elif day.left_s < 0:
        text = _("{length} above your goal of {goal}")
    elif day.over:
        text = _("{length} below your goal of {goal}")
    return text.format(length=duration(abs(day.left_s)), goal=goal_words(day.goal_s))
