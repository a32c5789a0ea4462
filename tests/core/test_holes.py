"""Whether a translation can stand in the place of a text: it must have the same holes, and nothing that breaks."""

import pytest

from posture_app.core.holes import fits, fits_without_number

TEXT = "{name} in {time}"


@pytest.mark.parametrize("said", ["{time}: {name}", "{name} – {name}, {time}"])
def test_holes_may_be_moved_and_said_twice(said: str) -> None:
    assert fits(TEXT, said)


@pytest.mark.parametrize(
    "said",
    [
        "{name}", "{name} in {Zeit}", "", " ", "{name} in {time", "{name} in time}", "{name} in {}", "{0} in {1}",
        "{name} in {time!r}", "{name} in {time:>99999999}", "{name.__class__} in {time}", "<b>{name}</b> in {time}",
        "{name} in {time} {more}", "{{name}} in {time}",
    ],
)  # fmt: skip
def test_what_would_raise_or_hide_something_does_not_fit(said: str) -> None:
    assert not fits(TEXT, said)


def test_a_text_without_holes_takes_none() -> None:
    assert fits("Snooze", "Schlummern")
    assert not fits("Snooze", "Schlummern {time}")
    assert not fits("Snooze", "Schlummern }")


def test_the_holes_of_the_standard_library_count_too() -> None:
    assert fits("invalid choice: %(value)r", "%(value)r gibt es nicht")
    assert not fits("invalid choice: %(value)r", "%(Wert)r gibt es nicht")
    assert not fits("Half of it", "50 % davon")
    assert not fits("unknown: %s", "%5 bilinmiyor")


def test_a_per_cent_may_stand_before_its_number() -> None:
    assert fits("its 95 % interval", "%95 güven aralığı")
    assert fits("{share} % of it", "{share}٪ منه")
    assert not fits("%s is wrong", "٪s خطأ")
    assert not fits("Half of it", "%50")
    assert fits("{percent} % of it done", "{percent}%まで")


def test_only_the_number_may_be_missing_and_only_where_that_is_asked_for() -> None:
    assert fits_without_number("{number} minutes for {name}", "a minute for {name}")
    assert not fits_without_number("{number} minutes for {name}", "a minute")
    assert not fits_without_number("{number} minutes for {name}", "<i>a minute for {name}</i>")
