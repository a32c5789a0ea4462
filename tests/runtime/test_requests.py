"""What the command line may ask of the running app."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from posture_app import __version__
from posture_app.core.detection import Detection, DetectionKind, Source, SourceState, as_json
from posture_app.core.errors import KnownError
from posture_app.core.events import Fact, Input, Memory, Signal
from posture_app.core.login import Login
from posture_app.core.prompts import LoggedPrompt
from posture_app.core.rules import REMINDERS, Rules
from posture_app.core.settings.pauses import LONGEST_PAUSE
from posture_app.core.settings.settings import DEFAULTS, Settings
from posture_app.core.sight import Sight
from posture_app.core.spans import Span
from posture_app.core.statistics.bouts import DayTotals
from posture_app.desktop.control.protocol import Stream
from posture_app.desktop.program import start_command
from posture_app.runtime.requests import Requests
from tests.core.engine.test_runner import MINUTE, Desk


class Log:
    """The spans and showings that the desk recorded."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def spans(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Span]:
        yield from (span for span in self._desk.spans.values() if span.end > span.start)

    def prompts(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[LoggedPrompt]:
        yield from ()

    def totals(self, first: date, last: date) -> Iterator[DayTotals]:
        yield from ()


class Asked:
    """A desk, and what was asked of the rest of the app."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.desk.live.start(Rules(), Memory())
        self.pages: list[str] = []
        self.tried: list[str] = []
        self.left = self.reloaded = self.reread = 0
        self.begin_with = "today"
        self.settings = DEFAULTS
        self.sight = Sight("x11")
        self.detecting: list[Callable[[Detection], None]] = []
        self.requests = Requests(
            runner=self.desk.live,
            history=Log(self.desk),
            settings=lambda: self.settings,
            say=self.desk.live.feed,
            sight=lambda: self.sight,
            show=self._show,
            begin_with=lambda: self.begin_with,
            leave=self._leave,
            reload=self._reload,
            try_it=self._try_it,
            changed=self._changed,
            detect=self.detecting.append,
            login=Login(x11=":1", number="3"),
            follow=lambda _send: lambda: None,
        )

    def __call__(self, command: object, **more: object) -> dict[str, Any]:
        answer = self.requests.answer({"command": command, **more})
        assert isinstance(answer, Mapping)
        return dict(answer)

    def _changed(self) -> None:
        self.reread += 1

    def _show(self, page: str) -> None:
        if page == "nowhere":
            raise KnownError("There is no such page.")
        self.pages.append(page)

    def _leave(self) -> None:
        self.left += 1

    def _try_it(self, kind: str) -> bool:
        self.tried.append(kind)
        return kind in ("stand", "micro")

    def _reload(self) -> None:
        self.reloaded += 1
        if self.reloaded > 1:
            raise ZeroDivisionError("a bug")


@pytest.fixture
def ask() -> Asked:
    return Asked()


def test_the_status_is_of_this_moment(ask: Asked) -> None:
    ask.desk.live.feed(Input())
    ask.desk.run(5 * MINUTE + 30)
    answer = ask("status")
    status = answer["status"]
    assert (True, "Sitting for 5 min · Get up in 25 min") == (answer["ok"], answer["line"])
    assert ("sitting", 330, 1470, "2026-03-02T09:05:30Z") == (
        status["state"],
        status["bout_s"],
        status["due_s"],
        status["at"],
    )
    assert {"sitting_s": 330, "bouts": 1, "longest_bout_s": 330}.items() <= status["today"].items()


def test_a_word_is_passed_on_and_answered_with_what_it_led_to(ask: Asked) -> None:
    assert "Standing for less than a minute" == ask("say", word="stand")["line"]
    assert ask("say", word="pause", minutes=30)["line"].startswith("Paused until")
    assert ask.desk.live.status().paused


def test_the_status_says_by_what_input_is_seen_or_why_it_is_not(ask: Asked) -> None:
    answer = ask("status")
    assert ({"source": "x11", "why": None}, []) == (answer["status"]["input"], answer["remarks"])
    ask.sight = Sight("none", "the session is Wayland")
    answer = ask("status")
    assert {"source": "none", "why": "the session is Wayland"} == answer["status"]["input"]
    assert "Not counted" == answer["line"]
    assert "not seen here: the session is Wayland." in answer["remarks"][0]
    assert "posture-app sit" in answer["remarks"][1]


@pytest.mark.parametrize("word", ["sit", "stand", "up", "switch", "pause", "resume", "snooze"])
@pytest.mark.parametrize(
    ("fact", "sight", "said"),
    [
        (Fact.LOCKED, Sight("x11", locked_by=("logind", "saver")), "Locked according to logind and saver, so this"),
        (Fact.ASLEEP, Sight("x11", asleep_by=("logind",)), "Asleep according to logind, so this has no effect"),
    ],
)
def test_a_word_without_effect_is_not_ok(ask: Asked, word: str, fact: Fact, sight: Sight, said: str) -> None:
    ask.desk.live.feed(Signal(fact, on=True))
    ask.sight = sight
    answer = ask("say", word=word)
    assert not answer["ok"]
    assert answer["error"].startswith(said)
    assert ("away", False) == (ask("status")["status"]["state"], ask.desk.live.status().paused)
    assert ask("say", word="private", minutes=5)["ok"]  # which is heard there, too
    assert ask("say", word="private_off")["ok"]
    ask.desk.live.feed(Signal(fact, on=False))
    assert ask("say", word="sit")["ok"]


def test_the_status_says_who_says_that_it_is_locked(ask: Asked) -> None:
    ask.sight = Sight("x11", locked_by=("logind",))
    answer = ask("status")
    assert (["logind"], []) == (answer["status"]["locked_by"], answer["status"]["asleep_by"])
    assert ["Locked according to logind. If that is not so, say what you do in the window or at the tray."] == answer[
        "remarks"
    ]


@pytest.mark.parametrize("word", ["snooze", "snooze_quiet", "skip", "done"])
def test_with_nothing_shown_there_is_nothing_to_answer(ask: Asked, word: str) -> None:
    answer = ask("say", word=word)
    assert not answer["ok"]
    assert word.removesuffix("_quiet") in answer["error"]


@pytest.mark.parametrize(
    ("word", "outcome"), [("snooze", "snoozed"), ("snooze_quiet", "snoozed"), ("skip", "skipped"), ("done", "kept")]
)
def test_what_shows_is_answered(ask: Asked, word: str, outcome: str) -> None:
    ask.desk.live.feed(Input())
    ask.desk.run(31 * MINUTE)
    assert ask("say", word=word)["ok"]
    ask.desk.run(30)
    assert [(1, outcome)] == ask.desk.outcomes


@pytest.mark.parametrize(
    ("limit", "word"), [("snoozes_in_row", "snooze"), ("snoozes_in_row", "snooze_quiet"), ("skips_a_day", "skip")]
)
def test_an_answer_beyond_its_limit_is_refused_with_the_reason(ask: Asked, limit: str, word: str) -> None:
    ask.desk.live.adjust(replace(Rules(), **{limit: 0}))  # type: ignore[arg-type] # a limit
    ask.desk.live.feed(Input())
    ask.desk.run(31 * MINUTE)
    answer = ask("say", word=word)
    assert (False, True) == (answer["ok"], "settings allow" in answer["error"])
    assert [(1, "open")] == ask.desk.outcomes


def test_strict_mode_allows_nothing_but_to_do_it(ask: Asked) -> None:
    ask.settings = Settings(strict=True)
    ask.desk.live.feed(Input())
    ask.desk.run(31 * MINUTE)
    for word in ("snooze", "snooze_quiet", "skip"):
        assert "Strict" in ask("say", word=word)["error"]
    assert ask("say", word="done")["ok"]


@pytest.mark.parametrize("word", ["longer", "escape"])
def test_what_asks_whether_it_should_come_less_often_is_answered(ask: Asked, word: str) -> None:
    ask.settings = Settings(strict=True)
    ask.desk.live.adjust(replace(Rules(), quiet_after=1, skips_a_day=0))
    ask.desk.live.feed(Input())
    ask.desk.run(31 * MINUTE)
    assert "does not ask" in ask("say", word=word)["error"]
    ask.desk.run(11 * MINUTE)
    assert ask("say", word=word)["ok"]
    assert [(1, "missed"), (2, "skipped")] == ask.desk.outcomes


def test_what_cannot_come_less_often_does_not_ask(ask: Asked) -> None:
    ask.settings = replace(DEFAULTS, stand_every=180)
    ask.desk.live.adjust(replace(Rules(), quiet_after=1))
    ask.desk.live.feed(Input())
    ask.desk.run(42 * MINUTE)
    assert "does not ask" in ask("say", word="longer")["error"]


def test_the_status_tells_of_the_prompt_and_of_what_comes(ask: Asked) -> None:
    ask.desk.live.adjust(Rules(reminders=(REMINDERS["stand"], REMINDERS["stretch"])))
    ask.desk.live.feed(Input())
    ask.desk.run(61 * MINUTE)
    status = ask("status")["status"]
    prompt = {"kind": "stretch", "also": ["stand"], "way": "notification", "at": "2026-03-02T10:00:00Z", "again": False}
    assert prompt == status["prompt"]
    assert ("stand", 540) == (status["due_kind"], status["due_s"])


@pytest.mark.parametrize(
    ("until", "line"), [("14:00", "Paused until 14:00"), ("tomorrow", "Paused until tomorrow 04:00")]
)
def test_a_pause_until_a_time_ends_then(ask: Asked, until: str, line: str) -> None:
    assert line == ask("say", word="pause", until=until)["line"]


def test_private_mode_begins_is_told_and_ends(ask: Asked) -> None:
    assert "Private mode until 11:00: nothing is recorded." == ask("say", word="private", minutes=60)["line"]
    assert (True, "2026-03-02T10:00:00Z", "away") == _private(ask)
    refused = "Private mode until 11:00, so this has no effect; to end that: posture-app private --off"
    assert {"ok": False, "error": refused} == ask("say", word="stand")
    assert "Private mode until you end it: nothing is recorded." == ask("say", word="private")["line"]
    assert (True, None, "away") == _private(ask)
    assert "Sitting for less than a minute · Get up in 30 min" == ask("say", word="private_off")["line"]
    assert (False, None, "sitting") == _private(ask)


def _private(ask: Asked) -> tuple[object, ...]:
    status = ask("status")["status"]
    return status["private"], status["private_until"], status["state"]


@pytest.mark.parametrize("minutes", [0, -1, "an hour", True, LONGEST_PAUSE + 1])
def test_private_mode_of_no_length_is_refused(ask: Asked, minutes: object) -> None:
    assert not ask("say", word="private", minutes=minutes)["ok"]
    assert not ask.desk.live.status().private


@pytest.mark.parametrize("until", ["", "noon", "25:00", 5, None, ["14:00"]])
def test_a_pause_until_what_is_no_time_is_refused(ask: Asked, until: object) -> None:
    assert not ask("say", word="pause", until=until)["ok"]
    assert not ask.desk.live.status().paused


def test_a_reminder_is_tried(ask: Asked) -> None:
    assert ask("try", kind="micro")["ok"]
    assert "There is no reminder “lunch”." == ask("try", kind="lunch")["error"]
    assert ["micro", "lunch"] == ask.tried


@pytest.mark.parametrize(
    "more",
    [{"word": "dance"}, {}, {"word": ["up"]}, {"word": "pause", "minutes": "five"}, {"word": "pause", "minutes": -1},
     {"word": "pause", "minutes": True}],
)  # fmt: skip
def test_a_wrong_word_is_refused(ask: Asked, more: dict[str, object]) -> None:
    assert not ask("say", **more)["ok"]


def test_a_page_is_shown_or_it_is_said_why_not(ask: Asked) -> None:
    assert ask("show", page="week")["ok"]
    assert ["week"] == ask.pages
    assert "There is no such page." == ask("show", page="nowhere")["error"]


def test_quit_settings_and_changes_of_the_record_reach_the_app(ask: Asked) -> None:
    assert ask("quit")["ok"]
    assert ask("settings")["ok"]
    assert ask("changed")["ok"]
    assert (1, 1, 1) == (ask.left, ask.reloaded, ask.reread)


@pytest.mark.parametrize("command", ["dance", None, 5, [], {}])
def test_an_unknown_command_is_refused(ask: Asked, command: object) -> None:
    assert not ask(command)["ok"]


def test_a_bug_is_answered_and_logged(ask: Asked, caplog: pytest.LogCaptureFixture) -> None:
    ask("settings")
    answer = ask("settings")
    assert not answer["ok"]
    assert "ZeroDivisionError" in caplog.text
    caplog.clear()


def test_a_second_start_in_another_session_shows_nothing_and_learns_where_the_app_is() -> None:
    asked = Asked()
    there, here = {"x11": ":9", "number": "7"}, {"x11": ":1"}
    told = asked("show", page="week", only_here=True, **{"from": there})
    assert {"ok": True, "elsewhere": "display “:1”, session 3"} == told
    assert [] == asked.pages
    assert "“:1”" in asked("show", page="week", **{"from": there})["line"]
    assert "line" not in asked("show", page="days", only_here=True, **{"from": here})
    assert "line" not in asked("show", page="today")
    assert ["week", "days", "today"] == asked.pages


def test_a_second_start_shows_whoever_is_new_the_welcome_and_other_requests_do_not() -> None:
    asked = Asked()
    asked.begin_with = "welcome"
    asked("show", page="today", only_here=True)
    asked("show", page="history", only_here=True)
    asked("show", page="today")
    assert ["welcome", "history", "today"] == asked.pages


def test_a_start_of_what_was_updated_meanwhile_is_shown_nothing_and_learns_the_version_before() -> None:
    asked = Asked()
    ours = list(start_command(os.environ))
    told = asked("show", only_here=True, release={"command": ours, "version": "99.0"})
    assert {"ok": True, "updated": __version__} == told
    assert [] == asked.pages
    for release in (
        {"command": ours, "version": __version__},
        {"command": ["/another/posture-app"], "version": "99.0"},
        {"command": "nonsense", "version": 5},
        None,
    ):
        assert "updated" not in asked("show", only_here=True, release=release)
    assert 4 == len(asked.pages)


def test_what_sees_what_is_answered_once_everybody_has_been_asked() -> None:
    asked = Asked()
    later = asked.requests.answer({"command": "detection"})
    answers: list[Mapping[str, Any]] = []
    assert not isinstance(later, Mapping | Stream)
    later(answers.append)
    (then,) = asked.detecting
    assert [] == answers
    found = Detection((Source(DetectionKind.INPUT, "x11", SourceState.USED),))
    then(found)
    assert [{"ok": True, "detection": as_json(found)}] == answers
