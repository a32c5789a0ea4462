"""All about one exercise: drawing, dose, steps, cautions, and the evidence for it."""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from posture_app.core.content.exercises import Exercise
from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.ui.exercises.drawing import Figure
from posture_app.ui.exercises.evidence import About
from posture_app.ui.exercises.exercise_words import dose, kind_line, needs_line
from posture_app.ui.exercises.reading import lines
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.layout import LEFT, aligned, clear, column_of, put, row_of, spring, wide
from posture_app.ui.kit.look.theme import SCROLL_BAR, SPACE
from posture_app.ui.kit.page import MARGIN
from posture_app.ui.kit.panel import Panel, label, panel_title, scrolled

_log = logging.getLogger(__name__)
NOTED = "Noted; the page “Days” lists it."


class ExerciseDone(QWidget):
    """A button that calls `done`, once; to do the exercise again, the person opens it again."""

    def __init__(self, done: Callable[[], None]) -> None:
        super().__init__()
        self._done = done
        self._button = Button("I’ve done this", "exercise done")
        self._noted = label(NOTED, muted=True, name="exercise noted")
        self._noted.hide()
        self._button.clicked.connect(self._pressed)
        row_of(self._button, wide(self._noted), spring(0), on=self, spacing=SPACE * 3 // 2)

    @Slot()
    def _pressed(self) -> None:
        self._button.setEnabled(False)
        self._done()
        self._noted.show()
        announce(self, NOTED)


class ExerciseDetail(QWidget):
    """Shows one exercise at a time, with `stop_rule`. `illustration` gives an SVG by name, or raises KnownError;
    `start` gets the identifier of the one to be done in time, `done` is called when the person has done it already.
    """

    def __init__(
        self,
        illustration: Callable[[str], bytes],
        stop_rule: str,
        done: Callable[[Exercise], None],
        *,
        start: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._done, self._start_it = done, start
        self.setObjectName("exercise detail")
        self._illustration, self._stop_rule = illustration, stop_rule
        self._area, column = scrolled(gutter=True, spacing=SPACE * 3 // 2, margins=(0, 0, MARGIN - SCROLL_BAR, MARGIN))
        column_of(self._area, on=self)
        self._figure = Figure()
        self._stage = Panel(self._figure)
        self._text = column_of(spacing=SPACE * 3 // 2)
        self._about = About("exercise")
        put(column, self._stage, self._text, self._about, spring())

    def show_exercise(self, exercise: Exercise) -> None:
        """Show this one, from its beginning."""
        self._stage.setVisible(self._figure.load(self._drawing(exercise.illustration), exercise.name))
        clear(self._text)
        heading = column_of(
            label(exercise.name, scale=1.3, strong=True, name="exercise name"),
            label(kind_line(exercise), scale=0.92, muted=True),
            spacing=2,
        )
        start = Button(
            _("Start"), "start exercise", Look.MAIN, says=_("Start {exercise}").format(exercise=exercise.name)
        )
        start.clicked.connect(partial(self._start_it, exercise.id))
        put(
            self._text,
            heading,
            aligned(start, LEFT),
            label(exercise.purpose),
            label(f"{dose(exercise)} {needs_line(exercise)}".strip(), strong=True, name="dose"),
            lines(exercise.steps, numbered=True),
            ExerciseDone(partial(self._done, exercise)),
            self._cautions(exercise),
        )
        parts = {"Where you feel it": exercise.feel, "Easier": exercise.easier, "Harder": exercise.harder}
        for title, text in parts.items():
            if text:
                self._text.addLayout(column_of(panel_title(title), label(text), spacing=2))
        if exercise.errors:
            slips = column_of(panel_title("Common slips"), lines(exercise.errors), spacing=SPACE // 2)
            self._text.addLayout(slips)
        self._about.show_evidence(exercise.evidence, exercise.evidence_note, exercise.sources)
        self._area.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._figure.fit(self.window().height())

    def _drawing(self, name: str) -> bytes:
        if not name:
            return b""
        try:
            return self._illustration(name)
        except KnownError as error:  # the words are enough to go by
            _log.warning("%s", error)
            return b""

    def _cautions(self, exercise: Exercise) -> Panel:
        stop_rule = label(self._stop_rule, name="stop rule")
        panel = Panel(panel_title("Stop if"), lines(exercise.stop_if), stop_rule, margins=SPACE * 3 // 2)
        panel.setObjectName("cautions")
        if exercise.avoid:
            put(panel.column, panel_title("Take care"), lines(exercise.avoid))
        return panel
