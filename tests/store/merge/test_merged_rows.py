"""What comes of another log, row by row: once, as it was, and with what becomes of it later."""

from pathlib import Path

import pytest

from posture_app.core.content.programmes import ProgrammeSession
from posture_app.core.prompts import Outcome
from posture_app.core.record.diary import Correction, Note, Session
from posture_app.core.record.entry import Device, DeviceKind
from posture_app.core.spans import Posture
from posture_app.store.file.moments import to_us
from posture_app.store.merge.merging import merge
from tests.store.conftest import LATER, MINUTE, NOW, going_on, sat, shown
from tests.store.merge.computers import Computer

DAY = NOW.date()


@pytest.fixture
def a(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "a" / "log.db")


@pytest.fixture
def b(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "b" / "log.db")


def test_everything_comes_once_and_what_becomes_of_it_later_follows(a: Computer, b: Computer) -> None:
    log = b.open()
    log.record(sat(0, 30))
    log.prompted(shown(1, 30))
    log.prompted(shown(2, 40))
    log.settled(2, Outcome.KEPT)
    log.diary.correct(Correction(Posture.STANDING, NOW, NOW + 5 * MINUTE, "Asia/Kolkata", NOW + 60 * MINUTE))
    log.diary.done(
        Session(
            "neck-turns", NOW + 31 * MINUTE, "Asia/Kolkata", 60, belongs=ProgrammeSession("foot_core", 2, 1), percent=30
        )
    )
    log.diary.write_note(Note(DAY, "a train", NOW))
    log.diary.keep_day_off(DAY, off=True)
    b.rows("INSERT INTO devices (uid, name, kind) VALUES ('workrave', 'Workrave', 'import')")
    b.rows("INSERT INTO day_totals VALUES (2, '2020-01-01', 3600, 0)")
    (own, imported) = a.merge(b)
    assert (1, NOW, NOW + 30 * MINUTE) == (own.spans, own.first, own.last)
    assert {"prompts": 2, "corrections": 1, "sessions": 1, "notes": 1} == own.rows
    assert (0, {"day_totals": 1}, Device("workrave", "Workrave", DeviceKind.IMPORT)) == (
        imported.spans, imported.rows, imported.device,
    )  # fmt: skip
    assert b.content() == a.content()

    log.settled(1, Outcome.SKIPPED)
    log.diary.undo(1, NOW + 61 * MINUTE)
    log.diary.write_note(Note(DAY, "a meeting", NOW + MINUTE))
    log.close()
    (again,) = a.merge(b)
    assert (0, {"prompts": 1, "corrections": 1, "notes": 1}) == (again.spans, again.rows)
    assert b.content() == a.content()
    assert [("own",), ("computer",), ("import",)] == a.rows("SELECT kind FROM devices ORDER BY id")


def test_of_two_notes_of_a_day_the_later_stays(a: Computer, b: Computer) -> None:
    copy = b.copy("copy.db")
    for computer, text, minutes in ((b, "early", 0), (copy, "late", 5)):
        log = computer.open()
        log.diary.write_note(Note(DAY, text, NOW + minutes * MINUTE))
        log.close()
    a.merge(copy, b)
    assert [("late",)] == a.rows("SELECT text FROM notes")


def test_an_open_span_goes_on_and_ends_as_it_did_there(a: Computer, b: Computer) -> None:
    ends = "SELECT (end_us - start_us) / 60000000, ended_by FROM spans WHERE device <> 1 ORDER BY id"
    log = b.open()
    for span, expected in (
        (going_on(0, 0), []),
        (going_on(0, 5), [(5, None)]),
        (going_on(0, 9), [(9, None)]),
        (sat(0, 7), [(7, "idle")]),  # nobody was there after all
        (going_on(20, 21), [(7, "idle"), (1, None)]),
    ):
        log.record(span)
        a.merge(b)
        assert expected == a.rows(ends)
    log.close()
    a.merge(b)
    b.rows("DELETE FROM spans")  # it had forgotten
    b.record([going_on(60, 62)])
    a.merge(b)
    assert [(7, "idle"), (1, "crashed"), (2, None)] == a.rows(ends)


def test_what_is_older_than_what_is_known_opens_no_span_again(a: Computer, b: Computer) -> None:
    b.record([going_on(0, 5)])
    old = b.copy("old.db")
    b.rows("DELETE FROM spans")
    b.record([going_on(20, 25)])
    a.merge(b, old)
    assert [(20, None), (0, "crashed")] == a.rows(
        "SELECT (start_us / 60000000) % 60, ended_by FROM spans ORDER BY start_us DESC"
    )
    assert [(0,), (20,)] == a.rows("SELECT (start_us / 60000000) % 60 FROM spans ORDER BY id")


def test_what_an_older_copy_of_ours_has_more_comes_under_a_device_of_its_own(a: Computer, b: Computer) -> None:
    log = a.open()
    for number, minute in enumerate((0, 20, 40), 1):
        log.record(sat(minute, minute + 10))
        log.prompted(shown(number, minute + 10))
    log.close()
    copy = a.copy("copy.db")
    a.rows("DELETE FROM spans WHERE id = 2")
    a.rows("DELETE FROM prompts WHERE id = 2")
    a.rows("UPDATE spans SET end_us = end_us - 60000000, ended_by = 'crashed' WHERE id = 3")
    (brought,) = a.merge(copy)
    assert (2, {"prompts": 1}) == (brought.spans, brought.rows)
    assert Device(f"{a.uid}/copy", "This computer, earlier copy", DeviceKind.COMPUTER) == brought.device
    assert [("open",)] == a.rows("SELECT outcome FROM prompts WHERE device = 2")
    assert 30 * 60 == sum(each.sitting_s for each in a.totals())
    assert () == a.merge(copy)
    b.merge(a)
    assert a.content() == b.content()
    assert () == a.merge(b)
    assert [(1, "own"), (2, "computer")] == a.rows("SELECT id, kind FROM devices")


def test_a_copy_of_ours_that_has_nothing_more_leaves_no_trace(a: Computer) -> None:
    a.record([sat(0, 10), going_on(20, 25)])
    copy = a.copy("copy.db")
    a.record([sat(20, 24)])
    assert () == a.merge(copy)
    assert [(1,)] == a.rows("SELECT id FROM devices")
    assert [] == a.rows("SELECT key FROM remembered WHERE key LIKE 'merging%'")


def test_what_was_erased_here_comes_back_only_if_it_is_asked_for(a: Computer, b: Computer) -> None:
    log = b.open()
    log.record(sat(0, 60))
    for number, minute in enumerate((10, 30), 1):
        log.prompted(shown(number, minute))
    log.diary.correct(Correction(None, NOW, NOW + 50 * MINUTE, "UTC", NOW + 60 * MINUTE))
    log.close()
    a.rows("INSERT INTO erasures (start_us, end_us) VALUES (?, ?)", to_us(NOW + 20 * MINUTE), to_us(NOW + 40 * MINUTE))
    minutes = "SELECT (start_us / 60000000) % 60, (end_us - start_us) / 60000000 FROM {} ORDER BY start_us"
    for _ in range(2):
        merge(a.path, b.path, LATER, by_itself=True)
        assert [(0, 20), (40, 20)] == a.rows(minutes.format("spans"))
        assert [(0, 20), (40, 10)] == a.rows(minutes.format("corrections"))
        assert [(1,)] == a.rows("SELECT count(*) FROM prompts")
    a.merge(b)
    assert [(0, 60), (40, 20)] == a.rows(minutes.format("spans"))
    assert [(2,)] == a.rows("SELECT count(*) FROM prompts")
