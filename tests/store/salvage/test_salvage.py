"""A damaged log: what can be read of it and the newest good backup, together, and nothing that never was."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from posture_app.core.errors import KnownError
from posture_app.core.prompts import Outcome
from posture_app.core.spans import EndedBy, Span
from posture_app.store.backup.backup import back_up_day
from posture_app.store.file.backup_folder import backup_path
from posture_app.store.file.files import recovered_path
from posture_app.store.file.schema import STEPS, VERSION
from posture_app.store.log.log import open_log, open_to_read
from posture_app.store.log.opening import prepare
from posture_app.store.salvage.recovery import recover
from tests.store.conftest import NOW, going_on, merged, open_at, outcomes, sat, shown

Damage = Callable[[random.Random, bytearray], None]
PAGE = 4096
ROWS = 2000
SEEDS = 70
BERLIN = ZoneInfo("Europe/Berlin")
YESTERDAY = NOW.date() - timedelta(days=1)


def part(number: int) -> Span:
    """Spans of five minutes, ten minutes apart: 2,000 of them are a fortnight."""
    return sat(10 * number, 10 * number + 5, EndedBy.UP if number % 3 else EndedBy.IDLE)


def write(path: Path, first: int, last: int) -> None:
    log = open_at(path)
    for number in range(first, last):
        log.record(part(number))
        if number % 10 == 0:
            log.prompted(shown(number + 1, 10 * number + 3))
            log.settled(number + 1, Outcome.KEPT)
    log.remember("pause", {"until": 7})
    log.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A log of a fortnight."""
    path = tmp_path_factory.mktemp("whole") / "log.db"
    write(path, 0, ROWS)
    return path.read_bytes()


@pytest.fixture
def lying(path: Path, whole: bytes) -> Path:
    path.parent.mkdir()
    path.write_bytes(whole)
    return path


LEAF_OF_TABLE, LEAF_OF_INDEX = 0x0D, 0x0A


def pages_of(path: Path, kind: int, word: bytes) -> list[int]:
    """The pages of this kind that have the word in them, by number, the schema aside."""
    content = path.read_bytes()
    pages = [content[start : start + PAGE] for start in range(0, len(content), PAGE)]
    return [n for n, page in enumerate(pages, 1) if page[0] == kind and word in page and b"CREATE" not in page]


def wipe(path: Path, *pages: int) -> None:
    content = bytearray(path.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE : page * PAGE] = random.Random(page).randbytes(PAGE)
    path.write_bytes(content)


def reopened(path: Path) -> tuple[list[Span], tuple[str, ...]]:
    opened = open_log(path, now=NOW + timedelta(days=20))
    spans = list(opened.log.spans())
    opened.log.close()
    return spans, opened.notices


def test_all_but_the_unreadable_pages_is_kept_and_the_days_are_told(lying: Path) -> None:
    pages = pages_of(lying, LEAF_OF_TABLE, b"sitting")
    assert len(pages) > 20
    wipe(lying, pages[5])
    bad = lying.read_bytes()
    spans, (first, second) = reopened(lying)
    lost = [number for number in range(ROWS) if part(number) not in spans]
    assert 40 < len(lost) < 120
    assert list(range(lost[0], lost[-1] + 1)) == lost
    assert [part(number) for number in range(ROWS) if number not in lost] == spans
    assert (
        f"The log {lying} was damaged and has been set aside as log-damaged-20260322T090000Z.db."
        " The new one has what could be read of it."
    ) == first
    assert _some_of(lost) == second
    assert bad == lying.with_name("log-damaged-20260322T090000Z.db").read_bytes()
    with open_to_read(lying) as history:
        assert ROWS // 10 == len(list(history.prompts()))
        assert '{"until": 7}' == history.remembered("pause")


def test_what_the_index_can_tell_is_missing_is_known_to_the_day(lying: Path) -> None:
    """The last page of all: no row comes after it to show that there was anything."""
    wipe(lying, pages_of(lying, LEAF_OF_TABLE, b"sitting")[-1])
    spans, (_, told) = reopened(lying)
    assert [part(number) for number in range(len(spans))] == spans
    assert len(spans) < ROWS
    assert _some_of(list(range(len(spans), ROWS))) == told


def _some_of(lost: list[int]) -> str:
    days = sorted({part(number).start.astimezone(BERLIN).day for number in lost})
    if len(days) == 1:
        return f"Some of what was recorded on {days[0]} March 2026 is missing."
    between = f"{len(days)} days between {days[0]} March 2026 and {days[-1]} March 2026"
    return f"Some of what was recorded on {between} is missing."


def test_of_a_lost_index_no_span_is_missed(lying: Path) -> None:
    wipe(lying, *pages_of(lying, LEAF_OF_INDEX, b""))  # notes and days off lie in pages of this kind, too
    spans, (_, told, diary) = reopened(lying)
    assert [part(number) for number in range(ROWS)] == spans
    assert "Nothing of it seems to be missing." == told
    assert "Some notes, corrections or exercises done may be missing." == diary


