"""Who has the microphone in a call, and who has it for good."""

from posture_app.sensors.in_use import FOR_GOOD_S, InUse
from tests.loop import SelectLoop

FAST = 30_000.0  # 4 h pass in half a second


def test_who_has_it_is_in_a_call(loop: SelectLoop) -> None:
    use = InUse(loop)
    assert use.reading is None
    assert [False, True, True, False] == [use.call(holders) for holders in (set(), {1}, {2}, set())]
    assert "not in use" == use.reading
    assert 0 == loop.pending


def test_who_has_it_for_more_than_four_hours_is_in_no_call_but_another_is() -> None:
    loop = SelectLoop(scale=FAST)
    use = InUse(loop)
    assert use.call({1})
    loop.run_for(0.5 * FOR_GOOD_S / FAST)
    assert use.call({1})
    loop.run_for(0.6 * FOR_GOOD_S / FAST)
    assert not use.call({1})
    assert "in use for more than 4 hours without a break, which is not taken for a call" == use.reading
    assert use.call({1, 2})
    assert "in use" == use.reading
    assert not use.call({1})
    use.close()
    loop.close()


def test_a_break_begins_anew() -> None:
    loop = SelectLoop(scale=FAST)
    use = InUse(loop)
    for _ in range(3):
        assert use.call({1})
        loop.run_for(0.5 * FOR_GOOD_S / FAST)
        assert not use.call(set())
    assert use.call({1})
    loop.run_for(1.1 * FOR_GOOD_S / FAST)
    assert [False, False, True] == [use.call(holders) for holders in ({1}, set(), {1})]
    use.close()
    assert 0 == loop.pending
    loop.close()
