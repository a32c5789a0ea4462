"""`posture-app content`: files of one's own and translations checked, and the template written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from posture_app.cli import main
from posture_app.core.catalogue import Message, read_po, write_po
from posture_app.core.content.translating import HEADER, wordings
from posture_app.desktop.bundled import LIBRARY, load_content, resources
from tests.core.content.hostile_pictures import svg

Check = Callable[..., tuple[int, list[str]]]
SYNTAX = "Expected '=' after a key in a key/value pair"
TIP = """format = 2

[[tip]]
id = "own"
topic = "feet"
title = "Mine"
text = "Look at them."
evidence = "D"
evidence_note = "Mine."
sources = ["CUST"]
reviewed = 2026-11-22
"""


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    def check(*arguments: object) -> tuple[int, list[str]]:
        code = main(["content", *map(str, arguments)])
        return code, capsys.readouterr().out.splitlines()

    return check


def test_a_file_of_ones_own_may_name_what_ships(check: Check, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(TIP, encoding="utf-8")
    assert check("check", tmp_path / "own.toml") == (0, ["Read: 1 tip.", "No faults."])


def test_an_exercise_of_ones_own_needs_little_and_its_picture_is_checked(check: Check, tmp_path: Path) -> None:
    short = 'format = 2\n[[exercise]]\nname = "Press"\nsteps = ["Push."]\nhold_s = 5\nillustration = "press"\n'
    (tmp_path / "press.toml").write_text(short, encoding="utf-8")
    (tmp_path / "press.svg").write_bytes(svg("<rect width='9' height='9'/>"))
    assert check("check", tmp_path) == (0, ["Read: 1 exercise.", "No faults."])
    (tmp_path / "press.svg").write_bytes(svg("<image/>"))
    told = f"{tmp_path / 'press.svg'}:1: The drawing cannot be used: “image” is not allowed in it (line 1)."
    assert check("check", tmp_path / "press.toml") == (1, [told, "Read: 1 exercise.", "1 fault."])


def test_each_fault_has_its_file_line_entry_and_field(check: Check, tmp_path: Path) -> None:
    wrong = TIP.replace('"feet"', '"toes"').replace("2026-11-22", '"today"')
    (tmp_path / "a.toml").write_text(wrong, encoding="utf-8")
    (tmp_path / "b.toml").write_text("format = 2\nnonsense\n", encoding="utf-8")
    code, told = check("check", tmp_path)
    assert code == 1
    assert [line.split(" known are")[0] for line in told] == [
        f"{tmp_path / 'b.toml'}:2: it is not valid TOML and is left out: {SYNTAX} (at line 2, column 9).",
        f"{tmp_path / 'a.toml'}:5: tip “own”: topic “toes” is not known;",
        f"{tmp_path / 'a.toml'}:11: tip “own”: reviewed must be a date such as 2026-11-22 without quotes, not “today”.",
        "Read: -.",
        "3 faults.",
    ]


def test_the_library_that_ships_is_right(check: Check) -> None:
    code, told = check("check", resources().joinpath(*LIBRARY))
    assert (code, len(told), told[-1]) == (0, 2, "No faults.")
    assert told[0].startswith("Read: 53 exercises, 60 tips, 5 programmes, 8 routines and ")


def test_what_is_no_content_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path, what in (
        (tmp_path / "none", "There is no"),
        (tmp_path, "is no .toml or .po file, and no folder of them"),
    ):
        assert main(["content", "check", str(path)]) == 1
        assert what in capsys.readouterr().err


def test_the_template_has_every_text_once(check: Check, tmp_path: Path) -> None:
    assert check("pot", tmp_path / "content.pot") == (0, [])
    messages, faults = read_po((tmp_path / "content.pot").read_text(encoding="utf-8"))
    assert faults == ()
    assert [(one.context, one.text) for one in messages[1:]] == [
        (one.context, one.text) for one in wordings(load_content()[0])
    ]
    assert check("check", (tmp_path / "content.pot").rename(tmp_path / "xx.po"))[0] == 0


def test_without_a_file_the_template_goes_to_standard_output(check: Check) -> None:
    assert check("pot")[1][:2] == ['msgid ""', 'msgstr ""']


def catalogue(path: Path, *messages: Message) -> Path:
    path.write_text(write_po([Message("", translations=(HEADER,)), *messages]), encoding="utf-8")
    return path


def test_a_catalogue_is_held_against_the_content(check: Check, tmp_path: Path) -> None:
    name = next(one for one in wordings(load_content()[0]) if one.context == "exercise.walk.name")
    file = catalogue(
        tmp_path / "xx.po",
        Message(name.text, name.context, translations=("x" * 57,)),
        Message("Old words.", "exercise.walk.in_short", translations=("Alt.",)),
        Message("Gone", "exercise.gone.name", translations=("Weg",)),
    )
    code, told = check("check", file)
    assert code == 1
    assert told[0] == f"{file}:9: exercise.walk.name: it is 57 characters long; at most 56 fit."
    assert told[1].startswith(f"{file}:13: exercise.walk.in_short: the English has changed; it says “")
    assert told[2] == f"{file}:17: exercise.gone.name: there is no such text."
    assert told[3] == f"{file}: exercise.walk comes in English; it lacks in_short."
    assert " entries come in this language." in told[4]
    assert told[-1] == "3 faults."


def test_a_whole_catalogue_is_told_as_whole(check: Check, tmp_path: Path) -> None:
    texts = wordings(load_content()[0])
    file = catalogue(tmp_path / "xx.po", *(Message(one.text, one.context, translations=("x",)) for one in texts))
    code, told = check("check", file)
    entries = len({tuple(one.context.split(".")[: 1 if one.context.startswith("safety") else 2]) for one in texts})
    assert (code, told) == (
        0,
        [
            f"{file}: {len(texts)} of {len(texts)} texts; {entries} of {entries} entries come in this language.",
            "No faults.",
        ],
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\xff", ":1: it is not UTF-8; byte 0 is wrong."),
        (b"x" * (2**20 + 1), ":1: it has 1048577 bytes; at most 1048576 fit."),
        (b"nonsense", ":1: this is no line of a catalogue: “nonsense”."),
    ],
    ids=["no UTF-8", "large", "none"],
)
def test_a_file_that_is_no_catalogue_is_told(check: Check, tmp_path: Path, data: bytes, what: str) -> None:
    (tmp_path / "xx.po").write_bytes(data)
    code, told = check("check", tmp_path / "xx.po")
    assert code == 1
    assert f"{tmp_path / 'xx.po'}{what}" in told