def test_the_backup_makes_up_for_what_cannot_be_read(path: Path) -> None:
    write(path, 0, 500)
    back_up_day(path, NOW.date(), lambda: False)
    write(path, 500, 600)
    wipe(path, *pages_of(path, LEAF_OF_TABLE, b"sitting")[:3])
    spans, told = reopened(path)
    assert [part(number) for number in range(600)] == spans
    assert told[0].endswith("The new one has what could be read of it and the backup of 2 March 2026.")
    assert "Nothing of it seems to be missing." == told[1]


def test_without_anything_to_read_there_is_the_newest_good_backup(path: Path) -> None:
    for day, last in ((1, 100), (2, 200), (3, 300)):
        write(path, last - 100, last)
        back_up_day(path, date(2026, 3, day), lambda: False)
    wipe(backup_path(path, date(2026, 3, 3)), 2)
    path.write_bytes(b"Dear diary. " * 1000)
    spans, (first, second) = reopened(path)
    assert [part(number) for number in range(200)] == spans
    assert first.endswith(". The new one has the backup of 2 March 2026.")
    assert "Some of what was recorded on 20 days between 3 March 2026 and 22 March 2026 is missing." == second


def test_a_backup_named_by_a_clock_that_stood_ahead_is_not_taken_for_the_newest(path: Path) -> None:
    write(path, 0, 100)
    back_up_day(path, date(2026, 3, 1), lambda: False)
    backup_path(path, date(2026, 3, 1)).rename(backup_path(path, date(2099, 5, 5)))
    write(path, 100, 200)
    back_up_day(path, date(2026, 3, 2), lambda: False)
    path.write_bytes(b"Dear diary. " * 1000)
    spans, (first, _) = reopened(path)
    assert [part(number) for number in range(200)] == spans
    assert first.endswith(". The new one has the backup of 2 March 2026.")


def test_what_a_clock_that_stood_ahead_recorded_does_not_hide_what_is_missing(path: Path) -> None:
    write(path, 0, 100)
    log = open_at(path)
    log.record(sat(3000 * 1440, 3000 * 1440 + 5))
    log.close()
    back_up_day(path, date(2026, 3, 2), lambda: False)
    path.write_bytes(b"Dear diary. " * 1000)
    assert (
        "Some of what was recorded on 20 days between 3 March 2026 and 22 March 2026 is missing."
        == reopened(path)[1][1]
    )


def test_what_was_open_in_the_backup_is_as_long_as_it_became(path: Path) -> None:
    log = open_at(path)
    log.record(part(0))
    log.prompted(merged(1, 20))
    log.record(going_on(20, 21))
    back_up_day(path, YESTERDAY, lambda: False)
    log.settled(1, Outcome.KEPT)
    log.record(going_on(20, 40))
    log.record(sat(20, 45))
    log.record(going_on(50, 60))
    log.close()
    wipe(path, *pages_of(path, LEAF_OF_INDEX, b""))
    spans, _ = reopened(path)
    assert [part(0), sat(20, 45), going_on(50, 60)] == spans
    again = open_at(path)
    assert [Outcome.KEPT] == outcomes(again)
    again.close()


def test_what_was_open_in_the_backup_ends_when_another_is_open(path: Path) -> None:
    log = open_at(path)
    log.record(going_on(0, 1))
    back_up_day(path, YESTERDAY, lambda: False)
    log._database.connection.execute("DELETE FROM spans")
    log.record(going_on(50, 60))
    log.close()
    wipe(path, *pages_of(path, LEAF_OF_INDEX, b""))
    assert [sat(0, 1, EndedBy.CRASHED), going_on(50, 60)] == reopened(path)[0]


def test_what_the_backup_has_stands_against_what_the_damage_made_of_it(path: Path) -> None:
    write(path, 0, 50)
    back_up_day(path, YESTERDAY, lambda: False)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE spans SET end_us = end_us + 60000000 WHERE id = 7")
        connection.execute("UPDATE prompts SET outcome = 'missed' WHERE id = 2")
    connection.close()
    wipe(path, *pages_of(path, LEAF_OF_INDEX, b""))
    spans, _ = reopened(path)
    assert [part(number) for number in range(50)] == spans
    log = open_at(path)
    assert [Outcome.KEPT] * 5 == outcomes(log)
    log.close()


def test_a_span_that_reaches_into_the_next_is_left_out_unless_the_clock_was_set(path: Path) -> None:
    log = open_at(path)
    for span in (part(0), part(1), replace(part(0), end=part(2).end, start=part(1).end), part(2), part(3)):
        log.record(span)
    clock_set = replace(part(3), start=part(3).start + timedelta(minutes=1), gap=timedelta(seconds=1))
    log.record(clock_set)
    log.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE spans SET posture = 'lying' WHERE id = 1")
    connection.close()
    spans, (_, told) = reopened(path)
    assert [part(1), part(2), part(3), clock_set] == spans
    assert "Some of what was recorded on 2 March 2026 is missing." == told


