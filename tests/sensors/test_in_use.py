"""Who has the microphone in a call, and who has it for good."""

from posture_app.sensors.in_use import FOR_GOOD_S, InUse
from tests.ui.hand_loop import HandLoop

FOR_GOOD = "in use for more than 4 hours without a break, which is not taken for a call"


def test_who_has_it_is_in_a_call() -> None:
    loop = HandLoop()
    use = InUse(loop)
    assert use.reading is None
    assert [False, True, True, False] == [use.call(holders) for holders in (set(), {1}, {2}, set())]
    assert "not in use" == use.reading
    assert 0 == loop.pending


def test_who_has_it_for_more_than_four_hours_is_in_no_call_but_another_is() -> None:
    loop = HandLoop()
    use = InUse(loop)
    assert use.call({1})
    loop.go(FOR_GOOD_S - 1)
    assert (True, "in use") == (use.call({1}), use.reading)
    loop.go(2)
    assert (False, FOR_GOOD) == (use.call({1}), use.reading)
    assert (True, "in use") == (use.call({1, 2}), use.reading)
    assert (False, FOR_GOOD) == (use.call({1}), use.reading)


def test_a_break_begins_anew() -> None:
    loop = HandLoop()
    use = InUse(loop)
    for _ in range(3):
        assert use.call({1})
        loop.go(FOR_GOOD_S / 2)
        assert not use.call(set())
    assert use.call({1})
    loop.go(FOR_GOOD_S + 1)
    assert [False, False, True] == [use.call(holders) for holders in ({1}, set(), {1})]
    use.close()
    assert 0 == loop.pending


def test_who_is_known_to_have_it_for_long_is_in_no_call_from_the_first_question_on() -> None:
    loop = HandLoop()
    use = InUse(loop)
    assert (False, FOR_GOOD) == (use.call({1}, long=frozenset({1, 9})), use.reading)
    assert (True, False) == (use.call({1, 2}, long=frozenset({1})), use.call({1}))
    assert 0 == loop.pending
