"""Doing exercises in the window: what it shows when, its keys, its drawing, and what it keeps."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from posture_app.core.content.exercises import Exercise, Sides, When
from posture_app.core.session.cues import Tone, tone
from posture_app.core.session.ends import Ended
from posture_app.core.session.plan import Beat
from posture_app.core.session.run import Done
from posture_app.ui.exercises.drawing import Figure
from posture_app.ui.exercises.picture_layers import FRAMES_PER_SECOND
from posture_app.ui.exercises.picture_times import PictureTimes, read_times
from posture_app.ui.exercises.player import Player, PlayerSources
from posture_app.ui.exercises.player_buttons import PlayerButtons
from posture_app.ui.exercises.player_window import PlayerWindow
from posture_app.ui.kit.button import Button
from tests.ui.hand_loop import HandLoop
from tests.ui.lessons import NECK_TILT, SHORT_FOOT
from tests.ui.showing import shown

ROOMY = QSize(960, 640)
UP, HOLD, DOWN = (0.5, 2.0), (2.0, 5.0), (5.0, 6.5)
DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240" width="320" height="240" data-still="2"
 data-phases="up 0.5 2;hold 2 5;down 5 6.5" data-holds="2 5;6.5 7.5" data-box="200 40 100 60"><title>x</title>
 <path d="M0 0h10v10z"/><g><animateTransform attributeName="transform" type="translate" dur="7.5s"
 repeatCount="indefinite" values="0 0;10 0;20 0;20 0;20 0;10 0;0 0"/><path d="M210 50h20v20h-20z"/></g></svg>"""


class Bench:
    """A player's surroundings, with time by hand."""

    def __init__(self) -> None:
        self.loop = HandLoop()
        self.kept: list[Sequence[Done]] = []
        self.said: list[str] = []
        self.tones: list[Tone] = []
        self.silenced = 0
        self.asked: list[str] = []
        self.easier: Exercise | None = None
        self.cautions: dict[str, tuple[str, ...]] = {}

    def sources(self) -> PlayerSources:
        return PlayerSources(
            self.loop,
            self.loop,
            drawing=lambda _: DRAWING,
            stop_rule=lambda: "Stop if it hurts.",
            easier=lambda _: self.easier,
            keep=self.kept.append,
            cues=self,
            cautions=lambda exercise: self.cautions.get(exercise.id, ()),
        )

    def turned(self, before: Beat | None, now: Beat | None) -> None:
        found = tone(before, now)
        self.tones += [] if found is None else [found]

    def told(self, words: str) -> None:
        self.said.append(words)

    def over(self) -> None:
        self.silenced += 1


