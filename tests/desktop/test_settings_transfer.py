"""Settings go to a file and come back; what is no such file changes nothing and says why."""

import os
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from posture_app.core.content.exercises import Condition, Kit
from posture_app.core.content.profile import Weight
from posture_app.core.errors import KnownError
from posture_app.core.settings.days_off import parse_days_off
from posture_app.core.settings.own_reminders import OwnReminder, parse_due
from posture_app.core.settings.settings import DEFAULTS, TABLE
from posture_app.core.settings.shortcuts import parse_shortcut
from posture_app.desktop.settings_transfer import LARGEST, export_settings, settings_in

MINE = replace(
    DEFAULTS,
    stand_every=45,
    own=(OwnReminder('Water “"still"”', parse_due("mon-fri 10:00"), text="A glass, “slowly”."),),
    days_off=parse_days_off("2026-05-01, 2026-12-24..2027-01-02"),
    hotkey_up=parse_shortcut("ctrl+alt+u"),
    day_start=time(3, 30),
    shared_folder="~/Sync",
    weights=(("neck_tilt", Weight.LESS), ("walk", Weight.MORE)),
    kit=frozenset({Kit.BAND}),
)


@pytest.mark.parametrize("settings", [DEFAULTS, MINE])
def test_all_of_them_come_back_as_they_were(tmp_path: Path, settings: object) -> None:
    assert isinstance(settings, type(DEFAULTS))
    file = tmp_path / "mine.toml"
    file.write_text("of before")
    export_settings(settings, file, private=True)
    values, complaints = settings_in(file)
    assert (settings, set(TABLE), ()) == (replace(DEFAULTS, **values), set(values), complaints)
    assert [file] == list(tmp_path.glob("*mine*"))


def test_what_is_wrong_in_a_file_is_told_and_the_rest_taken(tmp_path: Path) -> None:
    file = tmp_path / "some.toml"
    file.write_bytes("\ufeffsnooze = 7\nlunch = 5\nvolume = 500\n".encode())
    values, complaints = settings_in(file)
    assert {"snooze": 7} == values
    assert ["“lunch”", "volume:"] == [text.split()[0] for text in complaints]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no setting"),
        (b"lunch = 5", "no setting"),
        (b"snooze = ", "not a file of settings"),
        (b"\xff\xfe\x00", "not a file of settings"),
        (b"%PDF-1.7\n\x00\x01", "not a file of settings"),
        (b"[" * 100_000, "not a file of settings"),
        (b"#" * (LARGEST + 1), "too large"),
    ],
)
def test_what_is_no_file_of_settings_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "other.toml"
    file.write_bytes(content)
    with pytest.raises(KnownError, match=says):
        settings_in(file)


def test_what_cannot_be_read_or_written_is_said(tmp_path: Path) -> None:
    for nothing in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(KnownError, match="is not a file"):
            settings_in(nothing)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(KnownError, match="is not a file"):
            settings_in(tmp_path / "pipe")
    with pytest.raises(KnownError, match="cannot be written"):
        export_settings(DEFAULTS, tmp_path / "none" / "mine.toml")


def test_what_tells_of_a_persons_health_goes_into_a_file_only_if_that_is_wanted(tmp_path: Path) -> None:
    settings = replace(
        MINE, place="wheelchair", seated_only=True, conditions=frozenset({Condition.GOUT}), hurt=("walk",)
    )
    export_settings(settings, tmp_path / "mine.toml")
    text = (tmp_path / "mine.toml").read_text()
    for word in ("wheelchair", "gout", "heel_raise", "seated", "hurt"):
        assert word not in text
    values, complaints = settings_in(tmp_path / "mine.toml")
    assert () == complaints
    assert {"place", "seated_only", "no_floor", "conditions", "hurt"} == set(TABLE) - set(values)
    export_settings(settings, tmp_path / "all.toml", private=True)
    assert settings == replace(DEFAULTS, **settings_in(tmp_path / "all.toml")[0])
