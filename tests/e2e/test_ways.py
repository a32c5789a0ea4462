"""Each way to ask, each answer to it, and what the log then holds."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from posture_app.core.content.choosing import NO_HISTORY
from posture_app.core.prompts import Shown
from posture_app.core.settings.settings import Settings
from posture_app.runtime.prompter import Prompter
from tests import needs
from tests.notify.fake import FakeNotifier
from tests.ui.samples import SITTING, Log
from tests.ui.sources import Desk as Person

if TYPE_CHECKING:
    from tests.e2e.desk import Desk
    from tests.notify.recorder import Recorder

ROOT = Path(__file__).parents[2]
LOG = "SELECT kind, also, way, length_s, outcome FROM prompts ORDER BY rowid"
PATIENT = ("away_after=60", "break_min=30", "again_after=120", "stretch=no", "feet=no", "notice_s=0")
"""Who does not answer is not taken for gone, and is left alone."""
WATER = "own:Water"
Answer = Callable[[int, str], None]


def water(way: str, **more: object) -> str:
    return "own=" + json.dumps([{"name": "Water", "due": "5 min sitting", "way": way, "length": 0, **more}])


def showings(desk: "Desk") -> int:
    return len(desk.rows(LOG))


def settled(desk: "Desk", count: int) -> bool:
    outcomes = desk.rows("SELECT outcome FROM prompts WHERE outcome IS NOT NULL")
    return len(outcomes) >= count


def press_notification(desk: "Desk", daemon: "Recorder", words: Sequence[str]) -> Answer:
    """Press this button of the notification."""

    def answer(number: int, label: str) -> None:
        desk.until(lambda: len(daemon.notified) == number, meanwhile=desk.type)
        actions = daemon.notified[-1][5]
        daemon.order("Invoke", "us", daemon.showing[-1], actions[actions.index(label) - 1])
        desk.loop.run_until(lambda: not daemon.showing)

    return answer


def places_on_card(desk: "Desk", words: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Where the buttons of a card lie: from its left edge, and from its lower one."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.e2e.card_places", *words],
        env={**desk.environ, "QT_QPA_PLATFORM": "xcb"},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=30,
    ).stdout
    return dict(zip(words, (tuple(map(int, line.split())) for line in told.splitlines()), strict=True))


def click_card(desk: "Desk", title: str, words: Sequence[str]) -> Answer:
    """Click this button of the card."""
    places = places_on_card(desk, words)

    def answer(number: int, label: str) -> None:
        desk.until(lambda: showings(desk) == number and desk.windows(title), meanwhile=desk.type)
        (card,) = desk.windows(title)
        ((x, y, _, height),) = desk.areas(title)
        right, above = places[label]
        desk.xdotool("mousemove", str(x + right), str(y + height - above))
        # In its first second it is deaf.
        desk.until(lambda: card not in desk.windows(title), meanwhile=desk.click)

    return answer


def press_keys(desk: "Desk", title: str, words: Sequence[str]) -> Answer:
    """Go to this button of the break screen, and press it."""

    def answer(number: int, label: str) -> None:
        desk.until(lambda: showings(desk) == number and desk.windows(title), meanwhile=desk.type)
        (screen,) = desk.windows(title)
        keys = (*["Tab"] * words.index(label), "Return")
        desk.press(*keys, then=lambda: screen not in desk.windows(title))

    return answer


@pytest.mark.parametrize(("way", "scale"), [("notification", 300), ("card", 240), ("screen", 200)])
def test_each_answer_by_each_way_and_the_log_of_it(room: "Desk", way: str, scale: int) -> None:
    desk, words = room, ("Done", "Snooze 1 min", "▾", "Skip")
    daemon = desk.daemon()
    desk.work("stand=no", "snooze=1", "snoozes_in_row=1", water(way), *PATIENT, scale=scale)
    answer = {
        "notification": lambda: press_notification(desk, daemon, words),
        "card": lambda: click_card(desk, "^Water$", words),
        "screen": lambda: press_keys(desk, "^Water$", words),
    }[way]()
    answer(1, "Snooze 1 min")
    answer(2, "Skip" if way == "notification" else "Done")  # no second snooze in a row
    answer(3, "Skip")
    desk.until(lambda: settled(desk, 3), meanwhile=desk.type)
    second = "skipped" if way == "notification" else "kept"
    told = [(WATER, "", way, 0, outcome) for outcome in ("snoozed", second, "skipped")]
    assert desk.logged(LOG, *told), desk.rows(LOG)
    if way != "notification":
        assert [] == daemon.notified


@pytest.mark.parametrize("way", ["notification", "card"])
def test_getting_up_for_a_prompt_is_a_break_kept(room: "Desk", way: str) -> None:
    desk, words = room, ("I’m up", "Show me", "Snooze 5 min", "▾", "Skip")
    daemon = desk.daemon()
    desk.work("stand_every=5", f"stand_way={way}", *PATIENT, "break_min=5", "break_length=5", scale=100)
    title = "^You have been sitting for"
    answer = press_notification(desk, daemon, words) if way == "notification" else click_card(desk, title, words)
    answer(1, "I’m up")
    desk.until(lambda: settled(desk, 1))
    assert [("stand", "", way, 300, "kept")] == desk.rows(LOG)
    assert [("up",)] == desk.rows("SELECT ended_by FROM spans")


def test_a_break_screen_that_is_agreed_to_goes_on_for_the_break(room: "Desk") -> None:
    from tests.e2e.desk import AGAIN_S  # noqa: PLC0415 - on Linux only

    desk, title = room, "^You have been sitting for"
    desk.work("stand_every=5", "stand_way=screen", *PATIENT, "break_min=5", "break_length=10", scale=120)
    desk.until(lambda: showings(desk) and desk.windows(title), meanwhile=desk.type)
    desk.loop.run_for(AGAIN_S)  # until it listens: a second Return would end the break
    desk.key("Return")
    up = partial(desk.comes_about, lambda: desk.now()["state"] == "up", within=10 * AGAIN_S)
    desk.until(up, meanwhile=lambda: desk.key("Return"))
    assert desk.windows(title)
    desk.until(lambda: not desk.windows(title))
    assert "away" == desk.now()["state"]
    assert [("stand", "", "screen", 600, "kept")] == desk.rows(LOG)


def test_without_a_daemon_a_notification_is_a_card_and_takes_the_same_answers(room: "Desk") -> None:
    desk = room
    desk.work("stand_every=5", "snooze=1", *PATIENT, scale=240)
    answer = click_card(desk, "^You have been sitting for", ("I’m up", "Show me", "Snooze 1 min", "▾", "Skip"))
    answer(1, "Snooze 1 min")
    answer(2, "Skip")
    desk.until(lambda: settled(desk, 2), meanwhile=desk.type)
    told = [("stand", "", "notification", 120, outcome) for outcome in ("snoozed", "skipped")]
    assert desk.logged(LOG, *told), desk.rows(LOG)


def test_another_length_of_a_snooze_is_chosen_from_a_menu_on_the_card(room: "Desk") -> None:
    desk, words, title = room, ("I’m up", "Show me", "Snooze 5 min", "▾", "Skip"), "^You have been sitting for"
    desk.work("stand_every=5", "stand_way=card", *PATIENT, scale=60)
    right, above = places_on_card(desk, words)["▾"]
    desk.until(lambda: desk.windows(title), meanwhile=desk.type)
    ((x, y, _, height),) = desk.areas(title)
    desk.xdotool("mousemove", str(x + right), str(y + height - above))
    menu = "^Snooze for another time$"
    desk.until(lambda: desk.comes_about(lambda: desk.windows(menu)), meanwhile=desk.click)
    desk.press("Up", "Return", then=lambda: not desk.windows(title))
    desk.until(lambda: settled(desk, 1))
    assert "Get up once your hands rest" in desk.ask("status")["line"]  # a command may take as long as a rest
    desk.until(lambda: desk.windows(title))
    assert [("snoozed",), (None,)] == desk.rows("SELECT outcome FROM prompts")


def test_a_silent_prompt_shows_nowhere_but_at_the_tray_and_can_be_answered_there(room: "Desk") -> None:
    desk = room
    daemon, tray = desk.daemon(), desk.tray()
    desk.work("stand_every=5", "stand_way=silent", *PATIENT, scale=300)
    desk.until(lambda: "Time to get up" in tray.tooltip(), meanwhile=desk.type)
    assert "silent" == desk.now()["prompt"]["way"]
    assert ([], []) == (daemon.notified, desk.windows("sitting"))
    tray.choose("Skip this reminder")
    desk.until(lambda: settled(desk, 1), meanwhile=desk.type)
    assert desk.logged(LOG, ("stand", "", "silent", 120, "skipped")), desk.rows(LOG)


@pytest.mark.parametrize("way", ["notification", "card", "screen"])
def test_a_pause_private_mode_and_the_end_of_work_take_it_away_and_it_comes_again(room: "Desk", way: str) -> None:
    desk = room
    daemon = desk.daemon()
    desk.work("stand_every=5", f"stand_way={way}", *PATIENT, scale=300)

    def shows() -> bool:
        return bool(daemon.showing or desk.windows("sitting"))

    for word in ("pause", "private"):
        desk.until(shows, meanwhile=desk.type)
        assert desk.ask("say", word=word, minutes=10)["ok"]
        desk.until(lambda: not shows())
        assert desk.now()["prompt"] is None
    desk.until(shows, meanwhile=desk.type)
    desk.set("working_hours", "never")
    desk.until(lambda: not shows())
    assert desk.now()["prompt"] is None
    desk.set("working_hours", "always")
    desk.until(shows, meanwhile=desk.type)


def test_ignored_it_asks_louder_each_time(room: "Desk") -> None:
    desk, title = room, "sitting"
    daemon = desk.daemon()
    desk.work("stand_every=5", "escalate_after=1", *PATIENT, "again_after=5", scale=120)
    desk.until(lambda: len(daemon.showing) == 1, meanwhile=desk.type)
    assert [] == desk.windows(title)
    desk.until(lambda: desk.windows(title), meanwhile=desk.type)
    assert [(0, 0, 1200, 700)] != desk.areas(title)
    desk.until(lambda: desk.areas(title) == [(0, 0, 1200, 700)] and not daemon.showing, meanwhile=desk.type)
    desk.tell("skip")
    desk.until(lambda: settled(desk, 3), meanwhile=desk.type)
    ways = ["notification", "card", "screen"]
    assert list(zip(ways, ["missed", "missed", "skipped"], strict=True)) == desk.rows(
        "SELECT way, outcome FROM prompts"
    )


def test_who_lets_it_pass_is_asked_and_the_answer_changes_the_setting(room: "Desk") -> None:
    desk = room
    daemon = desk.daemon()
    desk.say("settings", "set", "stand_every", "5")
    desk.work("quiet_after=1", *PATIENT, "again_after=5", scale=120)
    desk.until(lambda: len(daemon.notified) == 2, meanwhile=desk.type)
    assert "Fewer reminders?" == daemon.notified[1][3]
    assert {"longer": "Every 10 min", "escape": "Leave it as it is"}.items() <= _buttons(daemon).items()
    daemon.order("Invoke", "us", daemon.showing[-1], "longer")
    desk.until(lambda: settled(desk, 2), meanwhile=desk.type)
    assert [("missed",), ("skipped",)] == desk.rows("SELECT outcome FROM prompts")
    assert 0 < desk.now()["due_s"] <= 600
    assert "10" == desk.say("settings", "get", "stand_every")


def test_an_answer_holds_also_if_the_setting_cannot_be_kept(room: "Desk") -> None:
    desk = room
    daemon = desk.daemon()
    app = desk.work("stand_every=5", "quiet_after=1", *PATIENT, "again_after=5", scale=120)
    desk.until(lambda: len(daemon.notified) == 2, meanwhile=desk.type)
    (desk.data / "settings.toml").mkdir()
    daemon.order("Invoke", "us", daemon.showing[-1], "longer")
    desk.until(lambda: settled(desk, 2), meanwhile=desk.type)
    assert [("missed",), ("skipped",)] == desk.rows("SELECT outcome FROM prompts")
    desk.say("quit")
    complaints = app.communicate(timeout=20)[1]
    assert "settings.toml is not a file; remove it." in complaints
    assert "Traceback" not in complaints


def test_show_me_on_a_notification_begins_the_exercise_and_the_reminder_waits_for_its_answer(room: "Desk") -> None:
    desk = room
    daemon = desk.daemon()
    desk.work("stand_every=5", *PATIENT, scale=100)
    desk.until(lambda: daemon.notified, meanwhile=desk.type)
    assert "Show me" == list(_buttons(daemon).values())[-1]
    daemon.order("Invoke", "us", daemon.showing[-1], "show")
    name = daemon.notified[-1][4].partition(":")[0]
    desk.until(lambda: desk.windows(f"^({name}|Exercises)$"))  # of several it says so
    assert "stand" == desk.now()["prompt"]["kind"]


def test_a_daemon_that_plays_sounds_is_given_the_file(room: "Desk") -> None:
    desk = room
    daemon = desk.daemon("--capabilities", "actions,body,sound")
    desk.work("stand_every=5", "stand_sound=both", *PATIENT, scale=300)
    desk.until(lambda: daemon.notified, meanwhile=desk.type)
    hints = daemon.notified[0][6]
    assert "suppress-sound" not in hints
    assert b"RIFF" == Path(hints["sound-file"][1]).read_bytes()[:4]


def test_in_strict_mode_neither_button_nor_menu_nor_command_puts_it_off(room: "Desk") -> None:
    desk = room
    daemon, tray = desk.daemon(), desk.tray()
    desk.work("stand_every=5", "strict=yes", *PATIENT, scale=300)
    desk.until(lambda: daemon.notified, meanwhile=desk.type)
    assert {"default", "up", "show"} == _buttons(daemon).keys()
    desk.until(lambda: "Time to get up" in tray.tooltip(), meanwhile=desk.type)
    assert not [label for label in tray.labels() if label.startswith(("Snooze", "Skip"))]
    assert [1, 1] == [desk.run(word).returncode for word in ("snooze", "skip")]


class _Heard:
    """Where chimes would be played."""

    def __init__(self) -> None:
        self.chimes: list[str] = []

    def play(self, name: str) -> None:
        self.chimes.append(name)

    def path(self, name: str) -> None:
        return None


def test_the_end_of_a_break_is_heard_once_although_the_screen_and_the_engine_tell_of_it() -> None:
    needs.qt()
    from posture_app.desktop.bundled import load_content  # noqa: PLC0415 - where Qt loads

    (content, _), heard = load_content(), _Heard()
    reminding = Prompter(
        chain=FakeNotifier("desktop"),
        links={},
        settings=lambda: Settings(stand_sound="both"),
        content=lambda: content,
        history=lambda _: NO_HISTORY,
        programmes=Person(SITTING).programmes(Log()),
        sounds=heard,
        say=lambda _word, _minutes: None,
        taken=lambda _kind: None,
        apply=lambda _key, _value: None,
    )
    for number in (1, 2):
        reminding.words(Shown(number, "stand", datetime(2026, 3, 2, 9, tzinfo=UTC), "UTC", 1800))
        reminding.break_over()
        reminding.break_over()
    assert ["end"] * 2 == heard.chimes


def _buttons(daemon: "Recorder") -> dict[str, str]:
    actions = daemon.notified[-1][5]
    return dict(zip(actions[::2], actions[1::2], strict=True))
