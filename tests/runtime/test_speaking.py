"""The app speaks the language of the setting, of this run, or of the system; a damaged catalogue changes nothing."""

import gzip
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest

from posture_app.cli import main
from posture_app.core import language
from posture_app.core.catalogue import Message, make_mo
from posture_app.core.language import _
from posture_app.desktop import bundled
from posture_app.runtime.speaking import said_language, speak

HEADER = Message("", translations=("Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n",))
CUT = b"", b"x" * 40, b"\xde\x12\x04\x95", b"\xde\x12\x04\x95" + b"\xff" * 60
BROKEN = *CUT, *map(gzip.compress, CUT)
WORD, THERE = "No faults.", "Ohne Fehler."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where catalogues lie; German is there."""
    there = tmp_path / "translations" / "app"
    there.mkdir(parents=True)
    there.joinpath("de.mo.gz").write_bytes(gzip.compress(make_mo((HEADER, Message(WORD, translations=(THERE,))))))
    monkeypatch.setattr(bundled, "resources", lambda: tmp_path)
    before = language.use(NullTranslations())
    yield there
    language.use(before)


@pytest.mark.usefixtures("folder")
def test_the_language_is_that_of_the_setting_or_of_the_system() -> None:
    assert ("de", THERE) == (speak("de", {}), _(WORD))
    assert ("en", WORD) == (speak("en", {"LANG": "de_DE"}), _(WORD))
    assert ("de_AT", THERE) == (speak("system", {"LANG": "de_AT.UTF-8"}), _(WORD))
    assert ("en", WORD) == (speak("system", {"LANG": "nl_NL.UTF-8"}), _(WORD))
    assert ("en", WORD) == (speak("tlh", {}), _(WORD))


@pytest.mark.parametrize("broken", BROKEN, ids=len)
def test_a_damaged_catalogue_leaves_english_and_is_told_of(
    folder: Path, broken: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    folder.joinpath("de.mo.gz").write_bytes(broken)
    assert ("en", WORD) == (speak("de", {}), _(WORD))
    assert "translations/app: de.mo.gz cannot be read" in caplog.text
    caplog.clear()


@pytest.mark.parametrize(
    ("written", "overrides", "wanted"),
    [
        (None, (), "system"), ("", (), "system"), ('language = "de"', (), "de"), ("language = 7", (), "system"),
        ('language = "', (), "system"), ('language = "de"', ("language=fr", "goal_hours=7"), "fr"),
        ("# a language", (), "system"), ('\ufefflanguage = "de"', (), "de"),
    ],
)  # fmt: skip
def test_the_setting_is_known_before_anything_is_said(
    tmp_path: Path, written: str | None, overrides: tuple[str, ...], wanted: str
) -> None:
    file = tmp_path / "settings.toml"
    if written is not None:
        file.write_text(written, encoding="utf-8")
    assert wanted == said_language(file, overrides)


def test_the_command_line_speaks_the_language_of_the_setting(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    off, there = "off; to turn it on: posture-app autostart on", "aus"
    folder.joinpath("de.mo.gz").write_bytes(gzip.compress(make_mo((HEADER, Message(off, translations=(there,))))))
    home = tmp_path / "data"
    home.mkdir()
    assert 0 == main(["--data-dir", str(home), "autostart", "status"])
    home.joinpath("settings.toml").write_text('language = "de"')
    assert 0 == main(["--data-dir", str(home), "autostart", "status"])
    assert [off, there] == capsys.readouterr().out.splitlines()


def test_the_words_of_the_parser_are_in_that_language_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = (
        Message("usage: ", translations=("Aufruf: ",)),
        Message("unrecognized arguments: %s", translations=("%s?",)),
    )
    folder.joinpath("fr.mo.gz").write_bytes(gzip.compress(make_mo((HEADER, *said))))
    with pytest.raises(SystemExit):
        main(["--set", "language=fr", "--help"])
    assert capsys.readouterr().out.startswith("Aufruf: posture-app")
    assert 2 == main(["--set", "language=fr", "--nonsense"])
    assert "--nonsense?" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--help"])
    assert capsys.readouterr().out.startswith("usage: posture-app")
