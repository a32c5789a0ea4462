"""What a start says that finds an app of an earlier version running."""

from pathlib import Path

import pytest

from posture_app import __version__
from posture_app.commands import start
from posture_app.core.errors import KnownError
from posture_app.desktop.instance import Instance
from posture_app.desktop.paths import Places

SAID = f"Posture 0.0.1, which ran, has ended; this is {__version__}.\n"


@pytest.mark.parametrize("ends", [True, False])
def test_an_earlier_version_is_said_to_have_ended_once_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, ends: bool
) -> None:
    where = Places(tmp_path, tmp_path)

    def ask(_control: object, request: dict[str, object], *_: float) -> dict[str, object]:
        assert "" == capsys.readouterr().out
        return {"ok": True, "updated": "0.0.1"} if request["command"] == "show" else {"ok": ends}

    monkeypatch.setattr(start, "ask", ask)
    instance = Instance(where)
    try:
        start._meet_first(where, instance, "today", lambda _where: False, move=False)
    except KnownError:
        assert not ends
    finally:
        instance.release()
    assert (SAID if ends else "") == capsys.readouterr().out


@pytest.mark.parametrize("overrides", [{}, {"theme": "dark"}])
def test_what_is_set_for_an_app_that_runs_already_is_said_to_be_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], overrides: dict[str, str]
) -> None:
    where = Places(tmp_path, tmp_path)
    monkeypatch.setattr(start, "ask", lambda *_: {"ok": True, "where": "here"})
    first = Instance(where)
    assert first.take()
    try:
        assert 0 == start.run(where, overrides=overrides, hidden=True)
    finally:
        first.release()
    assert bool(overrides) is ("Posture ran already, so nothing was changed" in capsys.readouterr().err)
