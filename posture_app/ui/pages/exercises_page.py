"""The page of exercises and tips: three parts, of which the exercises can be searched and filtered."""

from datetime import timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from posture_app.core.content.content import Content
from posture_app.core.content.exercises import FEET, ON_FEET, SEATED, Exercise, ExerciseFilter, Position, Region
from posture_app.core.language import _
from posture_app.core.session.ends import Ended
from posture_app.core.session.run import Done
from posture_app.ui.exercises.exercise_detail import ExerciseDetail
from posture_app.ui.exercises.exercise_list import ExerciseList
from posture_app.ui.exercises.reading import safety_view, tips_view
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.fields.search_field import SearchField
from posture_app.ui.kit.fields.segments import Segments
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import column_of, put, wide
from posture_app.ui.kit.list_detail import ListDetail
from posture_app.ui.kit.look.theme import SPACE, TITLE
from posture_app.ui.kit.page import MARGIN, Page
from posture_app.ui.kit.panel import label, scrolled
from posture_app.ui.sources import Sources

PARTS = ("Exercises", "Tips", "Safety")
CHIPS = ("Seated", "Standing", "Feet", "Shoes on")
LEAST_LINES = 8
"""So many lines of the list can be seen at the least."""
NOTHING = "No exercise matches. Take away a filter, or search for another word."


class ExercisesPage(Page):
    """Shows the bundled content; it is read once, when the page is made."""

    def __init__(self, sources: Sources) -> None:
        super().__init__()
        self.setObjectName("exercises page")
        self._content: Content = sources.content()
        self._chips = {name: Button(name, f"only {name.lower()}", Look.CHIP) for name in CHIPS}
        self._search = SearchField("search exercises", "Search exercises")
        self._list = ExerciseList()
        self._sources = sources
        self._detail = ExerciseDetail(
            sources.illustration, self._content.safety.stop_rule, self._done, start=lambda name: sources.play((name,))
        )
        self._nothing = label(NOTHING, muted=True, name="nothing found")
        self._chooser, self._parts = Segments(PARTS), QStackedWidget()
        self._lay_out()
        self._search.textChanged.connect(self._filter)
        for chip in self._chips.values():
            chip.toggled.connect(self._filter)
        self._list.chosen.connect(self._choose)
        self._filter()

    def _lay_out(self) -> None:
        self._chooser.chosen.connect(self._parts.setCurrentIndex)
        heading = label(_("Exercises"), scale=TITLE, strong=True)
        margins = (MARGIN, MARGIN, 0, 0)  # on the right each part has a gutter of its own
        column_of(heading, self._chooser, wide(self._parts), on=self, spacing=SPACE * 2, margins=margins)
        area, column = scrolled()  # for windows that are too low for search, filters and some of the list
        put(column, wide(self._exercise_part()))
        self._parts.addWidget(area)
        self._parts.addWidget(tips_view(self._content.tips))
        self._parts.addWidget(safety_view(self._content.safety))

    def _exercise_part(self) -> QWidget:
        left = QWidget()
        left.setFocusProxy(self._list)
        self._list.setMinimumHeight(self._list.fontMetrics().height() * LEAST_LINES)
        column_of(self._search, Flow(*self._chips.values()), wide(self._list), self._nothing, on=left)
        both = ListDetail(left, self._detail, _("‹ All exercises"))
        self._list.itemClicked.connect(both.show_detail)
        self._list.itemActivated.connect(both.show_detail)
        return both

    def read(self) -> None:
        """Nothing here changes while the app runs."""

    @Slot()
    def _filter(self) -> None:
        words = self._search.text().casefold().split()
        found = tuple(e for e in self._content.suitable(self._exercise_filter()) if _matches(e, words))
        self._list.show_exercises(found)
        self._list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._detail.setVisible(bool(found))

    def _exercise_filter(self) -> ExerciseFilter:
        on = {name for name, chip in self._chips.items() if chip.isChecked()}
        both = {"Seated", "Standing"} <= on
        positions = frozenset(Position)
        if not both:
            positions = SEATED if "Seated" in on else ON_FEET if "Standing" in on else positions
        regions = FEET if "Feet" in on else frozenset(Region)
        return ExerciseFilter(regions=regions, positions=positions, shoes_stay_on="Shoes on" in on)

    @Slot(str)
    def _choose(self, identifier: str) -> None:
        exercise = next(e for e in self._content.exercises if e.id == identifier)
        self._detail.show_exercise(exercise)

    def _done(self, exercise: Exercise) -> None:
        """Keep it as done just now, at its usual length."""
        began = self._sources.now() - timedelta(seconds=exercise.total_s)
        self._sources.keep((Done(exercise.id, began, exercise.total_s, 1.0, None, Ended.DONE),))


def _matches(exercise: Exercise, words: list[str]) -> bool:
    told = " ".join((exercise.name, exercise.purpose, exercise.region, *exercise.muscles)).casefold()
    return all(word in told for word in words)
