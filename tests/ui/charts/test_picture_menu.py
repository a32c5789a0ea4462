"""What a person does with the picture of a chart: copies it, saves it, prints it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMenu

from posture_app.ui.charts.bars import Bars
from posture_app.ui.charts.chart_panel import ChartPanel
from posture_app.ui.charts.figures import Figures
from posture_app.ui.history.period_bars import COLUMNS
from tests.ui.charts.test_charts import BARS
from tests.ui.showing import button, shown
from tests.ui.waiting import delete_what_was_closed, until


class Person:
    """Somebody with a chart before them, and nothing but a keyboard."""

    def __init__(self, panel: ChartPanel, bars: Bars) -> None:
        self.panel, self.bars = panel, bars

    def choose(self, name: str) -> None:
        """Open the menu, and take this."""
        opener = button(self.panel, "bars picture")
        opener.setFocus()
        QTest.keyClick(opener, Qt.Key.Key_Space)
        (menu,) = (found for found in opener.findChildren(QMenu) if found.isVisible())
        menu.setActiveAction(next(each for each in menu.actions() if each.objectName() == name))
        QTest.keyClick(menu, Qt.Key.Key_Return)
        QApplication.processEvents()

    def name_file(self, path: Path) -> str:
        """Type it, and press Enter; gives what was proposed."""
        (dialog,) = (found for found in self.panel.findChildren(QFileDialog) if found.isVisible())
        edit = dialog.findChild(QLineEdit, "fileNameEdit")
        assert edit is not None
        proposed = edit.text()
        edit.selectAll()
        QTest.keyClicks(edit, str(path))
        QTest.keyClick(edit, Qt.Key.Key_Return)
        until(lambda: not dialog.isVisible())
        delete_what_was_closed()
        return proposed

    @property
    def told(self) -> str:
        caption = self.panel.findChild(QLabel, "bars caption")
        assert caption is not None
        return caption.text()


@pytest.fixture
def person(qt: object) -> Iterator[Person]:
    bars = Bars("bars", "Sitting per day")
    panel = ChartPanel("Sitting per day", bars, Figures("t", "Sitting", COLUMNS), hint="Point at a bar.")
    panel.of = "March 2026"
    with shown(panel):
        panel.resize(640, 360)
        bars.show_bars(BARS, 8 * 3600)
        QApplication.processEvents()
        yield Person(panel, bars)


def test_a_copy_is_a_picture_for_one_program_and_a_drawing_for_another(person: Person) -> None:
    QGuiApplication.clipboard().clear()
    person.bars.setFocus()
    QTest.keyClick(person.bars, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert b"March 2026" in bytes(data.data("image/svg+xml").data())
    assert "The picture was copied." == person.told
    QTest.keyClick(person.bars, Qt.Key.Key_Right)
    assert "Monday: sat 2 h" == person.told
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize("form", ["png", "svg"])
def test_it_is_saved_where_the_person_says(person: Person, tmp_path: Path, form: str) -> None:
    person.choose(f"save {form}")
    path = tmp_path / f"mine.{form}"
    assert f"posture-sitting-per-day-march-2026.{form}" == person.name_file(tmp_path / "mine")
    assert f"The picture was saved to {path}." == person.told
    if form == "png":
        assert person.panel.picture().size * 2 == QImage(str(path)).size()
    else:
        assert ">Goal 8 h</text>" in path.read_text()


def test_a_place_that_cannot_be_written_is_told(person: Person, tmp_path: Path) -> None:
    person.panel._take._save(person.panel.picture(), "png", str(tmp_path / "gone" / "x.png"))
    assert person.told.startswith(f"{tmp_path / 'gone' / 'x.png'} cannot be written: ")


def test_a_table_has_no_picture(person: Person) -> None:
    take = button(person.panel, "bars picture")
    for shows in (False, True):
        button(person.panel, "bars as table").click()
        assert shows is take.isEnabled()
