"""A trace that is not valid gets one sentence that names the line and the fault, whatever is wrong with it."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.errors import UsageError
from posture_app.core.replay.trace import read_trace
from tests.core.days import Lines, as_text, days

START = '{"at": "2026-03-02T09:00:00+01:00", "event": "start", "zone": "Europe/Berlin"}'
AT = '"at": "2026-03-02T09:10:00+01:00"'


def line(**fields: Any) -> str:
    return json.dumps({"at": "2026-03-02T09:10:00+01:00", **fields})


def start(**settings: Any) -> str:
    return json.dumps({**json.loads(START), "settings": settings})


MEMORIES: list[tuple[object, str]] = [
    (None, "must be an object"),
    ({"pills": 1}, "no “pills”"),
    ({"sat": -(1 << 41)}, "as “sat”"),
    ({"sat": "much"}, "as “sat”"),
    ({"sat_until": 1.5}, "as “sat_until”"),
    ({"paused": 1}, "as “paused”"),
    ({"posture": "lying"}, "as “posture”"),
    ({"had_turn": [1]}, "as “had_turn”"),
    ({"since": []}, "as “since”"),
    ({"since": {"stretch": True}}, "as “since”"),
]


@pytest.mark.parametrize(("memory", "says"), MEMORIES)
def test_a_wrong_memory_is_named_with_its_fault(memory: object, says: str) -> None:
    text = fault_of([json.dumps({**json.loads(START), "memory": memory})])
    assert text.startswith("day.jsonl, line 1: “memory” ")
    assert says in text


def fault_of(lines: Iterator[str] | list[str]) -> str:
    with pytest.raises(UsageError) as caught:
        list(read_trace(lines, "day.jsonl"))
    return str(caught.value)


SECOND_LINES = [
    ("not JSON", "not JSON"),
    ("{" + AT + ', "event": "lock"', "not JSON"),
    ("[1, 2]", "not a JSON object"),
    ("null", "not a JSON object"),
    ('"start"', "not a JSON object"),
    ("{}", "“event” is missing"),
    ("[" * 100_000, "not JSON"),
    ('{"a":' * 100_000, "not JSON"),
    (line(), "“event” is missing"),
    (line(event="dance"), "dance"),
    (line(event=None), "None"),
    (line(event=["lock"]), "lock"),
    (line(event={}), "{}"),
    ('{"event": "lock"}', "“at” is missing"),
    ('{"at": "2026-03-02T08:59:59+01:00", "event": "lock"}', "before the line above"),
    (line(event="input", ago=-1), "“ago”"),
    (line(event="input", ago="soon"), "“ago”"),
    (line(event="input", ago=True), "“ago”"),
    ("{" + AT + ', "event": "input", "ago": NaN}', "“ago”"),
    ('{"at": "2026-03-02T09:10:00", "event": "lock"}', "“at”"),
    ('{"at": "2026-03-02", "event": "lock"}', "“at”"),
    ('{"at": "tomorrow", "event": "lock"}', "“at”"),
    ('{"at": "", "event": "lock"}', "“at”"),
    ('{"at": 1772438400, "event": "lock"}', "“at”"),
    ('{"at": null, "event": "lock"}', "“at”"),
    ('{"at": ["2026-03-02T09:10:00+01:00"], "event": "lock"}', "“at”"),
    ('{"at": "2026-02-30T09:10:00+01:00", "event": "lock"}', "“at”"),
    ('{"at": "0001-01-01T00:00:00+14:00", "event": "lock"}', "“at”"),
    ('{"at": "9999-12-31T23:59:59-14:00", "event": "lock"}', "“at”"),
    (line(event="lock", key=1), "“key”"),
    (line(event="lock", until="2026-03-02T09:11:00+01:00"), "“until”"),
    (line(event="input", until="2026-03-02T09:09:59+01:00"), "“until” lies before “at”"),
    (line(event="idle"), "“ago” is missing"),
    (line(event="idle", ago=-1), "“ago”"),
    (line(event="time"), "“kind” is missing"),
    (line(event="time", kind=""), "“kind”"),
    (line(event="look", ago=1), "no field “ago”"),
    (line(event="adjust", zone="UTC"), "“settings” is missing"),
    (line(event="adjust", zone="Mars", settings={}), "“Mars” is not a time zone"),
    (line(event="adjust", zone="UTC", settings={"days_off": "soon"}), "“days_off”"),
    (line(event="adjust", zone="UTC", settings={"days_off": 4}), "“days_off”"),
    (line(event="input", until="2026-03-02T09:11:00"), "“until”"),
    (line(event="input", until=5), "“until”"),
    (line(event="start", zone="Europe/Berlin"), "runs already"),
    (line(event="say"), "“what” is missing"),
    (line(event="say", what="dance"), "dance"),
    (line(event="say", what=None), "None"),
    (line(event="say", what=[]), "[]"),
    (line(event="say", what={}), "{}"),
    (line(event="say", what="sit", minutes=5), "minutes"),
    (line(event="say", what="private_off", minutes=5), "minutes"),
    (line(event="say", what="private", minutes=0), "minutes"),
    (line(event="say", what="snooze", minutes=0), "minutes"),
    (line(event="say", what="snooze", minutes=-1), "minutes"),
    (line(event="say", what="snooze", minutes=True), "minutes"),
    (line(event="say", what="snooze", minutes="5"), "minutes"),
    (line(event="say", what="snooze", minutes=None), "minutes"),
    (line(event="say", what="snooze", minutes=float("nan")), "minutes"),
    (line(event="say", what="pause", minutes=float("inf")), "minutes"),
    (line(event="say", what="pause", minutes=1e300), "minutes"),
    (line(event="say", what="pause", minutes=10**400), "minutes"),
    (line(event="clock_set"), "“to” is missing"),
    (line(event="clock_set", to=None), "“to”"),
    (line(event="clock_set", to="10:00"), "“to”"),
    (line(event="clock_set", to="2026-03-02T10:00:00"), "“to”"),
]


@pytest.mark.parametrize(("bad", "says"), SECOND_LINES, ids=[text[:50] for text, _ in SECOND_LINES])
def test_a_wrong_line_is_named_with_its_fault(bad: str, says: str) -> None:
    text = fault_of([START, bad, line(event="end")])
    assert "day.jsonl, line 2: " == text[: len("day.jsonl, line 2: ")]
    assert says in text
    assert "\n" not in text


STARTS = [
    ({"stand_every": 0}, "stand_every"),
    ({"stand_every": -5}, "stand_every"),
    ({"stand_every": 1.5}, "stand_every"),
    ({"stand_every": True}, "stand_every"),
    ({"stand_every": "60"}, "stand_every"),
    ({"stand_every": None}, "stand_every"),
    ({"stand_every": 10**30}, "stand_every"),
    ({"away_after": 0}, "away_after"),
    ({"break_min": 0}, "break_min"),
    ({"passive_limit": -1}, "passive_limit"),
    ({"snooze": []}, "snooze"),
    ({"again_after": {}}, "again_after"),
    ({"break_length": float("nan")}, "break_length"),
    ({"lunch": 60}, "lunch"),
    ({"day_start": "25:00"}, "day_start"),
    ({"day_start": "4"}, "day_start"),
    ({"day_start": "04:00:00"}, "day_start"),
    ({"day_start": 4}, "day_start"),
    ({"day_start": None}, "day_start"),
    ({"day_start": "²³:00"}, "day_start"),
    ({"working_hours": "mon-fri 09:00-17:00"}, "working_hours"),
    ({"working_hours": []}, "working_hours"),
    ({"working_hours": {"monday": []}}, "working_hours"),
    ({"working_hours": {"mon": None}}, "working_hours"),
    ({"working_hours": {"mon": 5}}, "working_hours"),
    ({"working_hours": {"mon": "09:00-12:00"}}, "working_hours"),
    ({"working_hours": {"mon": [["09:00"]]}}, "working_hours"),
    ({"working_hours": {"mon": [["09:00", "10:00", "11:00"]]}}, "working_hours"),
    ({"working_hours": {"mon": [["10:00", "09:00"]]}}, "working_hours"),
    ({"working_hours": {"mon": [["09:00", "09:00"]]}}, "working_hours"),
    ({"working_hours": {"mon": [["22:00", "06:00"]], "tue": [["05:00", "06:00"]]}}, "working_hours"),
    ({"working_hours": {"mon": [["00:00", "24:01"]]}}, "working_hours"),
    ({"working_hours": {"mon": [["09:00", None]]}}, "working_hours"),
    ({"working_hours": {"mon": [[9, 17]]}}, "working_hours"),
    ({"working_hours": {"mon": ["ab"]}}, "working_hours"),
    ({"working_hours": {"mon": {"09:00": "10:00"}}}, "working_hours"),
    ({"working_hours": {"mon": [{"09:00": 1, "10:00": 2}]}}, "working_hours"),
    ({"working_hours": {"mon": [["09:00", "11:00"], ["10:00", "12:00"]]}}, "working_hours"),
    ({"working_hours": {"mon": [["09:00", "24:00"], ["10:00", "12:00"]]}}, "working_hours"),
    ({"reminders": None}, "reminders"),
    ({"reminders": {}}, "reminders"),
    ({"reminders": "stand"}, "reminders"),
    ({"reminders": ["stand"]}, "stand"),
    ({"reminders": [5]}, "kind"),
    ({"reminders": [{}]}, "kind"),
    ({"reminders": [{"kind": ""}]}, "kind"),
    ({"reminders": [{"kind": None}]}, "kind"),
    ({"reminders": [{"kind": ["stand"]}]}, "kind"),
    ({"reminders": [{"kind": "stand,feet"}]}, "kind"),
    ({"reminders": [{"kind": "stand"}, {"kind": "stand"}]}, "two of the “reminders”"),
    ({"reminders": [{"kind": "stand", "sound": "gong"}]}, "sound"),
    ({"reminders": [{"kind": "stand", "every": 0}]}, "every"),
    ({"reminders": [{"kind": "stand", "every": -1}]}, "every"),
    ({"reminders": [{"kind": "stand", "every": "30 min"}]}, "every"),
    ({"reminders": [{"kind": "stand", "every": True}]}, "every"),
    ({"reminders": [{"kind": "stand", "every": None}]}, "every"),
    ({"reminders": [{"kind": "stand", "length": -1}]}, "length"),
    ({"reminders": [{"kind": "stand", "length": 1.5}]}, "length"),
    ({"reminders": [{"kind": "stand", "way": "loud"}]}, "way"),
    ({"reminders": [{"kind": "stand", "way": ["card"]}]}, "way"),
    ({"reminders": [{"kind": "stand", "basis": "hours"}]}, "basis"),
    ({"reminders": [{"kind": "stand", "basis": None}]}, "basis"),
    ({"reminders": [{"kind": "stand", "basis": "standing"}]}, "standing"),
    ({"reminders": [{"kind": "sit", "basis": "unbroken"}]}, "sit"),
    ({"reminders": [{"kind": "stand", "rises": 1}]}, "rises"),
    ({"reminders": [{"kind": "stand", "repeats": "no"}]}, "repeats"),
    ({"reminders": [{"kind": "stand", "times": {"mon": ["10:00"]}}]}, "times"),
    ({"reminders": [{"kind": "own:Tea", "basis": "clock"}]}, "times"),
    ({"reminders": [{"kind": "own:Tea", "basis": "clock", "times": {"mon": []}}]}, "times"),
    ({"reminders": [{"kind": "own:Tea", "basis": "clock", "times": {"monday": ["10:00"]}}]}, "times"),
    ({"reminders": [{"kind": "own:Tea", "basis": "clock", "times": ["10:00"]}]}, "times"),
    ({"reminders": [{"kind": "own:Tea", "basis": "clock", "times": {"mon": "10:00"}}]}, "times"),
    ({"reminders": [{"kind": "own:Tea", "basis": "clock", "times": {"mon": ["24:00"]}}]}, "times"),
    ({"reminders": [{"kind": "own:Tea", "basis": "clock", "times": {"mon": [10]}}]}, "times"),
    ({"merge_within": -1}, "merge_within"),
    ({"spacing": 1.5}, "spacing"),
    ({"snoozes_in_row": -1}, "snoozes_in_row"),
    ({"snoozes_in_row": "2"}, "snoozes_in_row"),
    ({"skips_a_day": True}, "skips_a_day"),
    ({"quiet_after": 0}, "quiet_after"),
    ({"escalate_after": []}, "escalate_after"),
]


@pytest.mark.parametrize(("settings", "says"), STARTS, ids=[json.dumps(s)[:60] for s, _ in STARTS])
def test_a_wrong_setting_is_named(settings: dict[str, Any], says: str) -> None:
    text = fault_of([start(**settings), line(event="end")])
    assert text.startswith("day.jsonl, line 1: ")
    assert says in text


@pytest.mark.parametrize("settings", [5, None, [], "none", True])
def test_settings_that_are_no_object_are_named(settings: object) -> None:
    text = fault_of([json.dumps({**json.loads(START), "settings": settings})])
    assert text.startswith("day.jsonl, line 1: ")
    assert "settings" in text


@pytest.mark.parametrize(
    "zone", ["", "Mars/Base", "../../etc/passwd", "/etc/localtime", "Europe", 5, None, [], "\0", "a" * 5000]
)
def test_a_zone_that_does_not_exist_is_named(zone: object) -> None:
    text = fault_of([json.dumps({**json.loads(START), "zone": zone})])
    assert text.startswith("day.jsonl, line 1: ")
    assert "zone" in text


@pytest.mark.parametrize("lines", [[], [""], ["\n", "  \n"]])
def test_an_empty_trace_says_so(lines: list[str]) -> None:
    assert "empty" in fault_of(lines)
    assert "line 1" in fault_of(lines)


@pytest.mark.parametrize("event", ["input", "lock", "end", "stop", "kill"])
def test_a_trace_begins_with_a_start(event: str) -> None:
    assert "day.jsonl, line 1: the first event must be “start”." == fault_of([line(event=event)])


@pytest.mark.parametrize("event", ["stop", "kill"])
def test_the_app_stops_once(event: str) -> None:
    text = fault_of([START, line(event="stop"), line(event=event)])
    assert text.startswith("day.jsonl, line 3: ")
    assert "does not run" in text


@pytest.mark.parametrize("event", ["input", "end", "lock"])
def test_nothing_follows_the_end(event: str) -> None:
    text = fault_of([START, line(event="end"), line(event=event)])
    assert text.startswith("day.jsonl, line 3: ")
    assert "end" in text


def test_empty_lines_are_counted_when_a_line_is_named() -> None:
    assert fault_of([START, "", "  ", "x"]).startswith("day.jsonl, line 4: ")


def test_order_is_judged_by_the_reading_after_a_set_clock() -> None:
    lines = [START, line(event="clock_set", to="2026-03-02T08:00:00+01:00")]
    good = [*lines, '{"at": "2026-03-02T08:00:00+01:00", "event": "lock"}']
    bad = [*lines, '{"at": "2026-03-02T07:59:59+01:00", "event": "lock"}']
    assert 4 == len(list(read_trace(good, "day.jsonl")))
    assert fault_of(bad).startswith("day.jsonl, line 3: ")


def opened(data: bytes) -> io.TextIOWrapper:
    """As a trace must be opened for its line to be known: a decoder that stops does so before lines it has read."""
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", errors="surrogateescape")


@pytest.mark.parametrize(
    "bad", [b'{"at": "\xff"}', b"\xff\xfe", b'{"at": "2026-03-02T09:10:00+01:00", "event": "\xc3("}']
)
def test_text_that_is_not_utf_8_is_named_with_its_line(bad: bytes) -> None:
    text = fault_of(opened(START.encode() + b"\n\n" + bad + b"\n"))
    assert text.startswith("day.jsonl, line 3: ")
    assert "UTF-8" in text


@pytest.mark.parametrize(
    "bad",
    [
        line(event="a\nb"),
        line(event="say", what="a\nb"),
        '{"at": "a\\nb", "event": "lock"}',
        line(event="lock", **{"a\nb": 1}),
        line(event="input", until="a\nb"),
        line(event="dance" * 10_000),
        line(event="say", what="snooze", minutes=["a\nb"] * 1000),
    ],
    ids=lambda text: text[:60],
)
def test_the_fault_is_told_in_one_line_of_bearable_length(bad: str) -> None:
    text = fault_of([START, bad])
    assert 1 == len(text.splitlines())
    assert len(text) < 500


@given(st.lists(st.text()))
def test_no_text_raises_anything_but_a_usage_error(lines: list[str]) -> None:
    _read_or_refuse(lines)


@given(st.binary())
def test_no_bytes_raise_anything_but_a_usage_error(data: bytes) -> None:
    _read_or_refuse(opened(data))


@given(days(most=6), st.data())
def test_no_damaged_line_raises_anything_but_a_usage_error(lines: Lines, data: st.DataObject) -> None:
    text = as_text(lines)
    number = data.draw(st.integers(0, len(text) - 1))
    victim = text[number]
    first = data.draw(st.integers(0, len(victim)))
    last = data.draw(st.integers(first, min(len(victim), first + 6)))
    text[number] = victim[:first] + data.draw(st.text(max_size=3)) + victim[last:]
    _read_or_refuse(text)


REMINDER_KEYS = ["kind", "basis", "every", "length", "way", "rises", "repeats", "times"]
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(REMINDER_KEYS), _json), st.sampled_from(["stand", "sit", "own:Tea"]))
def test_no_reminder_of_a_wrong_kind_raises_anything_but_a_usage_error(more: dict[str, Any], kind: str) -> None:
    _read_or_refuse([start(reminders=[{"kind": kind, **more}]), line(event="end")])


@given(days(most=6), _json, st.data())
def test_no_value_of_a_wrong_kind_raises_anything_but_a_usage_error(
    lines: Lines, value: Any, data: st.DataObject
) -> None:
    victim = data.draw(st.sampled_from(lines))
    if "settings" in victim and data.draw(st.booleans()):
        victim = victim["settings"]
    victim[data.draw(st.sampled_from(sorted(victim)))] = value
    _read_or_refuse(as_text(lines))


def _read_or_refuse(lines: Any) -> None:
    try:
        list(read_trace(lines, "day.jsonl"))
    except UsageError as error:
        assert "line " in str(error)  # noqa: PT017 - it need not raise
        assert "\n" not in str(error)  # noqa: PT017 - it need not raise


def test_a_number_too_long_to_convert_is_refused() -> None:
    digits = "1" * (sys.get_int_max_str_digits() + 1)
    text = fault_of([START, "{" + AT + ', "event": "say", "what": "snooze", "minutes": ' + digits + "}"])
    assert text.startswith("day.jsonl, line 2: ")


def test_a_byte_order_mark_is_refused_or_read_but_does_not_crash(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + START.encode() + b"\n")
    with path.open(encoding="utf-8") as lines:
        _read_or_refuse(lines)
