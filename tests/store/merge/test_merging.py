"""Logs of several computers, merged in any way, come to one record, in which overlapping sitting counts once."""

import contextlib
import itertools
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posture_app.core.errors import StoppedError
from posture_app.core.record.diary import Correction
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.store.merge.merging import merge
from posture_app.store.merge.shared_folder import SharedFolder
from tests.core.logs import SECOND, ZONES, logs
from tests.store.conftest import LATER, MINUTE, NOW, going_on, sat
from tests.store.log.test_properties import spans as recorded
from tests.store.merge.computers import Computer, counted

REPOSITORY = Path(__file__).parents[3]
SEED = random.SystemRandom().randrange(10**6)
SHIFTS = st.sampled_from([-400, -119, -1, 0, 0, 0, 1, 60, 400])
POSTURES = st.sampled_from([None, Posture.SITTING, Posture.STANDING])


@pytest.fixture
def a(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "a" / "log.db")


@pytest.fixture
def b(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "b" / "log.db")


@dataclass
class Said:
    """A correction: at which computer it was made, and at which, if at any, it is taken back later."""

    at: int
    correction: Correction
    undone_at: int | None


@st.composite
def shares(draw: st.DrawFn) -> list[list[Span]]:
    """What two or three computers saw of one record: each a part of it, a little earlier or later, or otherwise."""
    every, _ = draw(logs(most=8, longest=1200))
    seen: list[list[Span]] = [[] for _ in range(draw(st.integers(2, 3)))]
    for spans in seen:
        for span in every:
            start, end = (at + draw(SHIFTS) * SECOND for at in (span.start, span.end))
            if spans:
                start = max(start, spans[-1].end)
            if start < end and draw(st.integers(0, 3)):
                posture = draw(st.sampled_from([span.posture, span.posture, Posture.STANDING]))
                spans.append(Span(posture, start, end, EndedBy.IDLE, span.zone))
    return seen


@st.composite
def sayings(draw: st.DrawFn, near: datetime, computers: int) -> list[Said]:
    """What the person says afterwards, here and there."""
    said = []
    for count in range(draw(st.integers(0, 3))):
        start = near + draw(st.integers(-600, 4000)) * SECOND
        end, made = start + draw(st.integers(1, 2500)) * SECOND, near + timedelta(days=3, minutes=count)
        correction = Correction(draw(POSTURES), start, end, draw(st.sampled_from(ZONES)), made)
        undone_at = draw(st.none() | st.integers(0, computers - 1))
        said.append(Said(draw(st.integers(0, computers - 1)), correction, undone_at))
    return said


@settings(max_examples=25, deadline=None)
@given(shares(), st.data())
def test_whatever_is_merged_in_whatever_order_the_totals_agree_to_the_second(
    seen: list[list[Span]], data: st.DataObject
) -> None:
    near = min((span.start for spans in seen for span in spans), default=NOW)
    said = data.draw(sayings(near, len(seen)))
    with tempfile.TemporaryDirectory() as folder:
        computers = [Computer(Path(folder) / f"{number}" / "log.db") for number in range(len(seen))]
        for computer, spans in zip(computers, seen, strict=True):
            computer.record(spans)
        for each in said:
            computers[each.at].correct(each.correction)

        meet = data.draw(st.sampled_from([_merge_each_other, _share_a_folder]))
        meet(data.draw(st.permutations(computers)), Path(folder))
        _all_agree(computers, seen, [each.correction for each in said])
        assert () == computers[0].merge(*computers[1:])

        for each in said:
            if each.undone_at is not None:
                computers[each.undone_at].undo(each.correction)
        meet(computers, Path(folder))
        held = [each.correction for each in said if each.undone_at is None]
        _all_agree(computers, seen, held)

        last = Computer(Path(folder) / "last" / "log.db")
        last.merge(data.draw(st.sampled_from(computers)))
        assert computers[0].content() == last.content()
        assert computers[0].totals() == last.totals()


def _merge_each_other(computers: list[Computer], _: Path) -> None:
    for computer in [*computers, *computers]:  # what is taken back at a third may reach the first by the second
        computer.merge(*(other for other in reversed(computers) if other is not computer))


def _share_a_folder(computers: list[Computer], folder: Path) -> None:
    for computer in [*computers, *computers]:
        assert () == SharedFolder(computer.path, folder).exchange(write=True, now=LATER, stop=lambda: None).faults


