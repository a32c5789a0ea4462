"""`posture-app status --follow`: a line at each change, in the form that a program takes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from posture_app.cli import main
from posture_app.commands import remote
from posture_app.core.record.day_record import read_day
from posture_app.core.settings.settings import DEFAULTS
from posture_app.core.sight import Sight
from posture_app.core.status import Status
from posture_app.runtime.requests import report
from tests.ui.samples import ELSE, SITTING, ZONE, Log, due

STATUSES = SITTING, due(), replace(ELSE, private=True), replace(SITTING, paused=True, due_s=None)


def answers(*statuses: Status) -> Iterator[dict[str, Any]]:
    for number, status in enumerate(statuses):
        day = read_day(Log(), status, DEFAULTS, zone=ZONE)
        line, told = f"Line {number} & <more>", report(status, day, Sight("x11"))
        yield {
            "ok": True,
            "event": "status",
            "line": line,
            "remarks": ["Remark."],
            "status": json.loads(json.dumps(told)),
        }


def printed(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[str]:
    monkeypatch.setattr(remote, "follow", lambda _address, _request: answers(*STATUSES))
    assert 3 == main(["--data-dir", str(tmp_path), "status", "--follow", "--format", form])  # the app has ended
    return capsys.readouterr().out.splitlines()


def test_waybar_gets_an_object_a_line_with_the_state_as_class_and_the_share_of_the_time_until_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = [json.loads(line) for line in printed("waybar", tmp_path, monkeypatch, capsys)]
    assert [{"text", "tooltip", "class", "percentage"}] * len(STATUSES) == [set(each) for each in told]
    assert ["sitting"] == told[0]["class"]
    assert ["sitting", "due"] == told[1]["class"]
    assert ["away", "private"] == told[2]["class"]
    assert ["sitting", "paused"] == told[3]["class"]
    assert [60, 100, 0, 0] == [each["percentage"] for each in told]
    assert "Line 0 & <more>\nRemark." == told[0]["tooltip"]


def test_json_has_event_line_and_all_of_the_status_and_text_the_line_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed("json", tmp_path, monkeypatch, capsys)
    assert all(line.startswith('{"event": "status", ') for line in lines)  # by which a shell tells them apart
    assert ["sitting", "sitting", "away", "sitting"] == [json.loads(line)["status"]["state"] for line in lines]
    assert [f"Line {number} & <more>" for number in range(len(STATUSES))] == printed(
        "text", tmp_path, monkeypatch, capsys
    )
