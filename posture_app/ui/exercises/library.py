"""The exercises to look through: a grid of pictures with filters, and the page of the one that is opened."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QWidget

from posture_app.core.content.choosing import BETWEEN_S
from posture_app.core.content.exercises import Exercise
from posture_app.core.content.library import found
from posture_app.core.content.own import entered
from posture_app.core.content.profile import Profile
from posture_app.core.content.suitability import is_hidden, suitability
from posture_app.core.formats import number_words
from posture_app.core.language import _, ngettext, sentences
from posture_app.core.session.plan import SessionPlan
from posture_app.ui.exercises.filter_bar import FilterBar
from posture_app.ui.exercises.library_sources import LibrarySources, OwnActions
from posture_app.ui.exercises.own_bar import OwnBar
from posture_app.ui.exercises.picture_grid import PictureGrid
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.layout import LEFT, aligned, clear, column_of, put, row_of, viewport_of, wide
from posture_app.ui.kit.look.density import dense
from posture_app.ui.kit.look.theme import SCROLL_BAR, SPACE
from posture_app.ui.kit.page import MARGIN
from posture_app.ui.kit.panel import label, scrolled
from posture_app.ui.kit.sidebar import BACK_KEYS

if TYPE_CHECKING:
    from posture_app.ui.exercises.exercise_detail import ExerciseDetail
    from posture_app.ui.exercises.own_editor import OwnEditor

MOST_S = 900
"""What was looked for is done in one go for so long at the most, as a routine may be."""


class Library(QWidget):
    """The grid, or after a choice there the page of one exercise, from which Backspace or Alt+Left leads back."""

    def __init__(self, sources: LibrarySources) -> None:
        super().__init__()
        self._sources = sources
        self.own = OwnBar(sources.own, sources.tried)
        self.bar = FilterBar(sources.content(), self.own.offers)
        self.grid = PictureGrid(self._drawing)
        self.grid.setAccessibleName(_("Exercises"))
        self._nothing = label(
            _("No exercise matches. Take away a filter, or search for another word."), muted=True, name="nothing found"
        )
        self._start = Button("", "start listed")
        self._start.clicked.connect(self._start_listed)
        self._started: tuple[str, ...] = ()
        self._detail: ExerciseDetail | None = None
        self._list, self._one = overview, one = QWidget(), QWidget()
        one.hide()
        self._back = Button(_("‹ All exercises"), "back to list")
        self._back.clicked.connect(self._overview)
        self._one_column = column_of(aligned(self._back, LEFT), on=one, spacing=SPACE)
        for keys in BACK_KEYS:
            shortcut = QShortcut(QKeySequence(keys), one)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._overview)
        self._form = QWidget()
        self._form.hide()
        self._form_column = column_of(on=self._form)
        self._gutter = QWidget()
        bars = row_of(wide(column_of(self.bar, self.own)), self._gutter, spacing=0)
        column_of(bars, aligned(self._start, LEFT), wide(self.grid), self._nothing, on=overview)
        self._page: QWidget | None = None  # what can be seen of this at once
        self._fit()
        self.grid.installEventFilter(self)
        column_of(wide(overview), wide(one), wide(self._form), on=self)
        self.bar.changed.connect(self.refresh)
        self.grid.opened.connect(self.open)
        self.own.add.connect(self._add)
        self.own.changed.connect(self.refresh)
        self.refresh()

    def scroll_in(self, area: QScrollArea) -> None:
        """Lie on this page. Where it is too low for both it scrolls instead of the grid: never the one in the other."""
        self._page = viewport_of(area)
        self._page.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._fit()
        return False

    def _fit(self) -> None:
        low = self._page is not None and self._page.height() - self.grid.y() < self.grid.least_height
        self._gutter.setFixedWidth(dense(MARGIN) - (SCROLL_BAR if low else 0))
        self.grid.set_whole(on=low)

    @Slot(str)
    def open(self, identifier: str) -> None:
        """Show the page of this exercise; nothing happens if there is none of this id."""
        exercise = self._sources.content().exercise(identifier)
        if exercise is None:
            return
        self._made_detail().show_exercise(exercise)
        self._show(self._one)
        self._back.setFocus()

    def _made_detail(self) -> "ExerciseDetail":
        """The page of one exercise, which is made when one is first opened."""
        if self._detail is None:
            from posture_app.ui.exercises.exercise_detail import ExerciseDetail  # noqa: PLC0415 - with the page

            actions = OwnActions(edit=self._edit, export=self._export, delete=self._delete)
            self._detail = ExerciseDetail(self._sources, changed=self.refresh, show_other=self.open, own=actions)
            put(self._one_column, wide(self._detail))
        return self._detail

    @Slot()
    def refresh(self) -> None:
        """List what is looked for, as the settings are now."""
        settings = self._sources.settings()
        content, profile = self._sources.content(), settings.profile
        exercises = content.exercises
        self.bar.show_programmes(content)
        hidden = frozenset(exercise.id for exercise in exercises if is_hidden(exercise, profile))
        self.bar.count_hidden(len(hidden))
        only_hidden = self.bar.hidden.isChecked()
        listed = found(exercises, self.bar.wanted(settings.favourites))
        listed = tuple(exercise for exercise in listed if (exercise.id in hidden) is only_hidden)
        why_not = {} if only_hidden else {each.id: suitability(each, profile).elsewhere for each in listed}
        elsewhere = {name: sentences(*why) for name, why in why_not.items() if why}
        own = self._sources.own.is_own
        listed = tuple(sorted(listed, key=lambda each: (not own(each.id), each.id in elsewhere)))
        self.grid.set_pictured(on=not settings.words_only)
        self.grid.show_exercises(listed, elsewhere, frozenset(settings.favourites))
        self.grid.setVisible(bool(listed))
        self._nothing.setVisible(not listed)
        self._offer_to_start(() if only_hidden or not self.bar.narrows else listed, profile)
        self.own.refresh(exercises)
        self._follow_files()

    def _offer_to_start(self, listed: Sequence[Exercise], profile: Profile) -> None:
        """One after the other, what was looked for and suits here and now, as far as a quarter of an hour has room."""
        doable, left = [], MOST_S
        for exercise in listed:
            if exercise.total_s <= left and suitability(exercise, profile).offered:
                doable.append(exercise)
                left -= exercise.total_s + BETWEEN_S
        several = len(doable) > 1
        self._started = tuple(exercise.id for exercise in doable) if several else ()
        self._start.setVisible(several)
        if several:
            minutes = max(1, round(SessionPlan(doable).seconds / 60))
            text = ngettext(
                "Start {number} exercise: {minutes} min", "Start {number} exercises: {minutes} min", len(doable)
            )
            self._start.setText(text.format(number=number_words(len(doable)), minutes=number_words(minutes)))

    @Slot()
    def _start_listed(self) -> None:
        self._sources.start(self._started)

    def _follow_files(self) -> None:
        """Show the exercise that is open as its file has it now, and none that is gone; and what became of it."""
        shown = self._detail.exercise if self._detail is not None and not self._one.isHidden() else None
        if shown is not None:
            now = self._sources.content().exercise(shown.id)
            if now is None:
                self._overview()
            elif now != shown:
                self._made_detail().show_exercise(now)
            else:
                self._made_detail().look_again()

    @Slot()
    def _add(self) -> None:
        from posture_app.ui.exercises.own_editor import OwnEditor  # noqa: PLC0415 - for who writes one

        self._show_form(OwnEditor(self._sources.own))

    def _edit(self, exercise: Exercise) -> None:
        from posture_app.ui.exercises.own_editor import OwnEditor  # noqa: PLC0415 - as above

        self._show_form(OwnEditor(self._sources.own, entered(exercise), exercise.id, self._sources.drawing(exercise)))

    def _show_form(self, form: "OwnEditor") -> None:
        clear(self._form_column)
        area, column = scrolled()
        put(column, form)
        put(self._form_column, wide(area))
        form.saved.connect(self._saved)
        form.cancelled.connect(self._left)
        self._show(self._form)
        form.start()

    @Slot(str)
    def _saved(self, identifier: str) -> None:
        self._show(self._list)
        self.refresh()
        self.open(identifier)

    @Slot()
    def _left(self) -> None:
        self._overview()

    def _export(self, exercise: Exercise) -> None:
        self.own.export((exercise.id,), exercise.name)

    def _delete(self, exercise: Exercise) -> None:
        if self.own.delete(exercise):
            self._overview()

    @Slot()
    def _overview(self) -> None:
        self._show(self._list)
        self.grid.setFocus()
        self.grid.scrollTo(self.grid.currentIndex())

    def _show(self, part: QWidget) -> None:
        for other in (self._list, self._one, self._form):
            other.setVisible(other is part)

    def _drawing(self, identifier: str) -> bytes:
        exercise = self._sources.content().exercise(identifier)
        return self._sources.drawing(exercise) if exercise is not None else b""
