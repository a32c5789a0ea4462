"""An exercise as a prompt shows it: its drawing, playing, how much of it, and the steps."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from posture_app.core.content.exercises import Exercise
from posture_app.core.language import _, sentences
from posture_app.ui.exercises.drawing import Figure
from posture_app.ui.exercises.exercise_words import dose, needs_line
from posture_app.ui.exercises.reading import lines
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.layout import LEFT, aligned, column_of, put
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import Panel, label
from posture_app.ui.prompts.guide import Guide


class Lesson(QWidget):
    """Takes no keyboard, as the card that it is on. `start` is called when the exercise is to be done in time."""

    def __init__(self, exercise: Exercise, guide: Guide, start: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("lesson")
        column = column_of(on=self, margins=(0, SPACE, 0, 0))
        self._figure = Figure()
        self._stage = Panel(self._figure)
        self._stage.setVisible(self._figure.load(guide.drawing(exercise), exercise.name))
        begin = Button(_("Start"), "start exercise", says=_("Start {exercise}").format(exercise=exercise.name))
        begin.clicked.connect(start)
        put(
            column,
            self._stage,
            aligned(begin, LEFT),
            label(sentences(dose(exercise), needs_line(exercise)), strong=True, name="dose"),
        )
        column.addLayout(lines(exercise.steps, numbered=True))
        column.addWidget(label(guide.stop_rule(), muted=True, name="stop rule"))
        for button in self.findChildren(QPushButton):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def play(self) -> None:
        """Play the drawing: the person has asked for it."""
        self._figure.play()