def _all_agree(computers: list[Computer], seen: list[list[Span]], held: list[Correction]) -> None:
    """All have the same, and count of each second what may be counted of it, and nothing else."""
    expected = counted([(computer.uid, spans) for computer, spans in zip(computers, seen, strict=True)], held)
    for computer in computers:
        assert computers[0].content() == computer.content()
        assert computers[0].totals() == computer.totals()
    assert expected == {each.day: (each.sitting_s, each.standing_s) for each in computers[0].totals()}


@settings(max_examples=40, deadline=None)
@given(recorded(), st.data())
def test_the_order_of_recording_is_that_of_the_computer_however_its_parts_come(
    every: list[Span], data: st.DataObject
) -> None:
    """Where its clock was set, that order is not that of time."""
    with tempfile.TemporaryDirectory() as folder:
        whole, ours = Computer(Path(folder) / "whole" / "log.db"), Computer(Path(folder) / "ours" / "log.db")
        whole.record(every)
        for number in range(data.draw(st.integers(1, 3))):
            part = whole.copy(f"{number}.db")
            kept = data.draw(st.sets(st.integers(1, len(every) + 1)))
            part.rows(f"DELETE FROM spans WHERE id NOT IN ({', '.join(map(str, kept)) or 0})")
            _merge_cut_short(ours, part, data.draw(st.integers(0, 4)))
        assert ours.merge(whole) or ours.content() == whole.content()
        assert whole.content() == ours.content()
        assert () == ours.merge(whole)


def _merge_cut_short(ours: Computer, other: Computer, steps: int) -> None:
    """Merge, but give up after so many steps, and do it again."""
    left = [None] * steps

    def stop() -> None:
        if not left:
            raise StoppedError
        left.pop()

    with contextlib.suppress(StoppedError):
        merge(ours.path, other.path, LATER, stop=stop)
    ours.merge(other)


def test_the_app_records_on_meanwhile(a: Computer, b: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("posture_app.store.merge.merged_spans.MOVED", 3)
    b.record([sat(minute, minute + 1) for minute in range(0, 40, 2)])
    half = b.copy("half.db")
    half.rows("DELETE FROM spans WHERE id <= 10")
    a.merge(half)  # so that what is missing has to go before it
    log, count = a.open(), itertools.count()

    def record() -> None:
        minute = 100 + 2 * next(count)
        log.record(going_on(minute, minute + 1))
        log.record(sat(minute, minute + 1))

    merge(a.path, b.path, LATER, stop=record)
    own = list(log.own_spans())
    log.close()
    assert next(count) == len(own) > 5
    assert own == sorted(own, key=lambda span: span.start)
    assert b.content()[0] == [row for row in a.content()[0] if row[0] == b.uid]


def test_killed_in_the_midst_it_is_simply_done_again(a: Computer, b: Computer) -> None:
    day = timedelta(days=1)
    b.record([replace(sat(0, 5), start=NOW + day * n, end=NOW + day * n + 5 * MINUTE) for n in range(300)])
    half = b.copy("half.db")
    half.rows("DELETE FROM spans WHERE id % 3 = 0")
    a.merge(half)
    a.record([sat(0, 30)])
    chance = random.Random(SEED)
    print(f"seed {SEED}")  # noqa: T201 - to do it again
    first, again = 24, 9  # steps of a merge in which all is to be done, and of one in which nothing is
    for steps in (chance.randrange(again, first), *(chance.randrange(1, again) for _ in range(11))):
        _kill_within(a, b, steps)
        assert [("ok",)] == a.rows("PRAGMA quick_check")
        assert [(1,)] == a.rows("SELECT count(*) FROM spans WHERE device = 1")
    a.merge(b)
    assert b.content()[0] == [row for row in a.content()[0] if row[0] == b.uid]


def _kill_within(ours: Computer, other: Computer, step: int) -> None:
    """Begin the merge, and kill it within its step of this number, which must not be the last."""
    command = [sys.executable, "-m", "tests.store.merge.merger", str(ours.path), str(other.path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=REPOSITORY) as merger:
        assert merger.stdin is not None
        assert merger.stdout is not None
        for _ in range(step):
            assert merger.stdout.readline()
            merger.stdin.write("\n")
            merger.stdin.flush()
        merger.kill()
    assert merger.returncode != 0, "it had ended"
