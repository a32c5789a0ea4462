"""A version over a year old says so: once, by its own date, and not before the first release."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import posture_app
from posture_app.runtime.old_version import is_old, old_version

RUN = """
import sys
import posture_app
posture_app.RELEASE_DAY = "2020-02-29"
from posture_app.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("released", "today", "old"),
    [
        ("2026-11-30", "2027-11-30", False),
        ("2026-11-30", "2027-12-01", True),
        ("2026-11-30", "2028-01-01", True),
        ("2026-01-01", "2026-12-31", False),
        ("2024-02-29", "2025-02-28", False),
        ("2024-02-29", "2025-03-01", True),
        ("2026-11-30", "2020-12-31", False),  # by a clock that stands behind
        ("", "2099-01-01", False),
    ],
)
def test_it_is_old_after_a_year(released: str, today: str, old: bool) -> None:
    assert old is is_old(released, date.fromisoformat(today))


def test_it_is_said_once_of_each_version_with_what_updates_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posture_app, "RELEASE_DAY", "2026-11-30")
    known: set[str] = set()

    def first_time(what: str) -> bool:
        is_new = what not in known
        known.add(what)
        return is_new

    def said(today: str) -> tuple[str, ...]:
        return old_version(first_time, date.fromisoformat(today), {"FLATPAK_ID": "org.example"})

    assert () == said("2027-11-30")
    (sentence,) = said("2027-12-01")
    assert "30 November 2026" in sentence
    assert sentence.endswith("flatpak update org.example")
    assert () == said("2028-12-01")
    monkeypatch.setattr(posture_app, "__version__", "99.0.0")
    assert 1 == len(said("2028-12-01"))


@pytest.mark.skipif(sys.platform != "linux", reason="run without a display")
def test_a_start_says_it_and_the_next_one_does_not(tmp_path: Path) -> None:
    around = {key: text for key, text in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    around |= {"XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)}
    said = []
    for _ in range(2):
        command = [sys.executable, "-c", RUN, "--data-dir", str(tmp_path / "data"), "--hidden"]
        with subprocess.Popen(command, env=around, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as app:
            leave = [sys.executable, "-m", "posture_app", "--data-dir", str(tmp_path / "data"), "quit"]
            while app.poll() is None and subprocess.run(leave, env=around, capture_output=True, check=False).returncode:
                pass
            said.append("over a year old" in app.communicate(timeout=60)[1])
    assert [True, False] == said
