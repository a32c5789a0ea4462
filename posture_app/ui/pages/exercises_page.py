"""The page of exercises, programmes, tips and safety."""

from datetime import date, timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from posture_app.core.calendar import day_of
from posture_app.core.content.exercises import Exercise
from posture_app.core.language import N_, _
from posture_app.core.session.ends import Ended
from posture_app.core.session.run import Done
from posture_app.ui.exercises.library import Library
from posture_app.ui.exercises.library_sources import LibrarySources
from posture_app.ui.kit.fields.segments import Segments
from posture_app.ui.kit.layout import column_of, put, wide
from posture_app.ui.kit.look.theme import SPACE, TITLE
from posture_app.ui.kit.page import MARGIN, Page
from posture_app.ui.kit.panel import label, scrolled
from posture_app.ui.sources import Sources

PARTS = (N_("Exercises"), N_("Programmes"), N_("Tips"), N_("Safety"))
PROGRAMMES, TIPS = 1, 2


class ExercisesPage(Page):
    """Shows the content, anew if files of the person's own have changed."""

    def __init__(self, sources: Sources) -> None:
        super().__init__()
        self.setObjectName("exercises page")
        self._sources = sources
        self.library = Library(
            LibrarySources(
                content=sources.content,
                own=sources.own(),
                tried=self.tried,
                drawing=sources.drawing,
                settings=sources.settings,
                apply=self._apply,
                start=lambda names: sources.play(tuple(names)),
                done=self._done,
                last_done=self._last_done,
            )
        )
        self._chooser, self._parts = Segments(PARTS), QStackedWidget()
        self._chooser.chosen.connect(self._show_part)
        heading = label(_("Exercises"), scale=TITLE, strong=True)
        head = column_of(heading, self._chooser, spacing=SPACE * 2, margins=(0, 0, MARGIN, 0))
        margins = (MARGIN, MARGIN, 0, 0)  # at its end each part has a gutter of its own
        column_of(head, wide(self._parts), on=self, spacing=SPACE * 2, margins=margins)
        area, column = scrolled()  # for windows that are too low for search, filters and some of the grid
        put(column, wide(self.library))
        self.library.scroll_in(area)
        self._made: dict[int, QWidget] = {}  # by their places in PARTS
        self._refreshed = [self.library.refresh]
        self._add_part(0, area)

    def read(self) -> None:
        """What the person has said about exercises may have changed, and so may their files."""
        for refresh in self._refreshed:
            refresh()

    def show_tip(self, identifier: str) -> None:
        """Show this tip, among the others."""
        from posture_app.ui.exercises.tips import TipsView  # noqa: PLC0415 - as the part itself

        self._chooser.choose(TIPS)
        self._show_part(TIPS)
        tips = self._made[TIPS]
        assert isinstance(tips, TipsView)
        tips.show_tip(identifier)

    @Slot(int)
    def _show_part(self, place: int) -> None:
        """Show this one of PARTS, which is made when it is first to be seen."""
        if place not in self._made:
            self._add_part(place, self._make_part(place))
        self._parts.setCurrentWidget(self._made[place])

    def _add_part(self, place: int, part: QWidget) -> None:
        self._made[place] = part
        self._parts.addWidget(part)

    def _make_part(self, place: int) -> QWidget:
        sources = self._sources
        if place == PROGRAMMES:
            from posture_app.ui.exercises.programmes_view import ProgrammeSources, ProgrammesView  # noqa: PLC0415

            programmes = ProgrammesView(
                ProgrammeSources(sources.content, sources.settings, sources.programmes, sources.play, self.tried)
            )
            self._refreshed.append(programmes.refresh)
            return programmes
        if place == TIPS:
            from posture_app.ui.exercises.tips import TipSources, TipsView  # noqa: PLC0415 - when first shown

            tips = TipsView(TipSources(lambda: sources.content().tips, sources.settings, self._apply))
            self._refreshed.append(tips.refresh)
            return tips
        from posture_app.ui.exercises.reading import safety_view  # noqa: PLC0415 - when first shown

        return safety_view(sources.content().safety, sources.content().unsigned_safety)

    def _apply(self, key: str, value: object) -> None:
        self.tried(lambda: self._sources.apply(key, value))

    def _last_done(self, identifier: str) -> date | None:
        done = self._sources.diary.last_done(identifier)
        return day_of(done.at, done.zone, self._sources.settings().day_start) if done else None

    def _done(self, exercise: Exercise) -> None:
        """Keep it as done just now, at its usual length."""
        began = self._sources.now() - timedelta(seconds=exercise.total_s)
        self._sources.keep((Done(exercise.id, began, exercise.total_s, 1.0, None, Ended.DONE),))
