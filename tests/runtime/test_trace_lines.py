"""Who wants to have what the engine is fed: a file, and those who watch."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from posture_app.core.errors import KnownError
from posture_app.core.events import Event, Fact, Idle, Input, Memory, Say, Signal, Word
from posture_app.core.replay.replay import replay
from posture_app.core.replay.trace import read_trace
from posture_app.core.rules import Rules
from posture_app.core.spans import EndedBy, Posture
from posture_app.core.status import State
from posture_app.desktop.control.protocol import Stream
from posture_app.desktop.messages import forget_messages
from posture_app.runtime import trace_lines
from posture_app.runtime.trace_lines import TraceLines
from tests.core.engine.fake_alarm import NINE
from tests.core.engine.test_runner import Desk
from tests.loop import SelectLoop

MINUTE = 60
Reply = Mapping[str, Any]


class WatchedDesk(Desk):
    """A desk whose engine is overheard."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.loop = SelectLoop()
        self.told: list[str] = []
        self.trace = TraceLines(self.live, self.loop, self.told.append)

    def fed(self, event: Event, at: int) -> None:
        self.trace.take(event, at)

    def watch(self, after: int | None = None) -> list[Reply]:
        """Where the answer comes, now or later."""
        answers: list[Reply] = []
        answered = self.trace.answering(lambda _: {})(
            {"command": "watch", **({} if after is None else {"after": after})}
        )
        if callable(answered):
            answered(answers.append)
        else:
            assert not isinstance(answered, Stream)
            answers.append(answered)
        return answers


@pytest.fixture
def desk() -> Iterator[WatchedDesk]:
    desk = WatchedDesk()
    yield desk
    desk.trace.close()
    assert 0 == desk.loop.pending
    desk.loop.close()


def events(lines: list[str]) -> list[str]:
    return [line.split('"event": "')[1].split('"')[0] for line in lines]


def test_a_recording_that_begins_in_mid_run_says_first_how_things_stand(desk: WatchedDesk, tmp_path: Path) -> None:
    desk.live.start(Rules(), Memory())
    desk.live.feed(Input())
    desk.live.feed(Signal(Fact.DND, on=True))
    desk.live.feed(Say(Word.STAND))
    desk.clocks.set_wall(3600)
    desk.run(10 * MINUTE)
    path = tmp_path / "run.jsonl"
    desk.trace.record_to(path)
    desk.run(5 * MINUTE)
    desk.live.feed(Idle(0))
    desk.run(10 * MINUTE)
    desk.live.stop()
    desk.trace.record_to(None)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert ["start", "dnd_on", "input"] == events(lines)[:3]
    (span,) = replay(read_trace(lines, "run")).spans
    assert (Posture.STANDING, EndedBy.IDLE) == (span.posture, span.ended_by)
    begin = NINE + timedelta(hours=1, minutes=10)
    assert (begin, begin + timedelta(minutes=5)) == (span.start, span.end)


def test_a_file_that_cannot_be_written_is_told_and_nothing_else_stops(desk: WatchedDesk, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="cannot be written"):
        desk.trace.record_to(tmp_path / "no" / "such" / "folder.jsonl")
    recording = tmp_path / "full.jsonl"
    recording.symlink_to("/dev/full")
    desk.trace.record_to(recording)
    desk.live.start(Rules(), Memory())
    desk.live.feed(Input())
    assert 1 == len(desk.told)
    assert f"The recording {recording} ends here" in desk.told[0]
    assert State.SITTING is desk.live.status().state


def test_a_recording_that_was_emptied_begins_anew_with_how_things_stand(desk: WatchedDesk, tmp_path: Path) -> None:
    path = tmp_path / "posture.jsonl"
    desk.trace.record_to(path)
    desk.live.start(Rules(), Memory())
    desk.live.feed(Input())
    desk.run(10 * MINUTE)
    forget_messages(path)
    desk.live.feed(Idle(0))
    desk.live.stop()
    assert ["start", "input", "idle", "stop"] == events(path.read_text(encoding="utf-8").splitlines())


def test_who_watches_gets_each_line_once_as_it_comes(desk: WatchedDesk) -> None:
    desk.live.start(Rules(), Memory())
    desk.live.feed(Input())
    (first,) = desk.watch()
    assert ["start", "input"] == events(first["lines"])
    answers = desk.watch(first["after"])
    assert [] == answers
    desk.live.feed(Idle(0))
    assert ["idle"] == events(answers[0]["lines"])
    desk.live.feed(Say(Word.PAUSE))  # before the next question
    desk.live.feed(Say(Word.RESUME))
    (missed,) = desk.watch(answers[0]["after"])
    assert ["say", "say"] == events(missed["lines"])


def test_who_waits_is_answered_after_a_while_and_who_does_not_ask_again_is_forgotten(
    desk: WatchedDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trace_lines, "POLL_S", 0.05)
    monkeypatch.setattr(trace_lines, "GONE_S", 0.05)
    desk.live.start(Rules(), Memory())
    (first,) = desk.watch()
    answers = desk.watch(first["after"])
    desk.loop.run_until(lambda: answers, 5)
    assert ([], first["after"]) == (answers[0]["lines"], answers[0]["after"])
    desk.loop.run_until(lambda: not desk.loop.pending, 5)
    desk.live.feed(Input())
    assert [] == desk.watch(first["after"])


def test_other_requests_are_passed_on(desk: WatchedDesk) -> None:
    assert {"ok": 1} == desk.trace.answering(lambda _: {"ok": 1})({"command": "status"})
