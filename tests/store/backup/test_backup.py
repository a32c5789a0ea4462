"""A backup is whole, or there is none."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from posture_app.core.errors import KnownError, StoppedError
from posture_app.core.record.backups import LATEST
from posture_app.store.backup.backup import back_up, back_up_day, contents
from posture_app.store.file.backup_folder import backup_folder, backup_path, backups
from posture_app.store.file.inspection import FileState, inspect
from posture_app.store.log.log import Log, open_to_read
from tests import needs
from tests.store.conftest import NOW, going_on, merged, open_at, sat

REPOSITORY = Path(__file__).parents[3]
TODAY = NOW.date()
DAY = timedelta(days=1)


def tonight(log: Log, day: date = TODAY) -> Path | None:
    assert log.path is not None
    return back_up_day(log.path, day, lambda: False)


def names(log: Log) -> list[str]:
    assert log.path is not None
    return sorted(file.name for file in backup_folder(log.path).iterdir())


def test_a_backup_has_all_that_the_running_app_has_written(log: Log, path: Path) -> None:
    log.record(sat(0, 1))
    log.prompted(merged(1, 2))
    log.record(going_on(3, 4))
    made = tonight(log)
    assert path.parent / "backups" / "log-2026-03-02.db" == made
    log.record(sat(3, 5))
    with open_to_read(made) as history:
        assert [sat(0, 1), going_on(3, 4)] == list(history.spans())
        assert 1 == len(list(history.prompts()))
    held = contents(made)
    assert (2, 1, sat(0, 1).start, going_on(3, 4).end, made.stat().st_size) == (
        held.spans, held.prompts, held.first, held.last, held.size,
    )  # fmt: skip
    assert ["log-2026-03-02.db"] == names(log)


def test_it_is_its_owners_alone_and_needs_nothing_beside_it(log: Log) -> None:
    needs.linux()
    before = os.umask(0)
    try:
        log.record(sat(0, 1))
        made = tonight(log)
    finally:
        os.umask(before)
    assert made is not None
    assert (0o600, 0o700) == (made.stat().st_mode & 0o777, made.parent.stat().st_mode & 0o777)
    made.chmod(0o400)
    assert 1 == contents(made).spans
    assert [made.name] == names(log)


def test_nothing_is_backed_up_twice(log: Log) -> None:
    log.record(sat(0, 1))
    assert tonight(log) is not None
    assert tonight(log) is None
    assert tonight(log, TODAY + DAY) is None
    log.close()
    assert log.path is not None
    open_at(log.path).close()  # to start and quit changes nothing
    assert tonight(log, TODAY + 2 * DAY) is None
    assert ["log-2026-03-02.db"] == names(log)
    again = open_at(log.path)
    again.remember("pause", 1)
    again.close()
    assert tonight(log, TODAY + 2 * DAY) is not None


def test_a_week_stays_and_the_last_of_the_month_before(log: Log, path: Path) -> None:
    stranger = backup_folder(path) / "log-2026-02-31.db"
    for number in range(-4, 9):
        log.record(sat(1440 * number, 1440 * number + 1))
        assert tonight(log, TODAY + number * DAY) is not None
        stranger.touch()  # no such day: not ours to remove
    expected = ["log-2026-02-28.db", *(f"log-2026-03-{day:02}.db" for day in range(4, 11)), stranger.name]
    assert sorted(expected) == names(log)
    assert LATEST + 1 == len(backups(path))
    assert [13, 12] == [contents(backup.path).spans for backup in backups(path)[:2]]


def test_the_fullest_counts_as_the_newest_whatever_day_is_in_its_name(log: Log, path: Path) -> None:
    log.record(sat(0, 1))
    made = tonight(log)
    assert made is not None
    ahead = made.rename(backup_path(path, date(2099, 5, 5)))  # as made by a clock that stood ahead
    log.record(sat(1440, 1441))
    yesterday = tonight(log, TODAY + DAY)
    log.record(sat(1450, 1451))
    today = tonight(log, TODAY + 2 * DAY)
    assert [today, yesterday, ahead] == [backup.path for backup in backups(path)]


def test_what_was_recorded_by_a_clock_that_stood_ahead_makes_no_backup_the_newest(log: Log, path: Path) -> None:
    log.record(sat(0, 1))
    log.record(sat(3000 * 1440, 3000 * 1440 + 1))
    ahead = tonight(log, TODAY + 3000 * DAY)
    assert backup_path(path, TODAY + 3000 * DAY) == ahead
    log.record(sat(10, 11))
    fuller = tonight(log, TODAY)
    connection = log._database.connection
    connection.execute("DELETE FROM spans WHERE id > 1")  # an older log was put back
    log.record(sat(1440, 1441))
    later = tonight(log, TODAY + DAY)
    assert [later, fuller, ahead] == [backup.path for backup in backups(path)]


def test_no_backup_is_named_later_than_its_last_span_allows(log: Log, path: Path) -> None:
    log.record(sat(0, 1))
    assert backup_path(path, TODAY + DAY) == tonight(log, date(2099, 5, 5))
    log.remember("pause", 1)  # of the same day, and no later: neither takes the place of the other
    assert backup_path(path, TODAY) == tonight(log, date(2099, 5, 6))
    log.record(sat(3 * 1440, 3 * 1440 + 1))
    assert backup_path(path, TODAY + 3 * DAY) == tonight(log, TODAY + 3 * DAY)


def test_nights_with_a_clock_far_ahead_push_no_backup_out(log: Log, path: Path) -> None:
    """Eight nights ten years ahead, and then thirty by the right clock."""
    for number in range(8):
        log.record(sat(1440 * (3650 + number), 1440 * (3650 + number) + 1))
        assert tonight(log, TODAY + (3650 + number) * DAY) is not None
    for number in range(30):
        log.record(sat(1440 * number, 1440 * number + 1))
        made = tonight(log, TODAY + number * DAY)
        assert made == backups(path)[0].path, number


def swell(log: Log) -> None:
    """Make it so large (8 MB) that it is copied in several steps."""
    connection = log._database.connection
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO remembered VALUES (?, ?)", ((f"ballast {n}", f'"{"x" * 20_000}"') for n in range(400))
    )
    connection.execute("COMMIT")


def test_what_is_written_meanwhile_neither_waits_nor_spoils_the_copy(log: Log, path: Path) -> None:
    """Whenever it asks whether to stop, another connection has written."""
    log.record(sat(0, 1))
    swell(log)
    writer = sqlite3.connect(path, isolation_level=None, timeout=0)
    steps: list[int] = []

    def write() -> bool:
        steps.append(len(steps))
        writer.execute("INSERT INTO remembered VALUES (?, '1')", (f"meanwhile {len(steps)}",))
        return False

    made = back_up_day(path, TODAY, write)
    writer.close()
    assert made is not None
    assert len(steps) >= 2
    with open_to_read(made) as history:
        assert [sat(0, 1)] == list(history.spans())
        assert (None, '"' + "x" * 20_000 + '"') == (history.remembered("meanwhile 1"), history.remembered("ballast 7"))
    assert 1 == log.recall(f"meanwhile {len(steps)}")


def test_it_can_be_called_off(log: Log, path: Path) -> None:
    log.record(sat(0, 1))
    with pytest.raises(StoppedError):
        back_up_day(path, TODAY, lambda: True)
    assert [] == names(log)


def test_a_damaged_log_is_not_backed_up_and_no_backup_is_removed(log: Log, path: Path) -> None:
    for number in range(10):
        log.record(sat(10 * number, 10 * number + 1))
        tonight(log, TODAY + number * DAY)
    log.close()
    before = names(log)
    page = bytearray(path.read_bytes())
    page[4096:8192] = bytes(4096)
    path.write_bytes(page)
    with pytest.raises(KnownError, match=f"{path} is damaged"):
        tonight(log, TODAY + 20 * DAY)
    assert before == names(log)


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("text", "not a sound backup of this app"),
        ("recipes", "a database of another program"),
        ("newer", "of version 99"),
        ("the log", "the log itself"),
        ("another log", "a database in use"),
        ("damaged", "not a sound backup of this app"),
        ("pipe", "no ordinary file"),
    ],
)
def test_what_is_no_backup_of_ours_is_not_overwritten(
    log: Log, path: Path, tmp_path: Path, kind: str, why: str
) -> None:
    log.record(sat(0, 1))
    to = path if kind == "the log" else tmp_path / "there"
    match kind:
        case "text":
            to.write_text("Dear diary. " * 100)
        case "recipes":
            with sqlite3.connect(to) as other:
                other.execute("CREATE TABLE recipes (name TEXT)")
            other.close()
        case "newer" | "damaged":
            back_up(path, to)
            whole = bytearray(to.read_bytes())
            whole[60:64] = (99).to_bytes(4) if kind == "newer" else whole[60:64]
            whole[4096:8192] = whole[4096:8192] if kind == "newer" else bytes(4096)
            to.write_bytes(whole)
        case "another log":
            open_at(to).close()
        case "pipe":
            if sys.platform == "win32":
                pytest.skip("no such files there")
            os.mkfifo(to)
    before = None if kind in ("pipe", "the log") else to.read_bytes()
    with pytest.raises(KnownError, match=why):
        back_up(path, to)
    assert before is None or before == to.read_bytes()
    assert [] == list(tmp_path.glob("*.new*"))


def test_a_backup_takes_the_place_of_one_that_holds_no_more(log: Log, path: Path, tmp_path: Path) -> None:
    to = tmp_path / "there.db"
    to.touch()
    for number in range(3):
        log.record(sat(10 * number, 10 * number + 1))
        assert number + 1 == back_up(path, to).spans
    fresh = open_at(tmp_path / "fresh" / "log.db")
    fresh.close()
    with pytest.raises(KnownError, match=r"backup of more \(3 spans\) than the log now holds \(0 spans\)"):
        back_up(tmp_path / "fresh" / "log.db", to)
    assert 3 == contents(to).spans


def test_a_folder_that_takes_nothing_is_named(unprivileged: Path) -> None:
    path = unprivileged / "log.db"
    log = open_at(path)
    log.record(sat(0, 1))
    backup_folder(path).mkdir()
    backup_folder(path).chmod(0o500)
    with pytest.raises(KnownError, match=rf"{backup_path(path, TODAY)} cannot be written: Permission denied"):
        tonight(log)
    with pytest.raises(KnownError, match=r"nowhere/x\.db cannot be written: No such file or directory"):
        back_up(path, unprivileged / "nowhere" / "x.db")
    backup_folder(path).chmod(0o700)
    assert tonight(log) is not None
    log.close()


def _python(program: str, *arguments: str) -> list[str]:
    prelude = (
        "import sys; from pathlib import Path; from datetime import date; "
        "from posture_app.store.backup.backup import *; "
    )
    return [sys.executable, "-c", prelude + program, *arguments]


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(REPOSITORY)}


def test_a_disk_without_room_costs_no_backup(log: Log, path: Path) -> None:
    """The kernel's limit on the size of files, in a process of its own: some bytes of the new backup are written."""
    needs.linux()
    for minute in range(0, 600, 2):
        log.record(sat(minute, minute + 1))
    tonight(log, TODAY - DAY)
    log.record(sat(700, 701))
    program = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "try: back_up_day(Path(sys.argv[1]), date(2026, 3, 2), lambda: False)\n"
        "except KnownError as error: print(error)"
    )
    done = subprocess.run(
        _python(program, str(path)), capture_output=True, text=True, env=ENVIRONMENT, timeout=60, check=True
    )
    assert f"The backup {backup_path(path, TODAY)} cannot be written: the disk" in done.stdout
    assert [backup_path(path, TODAY - DAY).name] == names(log)


