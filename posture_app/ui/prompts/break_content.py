"""What a break screen shows: an exercise with its drawing, or words alone."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from posture_app.core.content.exercises import Exercise
from posture_app.core.formats import step_number
from posture_app.core.language import sentences
from posture_app.core.value import value
from posture_app.core.words import time_for_more
from posture_app.ui.exercises.drawing import Figure
from posture_app.ui.exercises.exercise_words import dose, needs_line
from posture_app.ui.kit.layout import TOP, UNLIMITED, aligned, put, row_of, wide
from posture_app.ui.kit.look.theme import SPACE, sized
from posture_app.ui.kit.panel import Panel, label, scrolled, short_label
from posture_app.ui.prompts.card import prose, reword


@value
class BreakContent:
    """What a break screen shows. `drawing` is the SVG of the exercise, empty if there is none. With an exercise goes
    the `stop_rule`, and `body` says what else there is. There is time for those of the names in `then` after it.
    """

    title: str
    body: str
    exercise: Exercise | None = None
    drawing: bytes = b""
    stop_rule: str = ""
    then: tuple[str, ...] = ()


class _LargeFigure(Figure):
    """A drawing that takes all the room there is."""

    def __init__(self, scale: float) -> None:
        super().__init__()
        sized(self._button, 0.92 * scale)
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.view.setMinimumHeight(SPACE * 12)
        self.view.setMaximumHeight(UNLIMITED)


class BreakContentView(QWidget):
    """Shows it, `scale` times as large as in other windows, for whoever stands a step away.

    The drawing lies beside the words, or above them where the room is `upright`. Words that need more room scroll, and
    the drawing with them where the room is `narrow`.
    """

    def __init__(self, content: BreakContent, scale: float, *, upright: bool, narrow: bool = False) -> None:
        super().__init__()
        self._scale = scale
        self._title = self._heading(content)
        self._area, self._column = self._words(content, upright=upright)
        direction = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        whole = QBoxLayout(direction, self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(round(SPACE * 4 * scale))
        stage = self._stage(content)
        if stage is not None and narrow:
            self._column.insertWidget(self._column.indexOf(self._title) + 1, stage)
        elif stage is not None:
            whole.addWidget(stage, 1)
        whole.addWidget(self._area, 1)

    def height_for(self, width: int) -> int:
        """The height of words alone at this width."""
        return self._column.heightForWidth(width)

    def retitle(self, title: str) -> None:
        """Give it another title."""
        reword(self._title, title)

    def turn_page(self, pages: int) -> None:
        """Scroll the words on by so many pages, or back."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def _stage(self, content: BreakContent) -> Panel | None:
        figure = _LargeFigure(self._scale)
        if content.exercise is None or not figure.load(content.drawing, content.exercise.name):
            figure.deleteLater()
            return None
        return Panel(figure, margins=round(SPACE * 2 * self._scale))

    def _heading(self, content: BreakContent) -> QLabel:
        """The title; above an exercise, whose name is more important, a quiet line."""
        if content.exercise is None:
            return prose(content.title, "break_title", scale=1.9 * self._scale, strong=True)
        made = prose(content.title, "break_title", scale=1.2 * self._scale)
        made.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        return made

    def _words(self, content: BreakContent, *, upright: bool) -> tuple[QScrollArea, QVBoxLayout]:
        area, column = scrolled(spacing=round(SPACE * 1.5 * self._scale))
        if not upright:
            column.addStretch(1)
        column.addWidget(self._title)
        if content.exercise is None:
            body = prose(content.body, "break_body", scale=1.25 * self._scale)
            for text in (self._title, body):
                text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(body)
        else:
            if content.body:
                column.addWidget(prose(content.body, "break_body", scale=1.2 * self._scale))
            self._tell(column, content.exercise, content)
        column.addStretch(1)
        return area, column

    def _tell(self, column: QVBoxLayout, exercise: Exercise, content: BreakContent) -> None:
        put(
            column,
            self._label(exercise.name, 2.0, strong=True),
            self._label(sentences(dose(exercise), needs_line(exercise)), 1.1),
            round(SPACE * self._scale),
        )
        for number, step in enumerate(exercise.steps, start=1):
            line = row_of(spacing=round(SPACE * self._scale))
            mark = short_label(step_number(number), scale=1.2 * self._scale, muted=True)
            put(line, aligned(mark, TOP), wide(self._label(step, 1.2)))
            column.addLayout(line)
        if content.then:
            put(column, round(SPACE * self._scale), self._label(time_for_more(content.then), 1.1))
        put(column, round(SPACE * self._scale), self._label(content.stop_rule, 1.0, muted=True))

    def _label(self, text: str, scale: float, *, strong: bool = False, muted: bool = False) -> QLabel:
        return label(text, scale=scale * self._scale, strong=strong, muted=muted)


def upright(size: QSize) -> bool:
    """Whether a monitor of this size stands on its short side."""
    return size.height() > size.width()
