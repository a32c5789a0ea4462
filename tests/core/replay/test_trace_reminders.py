"""Reminders of all kinds in a trace: what is read of them, and what the replay of a day tells."""

import json
from datetime import time
from typing import Any

import pytest

from posture_app.core.events import Start
from posture_app.core.prompts import Way
from posture_app.core.replay.replay import replay
from posture_app.core.replay.trace import read_trace
from posture_app.core.rules import REMINDERS, Rules
from posture_app.core.settings.reminder_kinds import Basis, Reminder
from tests.core.sitting_day import alternation

MONDAY = "2026-03-02"
TEA = {
    "kind": "own:Tea",
    "basis": "clock",
    "length": 60,
    "times": {"mon": ["15:00", "10:00", "10:00"], "tue": ["10:00"]},
}


def at(clock: str, event: str, day: str = MONDAY, **more: Any) -> str:
    return json.dumps({"at": f"{day}T{clock}:00Z", "event": event, **more})


def start(*reminders: dict[str, Any], clock: str = "08:00", day: str = MONDAY, **settings: Any) -> str:
    return at(clock, "start", day, zone="UTC", settings={"reminders": list(reminders), **settings})


def sitting(clock: str, until: str, day: str = MONDAY) -> str:
    return at(clock, "input", day, until=f"{day}T{until}:00Z")


def rules(*reminders: dict[str, Any], **settings: Any) -> Rules:
    (first, _), *_ = read_trace([start(*reminders, **settings)], "trace")
    assert isinstance(first, Start)
    return first.rules


def prompts(*lines: str) -> list[tuple[str, str, str]]:
    """Clock time, kinds and outcome of each."""
    told: Any = replay(read_trace(lines, "trace")).as_json()["prompts"]
    return [(p["at"][11:16], " ".join([p["kind"], *p.get("also", [])]), p["outcome"]) for p in told]


def test_what_is_left_out_is_as_in_the_table() -> None:
    kinds = ("stand", "stretch", "feet", "micro", "posture")
    assert tuple(REMINDERS[kind] for kind in kinds) == rules(*({"kind": kind} for kind in kinds)).reminders
    assert alternation(1800, 900) == rules({"kind": "rise"}, {"kind": "sit"}).reminders
    assert (Reminder("own:X", Basis.UNBROKEN, 1800, 120),) == rules({"kind": "own:X"}).reminders


def test_all_of_a_reminder_can_be_said() -> None:
    whole = {"kind": "own:X", "basis": "sitting", "every": 60, "length": 0, "way": "screen", "rises": False,
             "repeats": False}  # fmt: skip
    assert (Reminder("own:X", Basis.SITTING, 60, 0, Way.SCREEN, rises=False, repeats=False),) == rules(whole).reminders
    (tea,) = rules(TEA).reminders
    assert ((time(10), time(15)), (time(10),), (), (), (), (), ()) == tea.times
    assert 0 == tea.every


def test_limits_are_read_and_null_is_none() -> None:
    found = rules(snoozes_in_row=0, skips_a_day=3, quiet_after=4, escalate_after=None, merge_within=0, spacing=0)
    assert (0, 3, 4, None) == (found.snoozes_in_row, found.skips_a_day, found.quiet_after, found.escalate_after)
    assert (0, 0, ()) == (found.merge_within, found.spacing, found.reminders)


def test_without_reminders_a_trace_has_the_stand_up_reminder_alone() -> None:
    (first, _), *_ = read_trace([at("08:00", "start", zone="UTC", settings={"stand_every": 60})], "trace")
    assert isinstance(first, Start)
    assert Rules().with_stand(every=60) == first.rules


def test_a_day_with_several_kinds_is_told_with_what_was_merged() -> None:
    lines = [start({"kind": "stand"}, {"kind": "stretch"}), sitting("08:00", "09:10"), at("08:31", "say", what="done")]
    lines += [at("09:01", "say", what="escape"), at("09:10", "end")]
    assert [("08:30", "stand", "kept"), ("09:00", "stretch stand", "skipped")] == prompts(*lines)


@pytest.mark.parametrize("word", ["done", "escape", "longer"])
def test_every_answer_can_be_said(word: str) -> None:
    lines = [start({"kind": "stand"}), sitting("08:00", "09:10"), at("08:31", "say", what=word), at("08:59", "end")]
    assert [("08:30", "stand", "kept" if word == "done" else "skipped")] == prompts(*lines)


def test_one_kind_is_told_without_what_was_merged() -> None:
    told: Any = replay(
        read_trace([start({"kind": "stand"}), sitting("08:00", "08:40"), at("08:40", "end")], "trace")
    ).as_json()
    assert {"kind", "at", "outcome"} == set(told["prompts"][0])


def test_clock_times_strike_by_themselves() -> None:
    lines = [start(TEA), sitting("09:00", "16:00"), at("10:01", "say", what="done"), at("15:01", "say", what="skip")]
    assert [("10:00", "own:Tea", "kept"), ("15:00", "own:Tea", "skipped")] == prompts(*lines, at("16:00", "end"))


def test_a_clock_time_that_struck_while_the_app_did_not_run_counts_that_day() -> None:
    lines = [start({**TEA, "length": 36 * 3600}), sitting("08:00", "08:10"), at("09:00", "stop")]
    same = [start({**TEA, "length": 36 * 3600}, clock="11:00"), sitting("11:00", "12:00"), at("11:05", "end")]
    assert [("11:00", "own:Tea", "open")] == prompts(*lines, *same)
    tuesday = "2026-03-03"
    long = {**TEA, "length": 36 * 3600}
    later = [start(long, clock="11:00", day=tuesday), sitting("11:00", "12:00", tuesday), at("11:05", "end", tuesday)]
    assert [("11:00", "own:Tea", "open")] == prompts(*lines, *later)
    early = [start(long, clock="09:00", day=tuesday), sitting("09:00", "09:30", tuesday), at("09:05", "end", tuesday)]
    assert [] == prompts(*lines, *early)


def test_nothing_due_is_lost_in_sleep() -> None:
    lines = [start({"kind": "stretch", "length": 600}), sitting("08:00", "10:00"), at("08:50", "call_on")]
    lines += [at("09:05", "sleep"), at("09:10", "wake"), sitting("09:10", "09:40"), at("09:12", "call_off")]
    assert [("09:12", "stretch", "open")] == prompts(*lines, at("09:15", "end"))


def test_what_was_done_at_the_desk_keeps_a_prompt_for_it_and_none_for_which_one_gets_up() -> None:
    assert [
        ("08:20", "micro", "kept"),
        ("08:30", "stand", "missed"),
        ("08:40", "stand micro", "missed"),
        ("08:50", "stand micro", "kept"),
    ] == prompts(
        start({"kind": "stand"}, {"kind": "micro"}),
        sitting("08:00", "08:53"),
        at("08:25", "taken", kind="micro"),
        at("08:42", "taken", kind="micro"),
        at("08:53", "lock"),
        at("08:58", "unlock"),
        sitting("08:58", "09:05"),
        at("09:05", "end"),
    )