def test_a_damaged_log_of_an_older_version_is_recovered_into_the_present_one(path: Path) -> None:
    newer = {**STEPS, VERSION + 1: ("ALTER TABLE spans ADD COLUMN chair TEXT",)}
    path.parent.mkdir()
    shutil.copy(Path(__file__).parents[2] / "data" / f"log-version-{VERSION}.db", path)
    with sqlite3.connect(path) as connection:
        expected = connection.execute("SELECT kind, at_us, outcome FROM prompts").fetchall()
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE spans SET posture = 'lying' WHERE id = (SELECT max(id) FROM spans)")
    connection.close()
    before = path.read_bytes()
    told = prepare(path, NOW, newer)
    assert "was damaged" in told[0]
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT start_us, chair FROM spans").fetchall()
        assert expected == connection.execute("SELECT kind, at_us, outcome FROM prompts").fetchall()
        assert (VERSION + 1,) == connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    assert before in {file.read_bytes() for file in path.parent.iterdir()}


def test_a_recovery_cut_short_is_done_at_the_next_start(lying: Path) -> None:
    """The app died between making the new log and putting it in the place of the damaged one."""
    wipe(lying, pages_of(lying, LEAF_OF_TABLE, b"sitting")[5])
    for died in ("before", "after"):
        recover(lying, NOW, STEPS)
        if died == "after":
            lying.rename(lying.with_name("log-damaged.db"))
        spans, told = reopened(lying)
        assert ROWS - 200 < len(spans) < ROWS
        assert [f"The log {lying} was damaged. The new one has what could be recovered of it."] == list(told)
        assert not recovered_path(lying).exists()
        wipe(lying, pages_of(lying, LEAF_OF_TABLE, b"sitting")[5])


def test_without_room_for_a_new_log_the_damaged_one_stays(unprivileged: Path, whole: bytes) -> None:
    path = unprivileged / "log.db"
    path.write_bytes(whole)
    wipe(path, 3)
    bad = path.read_bytes()
    unprivileged.chmod(0o500)
    with pytest.raises(KnownError, match="read-only"):
        open_log(path, now=NOW)
    unprivileged.chmod(0o700)
    assert bad == path.read_bytes()
    assert len(reopened(path)[0]) > ROWS - 200


def salvaged(path: Path) -> list[Span]:
    recover(path, NOW, STEPS)
    with open_to_read(recovered_path(path)) as history:
        return list(history.spans())


def unread_pages(chance: random.Random, content: bytearray) -> None:
    for _ in range(chance.randrange(1, 12)):
        start = chance.randrange(len(content) // PAGE) * PAGE
        content[start : start + PAGE] = chance.choice((bytes(PAGE), chance.randbytes(PAGE), b"\xff" * PAGE))


def cut(chance: random.Random, content: bytearray) -> None:
    del content[chance.randrange(len(content)) :]


def flips(chance: random.Random, content: bytearray) -> None:
    for _ in range(chance.randrange(1, 30)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def damaged(path: Path, whole: bytes, seed: int, damage: Damage) -> list[Span]:
    """What is salvaged after this damage, from which no byte of the damaged file may change."""
    content = bytearray(whole)
    damage(random.Random(seed), content)
    for companion in path.parent.glob("*"):
        companion.unlink()
    path.write_bytes(content)
    spans = salvaged(path)
    assert bytes(content) == path.read_bytes()
    return spans


@pytest.mark.parametrize("damage", [unread_pages, cut])
def test_of_pages_that_cannot_be_read_nothing_is_invented(path: Path, whole: bytes, damage: Damage) -> None:
    originals = {part(number): number for number in range(ROWS)}
    path.parent.mkdir()
    kept = 0
    for seed in range(SEEDS):
        places = [originals[span] for span in damaged(path, whole, seed, damage)]
        assert sorted(set(places)) == places, seed
        kept += len(places)
    print(f"{SEEDS} times, {100 * kept / SEEDS / ROWS:.1f} % of the spans kept")  # noqa: T201 - the count
    assert kept


def test_a_flipped_bit_moves_a_span_no_further_than_to_its_neighbours(path: Path, whole: bytes) -> None:
    """In a row that can still be read. It lies between the spans before and after it, or is not believed."""
    originals = [part(number) for number in range(ROWS)]
    path.parent.mkdir()
    kept = moved = 0
    for seed in range(SEEDS):
        place = -1
        for span in damaged(path, whole, seed, flips):
            place = next(n for n in range(place + 1, ROWS) if n == ROWS - 1 or originals[n + 1].start >= span.end)
            assert place == 0 or originals[place - 1].end <= span.start, seed
            assert replace(span, start=(old := originals[place]).start, end=old.end, zone=old.zone, gap=None) == old, (
                seed
            )
            moved += span != originals[place]
            kept += 1
    print(f"{SEEDS} times up to 30 bits, {100 * kept / SEEDS / ROWS:.1f} % of the spans kept, {moved} moved")  # noqa: T201
    assert kept
