"""What the engine says is what is kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from posture_app.core.prompts import Outcome, Way
from posture_app.core.spans import EndedBy, Posture
from posture_app.store.log.log import Log
from tests.store.conftest import MINUTE, NOW, going_on, merged, open_at, outcomes, prompt, sat, shown
from tests.store.in_memory import open_in_memory


def test_a_checkpoint_replaces_the_one_before(log: Log) -> None:
    log.record(going_on(0, 1))
    log.record(going_on(0, 2))
    assert [going_on(0, 2)] == list(log.spans())


def test_a_checkpoint_can_be_taken_back(log: Log) -> None:
    log.record(going_on(0, 5))
    log.record(sat(0, 3))
    assert [sat(0, 3)] == list(log.spans())


def test_an_ended_span_of_no_length_takes_its_checkpoints_with_it(log: Log) -> None:
    log.record(sat(0, 3))
    log.record(going_on(5, 6))
    log.record(sat(5, 5))
    assert [sat(0, 3)] == list(log.spans())
    assert (1,) == log._database.connection.execute("SELECT count(*) FROM spans").fetchone()


def test_a_span_of_no_length_that_was_never_kept_leaves_nothing(log: Log) -> None:
    log.record(sat(5, 5))
    assert [] == list(log.spans())


def test_a_span_that_began_at_the_same_reading_as_an_ended_one_is_another(log: Log) -> None:
    """As when the clock has been set back."""
    log.record(sat(0, 3, EndedBy.CLOCK))
    log.record(going_on(0, 1))
    log.record(sat(0, 2))
    assert [sat(0, 3, EndedBy.CLOCK), sat(0, 2)] == list(log.spans())


def test_standing_from_the_same_moment_is_another_span(log: Log) -> None:
    standing = replace(going_on(0, 1), posture=Posture.STANDING)
    log.record(sat(0, 1))
    log.record(standing)
    assert [sat(0, 1), standing] == list(log.spans())


def test_spans_come_in_the_order_of_recording_though_the_clock_was_set_back(log: Log) -> None:
    spans = [sat(60, 90, EndedBy.CLOCK), replace(sat(0, 30), gap=MINUTE), sat(100, 101)]
    for span in spans:
        log.record(span)
    assert spans == list(log.spans())
    assert spans[::-1] == list(log.last_spans())
    assert [spans[1]] == list(log.spans(NOW, NOW + 60 * MINUTE))


def test_a_range_holds_what_has_a_part_in_it(log: Log) -> None:
    log.record(sat(0, 10))
    log.record(sat(10, 20))
    log.record(sat(20, 30))
    assert [sat(10, 20)] == list(log.spans(NOW + 10 * MINUTE, NOW + 20 * MINUTE))
    assert [sat(0, 10), sat(10, 20)] == list(log.spans(NOW + 9 * MINUTE, NOW + 11 * MINUTE))
    assert [sat(20, 30)] == list(log.spans(NOW + 20 * MINUTE))
    assert [sat(0, 10)] == list(log.spans(until=NOW + 10 * MINUTE))


def test_a_range_inside_a_very_long_span_finds_it(log: Log) -> None:
    long = sat(0, 3 * 24 * 60)
    log.record(long)
    log.record(sat(5000, 5001))
    assert [long] == list(log.spans(NOW + 4000 * MINUTE, NOW + 4001 * MINUTE))


def test_a_span_that_ends_before_it_starts_is_refused_and_spoils_nothing(log: Log) -> None:
    with pytest.raises(ValueError, match="before it starts"):
        log.record(sat(5, 4))
    log.record(sat(6, 7))
    assert [sat(6, 7)] == list(log.spans())


def test_a_showing_gets_its_outcome(log: Log) -> None:
    log.prompted(shown(1, 30))
    log.settled(1, Outcome.MISSED)
    log.prompted(shown(2, 40))
    first, second = prompt(30, Outcome.MISSED), prompt(40, None)
    assert [first, second] == list(log.prompts())
    assert [second] == list(log.prompts(NOW + 40 * MINUTE, NOW + 41 * MINUTE))
    assert [first] == list(log.prompts(until=NOW + 40 * MINUTE))


def test_a_showing_is_kept_with_all_it_was_for_and_how_it_asked(log: Log) -> None:
    log.prompted(merged(1, 30))
    log.prompted(replace(shown(2, 40), kind="posture", length_s=0, way=Way.SILENT))
    first, second = prompt(30, None, "stretch", "stand", "own:Wasser trinken"), prompt(40, None, "posture")
    assert [first, second] == list(log.prompts())
    assert [("stretch", "stand", "own:Wasser trinken"), ("posture",)] == [row.kinds for row in log.prompts()]
    asked = log._database.connection.execute("SELECT way, length_s, again FROM prompts ORDER BY id").fetchall()
    assert [("card", 180, 1), ("silent", 0, 0)] == asked


def test_numbers_begin_anew_in_every_run(path: Path) -> None:
    for outcome in (Outcome.KEPT, Outcome.SKIPPED):
        log = open_at(path)
        log.prompted(shown(1, 30))
        log.settled(1, outcome)
        log.close()
    log = open_at(path)
    assert [Outcome.KEPT, Outcome.SKIPPED] == outcomes(log)
    log.close()


def test_what_is_remembered_outlives_a_stop(path: Path) -> None:
    log = open_at(path)
    log.remember("pause", {"until": None, "why": "“déjà vu”"})
    log.remember("other", [1, 2])
    log.remember("other", None)
    log.close()
    log = open_at(path)
    assert {"until": None, "why": "“déjà vu”"} == log.recall("pause")
    assert log.recall("other") is None
    assert log.recall("never") is None
    log.close()


def test_a_span_left_open_ends_at_its_checkpoint_as_crashed(path: Path) -> None:
    log = open_at(path)
    log.record(sat(0, 5))
    log.record(going_on(10, 12))
    log.prompted(shown(1, 11))
    log.close()
    log = open_at(path)
    crashed = sat(10, 12, EndedBy.CRASHED)
    assert crashed == log.recover()
    assert [sat(0, 5), crashed] == list(log.spans())
    assert [Outcome.OPEN] == outcomes(log)
    assert log.recover() is None
    log.close()


def test_a_span_left_open_without_any_length_is_forgotten(path: Path) -> None:
    log = open_at(path)
    log.record(going_on(10, 10))
    log.close()
    log = open_at(path)
    assert log.recover() is None
    log.record(going_on(10, 11))
    assert [going_on(10, 11)] == list(log.spans())
    log.close()


def test_a_log_in_memory_does_the_same() -> None:
    log = open_in_memory()
    assert log.path is None
    assert log.recover() is None
    log.record(sat(0, 1))
    log.prompted(shown(1, 1))
    log.settled(1, Outcome.KEPT)
    assert [sat(0, 1)] == list(log.spans())
    log.close()


def test_one_may_write_while_another_reads_on(log: Log) -> None:
    for minute in range(1200):
        log.record(sat(minute, minute + 0.5))
    reader = log.spans(NOW)
    first = next(reader)
    log.record(going_on(1300, 1301))
    assert 1199 == sum(1 for _ in reader)
    assert sat(0, 0.5) == first
