"""Any day of the record: to read it, to correct it, and to add to it."""

from collections.abc import Callable, Sequence
from datetime import date, time
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from posture_app.core.calendar import is_off, local
from posture_app.core.errors import KnownError, guarded
from posture_app.core.language import N_, _, sentences
from posture_app.core.record.corrections import stretch
from posture_app.core.record.day_record import DayRecord
from posture_app.core.record.day_words import day_sentence
from posture_app.core.record.diary import Correction, Note, Session
from posture_app.core.record.overlay import Interval
from posture_app.core.session.ends import Ended
from posture_app.core.words import duration
from posture_app.ui.charts.chart_panel import TimelinePanel
from posture_app.ui.charts.day_segments import DaySegment
from posture_app.ui.history.correction_form import CorrectionForm, CorrectionList
from posture_app.ui.history.day_tiles import DayTiles
from posture_app.ui.history.note_field import NoteField
from posture_app.ui.history.period_names import near
from posture_app.ui.kit.layout import clear, column_of
from posture_app.ui.kit.look.theme import LEAD, SPACE
from posture_app.ui.kit.page import Page
from posture_app.ui.kit.panel import EmptyPanel, Panel, label, show_text
from posture_app.ui.kit.reveal import area_around
from posture_app.ui.sources import Sources

UNKNOWN, UNKNOWN_YET = N_("Nothing is known of this day"), N_("Nothing is recorded of today yet")
UNKNOWN_WHY = N_("That is not a day without sitting: the app did not run, or it saw nobody.")
WHEN_KNOWN = N_("What you do shows here as soon as you sit or stand.")
TOTALS_ONLY = N_("Imported: another program told no more of this day than its totals.")
CORRECT, ADD = N_("Correct this day"), N_("Add to this day")
CORRECTS = N_("What was recorded is kept. What you say here counts in its place, and can be undone.")
ADDS = N_("What you say here counts as the record of this day, and can be undone.")
OVERRULES = N_("What you say here counts in place of these totals, and can be undone.")
STAYS = N_("What you typed stays on the page until it can be kept.")
NOTHING = N_("None that the app knows of.")
DONE = N_("{exercise}, {length}, {time}")
"""An exercise that was done to its end."""
ENDINGS = {
    Ended.STOPPED: N_("{exercise}, {length}, {time}, not to its end"),
    Ended.SKIPPED: N_("{exercise}, {length}, {time}, skipped"),
    Ended.HURT: N_("{exercise}, {length}, {time}, stopped as it hurt"),
}
"""One that was not."""