def test_a_full_disk_is_named_and_what_was_written_of_the_new_backup_removed(log: Log, path: Path) -> None:
    """The folder of the backups is a real file system of 256 KiB."""
    needs.linux()
    folder = backup_folder(path)
    folder.mkdir()
    mount = f'mount -t tmpfs -o size=256k none "{folder}" && exec "$0" "$@"'
    inside = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*inside, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("no mounting of file systems without privileges here")
    log.record(sat(0, 1))
    program = """
from tests.store.conftest import *
path = Path(sys.argv[1])
log = open_at(path)
first = back_up_day(path, date(2026, 3, 1), lambda: False)
log.remember("ballast", "x" * 200_000)
try:
    back_up_day(path, date(2026, 3, 2), lambda: False)
except KnownError as error:
    print(error)
print([file.name for file in first.parent.iterdir()])
log.close()
"""
    done = subprocess.run(
        [*inside, *_python(f"\n{program}", str(path))],
        capture_output=True, text=True, env=ENVIRONMENT, timeout=60, check=False,
    )  # fmt: skip
    assert (0, "") == (done.returncode, done.stderr)
    sentence, left = done.stdout.splitlines()
    assert f"The backup {backup_path(path, TODAY)} cannot be written: the disk is full; free some space." == sentence
    assert "['log-2026-03-01.db']" == left


