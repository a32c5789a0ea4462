"""The demo: what is set for this run holds in it, too."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from posture_app.cli import main
from posture_app.commands import demo
from posture_app.core.language import Lasting


@pytest.mark.parametrize(("scale", "notice"), [([], demo.FAST), (["--time-scale", "1"], demo.NOTICE)])
def test_it_goes_by_what_is_set_for_this_run_and_says_what_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], scale: list[str], notice: str
) -> None:
    ran: list[Mapping[str, str]] = []

    def run(_where: object, **given: Any) -> int:
        ran.append(given["overrides"])
        assert [notice] == list(given["notices"])  # the window says that it is a demo
        assert isinstance(given["notices"][0], Lasting)  # in another language, too
        return 0

    monkeypatch.setattr(demo, "run", run)
    assert 0 == main(["--set", "theme=dark", "--set", "goal_hours=6", "demo", *scale])
    assert ran == [{"theme": "dark", "goal_hours": "6"}]
    assert "Making up 90 days" in capsys.readouterr().out


def test_what_has_another_form_is_refused_and_leaves_no_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert 2 == main(["--set", "dark", "demo"])
    assert "“dark”" in capsys.readouterr().err
    assert [] == list(tmp_path.glob(f"{demo.PREFIX}*"))


def test_a_folder_of_ones_own_is_refused_and_not_offered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for given in (["--data-dir", str(tmp_path), "demo"], ["demo", "--data-dir", str(tmp_path)]):
        assert 2 == main(given)
        assert "has a folder of its own" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["demo", "--help"])
    assert "--data-dir" not in capsys.readouterr().out
