"""The exercises to look through: a grid of pictures with filters, and the page of the one that is opened."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from posture_app.core.content.library import found
from posture_app.core.content.suitability import is_hidden
from posture_app.core.language import _
from posture_app.ui.exercises.exercise_detail import ExerciseDetail, LibrarySources
from posture_app.ui.exercises.filter_bar import FilterBar
from posture_app.ui.exercises.picture_grid import PictureGrid
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.layout import LEFT, aligned, column_of, row_of, wide
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.page import MARGIN
from posture_app.ui.kit.panel import label

LEAST_LINES = 10
"""So many lines of the grid can be seen at the least; then the page scrolls."""


class Library(QWidget):
    """The grid, or after a choice there the page of one exercise, from which Backspace or Alt+Left leads back."""

    def __init__(self, sources: LibrarySources) -> None:
        super().__init__()
        self._sources = sources
        self.bar = FilterBar(sources.content)
        self.grid = PictureGrid(self._drawing)
        self.grid.setAccessibleName(_("Exercises"))
        self.grid.setMinimumHeight(self.grid.fontMetrics().height() * LEAST_LINES)
        self._nothing = label(
            _("No exercise matches. Take away a filter, or search for another word."), muted=True, name="nothing found"
        )
        self._back = Button(_("‹ All exercises"), "back to list")
        self._detail = ExerciseDetail(sources, changed=self._said, show_other=self.open)
        self._list, self._one = overview, one = QWidget(), QWidget()
        one.hide()
        bar = row_of(wide(self.bar), margins=(0, 0, MARGIN, 0))
        column_of(bar, wide(self.grid), self._nothing, on=overview)
        column_of(aligned(self._back, LEFT), wide(self._detail), on=one, spacing=SPACE)
        column_of(wide(overview), wide(one), on=self, margins=(0, 0, 0, MARGIN // 2))
        for keys in (Qt.Key.Key_Backspace, "Alt+Left"):
            shortcut = QShortcut(QKeySequence(keys), one)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._overview)
        self._back.clicked.connect(self._overview)
        self.bar.changed.connect(self.refresh)
        self.grid.opened.connect(self.open)
        self.refresh()

    @Slot(str)
    def open(self, identifier: str) -> None:
        """Show the page of this exercise; nothing happens if there is none of this id."""
        exercise = self._sources.content.exercise(identifier)
        if exercise is None:
            return
        self._detail.show_exercise(exercise)
        self._show(self._one)
        self._back.setFocus()

    @Slot()
    def refresh(self) -> None:
        """List what is looked for, as the settings are now."""
        settings = self._sources.settings()
        profile, exercises = settings.profile, self._sources.content.exercises
        hidden = frozenset(exercise.id for exercise in exercises if is_hidden(exercise, profile))
        self.bar.count_hidden(len(hidden))
        only_hidden = self.bar.hidden.isChecked()
        listed = found(exercises, self.bar.wanted(settings.favourites))
        listed = tuple(exercise for exercise in listed if (exercise.id in hidden) is only_hidden)
        self.grid.set_pictured(on=not settings.words_only)
        self.grid.show_exercises(listed)
        self.grid.setVisible(bool(listed))
        self._nothing.setVisible(not listed)

    def _said(self) -> None:
        self.refresh()
        self._detail.refresh()

    @Slot()
    def _overview(self) -> None:
        self._show(self._list)
        self.grid.setFocus()

    def _show(self, part: QWidget) -> None:
        for other in (self._list, self._one):
            other.setVisible(other is part)

    def _drawing(self, identifier: str) -> bytes:
        exercise = self._sources.content.exercise(identifier)
        return self._sources.drawing(exercise) if exercise is not None else b""
