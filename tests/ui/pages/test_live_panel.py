"""The state of this moment on the page of today."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from posture_app.core.events import Word
from posture_app.core.prompts import Hold, Shown
from posture_app.core.settings.settings import Settings
from posture_app.core.sight import Sight
from posture_app.core.status import State, Status
from posture_app.core.status_words import Glance
from posture_app.ui.charts.dial import Dial
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.pages.answers import ORDER, Said
from posture_app.ui.pages.live_panel import LivePanel
from posture_app.ui.pages.live_words import headline, ring
from posture_app.ui.tray.snooze_menu import SnoozeMenu
from tests.ui.samples import ELSE, NOW, SITTING, ZONE, due
from tests.ui.showing import button, shown
from tests.ui.sources import Desk

TOGETHER = "\N{NO-BREAK SPACE}"
UP = replace(ELSE, state=State.UP, since=NOW, up_until=NOW + timedelta(seconds=83))
STANDING = replace(ELSE, state=State.STANDING, since=NOW - timedelta(minutes=12))
LONG_UP = replace(STANDING, prompt=Shown(7, "sit", NOW, ZONE, 0))
AWAY = replace(ELSE, since=NOW - timedelta(minutes=40))
PAUSED = replace(SITTING, paused=True, holds=(Hold.PAUSE,))
PRIVATE = replace(ELSE, private=True, private_until=NOW + timedelta(minutes=42))
SECOND = timedelta(seconds=1)


@contextmanager
def panel_of(status: Status) -> Iterator[tuple[LivePanel, Desk, list[str]]]:
    desk, minutes = Desk(status), list[str]()
    with shown(LivePanel(desk.sources(), lambda: minutes.append("minute"))) as panel:
        yield panel, desk, minutes


def words(panel: LivePanel) -> tuple[str, str]:
    found = [panel.findChild(QLabel, name) for name in ("headline", "remark")]
    return tuple("" if label is None else label.text() for label in found)  # type: ignore[return-value]


def dial(panel: LivePanel) -> str:
    found = panel.findChild(Dial)
    assert found is not None
    return found.accessibleName()


def timer(panel: QWidget) -> QTimer:
    found = panel.findChild(QTimer, "live panel")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("status", "headline", "remark", "ring"),
    [
        (SITTING, "Sitting for 18 min", "Get up in 12 min.", "18 min of 30 min"),
        (due(), "Time to get up", "34\N{NO-BREAK SPACE}minutes without a break.", "34 min 4 min over"),
        (
            due(Hold.CALL),
            "Held during your call",
            "A reminder is due. You will see it when this is over.",
            "34 min 4 min over",
        ),
        (
            replace(SITTING, holds=(Hold.DND,)),
            "Sitting for 18 min",
            "Get up in 12 min. Reminders are held while do not disturb is on.",
            "18 min of 30 min",
        ),
        (
            replace(SITTING, holds=(Hold.HOURS,)),
            "Sitting for 18 min",
            "Outside working hours.",
            "18 min of 30 min",
        ),
        (
            replace(SITTING, bout_s=166 * 60, due_s=240),  # after reminders that nobody answered
            "Sitting for 2 h 46 min",
            "Get up in 4 min.",
            "2 h 46 min 2 h 16 min over",
        ),
        (STANDING, "Standing for 12 min", "Say so when you sit down again.", "12 min standing"),
        (LONG_UP, "Time to sit down", f"You have been standing for 12{TOGETHER}minutes.", "12 min standing"),
        (AWAY, "Away since 14:38", "Counting goes on when you are back.", "40 min away"),
        (replace(AWAY, since=None), "Away", "Counting goes on when you are back.", "Away"),
        (UP, "On a break", "Take a few steps; the screen can wait.", "1:23 break"),
        (
            PAUSED,
            "Paused until you resume",
            "No reminders until then. Sitting is still counted.",
            "18 min of 30 min",
        ),
        (PRIVATE, "Private mode until 16:00", "Nothing is recorded, and no reminder comes.", "Private"),
        (replace(SITTING, bout_s=40, due_s=1760), "Sitting for less than a minute", "Get up in 30 min.", None),
    ],
)
def test_each_state_is_told_in_words(qt: object, status: Status, headline: str, remark: str, ring: str | None) -> None:
    with panel_of(status) as (panel, _, _):
        assert (headline, remark) == words(panel)
        assert dial(panel) == ring or ring is None


BLIND = Sight("none", "there is none")
START = replace(AWAY, since=None)


@pytest.mark.parametrize(
    ("status", "headline", "remark", "ring"),
    [
        (AWAY, "Not counted since 14:38", "Say so when you sit down, or stand.", "40 min not counted"),
        (START, "Not counted", "Say so when you sit down, or stand.", "— not counted"),
        (SITTING, "Sitting for 18 min", "Get up in 12 min.", "18 min of 30 min"),
    ],
)
def test_where_no_input_is_seen_nothing_is_promised_that_needs_it(
    qt: object, status: Status, headline: str, remark: str, ring: str
) -> None:
    desk = Desk(status)
    desk.sight = BLIND
    with shown(LivePanel(desk.sources(), lambda: None)) as panel:
        assert (headline, remark, ring) == (*words(panel), dial(panel))
        main = button(panel, f"say {Word.UP if status is SITTING else Word.SIT}")
        assert isinstance(main, Button)
        assert Look.MAIN is main.look
        panel.nothing_yet = True
        desk.status = START
        panel.refresh()
        assert "computer" not in words(panel)[1]
        assert "Ready" != words(panel)[0]


def test_who_says_that_the_screen_is_locked_is_told(qt: object) -> None:
    """If it shows, the screen is not."""
    desk = Desk(replace(START, barred=True))
    desk.sight = Sight("x11", locked_by=("logind",))
    with shown(LivePanel(desk.sources(), lambda: None)) as panel:
        panel.nothing_yet = True
        panel.refresh()
        assert ("Away", "Locked according to logind. If that is not so, say what you do.") == words(panel)


ASKED = due()
assert ASKED.prompt is not None
SEATED = replace(ASKED, prompt=replace(ASKED.prompt, kind="feet", rises=False, may_snooze=False))
"""Foot exercises, which cannot be snoozed once more."""


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        (SITTING, {Word.UP, Word.STAND}),
        (due(), {Word.UP, Word.STAND, Word.SNOOZE, "more", Word.SKIP}),
        (due(Hold.CALL), {Word.UP, Word.STAND}),
        (SEATED, {Word.UP, Word.STAND, Word.DONE, Word.SKIP}),
        (STANDING, {Word.UP, Word.SIT}),
        (replace(STANDING, prompt=due().prompt), {Word.UP, Word.SIT}),
        (UP, {Word.STAND, Word.SIT}),
        (AWAY, {Word.STAND, Word.SIT}),
        (PAUSED, {Word.UP, Word.STAND, Word.RESUME}),
        (PRIVATE, {Word.PRIVATE_OFF}),
    ],
)
def test_only_answers_that_make_sense_are_offered_and_each_is_said(
    qt: object, status: Status, offered: set[Said]
) -> None:
    with panel_of(status) as (panel, desk, _):
        visible = [word for word in ORDER if button(panel, f"say {word}").isVisible()]
        assert offered == set(visible)
        words = [word for word in visible if word != "more"]  # which opens a menu
        for word in words:
            button(panel, f"say {word}").click()
        assert [(word, None) for word in words] == desk.said


@pytest.mark.parametrize(
    ("status", "main"),
    [
        (SITTING, Word.UP),
        (due(), Word.UP),
        (SEATED, Word.DONE),
        (replace(ASKED, prompt=replace(ASKED.prompt, kind="rise")), Word.STAND),
        (STANDING, Word.SIT),
        (LONG_UP, Word.SIT),
        (UP, Word.SIT),
        (AWAY, None),
        (PAUSED, Word.RESUME),
        (PRIVATE, Word.PRIVATE_OFF),
        (replace(STANDING, paused=True), Word.RESUME),
    ],
)
def test_one_answer_stands_out(qt: object, status: Status, main: Word | None) -> None:
    with panel_of(status) as (panel, _, _):
        looks = {word: button(panel, f"say {word}") for word in ORDER}
        found = [word for word, one in looks.items() if isinstance(one, Button) and one.look is Look.MAIN]
        assert [main] if main else [] == [word for word in found if looks[word].isVisible()]


def test_the_exercise_of_the_prompt_is_opened_by_the_button_that_stands_out(qt: object) -> None:
    with panel_of(SEATED) as (panel, desk, _):
        desk.offered = desk.content().exercises[0]
        panel.refresh()
        show, done = button(panel, "say show"), button(panel, "say done")
        assert isinstance(show, Button)
        assert isinstance(done, Button)
        assert (True, Look.MAIN, Look.PLAIN) == (show.isVisible(), show.look, done.look)
        show.click()
        assert ([(desk.offered.id,)], []) == (desk.played, desk.said)
        desk.status = due()
        panel.refresh()
        assert (True, Look.PLAIN) == (show.isVisible(), show.look)
        desk.status = SITTING
        panel.refresh()
        assert not show.isVisible()


@pytest.mark.parametrize("width", [560, 400])
def test_an_answer_keeps_its_place_and_the_panel_its_height_in_all_states(qt: object, width: int) -> None:
    with panel_of(SITTING) as (panel, desk, _):
        places: dict[str, set[tuple[int, int]]] = {}
        heights = set()
        panel.resize(width, panel.height())
        for status in (SITTING, due(), due(Hold.CALL), STANDING, UP, AWAY, PAUSED, PRIVATE):
            desk.status = status
            panel.refresh()
            QApplication.processEvents()
            heights.add(panel.minimumSizeHint().height())
            for word in ORDER:
                one = button(panel, f"say {word}")
                if one.isVisible():
                    parent = one.parentWidget()
                    assert parent is not None
                    assert parent.rect().contains(one.geometry()), one.text()
                    places.setdefault(one.text(), set()).add((one.x(), one.height()))
        assert dict.fromkeys(places, 1) == {text: len(found) for text, found in places.items()}
        assert 1 == len(heights) or width < 480  # there, more answers need more rows


@pytest.mark.usefixtures("fonts")
def test_all_answers_to_a_reminder_share_a_row_where_there_is_room(qt: object) -> None:
    with panel_of(due()) as (panel, _, _):
        for width, rows in ((720, 1), (480, 2), (400, 3)):
            panel.resize(width, 200)
            QApplication.processEvents()
            assert rows == len({button(panel, f"say {word}").y() for word in (Word.UP, Word.STAND, Word.SKIP)})


def test_a_stretch_that_is_over_has_the_colour_of_that_and_a_full_ring() -> None:
    settings = Settings()
    over = ring(replace(SITTING, bout_s=166 * 60, due_s=240), settings)
    assert (Glance.DUE, 1.0, "2 h 16 min over") == (over.glance, over.share, over.small)
    shows = replace(SITTING, bout_s=30 * 60 + 20, due_s=580, progress=0.1, prompt=due().prompt)
    assert (Glance.DUE, 1.0, "of 30 min") == (ring(shows, settings).glance, *astuple(ring(shows, settings))[1::2])
    assert Glance.PAUSED is ring(replace(PAUSED, bout_s=166 * 60), settings).glance


def test_a_stretch_that_is_not_over_fills_the_ring_by_itself_whatever_else_is_due() -> None:
    asked = due().prompt
    assert asked is not None
    feet = replace(asked, kind="feet")
    status = replace(SITTING, bout_s=120, due_s=0, progress=1.0, due_kind="feet", prompt=feet)
    shown = ring(status, Settings())
    assert (Glance.SITTING, 120 / 1800, "of 30 min") == (shown.glance, shown.share, shown.small)
    assert "without a break" not in headline(status, ZONE, Sight("x11"))[1]
    alone = ring(status, Settings(stand=False, stretch=False))
    assert (1.0, "sitting") == (alone.share, alone.small)


def test_before_anything_was_recorded_it_says_what_will_happen(qt: object) -> None:
    with panel_of(replace(AWAY, since=None)) as (panel, desk, _):
        desk.settings = replace(desk.settings, stand_every=45, break_length=1)
        panel.nothing_yet = True
        panel.refresh()
        head, remark = words(panel)
        assert "Ready" == head
        after = "After 45 minutes of sitting it reminds you to get up for 1 minute."
        assert f"Posture counts while you use the computer. {after}" == remark.replace("\N{NO-BREAK SPACE}", " ")
        assert "0 min of 45 min" == dial(panel)
        for status, head in ((AWAY, "Away since 14:38"), (replace(PRIVATE, since=None), "Private mode until 16:00")):
            desk.status = status
            panel.refresh()
            assert head == words(panel)[0]


def test_saying_something_shows_what_came_of_it(qt: object) -> None:
    with panel_of(SITTING) as (panel, desk, _):
        desk.status = STANDING
        button(panel, "say stand").click()
        assert "Standing for 12 min" == words(panel)[0]


def test_the_length_of_a_snooze_is_that_of_the_settings(qt: object) -> None:
    with panel_of(due()) as (panel, desk, _):
        desk.settings = replace(desk.settings, snooze=8)
        panel.refresh()
        assert "Snooze 8 min" == button(panel, "say snooze").text().replace("&", "")


def test_other_lengths_of_a_snooze_are_in_a_menu_beside_it(qt: object) -> None:
    with panel_of(due()) as (panel, desk, _):
        more = button(panel, "say more")
        assert "Snooze for another time" == more.accessibleName()
        more.click()
        menu = panel.findChild(SnoozeMenu)
        assert menu is not None
        assert menu.isVisible()
        for name in ("snooze_10", "snooze_quiet"):
            next(action for action in menu.actions() if action.objectName() == name).trigger()
        menu.close()
        assert [(Word.SNOOZE, 10), (Word.SNOOZE_QUIET, None)] == desk.said


def test_nothing_ticks_while_it_is_hidden(qt: object) -> None:
    with panel_of(SITTING) as (panel, desk, _):
        assert timer(panel).isActive()
        panel.hide()
        assert not timer(panel).isActive()
        desk.now += 60 * SECOND
        panel.refresh()
        assert not timer(panel).isActive()


def test_it_next_looks_when_the_minute_shown_changes(qt: object) -> None:
    with panel_of(replace(SITTING, bout_s=18 * 60 + 45)) as (panel, desk, minutes):
        assert 15_000 == timer(panel).interval()
        desk.now += 15 * SECOND
        timer(panel).timeout.emit()
        assert "19 min of 30 min" == dial(panel)
        assert 60_000 == timer(panel).interval()
        assert ["minute"] == minutes


def test_seconds_tick_only_while_a_break_is_counted_down(qt: object) -> None:
    with panel_of(UP) as (panel, desk, minutes):
        assert 1000 == timer(panel).interval()
        desk.now += SECOND
        timer(panel).timeout.emit()
        assert "1:22 break" == dial(panel)
        assert [] == minutes
        desk.now += 100 * SECOND
        timer(panel).timeout.emit()
        assert "0:00 break" == dial(panel)
        assert timer(panel).interval() > 1000
