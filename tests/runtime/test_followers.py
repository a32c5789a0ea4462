"""Programs that follow the status: each change is told once, by its name, and nothing is read for nobody."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from posture_app.core.prompts import Outcome, Shown
from posture_app.core.status import State
from posture_app.runtime.followers import Followers
from tests.ui.samples import SITTING

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
PROMPT = Shown(number=1, kind="stand", at=NOON, zone="Europe/Berlin", sitting_s=1800)


class Bench:
    def __init__(self) -> None:
        self.status = SITTING
        self.line = "Sitting · 1 min"
        self.reads = 0
        self.sent: list[Mapping[str, Any]] = []
        self.outcome: Outcome | None = None
        self.followers = Followers(self.read, lambda: self.status, lambda: self.line, self.became)

    def became(self, shown: Shown) -> Outcome | None:
        assert PROMPT.kind == shown.kind
        return self.outcome

    def read(self) -> Mapping[str, Any]:
        self.reads += 1
        return {"line": self.line}

    def becomes(self, **changed: Any) -> list[str]:
        self.status = replace(self.status, **changed)
        before = len(self.sent)
        self.followers.look()
        return [str(message["event"]) for message in self.sent[before:]]


def test_nothing_is_read_for_nobody() -> None:
    bench = Bench()
    bench.becomes(state=State.AWAY)
    assert 0 == bench.reads


def test_who_begins_is_told_how_things_stand_and_then_each_change_once() -> None:
    bench = Bench()
    bench.followers.begin(bench.sent.append)
    assert [{"ok": True, "event": "status", "line": "Sitting · 1 min"}] == bench.sent
    assert [] == bench.becomes(bout_s=70)
    bench.line = "Sitting · 2 min"
    assert ["status"] == bench.becomes(bout_s=120)
    assert [] == bench.becomes()


@pytest.mark.parametrize(
    ("changed", "begins", "ends"),
    [
        ({"prompt": PROMPT}, "prompt", "prompt_over"),
        ({"state": State.UP}, "break", "break_over"),
        ({"paused": True}, "pause", "pause_over"),
        ({"private": True}, "private", "private_over"),
    ],
)
def test_what_happens_is_named(changed: dict[str, Any], begins: str, ends: str) -> None:
    bench = Bench()
    bench.followers.begin(bench.sent.append)
    assert [begins] == bench.becomes(**changed)
    assert [ends] == bench.becomes(**{name: getattr(SITTING, name) for name in changed})


def test_a_prompt_that_shows_again_is_told_again_and_an_answer_with_the_break_that_it_begins() -> None:
    bench = Bench()
    bench.followers.begin(bench.sent.append)
    bench.becomes(prompt=PROMPT)
    assert ["prompt"] == bench.becomes(prompt=replace(PROMPT, number=2, again=True))
    bench.outcome = Outcome.KEPT
    assert ["prompt_over", "break"] == bench.becomes(prompt=None, state=State.UP)
    over, begun = bench.sent[-2:]
    assert "kept" == over["outcome"]
    assert "outcome" not in begun


def test_a_prompt_that_nobody_answered_is_over_without_an_outcome() -> None:
    bench = Bench()
    bench.followers.begin(bench.sent.append)
    bench.becomes(prompt=PROMPT)
    assert ["prompt_over"] == bench.becomes(prompt=None)
    assert bench.sent[-1]["outcome"] is None


def test_who_has_gone_is_told_no_more() -> None:
    bench = Bench()
    end = bench.followers.begin(bench.sent.append)
    end()
    end()
    assert [] == bench.becomes(paused=True)
