"""Doing exercises in time: the movement, the step that is due, and how long it lasts yet."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from posture_app.core.content.exercises import Exercise
from posture_app.core.formats import number_words
from posture_app.core.language import N_, NP_, _, sentence, sentences
from posture_app.core.ports import Clock, Loop, Timer
from posture_app.core.session.cues import Cues, Silence
from posture_app.core.session.ends import Ended, Side
from posture_app.core.session.plan import MOVING, Beat, Phase
from posture_app.core.session.run import Done, SessionRun
from posture_app.core.value import value
from posture_app.ui.exercises.drawing import FigureView, Looping
from posture_app.ui.exercises.pose import pose
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.countdown import CountdownRing, in_words
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.label import Label
from posture_app.ui.kit.layout import LEFT, TOP, aligned, clear, column_of, put, row_of, spring, wide
from posture_app.ui.kit.look.density import dense
from posture_app.ui.kit.look.sign import Sign
from posture_app.ui.kit.look.theme import SPACE, sized, wants_calm
from posture_app.ui.kit.panel import Panel, label, scrolled, show_text
from posture_app.ui.kit.progress_bar import ProgressBar

PHASES: Mapping[Phase, str] = {
    Phase.READY: N_("Get ready"),
    Phase.UP: NP_("phase of an exercise", "Move"),
    Phase.HOLD: N_("Hold"),
    Phase.DOWN: N_("And back"),
    Phase.MOVE: N_("Keep going"),
    Phase.SWITCH: N_("Change sides"),
    Phase.REST: N_("Rest"),
}
SIDES: Mapping[Side, str] = {Side.RIGHT: N_("Right side"), Side.LEFT: N_("Left side")}
LATE_S = 0.005
"""So much after a second has changed its number is changed: not a moment before."""
LARGER, LARGE = 1.4, 1.2
"""What a step that shows alone, and one of several, is larger than the rest."""
RING, SMALL_RING = SPACE * 15, SPACE * 8
NARROW = SPACE * 80
"""In a window of less width, and in one that stands on its short side, the words lie below the drawing."""
LETTERS, MOST_OF_RULE = 44, 0.15
"""In one with room for fewer letters side by side, all lies below each other; where the rule when to stop would take
more of the height, it scrolls with the rest, of which else nothing could be seen.
"""


@value
class PlayerSources:
    """What the player is given: the drawing of an exercise (empty: none), the rule when to stop, an easier exercise in
    place of one (None: there is none), who keeps what was done, and what is heard besides what can be seen.
    """

    loop: Loop
    clock: Clock
    drawing: Callable[[Exercise], bytes]
    stop_rule: Callable[[], str]
    easier: Callable[[Exercise], Exercise | None]
    keep: Callable[[Sequence[Done]], None]
    cues: Cues = field(default_factory=Silence)
    cautions: Callable[[Exercise], Sequence[str]] = lambda _exercise: ()
    """What this person is to mind with an exercise."""


class Player(QWidget):
    """Plays these exercises, once. The ring counts down what the phase names; the rest of all stands at the top. What
    was done is kept when it comes to its end or is taken away, whichever is first; `over` then says what that was. It
    shows `scale` times as large as in a window of its own.

    Space pauses and goes on, the arrow keys go to the next repetition and back, Escape ends it.
    """

    over = Signal(object)

    def __init__(
        self, exercises: Sequence[Exercise], sources: PlayerSources, *, untimed: bool = False, scale: float = 1.0
    ) -> None:
        super().__init__()
        self.setObjectName("player")
        self._sources, self._scale = sources, scale
        self._run = SessionRun(exercises, sources.clock.now(), untimed=untimed)
        self._timer: Timer | None = None
        self._shown: Beat | None = None
        self._drawn: Exercise | None = None
        self._told = ""
        self._side: Side | None = None
        self._left = False
        self._easing = False
        self._kept = False
        self._shape: tuple[bool, bool, bool] | None = None
        self._make()
        self._lay_out()
        self._keys()
        self.listen()
        self._tick()

    @property
    def run(self) -> SessionRun:
        """The run that is played."""
        return self._run

    def listen(self) -> None:
        """Have the keyboard."""
        (self._next if self._run.untimed else self._pause).setFocus(Qt.FocusReason.TabFocusReason)

    def end(self) -> None:
        """Stop here, and keep what was done."""
        self._left = True
        self._run.end(self._sources.clock.now())
        self._tick()

    def _make(self) -> None:
        scale = self._scale
        self._name = label(scale=1.25 * scale, strong=True, name="player exercise")
        self._place = label(scale=scale, muted=True, name="player place")
        self._figure = FigureView()
        self._figure.setMinimumSize(SPACE * 16, SPACE * 12)
        self._ring = CountdownRing()
        self._ring.set_diameter(round(RING * scale))
        self._phase = label(scale=1.15 * scale, strong=True, heading=False, name="player phase")
        self._steps: list[Label] = []
        self._steps_column = column_of(spacing=self._units(0.5))
        self._facts = [label(scale=scale, muted=True, name=f"player {name}") for name in ("repetition", "set", "side")]
        self._hint = label(scale=scale, name="player hint")
        self._stop = label(self._sources.stop_rule(), scale=scale, muted=True, name="stop rule")
        self._whole = ProgressBar()
        self._whole.setObjectName("player progress")
        self._whole.setAccessibleName(_("How much of it is done"))
        self._pause = Button("", "pause session", Look.MAIN)
        self._back = Button("", "step back", sign=Sign.LEFT, says=_("Back to the repetition before"))
        self._next = Button("", "step on", sign=Sign.RIGHT, says=_("On to the next repetition"))
        self._hard = Button(_("Too hard"), "too hard")
        self._hurts = Button(_("It hurts"), "hurts", says=_("It hurts: stop this exercise"))
        self._skip = Button(_("Skip"), "skip exercise", says=_("Skip this exercise"))
        self._timeless = Button(_("Without time"), "untimed", Look.CHIP)
        self._timeless.setChecked(self._run.untimed)
        for button, do in {
            self._pause: self._toggle,
            self._back: self._step_back,
            self._next: self._step_on,
            self._hard: self._too_hard,
            self._hurts: self._it_hurts,
            self._skip: self._skipped,
            self._timeless: self._time_or_not,
        }.items():
            button.clicked.connect(do)
            if scale != 1:
                sized(button, scale)
                button.widest = round(button.widest * scale)

    def _lay_out(self) -> None:
        self._stage = Panel(self._figure, margins=SPACE)
        self._stage.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._time, self._words, inside = QWidget(), QWidget(), QWidget()
        below = 0, self._units(0.5), 0, 0  # the words above it
        timeless = column_of(aligned(self._timeless, LEFT), margins=below)
        facts = column_of(self._phase, *self._facts, timeless, spring(), spacing=self._units(0.5))
        self._beside = row_of(aligned(self._ring, LEFT | TOP), wide(facts), on=self._time, spacing=self._units(2))
        column_of(spring(), self._steps_column, self._hint, on=self._words, spacing=self._units(1))
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(dense(self._units(2)))
        area, self._scrolled = scrolled(spacing=self._units(1))
        put(self._scrolled, Flow(self._name, None, self._place), self._whole, wide(inside))
        self._column = column_of(
            wide(area),
            self._stop,
            Flow(self._pause, self._back, self._next, None, self._hard, self._hurts, self._skip),
            on=self,
            spacing=self._units(1),
            margins=SPACE * 2,
        )

    def _units(self, spaces: float) -> int:
        return round(SPACE * spaces * self._scale)

    def _arrange(self, *, narrow: bool, upright: bool, low: bool) -> None:
        """Words and time beside the drawing; where there is not the room, the time beside it and the words below, or
        all below each other; and where it is `low` the rule when to stop below them.
        """
        if low:
            self._scrolled.addWidget(self._stop)
        else:
            self._column.insertWidget(1, self._stop)
        for part in (self._stage, self._words, self._time):
            self._grid.removeWidget(part)
        beside = narrow and not upright
        direction = self._beside.Direction
        self._beside.setDirection(direction.TopToBottom if beside else direction.LeftToRight)
        self._ring.set_diameter(round((SMALL_RING if narrow else RING) * self._scale))
        self._grid.addWidget(self._stage, 0, 0, 1 if narrow else 2, 1)
        self._grid.addWidget(self._words, 1 if narrow else 0, 0 if narrow else 1, 1, 2 if beside else 1)
        time = (2, 0) if upright else (0, 1) if narrow else (1, 1)
        self._grid.addWidget(self._time, *time)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 0 if narrow else 1)
        self._grid.setRowStretch(0, 1)
        self._grid.setRowStretch(1, 0 if narrow else 1)

    def _keys(self) -> None:
        for keys, do in (
            (Qt.Key.Key_Left, self._step_left),
            (Qt.Key.Key_Right, self._step_right),
            (Qt.Key.Key_Escape, self.end),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def sizeHint(self) -> QSize:
        return QSize(SPACE * 100, SPACE * 70)

    def event(self, event: QEvent) -> bool:
        done, what = super().event(event), event.type()
        if what in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):  # or letters are larger, or smaller
            self._fit()
        elif what is QEvent.Type.LayoutDirectionChange:
            self._figure.update()
        return done

    def _fit(self) -> None:
        letters = LETTERS * self.fontMetrics().averageCharWidth() * self._scale
        inside = self.contentsRect()
        upright = self.width() < max(self.height(), letters)
        narrow = upright or self.width() < NARROW * self._scale
        low = self._stop.heightForWidth(inside.width() - SPACE * 4) > MOST_OF_RULE * inside.height()
        if (narrow, upright, low) != self._shape:
            self._shape = narrow, upright, low
            self._arrange(narrow=narrow, upright=upright, low=low)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.end()

    @Slot()
    def _toggle(self) -> None:
        self._run.pause(self._sources.clock.now(), on=not self._run.paused)
        self._tick()

    @Slot()
    def _step_on(self) -> None:
        self._run.step(self._sources.clock.now(), 1)
        self._tick()

    @Slot()
    def _step_back(self) -> None:
        self._run.step(self._sources.clock.now(), -1)
        self._tick()

    def _step_left(self) -> None:
        self._step_on() if self.isRightToLeft() else self._step_back()

    def _step_right(self) -> None:
        self._step_back() if self.isRightToLeft() else self._step_on()

    @Slot()
    def _time_or_not(self) -> None:
        self._run.set_untimed(self._sources.clock.now(), on=self._timeless.isChecked())
        self._tick()

    @Slot()
    def _too_hard(self) -> None:
        """An easier exercise in its place, or how to make this one easier."""
        easier = self._sources.easier(self._run.exercise)
        if easier is not None:
            self._run.replace(self._sources.clock.now(), easier)
        else:
            self._easing = True
        self._tick()

    @Slot()
    def _it_hurts(self) -> None:
        now, easier = self._sources.clock.now(), self._sources.easier(self._run.exercise)
        if easier is not None:
            self._run.replace(now, easier, Ended.HURT)
        else:
            self._run.leave_exercise(now, Ended.HURT)
        self._tick()

    @Slot()
    def _skipped(self) -> None:
        self._run.leave_exercise(self._sources.clock.now(), Ended.SKIPPED)
        self._tick()

    def _tick(self) -> None:
        """Show where the run is, and come back when something changes."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._run.go_on(self._sources.clock.now())
        if self._run.over:
            self._finish()
            return
        self._show()
        if self._run.runs:
            changes = math.modf(self._run.left)[0] or 1.0
            self._timer = self._sources.loop.later(changes + LATE_S, self._tick)

    def _finish(self) -> None:
        if self._kept:
            return
        self._kept = True
        self._figure.show_time(self._figure.times.still)
        results = self._run.results()
        if self._shown is not None and not self._left:
            self._sources.cues.turned(self._shown, None)
        self._sources.cues.over()
        self._sources.keep(results)
        self.over.emit(results)

    def _show(self) -> None:
        run, beat, exercise = self._run, self._run.beat, self._run.exercise
        if exercise is not self._drawn:
            self._begin(exercise)
        if beat != self._shown:
            self._sources.cues.turned(self._shown, beat)
            self._shown = beat
            self._figure.set_mirrored(beat.side is Side.LEFT)
            self._say_beat(beat, exercise)
        self._figure.play(self._where)
        self._ring.setVisible(not run.untimed)
        self._ring.show_left(math.ceil(run.left - LATE_S), math.ceil(beat.seconds))
        self._say_place()
        self._whole.show_share(run.position / run.plan.seconds)
        self._say_steps(run.plan.steps(run.position))
        self._pause.setText(_("Go on") if run.paused else _("Wait"))
        self._pause.setEnabled(not run.untimed)
        main, other = (self._next, self._pause) if run.untimed else (self._pause, self._next)
        main.set_look(Look.MAIN)
        other.set_look(Look.PLAIN)
        if other.hasFocus() and not other.isEnabled():
            main.setFocus()
        easier = _("Easier: {how}").format(how=exercise.easier) if self._easing else ""
        show_text(self._hint, "\n".join(line for line in (*self._sources.cautions(exercise), easier) if line))

    def _begin(self, exercise: Exercise) -> None:
        self._drawn, self._easing = exercise, False
        clear(self._steps_column)
        self._steps = [self._step(place, step) for place, step in enumerate(exercise.steps)]
        put(self._steps_column, *self._steps)
        self._name.setText(exercise.name)
        self._figure.setAccessibleName(exercise.name)
        self._stage.setVisible(self._figure.load(self._sources.drawing(exercise)))
        self._looping = Looping(self._figure)

    def _step(self, place: int, step: str) -> Label:
        """The first shows alone, the others together."""
        return label(step, scale=(LARGE if place else LARGER) * self._scale, name=f"player step {place + 1}")

    def _say_place(self) -> None:
        """Which exercise of the run it is, and the rest of all."""
        run, count = self._run, len(self._run.plan.exercises)
        number = number_words(run.beat.exercise + 1)
        place = _("Exercise {number} of {count}").format(number=number, count=number_words(count)) if count > 1 else ""
        left = in_words(math.ceil(run.plan.seconds - run.position - LATE_S))
        rest = "" if run.untimed else _("{length} left").format(length=left)
        show_text(self._place, " · ".join(filter(None, (place, rest))))

    def _say_beat(self, beat: Beat, exercise: Exercise) -> None:
        self._phase.setText(_(PHASES[beat.phase]))
        repetition, set_, side = self._facts
        counted = beat.phase in MOVING
        rep = _("Repetition {number} of {count}").format(
            number=number_words(beat.rep), count=number_words(exercise.reps)
        )
        show_text(repetition, rep if counted and exercise.reps > 1 else "")
        sets = _("Set {number} of {count}").format(number=number_words(beat.set), count=number_words(exercise.sets))
        show_text(set_, sets if beat.phase is not Phase.READY and exercise.sets > 1 else "")
        show_text(side, _(SIDES[beat.side]) if beat.side is not None else "")

    def _say_steps(self, places: range) -> None:
        beat = self._run.beat
        for place, each in enumerate(self._steps):
            each.setVisible(place in places)
        step = sentences(*(self._steps[place].text() for place in places))
        said = f"{beat.exercise} {beat.phase in MOVING} {beat.side} {step}"
        if said != self._told:
            changed = beat.phase is Phase.SWITCH or beat.side not in (None, self._side)
            self._told, self._side = said, beat.side
            words = sentences(sentence(_(SIDES[beat.side])), step) if changed and beat.side is not None else step
            announce(self, words)
            self._sources.cues.told(words)

    def _where(self) -> tuple[float, float]:
        """Where the drawing is now."""
        if not self._run.over:
            self._run.go_on(self._sources.clock.now())
        if self._run.untimed and not wants_calm(self):
            return self._looping()
        return pose(self._run, self._figure.times, self._figure.cycle, calm=wants_calm(self))
