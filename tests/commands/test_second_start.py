"""What a start says that finds an app of an earlier version running."""

from pathlib import Path

import pytest

from posture_app import __version__
from posture_app.cli import main
from posture_app.commands import start
from posture_app.core.errors import KnownError
from posture_app.desktop.instance import Instance
from posture_app.desktop.paths import Places, places

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


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], ""),
        (["--set", "theme=dark"], "--set. Use `{app} settings set KEY VALUE`, or `{app} quit`"),
        (["--verbose"], "--verbose. Use `{app} quit`"),
        (["--record", "here", "--time-scale", "60"], "--record, --time-scale. Use `{app} quit`"),
    ],
)
def test_what_is_for_an_app_that_starts_is_said_to_be_dropped_by_one_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: list[str], said: str
) -> None:
    monkeypatch.setattr(start, "ask", lambda *_: {"ok": True, "where": "here"})
    first = Instance(places(tmp_path))
    assert first.take()
    try:
        assert 0 == main(["--data-dir", str(tmp_path), "--hidden", *given])
    finally:
        first.release()
    told = capsys.readouterr().err
    assert said.format(app=f"posture-app --data-dir {tmp_path}") in told
    assert bool(said) is ("this had no effect" in told)


@pytest.mark.parametrize("given", ["away_aftr=3", "away_after=9999", "away_after"])
def test_a_mistaken_setting_is_refused_before_anybody_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    monkeypatch.setattr(start, "ask", lambda *_: pytest.fail("the running app was asked"))
    first = Instance(places(tmp_path))
    assert first.take()
    try:
        assert 2 == main(["--data-dir", str(tmp_path), "--hidden", "--set", given])
    finally:
        first.release()
    told = capsys.readouterr().err
    assert given.partition("=")[0] in told
    assert "this had no effect" not in told
