"""The table of settings: what each takes, refuses, and how it is written and read back."""

from dataclasses import fields, replace
from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.errors import UsageError
from posture_app.core.prompts import Way
from posture_app.core.rules import REMINDERS, Rules, rules_of
from posture_app.core.settings.reminder_kinds import KINDS as REMINDER_KINDS
from posture_app.core.settings.reminder_kinds import Basis, Reminder
from posture_app.core.settings.setting import Choice, Kind, Number, Order, Switch, Text, TimeOfDay, Whole, Years
from posture_app.core.settings.settings import DEFAULTS, TABLE, Settings, from_text, read, setting, to_text
from tests.core.sitting_day import alternation

KINDS: dict[str, tuple[Kind[Any], list[Any], list[Any], list[str]]] = {
    # kind, values that are taken, raw values that are not, texts that are not
    "whole": (Whole(5, 180, "min"), [5, 6, 180],
              [4, 181, True, 5.0, "5", None, [], 10**30], ["4", "181", "5.5", "", "x"]),
    "years": (Years(), [0, 1, 7, 50], [-1, 51, True, 1.0, "1", None], ["-1", "51", "for ever", ""]),
    "number": (Number(1, 16, "h"), [1.0, 7.5, 16.0], [0.99, 16.1, True, "1", None, float("nan"), float("inf"), 10**400],
               ["nan", "inf", "0", "", "x"]),
    "time": (TimeOfDay(), [time(0, 0), time(4, 5), time(23, 59)], ["24:00", "4", 4, None, "04:00:00", "04:5", True],
             ["24:00", "4", "", "²:00", "-1:00"]),
    "choice": (Choice(("a", "b")), ["a", "b"], ["c", "A", None, 1, ["a"]], ["c", ""]),
    "switch": (Switch(), [True, False], [1, 0, "true", None], ["1", "", "maybe"]),
    "order": (Order(("a", "b", "c")), [("a",), ("c", "a"), ("a", "b", "c")],
              [[], ["a", "a"], ["d"], "a", [1], None, [["a"]]],
              ["", "a,a", "d", "a,"]),
    "text": (Text(lambda text: text, str, "anything"), ["x"], [1, None, True], []),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_what_a_kind_takes_it_writes_and_reads_back(name: str) -> None:
    kind, good, _, _ = KINDS[name]
    for value in good:
        assert value == kind.from_raw(kind.to_raw(value))
        assert value == kind.from_text(kind.to_text(value))


@pytest.mark.parametrize(("name", "raw"), [(n, raw) for n, (_, _, bad, _) in KINDS.items() for raw in bad])
def test_what_a_kind_does_not_take_it_refuses_and_says_what_it_expects(name: str, raw: object) -> None:
    kind = KINDS[name][0]
    with pytest.raises(ValueError, match=r".") as caught:
        kind.from_raw(raw)
    assert kind.expects in str(caught.value)


@pytest.mark.parametrize(("name", "text"), [(n, text) for n, (_, _, _, bad) in KINDS.items() for text in bad])
def test_text_that_a_kind_does_not_take_is_refused(name: str, text: str) -> None:
    kind = KINDS[name][0]
    with pytest.raises(ValueError, match=r".") as caught:
        kind.from_text(text)
    assert kind.expects in str(caught.value)


@pytest.mark.parametrize("key", TABLE)
def test_each_default_is_in_range_and_survives_being_written(key: str) -> None:
    kind, value = TABLE[key].kind, getattr(DEFAULTS, key)
    assert value == kind.from_raw(kind.to_raw(value))
    assert value == from_text(key, to_text(key, DEFAULTS))


def test_each_setting_has_its_row_with_words_for_the_window() -> None:
    assert {f.name for f in fields(Settings)} == set(TABLE)
    assert all(row.label and row.help and row.page for row in TABLE.values())


def test_each_kind_has_the_settings_of_its_row_and_all_have_their_words() -> None:
    for kind in REMINDER_KINDS.values():
        keys = [kind.switch, kind.every.key, *([kind.length.key] if kind.length else [])]
        assert {kind.switch} == {TABLE[key].group for key in (*keys, f"{kind.switch}_way", f"{kind.switch}_sound")}
        assert kind.every.seconds(DEFAULTS) == REMINDERS[kind.key].every
        assert all((kind.asks, kind.done, kind.body, kind.prompt_title))
        assert bool(kind.title) == bool(kind.purpose) == bool(kind.summary)
    assert list(dict.fromkeys(kind.switch for kind in REMINDER_KINDS.values())) == list(
        dict.fromkeys(row.group for row in TABLE.values() if row.group)
    )


@pytest.mark.parametrize("key", TABLE)
def test_a_wrong_value_is_named_and_the_default_used(key: str) -> None:
    found, complaints = read({key: object()})
    assert found == DEFAULTS
    assert 1 == len(complaints)
    assert complaints[0].startswith(f"{key}: ")


def test_an_unknown_key_is_named_and_the_others_are_used() -> None:
    found, complaints = read({"stand_every": 45, "lunch": 5, "theme": "dark"})
    assert Settings(stand_every=45, theme="dark") == found
    assert 1 == len(complaints)
    assert "lunch" in complaints[0]


def test_a_key_that_does_not_exist_is_refused_with_the_nearest_that_do() -> None:
    with pytest.raises(UsageError, match=r"“away_aftr”; nearest to it: away_after, \w+, \w+\. .*settings list$"):
        setting("away_aftr")
    for strange in ("", "lunch", "é" * 200):
        with pytest.raises(UsageError, match=r"nearest to it: \w+, \w+, \w+\."):
            setting(strange)


def test_text_out_of_range_is_refused_with_the_range() -> None:
    with pytest.raises(UsageError, match=r"stand_every.*from 5 to 180"):
        from_text("stand_every", "4")


def test_the_rules_are_in_seconds_and_the_defaults_are_the_contract_s() -> None:
    by_default = rules_of(DEFAULTS)
    assert Rules() == replace(by_default, reminders=by_default.reminders[:1], snoozes_in_row=None, right_moment=0)
    assert by_default.reminders == tuple(REMINDERS[kind] for kind in ("stand", "stretch", "feet"))
    assert 2 == by_default.snoozes_in_row
    assert 45 * 60 == rules_of(Settings(stand_every=45)).every("stand")


def test_the_kinds_are_as_their_contract_has_them() -> None:
    assert REMINDERS == {
        "stand": Reminder("stand", Basis.UNBROKEN, 1800, 120),
        "move": Reminder("move", Basis.UNBROKEN, 1800, 120, rises=False),
        "stretch": Reminder("stretch", Basis.SITTING, 3600, 180),
        "feet": Reminder("feet", Basis.DAY, 7200, 300, rises=False),
        "micro": Reminder("micro", Basis.SITTING, 1200, 20, Way.CARD, rises=False, repeats=False),
        "posture": Reminder("posture", Basis.SITTING, 1800, 0, Way.SILENT, rises=False, repeats=False),
        "rise": Reminder("rise", Basis.UNBROKEN, 1800, 900),
        "sit": Reminder("sit", Basis.STANDING, 900, 0, rises=False),
    }
    rules = Rules()
    assert (300, 7200, 120) == (rules.away_after, rules.passive_limit, rules.break_min)
    assert (120, 600, 300) == (rules.break_length, rules.again_after, rules.snooze)
    assert (time(4), None, ()) == (rules.day_start, rules.working_hours, rules.days_off)


def test_each_kind_that_is_on_is_as_in_the_table_and_alternation_is_two() -> None:
    off = dict.fromkeys(("stand", "stretch", "feet"), False)
    assert () == rules_of(Settings(**off)).reminders  # type: ignore[arg-type] # switches
    for reminder in (REMINDERS[kind] for kind in ("stand", "stretch", "feet", "micro", "posture")):
        settings = Settings(**{**off, reminder.kind: True})  # type: ignore[arg-type] # switches
        assert (reminder,) == rules_of(settings).reminders
    alternating = Settings(**off, alternate=True, sit_for=40, stand_for=20)  # type: ignore[arg-type] # switches
    assert alternation(2400, 1200) == rules_of(alternating).reminders


@pytest.mark.parametrize(
    ("settings", "limits"),
    [
        (Settings(snoozes_in_row=0), (0, None, None, None)),
        (Settings(skips_a_day=3, quiet_after=4, escalate_after=5), (2, 3, 4, 5)),
    ],
)
def test_nought_is_no_limit_but_for_snoozes(settings: Settings, limits: tuple[int | None, ...]) -> None:
    rules = rules_of(settings)
    assert limits == (rules.snoozes_in_row, rules.skips_a_day, rules.quiet_after, rules.escalate_after)


@pytest.mark.parametrize(
    ("kind", "key"),
    [("stand", "stand_sound"), ("feet", "feet_sound"), ("rise", "alternate_sound"), ("sit", "alternate_sound")],
)
def test_each_kind_has_its_sound(kind: str, key: str) -> None:
    assert "both" == Settings(**{key: "both"}).sound_of(kind)  # type: ignore[arg-type] # a sound
    assert "none" == DEFAULTS.sound_of(kind)


_raw = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(TABLE)) | st.text(), _raw))
def test_no_file_content_raises(raw: dict[str, Any]) -> None:
    found, complaints = read(raw)
    for key in TABLE:
        assert getattr(found, key) == TABLE[key].kind.from_raw(TABLE[key].kind.to_raw(getattr(found, key)))
    assert all(complaints)


@given(st.sampled_from(sorted(TABLE)), st.text())
def test_no_text_raises_anything_but_a_usage_error(key: str, text: str) -> None:
    try:
        from_text(key, text)
    except UsageError as error:
        assert key in str(error)  # noqa: PT017 - it need not raise


@given(st.floats(1, 16))
def test_any_number_in_range_survives_being_written(value: float) -> None:
    kind = TABLE["goal_hours"].kind
    assert value == kind.from_raw(kind.to_raw(value))
