"""Three clocks, driven as three separate things."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.engine.time_jumps import JumpKind, TimeJump, TimeJumps
from posture_app.core.ports import Moment

HOUR, DAY = 3600.0, 86400.0


@dataclass
class Machine:
    """Its clocks; the true one begins at 1000 and the waking one at 100, so that nobody mixes them up."""

    wall: datetime = datetime(2026, 3, 28, 22, 0, tzinfo=UTC)
    awake: float = 100.0
    true: float = 1000.0

    def now(self) -> Moment:
        return Moment(self.wall, self.awake, self.true)

    def run(self, seconds: float) -> None:
        self.awake += seconds
        self.sleep(seconds)

    def sleep(self, seconds: float) -> None:
        self.true += seconds
        self.wall += timedelta(seconds=seconds)

    def set(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def gaps(machine: Machine) -> TimeJumps:
    return TimeJumps(machine.now())


def test_time_that_passes_is_no_gap(machine: Machine, gaps: TimeJumps) -> None:
    for _ in range(100):
        machine.run(60.0)
        assert () == gaps.look(machine.now(), machine.true)


def test_a_look_that_comes_without_a_request_is_never_late(machine: Machine, gaps: TimeJumps) -> None:
    machine.run(10 * HOUR)
    assert () == gaps.look(machine.now(), None)


def test_a_sleep_is_told_with_its_length(machine: Machine, gaps: TimeJumps) -> None:
    machine.run(20.0)
    machine.sleep(HOUR)
    assert (TimeJump(JumpKind.SLEPT, 1020.0, 1020.0 + HOUR),) == gaps.look(machine.now(), 1060.0)
    assert () == gaps.look(machine.now(), 1060.0)


def test_a_hiccup_is_no_sleep(machine: Machine, gaps: TimeJumps) -> None:
    machine.sleep(4.9)
    assert () == gaps.look(machine.now(), None)


def test_a_resume_noticed_late_is_as_long_as_it_was_and_never_before_the_last_look(
    machine: Machine, gaps: TimeJumps
) -> None:
    machine.run(20.0)
    machine.sleep(HOUR)
    machine.run(40.0)
    assert (TimeJump(JumpKind.SLEPT, 1060.0, 1060.0 + HOUR),) == gaps.look(machine.now(), 1060.0)


def test_a_machine_that_slept_at_once_slept_from_the_last_look_on(machine: Machine, gaps: TimeJumps) -> None:
    machine.sleep(HOUR)
    assert (TimeJump(JumpKind.SLEPT, 1000.0, 1000.0 + HOUR),) == gaps.look(machine.now(), None)


def test_a_hibernation_of_three_days_is_one_sleep(machine: Machine, gaps: TimeJumps) -> None:
    machine.run(5.0)
    machine.sleep(3 * DAY)
    machine.run(1.0)
    (gap,) = gaps.look(machine.now(), 1060.0)
    assert (JumpKind.SLEPT, 3 * DAY) == (gap.kind, gap.end - gap.begin)


def test_where_no_clock_tells_sleep_a_missed_look_does(machine: Machine, gaps: TimeJumps) -> None:
    machine.run(60.0 + 61.0)
    assert (TimeJump(JumpKind.SLEPT, 1060.0, 1121.0),) == gaps.look(machine.now(), 1060.0)


def test_a_look_a_minute_late_is_no_gap(machine: Machine, gaps: TimeJumps) -> None:
    machine.run(60.0 + 60.0)
    assert () == gaps.look(machine.now(), 1060.0)


def test_a_request_that_lies_before_the_last_look_counts_from_that_look(machine: Machine, gaps: TimeJumps) -> None:
    machine.run(100.0)
    gaps.look(machine.now(), None)
    machine.run(61.0)
    assert (TimeJump(JumpKind.SLEPT, 1100.0, 1161.0),) == gaps.look(machine.now(), 1050.0)


def test_with_a_clock_sped_up_a_late_look_is_judged_in_real_time(machine: Machine) -> None:
    gaps = TimeJumps(machine.now(), scale=60.0)
    machine.run(60.0 + 59 * 60.0)
    assert () == gaps.look(machine.now(), 1060.0)
    machine.run(61 * 60.0)
    assert 1 == len(gaps.look(machine.now(), machine.true - 61 * 60.0))


def test_with_a_clock_sped_up_so_are_a_sleep_and_a_clock_that_is_set(machine: Machine) -> None:
    gaps = TimeJumps(machine.now(), scale=400.0)
    machine.sleep(4.9 * 400.0)  # the machine did something else between the readings of two clocks
    assert () == gaps.look(machine.now(), None)
    machine.sleep(5.0 * 400.0)
    assert [JumpKind.SLEPT] == [gap.kind for gap in gaps.look(machine.now(), None)]
    machine.set(1.9 * 400.0)
    assert () == gaps.look(machine.now(), None)
    machine.set(0.2 * 400.0)
    assert [JumpKind.SET] == [gap.kind for gap in gaps.look(machine.now(), None)]


@pytest.mark.parametrize("seconds", [2.0, -2.0, HOUR, -HOUR, -3 * DAY])
def test_a_clock_that_is_set_is_told_once_with_its_shift(machine: Machine, gaps: TimeJumps, seconds: float) -> None:
    machine.run(10.0)
    machine.set(seconds)
    assert (TimeJump(JumpKind.SET, 1010.0, 1010.0, round(seconds)),) == gaps.look(machine.now(), None)
    machine.run(10.0)
    assert () == gaps.look(machine.now(), None)


def test_shifts_are_told_in_all_since_the_start(machine: Machine, gaps: TimeJumps) -> None:
    shifts = []
    for seconds in (HOUR, -600.0, -HOUR):
        machine.set(seconds)
        shifts += [gap.shift for gap in gaps.look(machine.now(), None)]
    assert [3600, 3000, -600] == shifts


def test_a_step_of_a_second_is_none_and_two_of_them_are_one_of_two(machine: Machine, gaps: TimeJumps) -> None:
    machine.set(1.0)
    assert () == gaps.look(machine.now(), None)
    machine.set(1.0)
    assert (TimeJump(JumpKind.SET, 1000.0, 1000.0, 2),) == gaps.look(machine.now(), None)


def test_what_is_left_of_a_rounded_shift_is_not_forgotten(machine: Machine, gaps: TimeJumps) -> None:
    machine.set(2.4)
    assert [2] == [gap.shift for gap in gaps.look(machine.now(), None)]
    machine.set(1.6)
    assert [4] == [gap.shift for gap in gaps.look(machine.now(), None)]


def test_a_change_to_summer_time_is_nothing(machine: Machine, gaps: TimeJumps) -> None:
    for _ in range(48):  # through the night of the change in Europe; local time is nobody's business here
        machine.run(600.0)
        assert () == gaps.look(machine.now(), None)


def test_a_clock_set_while_asleep_is_two_gaps(machine: Machine, gaps: TimeJumps) -> None:
    machine.run(10.0)
    machine.sleep(HOUR)
    machine.set(-120.0)
    assert (
        TimeJump(JumpKind.SLEPT, 1010.0, 1010.0 + HOUR),
        TimeJump(JumpKind.SET, 1010.0 + HOUR, 1010.0 + HOUR, -120),
    ) == gaps.look(machine.now(), None)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 55),  # awake before
            st.one_of(st.just(0), st.integers(5, 3 * 86400)),  # asleep
            st.integers(0, 55),  # awake behind
            st.one_of(st.just(0), st.integers(-100_000, 100_000)),  # the clock is set by
        ),
        max_size=30,
    )
)
def test_all_sleep_is_told_whatever_the_wall_clock_does(nights: list[tuple[int, int, int, int]]) -> None:
    machine = Machine(wall=datetime(2100, 1, 1, tzinfo=UTC))
    gaps = TimeJumps(machine.now())
    told, shift, end = 0.0, 0, machine.true
    for before, asleep, behind, set_by in nights:
        asked = machine.true + 60.0
        machine.run(before)
        machine.sleep(asleep)
        machine.set(set_by)
        machine.run(behind)
        for gap in gaps.look(machine.now(), max(asked, machine.true - 60.0)):
            if gap.kind is JumpKind.SLEPT:
                assert end <= gap.begin <= gap.end <= machine.true
                told += gap.end - gap.begin
            else:
                shift = gap.shift
        end = machine.true
    assert told == pytest.approx(sum(asleep for _, asleep, _, _ in nights))
    assert abs(shift - sum(set_by for *_, set_by in nights)) < 2
