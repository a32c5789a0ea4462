"""The page of any day of the record: to read it, to correct it, and to add to it."""

from collections.abc import Callable, Sequence
from datetime import date, time
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from posture_app.core.calendar import DAY, is_off, local
from posture_app.core.errors import KnownError, guarded
from posture_app.core.record.corrections import FIRST_DAY, stretch
from posture_app.core.record.day_record import DayRecord
from posture_app.core.record.diary import Correction, Note, Session
from posture_app.core.record.overlay import Interval
from posture_app.core.words import duration
from posture_app.ui.charts.chart_panel import TimelinePanel
from posture_app.ui.charts.day_segments import DaySegment
from posture_app.ui.history.correction_form import CorrectionForm, CorrectionList
from posture_app.ui.history.day_tiles import DayTiles
from posture_app.ui.history.day_title import DayTitle
from posture_app.ui.history.note_field import NoteField
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.layout import BOTTOM, aligned, clear, column_of, row_of, spring, wide
from posture_app.ui.kit.page import Page, page_column
from posture_app.ui.kit.panel import EmptyPanel, Panel, label
from posture_app.ui.kit.theme import SPACE
from posture_app.ui.sources import Sources

HINT = "Point at the day or use the arrow keys to read it. Click a piece, or press Enter on it, to correct it."
UNKNOWN = "Nothing is known of this day"
UNKNOWN_WHY = "That is not a day without sitting: the app did not run, or it saw nobody."
TOTALS_ONLY = "Imported: another program told no more of this day than its totals."
CORRECT, ADD = "Correct this day", "Add to this day"
CORRECTS = "What was recorded is kept. What you say here counts in its place, and can be undone."
ADDS = "What you say here counts as the record of this day, and can be undone."
OVERRULES = "What you say here counts in place of these totals, and can be undone."
STAYS = "What you typed stays on the page until it can be kept."
NOTHING = "None that the app knows of."


class DaysPage(Page):
    """Shows one day, the present one at first; `refresh` reads it anew."""

    def __init__(self, sources: Sources) -> None:
        super().__init__()
        self.setObjectName("days page")
        self._sources = sources
        self._day: date | None = None  # none: the present one, also tomorrow
        self._shown: date | None = None
        self._title = DayTitle()
        self._when = label(muted=True, name="when")
        self._now = Button("T&oday", "present day")
        self._earlier = Button("&Earlier", "earlier day")
        self._later = Button("&Later", "later day")
        self._unknown = EmptyPanel("unknown day", UNKNOWN, UNKNOWN_WHY)
        self._only_totals = label(TOTALS_ONLY, muted=True, name="totals only")
        self._tiles = DayTiles()
        self._timeline = TimelinePanel("The day", HINT)
        self._correct_title = label(strong=True)
        self._correct_meaning = label(muted=True)
        self._form = CorrectionForm()
        self._corrections = CorrectionList()
        self._note = NoteField(self._write_note)
        self._sessions = SessionList(self._exercise)
        self._title.chosen.connect(self._turn_to)
        self._now.clicked.connect(self._turn_to_today)
        self._earlier.clicked.connect(self._go_back)
        self._later.clicked.connect(self._go_on)
        self._timeline.picked.connect(self._choose)
        self._form.done.connect(self._correct)
        self._corrections.unwanted.connect(self._undo)
        self._note.focus_lost.connect(self._keep_note)
        self._lay_out()

    def _lay_out(self) -> None:
        heading = column_of(self._title, self._when, spacing=0)
        head = row_of(
            wide(heading),
            aligned(self._now, BOTTOM),
            aligned(self._earlier, BOTTOM),
            aligned(self._later, BOTTOM),
        )
        page_column(
            self,
            head,
            self._unknown,
            self._only_totals,
            self._tiles,
            self._timeline,
            Panel(self._correct_title, self._correct_meaning, self._form, self._corrections),
            Panel(label("Note", strong=True), self._note),
            Panel(label("Exercises done", strong=True), self._sessions),
            spring(),
        )

    def read(self) -> None:
        today = self._sources.today()
        day = min(self._day or today, today)
        if day != self._shown and self._shown is not None:
            self._note.keep()  # what fails here leaves all as it is
        self._shown = day
        record = self._sources.day(day)
        self._show_head(day, today)
        self._show_record(record)
        self._show_diary(record)

    def _show_head(self, day: date, today: date) -> None:
        self._title.show_day(day, FIRST_DAY, today)
        back = (today - day).days
        near = {0: "Today", 1: "Yesterday"}.get(back, f"{back} days ago")
        off = is_off(day, self._sources.settings().days_off) or day in self._sources.history.days_off(day, day)
        self._when.setText(f"{near}, a day off" if off else near)
        self._now.setEnabled(day != today)
        self._earlier.setEnabled(day > self._sources.first_day())
        self._later.setEnabled(day < today)

    def _show_record(self, record: DayRecord) -> None:
        self._unknown.setVisible(not record.known)
        self._only_totals.setVisible(not record.timed)
        self._tiles.setVisible(record.known)
        self._timeline.setVisible(record.known and record.timed)
        self._correct_title.setText(CORRECT if record.known else ADD)
        self._correct_meaning.setText(ADDS if not record.known else CORRECTS if record.timed else OVERRULES)
        if record.known:
            self._tiles.show_day(record)
            self._timeline.show_day(record)

    def _show_diary(self, record: DayRecord) -> None:
        diary, zone, day = self._sources.diary, record.zone, record.day
        corrections = list(diary.corrections(record.begins, record.ends))
        self._corrections.show_corrections(corrections, zone, self._form.add, self._note.text)
        own = diary.note(day)
        elsewhere = [note.text for note in diary.notes(day, day)]
        if own in elsewhere:
            elsewhere.remove(own)
        self._note.show_note(day, own, "\n".join(f"At another computer: {text}" for text in elsewhere))
        self._sessions.show_sessions(list(diary.sessions(record.begins, record.ends)), zone)

    def leave(self) -> bool:
        return self.tried(self._note.keep)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        guarded(self._keep_note)

    def _turn_to(self, day: date) -> None:
        if self.leave():
            self._day = None if day >= self._sources.today() else max(day, FIRST_DAY)
            self._form.empty()
            self.refresh()

    @Slot()
    def _turn_to_today(self) -> None:
        self._turn_to(self._sources.today())

    @Slot()
    def _go_back(self) -> None:
        self._turn_to(self._present - DAY)

    @Slot()
    def _go_on(self) -> None:
        self._turn_to(self._present + DAY)

    @property
    def _present(self) -> date:
        """The day that shows."""
        return self._shown or self._sources.today()

    @Slot(object, bool)
    def _choose(self, segment: DaySegment, by_key: bool) -> None:  # noqa: FBT001 - Qt hands it over
        self._form.choose(segment, self._sources.zone())
        for area in self.findChildren(QScrollArea):
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
        return stretch(self._present, first, last, zone=sources.zone(), day_start=day_start, now=sources.now())

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
            raise KnownError(f"{error} {STAYS}") from error

    def _exercise(self, identifier: str) -> str:
        """The name of an exercise; its id if the content no longer has it."""
        found = (each.name for each in self._sources.content().exercises if each.id == identifier)
        return next(found, identifier)


def session_words(session: Session, name: str, zone: str) -> str:
    """“Toe spread, 2 min, 10:32”, by the clock of this zone."""
    ended = "" if session.completed else ", not to its end"
    return f"{name}, {duration(session.length_s)}, {local(session.at, zone)}{ended}"


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
            self._column.addWidget(label(NOTHING, muted=True, name="no session"))
