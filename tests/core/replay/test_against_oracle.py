"""The engine gives the answer of the plain, second-by-second reading of the contract, whatever the day."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from posture_app.core.replay.replay import replay
from posture_app.core.replay.trace import read_trace
from tests.core.days import Lines, as_text, days
from tests.core.replay.oracle import judge

TRACES = Path(__file__).parents[2] / "data" / "traces"
EXAMPLES = int(os.environ.get("POSTURE_APP_EXAMPLES", "200"))


@pytest.mark.parametrize("trace", sorted(TRACES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_the_oracle_itself_gives_the_answers_of_the_contract(trace: Path) -> None:
    expected = json.loads(trace.with_suffix(".expected.json").read_text())
    with trace.open(encoding="utf-8") as lines:
        assert expected == judge(read_trace(lines, trace.name))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(days())
def test_replay_gives_the_answer_of_the_oracle(lines: Lines) -> None:
    events = list(read_trace(as_text(lines), "random day"))
    assert judge(events) == replay(events).as_json()


def at(clock: str, event: str, **more: Any) -> dict[str, Any]:
    more = {key: f"2026-03-02T{value}Z" if key in ("until", "to") else value for key, value in more.items()}
    return {"at": f"2026-03-02T{clock}Z", "event": event, **more}


def start(clock: str = "08:00:00", **rules: Any) -> dict[str, Any]:
    return at(clock, "start", zone="UTC", settings=rules)


AWKWARD: dict[str, Lines] = {
    "a word of standing by someone who is gone at once": [
        start(), at("08:00:00", "say", what="stand"), at("08:30:00", "input", until="08:40:00"), at("09:00:00", "end"),
    ],
    "a set clock and a lock in the same second": [
        start(), at("08:00:00", "input", until="09:00:00"), at("08:10:00", "clock_set", to="08:20:00"),
        at("08:20:00", "lock"), at("11:00:00", "unlock"), at("11:00:00", "input", until="11:10:00"),
        at("12:00:00", "end"),
    ],
    "a set clock and a stop in the same second, while in doubt": [
        start(), at("08:00:00", "input", until="08:10:00"), at("08:11:00", "clock_set", to="08:21:00"),
        at("08:21:00", "stop"),
    ],
    "a return and a set clock in the same second": [
        start(), at("08:00:00", "input", until="08:10:00"), at("08:30:00", "input"),
        at("08:30:00", "clock_set", to="08:00:00"), at("08:00:00", "input", until="08:10:00"), at("08:30:00", "end"),
    ],
    "shown again before the absence is established": [
        start(again_after=60), at("08:00:00", "input", until="08:30:10"), at("09:00:00", "end"),
    ],
    "snoozed while standing": [
        start(), at("08:00:00", "input", until="09:00:00"), at("08:31:00", "say", what="stand"),
        at("08:32:00", "say", what="snooze"), at("09:30:00", "end"),
    ],
    "snoozed in the second of standing up": [
        start(), at("08:00:00", "input", until="09:00:00"), at("08:31:00", "say", what="stand"),
        at("08:31:00", "say", what="snooze"), at("09:30:00", "end"),
    ],
    "stood up in the second of snoozing": [
        start(), at("08:00:00", "input", until="09:00:00"), at("08:31:00", "say", what="snooze"),
        at("08:31:00", "say", what="stand"), at("09:30:00", "end"),
    ],
    "snoozed during a break": [
        start(break_length=300), at("08:00:00", "input", until="09:00:00"), at("08:31:00", "say", what="up"),
        at("08:32:00", "say", what="snooze"), at("09:30:00", "end"),
    ],
    "a longer shortest break from the next start on": [
        start(break_min=30), at("08:00:00", "input", until="08:10:00"), at("08:10:00", "stop"),
        start("08:11:00", break_min=300, stand_every=900), at("08:11:00", "input", until="08:30:00"),
        at("09:00:00", "end"),
    ],
    "shown while in doubt, and an input from before that is told only then": [
        start(stand_every=60, away_after=60, again_after=45), at("08:00:00", "input", until="08:01:00"),
        at("08:02:05", "input", ago=29, until="08:02:40"), at("08:04:00", "end"),
    ],
    "hours that end while in doubt, and an input from before that is told only later": [
        start(stand_every=60, away_after=60, working_hours={"mon": [["08:00", "08:01"], ["08:02", "09:00"]]}),
        at("08:00:01", "input", until="08:00:30"), at("08:01:35", "input", ago=55, until="08:03:00"),
        at("08:04:00", "end"),
    ],
    "a pause and working hours, each with a prompt that shows": [
        start(stand_every=300, working_hours={"mon": [["08:00", "09:00"], ["09:30", "10:00"]]}),
        at("08:00:00", "input", until="10:30:00"), at("08:05:30", "say", what="pause", minutes=1),
        at("08:06:00", "say", what="skip"), at("08:40:00", "say", what="pause"), at("08:59:00", "say", what="resume"),
        at("11:00:00", "end"),
    ],
    "a touch of the mouse, and prompts while it is in doubt whether somebody stayed": [
        start(stand_every=119, again_after=45), at("08:00:00", "input"), at("08:30:00", "end"),
    ],
    "a call of no length": [
        start(), at("08:00:00", "input", until="08:01:00"), at("08:03:00", "call_on"), at("08:03:00", "call_off"),
        at("09:00:00", "end"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("lines", AWKWARD.values(), ids=AWKWARD)
def test_awkward_days_get_the_answer_of_the_oracle(lines: Lines) -> None:
    events = list(read_trace(as_text(lines), "awkward day"))
    assert judge(events) == replay(events).as_json()