class Painted(QObject):
    """Counts how often what it is installed on is painted."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


@pytest.fixture
def bench(qt: object) -> Bench:
    return Bench()


def window_of(bench: Bench, *exercises: Exercise) -> PlayerWindow:
    """The window; `bench.asked` takes what is wanted of the rest of the app."""
    return PlayerWindow(
        exercises,
        bench.sources(),
        again=lambda: bench.asked.append("again"),
        offer=lambda name: bench.asked.append(f"offer {name}"),
        show_hurt=lambda: bench.asked.append("show_hurt"),
    )


@contextmanager
def playing(bench: Bench, *exercises: Exercise) -> Iterator[Player]:
    with shown(Player(exercises or (NECK_TILT,), bench.sources())) as player:
        player.activateWindow()
        player.resize(ROOMY)
        QApplication.processEvents()
        yield player


def text(player: Player, name: str) -> str:
    found = player.findChild(QLabel, f"player {name}")
    assert found is not None
    return found.text() if found.isVisible() else ""


def steps(player: Player) -> list[str]:
    """Those that show, from the top."""
    told = player._steps.findChildren(QLabel)
    return [each.text() for each in sorted(told, key=QWidget.y) if each.isVisible()]


def press(within: QWidget, name: str) -> None:
    found = within.findChild(Button, name)
    assert found is not None
    found.click()


def test_it_shows_the_steps_of_the_repetition_with_its_number_side_and_seconds(bench: Bench) -> None:
    with playing(bench) as player:
        ring = player._ring
        assert (text(player, "phase"), steps(player)) == ("Get ready", [NECK_TILT.steps[0]])
        assert ring.accessibleName() == "5 s left"
        bench.loop.go(5 + NECK_TILT.up_s + 1.05)
        assert text(player, "phase") == "Hold"
        assert text(player, "repetition") == "Repetition 1 of 2"
        assert text(player, "side") == "Right side"
        assert ring.accessibleName() == f"{NECK_TILT.hold_s - 1} s left"
        bench.loop.go(2 * 26 + 3)
        assert text(player, "side") == "Left side"
        assert player._figure._mirrored


def test_no_step_is_told_alone_beside_another_movement_than_its_own(bench: Bench) -> None:
    """A way up of two seconds and a way down of three: too short for four steps one after the other."""
    rise = replace(NECK_TILT, steps=("Sit.", "Lean forward.", "Stand up.", "Sit down."), up_s=2, hold_s=1, down_s=3)
    with playing(bench, rise) as player:
        bench.loop.go(5.05)
        for _second in range(2 * 6):
            assert steps(player) == ["Lean forward.", "Stand up.", "Sit down."]
            bench.loop.go(1)
        assert (text(player, "phase"), steps(player)) == ("Change sides", ["Sit."])


def test_the_large_number_counts_the_part_that_is_named_and_the_rest_of_all_stands_small(bench: Bench) -> None:
    short = replace(NECK_TILT, up_s=2, hold_s=1, down_s=3, sides=Sides.NONE)
    with playing(bench, short) as player:
        bench.loop.go(5.05)
        seen = []
        for _second in range(6):
            seen.append((text(player, "phase"), player._ring.accessibleName(), text(player, "place")))
            bench.loop.go(1)
    assert seen == [
        ("Move", "2 s left", "12 s left"),
        ("Move", "1 s left", "11 s left"),
        ("Hold", "1 s left", "10 s left"),
        ("And back", "3 s left", "9 s left"),
        ("And back", "2 s left", "8 s left"),
        ("And back", "1 s left", "7 s left"),
    ]


def test_the_number_of_seconds_is_never_wrong_by_more_than_a_tenth(bench: Bench) -> None:
    """Over ten minutes: asked a tenth of a second after each change, the ring shows the true rest."""
    long = replace(NECK_TILT, hold_s=600, reps=1, sides=Sides.NONE, up_s=0, down_s=0)
    with playing(bench, long) as player:
        bench.loop.go(5.1)
        for second in range(599):
            assert player._ring.accessibleName().endswith("left")
            assert player._ring.value() == player._ring.maximum() - math.ceil(600 - 0.1 - second), second
            bench.loop.go(1)


def test_space_pauses_arrows_step_and_escape_ends_and_keeps_what_was_done(bench: Bench) -> None:
    with playing(bench) as player:
        QTest.keyClick(player, Qt.Key.Key_Right)
        assert text(player, "phase") == "Move"
        bench.loop.go(10)
        QTest.keyClick(player._buttons.pause, Qt.Key.Key_Space)
        assert player.run.paused
        bench.loop.go(100)
        QTest.keyClick(player._buttons.pause, Qt.Key.Key_Space)
        assert player.run.position == pytest.approx(15)
        QTest.keyClick(player, Qt.Key.Key_Left)
        assert player.run.position == 5
        QTest.keyClick(player, Qt.Key.Key_Escape)

    ((done,),) = bench.kept
    assert (done.exercise, done.length_s, done.ended) == (NECK_TILT.id, 10, Ended.STOPPED)
    assert bench.loop.pending == 0


def test_from_right_to_left_the_left_arrow_goes_on(bench: Bench) -> None:
    with playing(bench) as player:
        player.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        QTest.keyClick(player, Qt.Key.Key_Left)
        assert player.run.position == 5


def test_to_its_end_it_is_kept_once_as_done(bench: Bench) -> None:
    with playing(bench, NECK_TILT, SHORT_FOOT) as player:
        bench.loop.go(5 + NECK_TILT.total_s + 10 + SHORT_FOOT.total_s + 1)
        assert player.run.over
    (results,) = bench.kept
    assert [done.ended for done in results] == [Ended.DONE, Ended.DONE]
    assert bench.loop.pending == 0


def test_what_hurts_is_left_at_once_for_its_easier_form(bench: Bench) -> None:
    bench.easier = SHORT_FOOT
    with playing(bench) as player:
        bench.loop.go(12)
        press(player, "hurts")
        assert text(player, "exercise") == SHORT_FOOT.name
        assert text(player, "phase") == "Get ready"
        player.end()
    ((hurt,),) = bench.kept
    assert (hurt.exercise, hurt.ended) == (NECK_TILT.id, Ended.HURT)


def test_what_this_person_is_to_mind_stands_with_the_exercise(bench: Bench) -> None:
    bench.cautions = {NECK_TILT.id: ("Half as far.", "Sit for it.")}
    with playing(bench) as player:
        assert text(player, "hint") == "Half as far.\nSit for it."
        press(player, "too hard")
        assert text(player, "hint") == f"Half as far.\nSit for it.\nEasier: {NECK_TILT.easier}"


def test_too_hard_without_an_easier_exercise_says_how_to_make_it_easier(bench: Bench) -> None:
    with playing(bench) as player:
        press(player, "too hard")
        assert text(player, "hint") == f"Easier: {NECK_TILT.easier}"
        assert player.run.exercise is NECK_TILT


def test_without_time_it_waits_for_the_person(bench: Bench) -> None:
    with playing(bench) as player:
        press(player, "untimed")
        bench.loop.go(600)
        assert text(player, "phase") == "Get ready"
        assert player._ring.isHidden()
        press(player, "step on")
        bench.loop.go(600)
        assert text(player, "repetition") == "Repetition 1 of 2"
        press(player, "untimed")
        bench.loop.go(1.05)
        assert player.run.position == pytest.approx(6, abs=0.05)


def test_the_steps_follow_at_once_when_the_timer_is_switched_off_or_on(bench: Bench) -> None:
    hold = replace(NECK_TILT, when=(frozenset({When.READY}), frozenset({When.UP}), frozenset({When.HOLD})))
    with playing(bench, hold) as player:
        bench.loop.go(5.1)
        (tilt,) = steps(player)
        press(player, "untimed")
        assert steps(player) == [tilt, NECK_TILT.steps[2]]
        press(player, "untimed")
        assert steps(player) == [tilt]


def test_while_nothing_but_the_time_changes_the_buttons_are_not_painted(bench: Bench) -> None:
    with playing(bench) as player:
        painted = Painted()
        for each in player._buttons.all:
            each.installEventFilter(painted)
        for _second in range(10):
            bench.loop.go(1)
            QApplication.processEvents()
        assert painted.count == 0
        press(player, "pause session")
        QApplication.processEvents()
        assert painted.count > 0


def test_buttons_are_fitted_also_before_anything_is_played(qt: object) -> None:
    made = PlayerButtons(1.0)
    made.fit(1)
    assert ["Pause", "", "", "Too hard", "It hurts", "Skip"] == [each.toolTip() for each in made.all]
    made.fit(2000)
    assert ["Pause", "", "", "Too hard", "It hurts", "Skip"] == [each.text() for each in made.all]


def test_the_steps_are_told_once_when_they_come(bench: Bench) -> None:
    with playing(bench):
        bench.loop.go(5 + 2 * 26 - 1)
    sit, tilt, breathe = NECK_TILT.steps
    assert bench.said == [sit, f"Right side. {tilt} {breathe}"]


def test_what_is_heard_goes_with_what_is_seen_and_ends_with_it(bench: Bench) -> None:
    with playing(bench, replace(NECK_TILT, reps=1)):
        bench.loop.go(5 + 2 * 26 + 4 + 1)
    assert bench.tones == [Tone.HOLD, Tone.RELEASE, Tone.SIDE, Tone.HOLD, Tone.RELEASE, Tone.END]
    assert any(words.startswith("Left side. ") for words in bench.said)
    assert bench.silenced == 1


def test_who_leaves_hears_no_tone_of_the_end(bench: Bench) -> None:
    with playing(bench) as player:
        bench.loop.go(7)
        player.end()
    assert (bench.tones, bench.silenced) == ([], 1)


def test_the_stop_rule_is_always_in_sight(bench: Bench) -> None:
    with playing(bench) as player:
        player.resize(480, 400)
        bench.loop.go(9)
        rule = player.findChild(QLabel, "stop rule")
        assert rule is not None
        assert rule.isVisible()
        assert rule.visibleRegion().boundingRect().size() == rule.size()


@pytest.mark.parametrize("into", [0.0, 0.5, 1.4, 2.9])
def test_the_drawing_is_in_the_phase_of_the_words_within_a_frame(bench: Bench, into: float) -> None:
    with playing(bench) as player:
        for phase, starts, seconds, (begin, end) in (
            ("Move", 5, 3, UP),
            ("Hold", 8, 20, HOLD),
            ("And back", 28, 3, DOWN),
        ):
            bench.loop.go(starts + into + 0.0001 - player.run.position)
            player._tick()
            assert text(player, "phase") == phase
            expected = begin + (end - begin) * into / seconds
            assert abs(player._figure.frame - expected * FRAMES_PER_SECOND) <= 1


def test_a_hold_is_painted_once(bench: Bench) -> None:
    with playing(bench) as player:
        bench.loop.go(5 + 3 + 1)
        player._tick()
        assert not player._figure.playing
        bench.loop.go(-(player.run.position - 28.5))
        player._tick()
        assert player._figure.playing


def test_paused_or_hidden_nothing_moves(bench: Bench) -> None:
    with playing(bench) as player:
        bench.loop.go(6)
        player._tick()
        assert player._figure.playing
        press(player, "pause session")
        assert not player._figure.playing
        assert bench.loop.pending == 0


def test_only_where_something_moves_is_painted_again(bench: Bench) -> None:
    with playing(bench) as player:
        player.resize(1000, 700)
        box = player._figure.changed(0.0, 1.0).boundingRect()
        assert box.width() * box.height() < 0.2 * player._figure.width() * player._figure.height()
        player._figure.set_mirrored(True)
        mirrored = player._figure.changed(0.0, 1.0).boundingRect()
        assert abs(mirrored.left() - (player._figure.width() - box.right() - 1)) <= 1


def test_what_a_drawing_says_of_itself_is_read_and_nonsense_is_not() -> None:
    times = read_times(DRAWING)
    assert times.phases == {"up": UP, "hold": HOLD, "down": DOWN}
    assert times.still_for(3) == 2
    assert times.still_for(1) == 0
    assert times.box == (200, 40, 100, 60)
    assert read_times(DRAWING.replace(b"up 0.5 2", b"up zero two")) == PictureTimes()
    assert read_times(b"") == PictureTimes()


def test_when_all_is_done_the_window_says_what_was(bench: Bench) -> None:
    with shown(window_of(bench, NECK_TILT, SHORT_FOOT)) as window:
        bench.loop.go(12)
        press(window.player, "hurts")
        bench.loop.go(10 + SHORT_FOOT.total_s + 1)
        words = [found.text() for found in window.findChildren(QLabel) if found.isVisible()]
        assert "1 exercise done" in words
        assert "Neck side tilt: stopped because it hurt. It is not offered again until you say otherwise." in words
        assert "Short foot: done" in words
        once_more = window.findChild(Button, "session again")
        assert once_more is not None
        once_more.click()
    assert bench.asked == ["again"]


def test_it_hurts_can_be_taken_back_where_it_is_told(bench: Bench) -> None:
    with shown(window_of(bench, NECK_TILT)) as window:
        bench.loop.go(5 + 26)
        press(window.player, "hurts")
        title = window.findChild(QLabel, "session done")
        assert title is not None
        assert title.text() == NECK_TILT.name  # not that none was done
        press(window, "show_hurt")
        again, listed = (window.findChild(Button, name) for name in (f"offer again {NECK_TILT.id}", "show_hurt"))
        assert again is not None
        assert listed is not None
        again.click()
        words = [found.text() for found in window.findChildren(QLabel) if found.isVisible()]
        assert "Neck side tilt: 24\N{NO-BREAK SPACE}% of it done" in words
        assert not again.isVisible()
        assert not listed.isVisible()
    assert bench.asked == ["show_hurt", f"offer {NECK_TILT.id}"]


def test_a_window_that_is_closed_keeps_what_was_done(bench: Bench) -> None:
    with shown(window_of(bench, NECK_TILT)) as window:
        bench.loop.go(20)
        window.close()
    ((done,),) = bench.kept
    assert done.length_s == 15


def test_a_figure_waits_out_its_holds(qt: object) -> None:
    with shown(Figure()) as figure:
        assert figure.load(DRAWING, "A block")
        assert figure.view.playing
        assert figure.view.frame >= 2 * FRAMES_PER_SECOND
        assert figure.view._next.interval() > 2000