class DayView(Page):
    """Shows one day. What changes in it is shown by reading it anew."""

    def __init__(self, sources: Sources) -> None:
        super().__init__()
        self.setObjectName("day view")
        self._sources = sources
        self._shown: date | None = None
        self._unknown = EmptyPanel("unknown day", "", "")
        self._only_totals = label(_(TOTALS_ONLY), muted=True, name="totals only")
        self._sentence = label(scale=LEAD, name="day sentence")
        self._tiles = DayTiles()
        self.timeline = TimelinePanel(_("The day"))
        self._correct_title = label(strong=True)
        self._correct_meaning = label(muted=True)
        self._form = CorrectionForm()
        self._corrections = CorrectionList()
        self._note = NoteField(self._write_note)
        self._sessions = SessionList(self._exercise)
        self.timeline.picked.connect(self.choose)
        self._form.done.connect(self._correct)
        self._corrections.unwanted.connect(self._undo)
        self._note.focus_lost.connect(self._keep_note)
        column_of(
            self._unknown,
            self._only_totals,
            self._sentence,
            self._tiles,
            self.timeline,
            Panel(self._correct_title, self._correct_meaning, self._form, self._corrections),
            Panel(label(_("Note"), strong=True), self._note),
            Panel(label(_("Exercises done"), strong=True), self._sessions),
            on=self,
            spacing=SPACE * 2,
        )

    def begin(self) -> None:
        """Forget what was entered for a correction: another day will show."""
        self._form.empty()

    def show_day(self, day: date) -> str:
        """Show this day; gives back what to say of it below its title. Raises KnownError if it cannot be read, or what
        was noted of the day before cannot be kept, and then all stays as it is.
        """
        if day != self._shown and self._shown is not None:
            self._note.keep()
        self._shown = day
        record = self._sources.day(day)
        self._show_record(record)
        self._show_diary(record)
        off = is_off(day, self._sources.settings().days_off) or day in self._sources.history.days_off(day, day)
        when = near(day, self._sources.today())
        return _("{when}, a day off").format(when=when) if off else when

    def read(self) -> None:
        if self._shown is not None:
            self.show_day(self._shown)

    def _show_record(self, record: DayRecord) -> None:
        self._unknown.setVisible(not record.known)
        self._unknown.set_title(_(UNKNOWN if record.over else UNKNOWN_YET))
        self._unknown.set_text(_(UNKNOWN_WHY if record.over else WHEN_KNOWN))
        self._only_totals.setVisible(not record.timed)
        show_text(self._sentence, day_sentence(record))
        self._tiles.setVisible(record.known)
        self.timeline.setVisible(record.known and record.timed)
        self._correct_title.setText(_(CORRECT if record.known else ADD))
        self._correct_meaning.setText(_(ADDS if not record.known else CORRECTS if record.timed else OVERRULES))
        if record.known:
            self._tiles.show_day(record)
            self.timeline.show_day(record)

    def _show_diary(self, record: DayRecord) -> None:
        diary, zone, day = self._sources.diary, record.zone, record.day
        corrections = list(diary.corrections(record.begins, record.ends))
        self._corrections.show_corrections(corrections, zone, self._form.add, self._note.text)
        own = diary.note(day)
        elsewhere = [note.text for note in diary.notes(day, day)]
        if own in elsewhere:
            elsewhere.remove(own)
        self._note.show_note(
            day, own, "\n".join(_("At another computer: {text}").format(text=text) for text in elsewhere)
        )
        self._sessions.show_sessions(list(diary.sessions(record.begins, record.ends)), zone)

    def take_keys(self, reason: Qt.FocusReason) -> bool:
        """Have the keyboard at the timeline, if there is one; whether there is."""
        self.timeline.take_keys(reason)
        return self.timeline.isVisible()

    def leave(self) -> bool:
        return self.tried(self._note.keep)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        guarded(self._keep_note)

    @Slot(object, bool)
    def choose(self, segment: DaySegment, by_key: bool) -> None:  # noqa: FBT001 - Qt hands it over
        """Propose to correct this stretch."""
        self._form.choose(segment, self._sources.zone())
        if (area := area_around(self)) is not None:
            area.ensureWidgetVisible(self._form)
        if by_key:
            self._form.begin()

    @Slot()
    def _correct(self) -> None:
        now, zone = self._sources.now(), self._sources.zone()
        try:
            start, end = self._form.stretch(self._stretch)
            self._sources.diary.correct(Correction(self._form.posture, start, end, zone, now))
        except (ValueError, KnownError) as error:
            self._form.refuse(str(error))
            return
        self._form.finish()
        self.refresh()

    def _stretch(self, first: time, last: time) -> Interval:
        sources = self._sources
        day_start = sources.settings().day_start
        return stretch(
            self._shown or sources.today(), first, last, zone=sources.zone(), day_start=day_start, now=sources.now()
        )

    @Slot(int)
    def _undo(self, number: int) -> None:
        if self.tried(partial(self._sources.diary.undo, number, self._sources.now())):
            self._form.add.setFocus(Qt.FocusReason.OtherFocusReason)
            self.refresh()

    @Slot()
    def _keep_note(self) -> None:
        self.leave()

    def _write_note(self, day: date, text: str) -> None:
        try:
            self._sources.diary.write_note(Note(day, text, self._sources.now()))
        except KnownError as error:
            raise KnownError(sentences(str(error), _(STAYS))) from error

    def _exercise(self, identifier: str) -> str:
        """The name of an exercise; its id if the content no longer has it."""
        found = (each.name for each in self._sources.content().exercises if each.id == identifier)
        return next(found, identifier)


def session_words(session: Session, name: str, zone: str) -> str:
    """“Toe spread, 2 min, 10:32”, by the clock of this zone."""
    text = _(ENDINGS.get(session.ended, DONE))
    return text.format(exercise=name, length=duration(session.length_s), time=local(session.at, zone))


class SessionList(QWidget):
    """Lists them by time. `name_of` gives the name of an exercise by its id."""

    def __init__(self, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self.setObjectName("sessions")
        self._name_of = name_of
        self._shown: tuple[object, ...] | None = None
        self._column = column_of(on=self, spacing=SPACE // 2)

    def show_sessions(self, sessions: Sequence[Session], zone: str) -> None:
        shown = (zone, *sessions)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._column)
        for session in sessions:
            words = session_words(session, self._name_of(session.exercise), zone)
            self._column.addWidget(label(words, name="session"))
        if not sessions:
            self._column.addWidget(label(_(NOTHING), muted=True, name="no session"))
