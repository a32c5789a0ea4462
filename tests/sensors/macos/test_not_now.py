"""What macOS holds of assertions, as `pmset -g assertions` shows it."""

from posture_app.sensors.macos.not_now import keeps_display_on


def test_a_display_that_is_kept_on() -> None:
    assert not keeps_display_on({})
    assert not keeps_display_on({"PreventUserIdleDisplaySleep": 0, "NoDisplaySleepAssertion": 0})
    assert keeps_display_on({"PreventUserIdleDisplaySleep": 1, "NoDisplaySleepAssertion": 0})
    assert keeps_display_on({"NoDisplaySleepAssertion": 2})
