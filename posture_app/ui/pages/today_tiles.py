"""The figures of the present day as tiles: sitting against the goal, the next reminders, what the last break did."""

from collections.abc import Sequence

from posture_app.core.calendar import local
from posture_app.core.engine.preview import UpcomingPrompt
from posture_app.core.formats import number_words
from posture_app.core.language import N_, _
from posture_app.core.record.day_record import DayRecord
from posture_app.core.status import State, Status
from posture_app.core.status_words import held_words
from posture_app.core.words import breaks_words, duration, name_of
from posture_app.ui.history.day_tiles import distance_words
from posture_app.ui.kit.tile import Tile, TileRow

NEXT = 3
"""So many reminders to come are told."""


class TodayTiles:
    """Shows a day and, beside it, the reminders to come, in two `rows` of tiles."""

    def __init__(self) -> None:
        self._sat = Tile(N_("Sitting"), meter=True, scale=2.0)
        self._next, self._break = Tile(N_("Next reminders")), Tile(N_("Last break"))
        self._longest, self._kept = Tile(N_("Longest in one go")), Tile(N_("Reminders kept"))
        self.rows = TileRow(self._sat, self._next), TileRow(self._break, self._longest, self._kept)

    def show_day(self, day: DayRecord) -> None:
        totals = day.totals
        standing = _("Standing {length}").format(length=duration(totals.standing_s)) if totals.standing_s else ""
        remark = "\n".join(filter(None, (distance_words(day), standing)))
        self._sat.show_figure(duration(totals.sitting_s), remark, share=1 - day.left_s / day.goal_s)
        self._longest.show_figure(duration(totals.longest_bout_s), breaks_words(totals.breaks))
        # Translators: how many reminders were kept, of how many.
        kept = _("{kept} of {whole}").format(kept=number_words(day.kept), whole=number_words(day.asked))
        self._kept.show_figure(kept if day.asked else _("None yet"))
        last = day.last_break
        if last is None and totals.breaks:  # nothing was recorded in them: whether they got up is not known
            self._break.show_figure("–", _("Away or not recorded"))
        elif last is None:
            self._break.show_figure(_("None yet"))
        else:
            words = _("From {start} to {end}, after {sitting} of sitting").format(
                start=local(last.start, day.zone), end=local(last.end, day.zone), sitting=duration(last.after_s)
            )
            self._break.show_figure(duration((last.end - last.start).total_seconds()), words)

    def show_coming(self, coming: Sequence[UpcomingPrompt], status: Status, zone: str) -> None:
        """Show the next of these reminders, or why there is none."""
        lines = [f"{local(each.at, zone)} {_asks(each)}" for each in coming[:NEXT]]
        if coming and status.until_pause and status.due_kind in coming[0].kinds:
            lines[0] = _("{what} once your hands rest").format(what=_asks(coming[0]))  # when that is, nobody knows
        if lines:
            self._next.show_figure(lines[0], "\n".join(lines[1:]))
        elif status.state not in (State.SITTING, State.STANDING) and not status.private:
            self._next.show_figure(_("None now"), _("They count while you sit."))
        else:
            self._next.show_figure(_("None now"), held_words(status, zone))


def _asks(prompt: UpcomingPrompt) -> str:
    return " · ".join(name_of(kind) for kind in prompt.kinds)
