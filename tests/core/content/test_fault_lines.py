"""The line of a fault in the text of its file."""

import tomllib

import pytest

from posture_app.core.content.fault_lines import line_of
from posture_app.core.content.reading import read_content

TEXT = """# A file of one's own
format = 2

[[source]]
key = "SOME19"
citation = "Somebody"
year = 1019
doi = "10.1/x"

[[exercise]] # the first
id = "one"

[[exercise]]
id = "two"
steps = [
  "Sit.",
]
hold_s = "five"

[exercise.cautions]
gout = ""

[[programme]]
id = "p"
weeks = 1

[[programme.sessions]]
variants = ["usual"]
weeks = [1]
days = 1
items = [{ exercise = "one" }]

[[programme.sessions]]
variants = ["often"]

[[programme.sessions.items]]
exercise = "one"

[[programme.sessions.items]]
exercise = "one"
reps = 99

[safety]
stop_rule = 3
"""


@pytest.mark.parametrize(
    ("kind", "number", "key", "line"),
    [
        ("source", 0, "year", 7),
        ("exercise", 0, "name", 10),  # missing: where its table begins
        ("exercise", 1, "name", 13),
        ("exercise", 1, "hold_s", 18),
        ("exercise", 1, "steps 1", 15),
        ("exercise", 1, "cautions gout", 20),
        ("programme", 0, "sessions 1 items 1 exercise", 31),
        ("programme", 0, "sessions 2 variants", 34),
        ("programme", 0, "sessions 2 items 2 reps", 41),
        ("programme", 0, "sessions 2 days", 33),
        ("safety", 0, "stop_rule", 44),
    ],
)
def test_a_fault_is_found_where_it_was_written(kind: str, number: int, key: str, line: int) -> None:
    faults = read_content({"own.toml": tomllib.loads(TEXT)}, ())[1]
    found = [line_of(TEXT, one) for one in faults if (one.kind, one.number, one.key) == (kind, number, key)]
    if not found:  # no fault of its own, but where it would be
        fault = next(one for one in faults if one.kind == kind)
        found = [line_of(TEXT, type(fault)(fault.file, "", kind, number, "", key))]
    assert found[0] == line


@pytest.mark.parametrize(("text", "line"), [("format = 3\n", 1), ("# old\n\nformat = 3\n", 3), ("", 1), ("a = 1\n", 1)])
def test_a_fault_of_the_file_has_a_line_too(text: str, line: int) -> None:
    faults = read_content({"own.toml": tomllib.loads(text)}, ())[1]
    assert [line_of(text, fault) for fault in faults] == [line]