def test_a_kill_in_the_midst_leaves_a_backup_or_none(log: Log, path: Path) -> None:
    swell(log)
    backup_folder(path).mkdir()
    chance = random.Random(7)
    program = (
        "print('begun', flush=True)\n"
        "for day in range(1, 29):\n"
        "    backup_path(Path(sys.argv[1]), date(2026, 4, day)).unlink(missing_ok=True)\n"
        "    back_up_day(Path(sys.argv[1]), date(2026, 4, day), lambda: False)\n"
    )
    unfinished = 0
    for number in range(15):
        log.record(sat(10 * number, 10 * number + 1))
        process = subprocess.Popen(_python(program, str(path)), stdout=subprocess.PIPE, env=ENVIRONMENT)
        assert process.stdout is not None
        process.stdout.readline()
        for _ in range(chance.randrange(2_000_000)):
            pass
        process.kill()
        process.wait()
        process.stdout.close()
        unfinished += any(".new" in name for name in names(log))
        for backup in backups(path):
            assert FileState.SOUND is inspect(backup.path)
    log.record(sat(1000, 1001))
    assert tonight(log, date(2026, 5, 1)) is not None
    assert [] == [name for name in names(log) if ".new" in name]
    print(f"killed 15 times, {unfinished} times within a backup")  # noqa: T201 - the count


def test_two_processes_at_once_both_make_a_sound_one(log: Log, path: Path, tmp_path: Path) -> None:
    for minute in range(0, 600, 2):
        log.record(sat(minute, minute + 1))
    to = tmp_path / "same.db"
    command = _python("\nfor _ in range(20): back_up(Path(sys.argv[1]), Path(sys.argv[2]))", str(path), str(to))
    both = [subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for minute in range(600, 700, 2):
        log.record(sat(minute, minute + 1))
    assert [(0, ""), (0, "")] == [(process.wait(60), process.communicate()[1]) for process in both]
    assert contents(to).spans >= 300
    assert FileState.SOUND is inspect(to)
    assert ["same.db"] == [file.name for file in tmp_path.glob("same*")]
