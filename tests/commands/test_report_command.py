"""`posture-app report`: one page of PDF, without a display, that says what the log has."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from posture_app.core.calendar import day_of
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.paths import places
from posture_app.store.log.log import open_log
from tests import needs
from tests.ui.charts.pictures import text_of

HOUR, HALF_A_DAY, DAY = timedelta(hours=1), timedelta(hours=12), timedelta(days=1)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    needs.qt()
    return tmp_path / "data"


@pytest.fixture
def month(home: Path) -> date:
    """The last month, and a log with three hours on each of ten days of it."""
    now = SystemClock().now().wall
    start = time((now + HALF_A_DAY).hour)  # no day, and so no month, is to end meanwhile
    month = (day_of(now, "UTC", start).replace(day=1) - DAY).replace(day=1)
    log = open_log(places(home).database, now=now).log
    first = datetime.combine(month.replace(day=3), time((start.hour + 1) % 24), UTC)
    for day in range(10):
        log.record(Span(Posture.SITTING, first + day * DAY, first + day * DAY + 3 * HOUR, EndedBy.UP, "UTC"))
    log.close()
    places(home).settings.write_text(f'day_start = "{start:%H:%M}"\n')
    return month


def run(home: Path, *arguments: str) -> tuple[int, str]:
    """In a process of its own, as Qt begins once in each, where there is no display."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden} | {"TZ": "UTC"}
    command = [sys.executable, "-m", "posture_app", "--data-dir", str(home), "report", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=200, env=environment)
    return done.returncode, done.stderr


def test_last_month_is_written_without_a_display(home: Path, month: date, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    assert (0, "") == run(home, str(file), "--name", "Anna", "--paper", "letter")
    text = text_of(file.read_bytes())
    assert text.startswith(f"{month:%B %Y}")
    assert "Anna" in text
    assert "You sat 3 h 00 min a day" in text


@pytest.mark.usefixtures("month")
def test_days_without_a_record_and_days_that_are_none_are_told(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    code, why = run(home, str(file), "--since", "2001-02-03", "--until", "2001-02-04")
    assert (1, True) == (code, "Nothing is recorded in these days." in why)
    code, why = run(home, str(file), "--since", "2001-02-03", "--until", "2001-02-01")
    assert (2, True) == (code, "--until lies before --since." in why)
    assert not file.exists()
