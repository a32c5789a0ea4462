"""Every picture of README can be made, and nothing in it is cut off."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.ui import screens
from tests.ui.showing import shown


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("name", screens.SCREENS)
def test_no_word_is_cut_off(qt: object, name: str) -> None:
    with shown(screens.SCREENS[name]()) as widget:
        QApplication.processEvents()
        words: list[QLabel | QPushButton] = [*widget.findChildren(QLabel), *widget.findChildren(QPushButton)]
        seen = [child for child in words if child.isVisible()]
        assert [] == [
            child.text()
            for child in seen
            if child.width() < child.minimumSizeHint().width() or child.height() < child.minimumSizeHint().height()
        ]
        wrapped = [child for child in seen if isinstance(child, QLabel) and child.hasHeightForWidth()]
        assert [] == [child.text() for child in wrapped if child.height() < child.heightForWidth(child.width())]


def test_the_script_draws_light_and_dark_in_both_sizes(tmp_path: Path) -> None:
    assert 0 == screens.main([str(tmp_path / "out"), "today"])
    names = ["today-dark.png", "today-dark@2x.png", "today-light.png", "today-light@2x.png"]
    assert names == sorted(path.name for path in (tmp_path / "out").iterdir())


def test_a_name_that_is_not_known_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == screens.main([str(tmp_path), "nonsense"])
    assert "today" in capsys.readouterr().err
