"""Doing exercises in time: the movement, the step that is due, and how long it lasts yet."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut

from posture_app.core.content.exercises import Exercise
from posture_app.core.formats import number_words
from posture_app.core.language import N_, NP_, _, sentence, sentences
from posture_app.core.ports import Clock, Loop, Timer
from posture_app.core.session.cues import Cues, Silence
from posture_app.core.session.ends import Ended, Side
from posture_app.core.session.plan import MOVING, Beat, Phase
from posture_app.core.session.run import Done, SessionRun
from posture_app.core.value import value
from posture_app.ui.exercises.drawing import Looping
from posture_app.ui.exercises.player_layout import PlayerLayout
from posture_app.ui.exercises.pose import has_both_sides, pose
from posture_app.ui.exercises.step_pages import StepPage
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.button import Look
from posture_app.ui.kit.countdown import in_words
from posture_app.ui.kit.look.theme import wants_calm
from posture_app.ui.kit.panel import show_text

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
SPOKEN_S = 4.0
"""So long it takes to say a step, at the least: what comes sooner is told with it, or would cut it short."""


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


class Player(PlayerLayout):
    """Plays these exercises, once. The ring counts down what the phase names; the rest of all stands at the top. What
    was done is kept when it comes to its end or is taken away, whichever is first; `over` then says what that was. It
    shows `scale` times as large as in a window of its own.

    Space pauses and goes on, the arrow keys go to the next repetition and back, Escape ends it.
    """

    over = Signal(object)

    def __init__(
        self, exercises: Sequence[Exercise], sources: PlayerSources, *, untimed: bool = False, scale: float = 1.0
    ) -> None:
        super().__init__(sources.stop_rule(), scale)
        self.setObjectName("player")
        self._sources = sources
        self._run = SessionRun(exercises, sources.clock.now(), untimed=untimed)
        self._timer: Timer | None = None
        self._shown: tuple[Exercise, Beat] | None = None
        self._told: set[str] = set()
        self._left = False
        self._easing = False
        self._kept = False
        self._timeless.setChecked(self._run.untimed)
        buttons = self._buttons
        for button, do in {
            buttons.pause: self._toggle,
            buttons.back: self._step_back,
            buttons.next: self._step_on,
            buttons.hard: self._too_hard,
            buttons.hurts: self._it_hurts,
            buttons.skip: self._skipped,
            self._timeless: self._time_or_not,
        }.items():
            button.clicked.connect(do)
        self._keys()
        self.listen()
        self._tick()

    @property
    def run(self) -> SessionRun:
        """The run that is played."""
        return self._run

    def listen(self) -> None:
        """Have the keyboard."""
        (self._buttons.next if self._run.untimed else self._buttons.pause).setFocus(Qt.FocusReason.TabFocusReason)

    def end(self) -> None:
        """Stop here, and keep what was done."""
        self._left = True
        self._run.end(self._sources.clock.now())
        self._tick()

    def _keys(self) -> None:
        for keys, do in (
            (Qt.Key.Key_Left, self._step_left),
            (Qt.Key.Key_Right, self._step_right),
            (Qt.Key.Key_Escape, self.end),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

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
        self._fill_pages(self._run.exercise)
        self._show_steps()
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
            self._sources.cues.turned(self._shown[1], None)
        self._sources.cues.over()
        self._sources.keep(results)
        self.over.emit(results)

    def _show(self) -> None:
        run, beat, exercise = self._run, self._run.beat, self._run.exercise
        if (exercise, beat) != self._shown:
            self._turn(exercise, beat)
        self._figure.play(self._where)
        self._ring.setVisible(not run.untimed)
        self._ring.show_left(math.ceil(run.left - LATE_S), math.ceil(beat.seconds))
        self._say_place()
        self._whole.show_share(run.position / run.plan.seconds)
        self._buttons.show_paused(run.paused)
        pause, step = self._buttons.pause, self._buttons.next
        pause.setEnabled(not run.untimed)
        main, other = (step, pause) if run.untimed else (pause, step)
        main.set_look(Look.MAIN)
        other.set_look(Look.PLAIN)
        if other.hasFocus() and not other.isEnabled():
            main.setFocus()
        easier = _("Easier: {how}").format(how=exercise.easier) if self._easing else ""
        show_text(self._hint, "\n".join(line for line in (*self._sources.cautions(exercise), easier) if line))

    def _turn(self, exercise: Exercise, beat: Beat) -> None:
        """Show another beat, or the same one of another exercise."""
        (drawn, before), self._shown = self._shown or (None, None), (exercise, beat)
        if exercise is not drawn:
            self._begin(exercise)
        if beat != before:
            self._sources.cues.turned(before, beat)
        both = has_both_sides(self._run, self._figure.times) and not wants_calm(self)
        self._figure.set_mirrored(beat.side is Side.LEFT and not both)
        self._say_beat(beat, exercise)
        self._show_steps()
        self._say_steps(beat)

    def _begin(self, exercise: Exercise) -> None:
        self._easing = False
        self._told.clear()
        self._fill_pages(exercise)
        self._name.setText(exercise.name)
        self.show_picture(self._sources.drawing(exercise), exercise.name)
        self._looping = Looping(self._figure)

    def _fill_pages(self, exercise: Exercise) -> None:
        """Those with a timer, or those without: that would have room kept free that only the others need."""
        run = self._run
        beats = [beat for beat in run.plan.beats if beat.exercise == run.beat.exercise]
        pages = (self._page_of(beat, untimed=run.untimed) for beat in beats)
        self.fill_steps(exercise.steps, tuple(dict.fromkeys(pages)))

    def _page_of(self, beat: Beat, *, untimed: bool) -> StepPage:
        telling = self._run.plan.telling(beat, untimed=untimed)
        return StepPage(telling, "" if telling.now else _(PHASES[beat.phase]), beat.phase in MOVING)

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

    def _show_steps(self) -> None:
        self.show_page(self._page_of(self._run.beat, untimed=self._run.untimed))

    def _say_steps(self, beat: Beat) -> None:
        """Say the steps of this beat that have not been said since the last change or rest."""
        if beat.phase not in MOVING:
            self._told.clear()
        side = sentence(_(SIDES[beat.side])) if beat.side is not None else ""
        words = [line for line in dict.fromkeys((side, *self._lines(beat))) if line and line not in self._told]
        self._told.update(words)
        if words:
            announce(self, sentences(*words))
            self._sources.cues.told(sentences(*words))

    def _lines(self, beat: Beat) -> Iterator[str]:
        """What is to be told with this beat, and with those that follow it before it can be said."""
        run = self._run
        rest = () if run.untimed else run.plan.rest_of_repetition(run.plan.index(run.position))
        tellings = [(each, run.plan.telling(each, untimed=run.untimed)) for each in (beat, *rest)]
        soon = [(each, telling) for each, telling in tellings if each.starts - beat.starts < SPOKEN_S]
        for each, telling in soon:
            yield from (run.exercise.steps[place] for place in telling.now)
            if not telling.now:
                yield sentence(_(PHASES[each.phase]))
        yield from (run.exercise.steps[place] for _each, telling in soon[:1] for place in telling.beside)

    def _where(self) -> tuple[float, float]:
        """Where the drawing is now."""
        if not self._run.over:
            self._run.go_on(self._sources.clock.now())
        if self._run.untimed and not wants_calm(self):
            return self._looping()
        return pose(self._run, self._figure.times, self._figure.cycle, calm=wants_calm(self))
