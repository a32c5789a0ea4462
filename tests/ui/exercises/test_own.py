"""Exercises of the person's own in the window: added, changed, deleted, brought back, given away and taken in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMenu, QPlainTextEdit, QWidget

from posture_app.core.content.exercises import Mode, Place
from posture_app.core.content.own_pack import pack
from posture_app.ui.exercises.own_bar import OwnBar
from posture_app.ui.exercises.own_editor import OwnEditor
from posture_app.ui.kit.fields.choice_field import WideChoiceField
from posture_app.ui.kit.tip import plain
from posture_app.ui.pages.exercises_page import ExercisesPage
from tests.core.content.hostile_pictures import drawing, svg
from tests.ui.exercises.own_screens import photograph
from tests.ui.samples import SITTING
from tests.ui.showing import button, shown
from tests.ui.sources import Desk


@pytest.fixture
def desk(tmp_path: Path, qt: object) -> Desk:
    made = Desk(SITTING)
    made.own_folder = tmp_path / "exercises"
    return made


@pytest.fixture
def page(desk: Desk) -> Iterator[ExercisesPage]:
    with shown(ExercisesPage(desk.sources())) as made:
        yield made


def form(page: QWidget) -> OwnEditor:
    return next(each for each in page.findChildren(OwnEditor) if each.isVisible())


def enter(page: QWidget, name: str = "Knee press", steps: str = "Push the knee down.\n\n Let go.") -> OwnEditor:
    """Open the form, and type this into it."""
    button(page, "add own").click()
    made = form(page)
    assert name_field(made).hasFocus()
    name_field(made).setText(name)
    field = made.findChild(QPlainTextEdit, "own steps")
    assert field is not None
    field.setPlainText(steps)
    return made


def name_field(editor: OwnEditor) -> QLineEdit:
    found = editor.findChild(QLineEdit, "own name")
    assert found is not None
    return found


def add(page: QWidget, name: str = "Knee press") -> None:
    button(enter(page, name), "own save").click()


def told(page: QWidget, name: str) -> str:
    return "".join(each.text() for each in page.findChildren(QLabel, name) if each.isVisible())


def listed(page: ExercisesPage) -> list[str]:
    return [page.library.grid.item(row).text() for row in range(page.library.grid.count())]


def test_a_name_and_steps_are_enough_and_then_its_page_shows(page: ExercisesPage, desk: Desk) -> None:
    add(page)
    assert told(page, "exercise name") == "Knee press"
    exercise = desk.content().exercise("own_knee_press")
    assert exercise is not None
    assert exercise.steps == ("Push the knee down.", "Let go.")
    assert (exercise.mode, exercise.hold_s, exercise.reps) == (Mode.HOLD, 20, 3)
    assert exercise.places == {Place.DESK, Place.STANDING_ROOM}
    assert listed(page)[0] == "Knee press"


def test_it_is_done_as_any_other(page: ExercisesPage, desk: Desk) -> None:
    add(page)
    button(page, "start exercise").click()
    assert desk.played == [("own_knee_press",)]


def test_all_is_entered_by_keyboard_alone(page: ExercisesPage, desk: Desk) -> None:
    button(page, "add own").setFocus()
    QTest.keyClick(button(page, "add own"), Qt.Key.Key_Space)
    QTest.keyClicks(page.focusWidget(), "Knee press")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(page.focusWidget(), "Push.")
    for _ in range(40):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        if page.focusWidget() is button(page, "own save"):
            break
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert desk.content().exercise("own_knee_press") is not None


@pytest.mark.parametrize(
    ("name", "steps", "told_"),
    [
        ("", "Push.", ("own name fault", "Give it a name.")),
        ("Press", " \n", ("own steps fault", "Write at least one step.")),
        ("Press", "x" * 101, ("own form fault", "Steps 1 is 101 characters long; at most 100 fit.")),
    ],
)
def test_what_is_missing_is_told_at_its_field(
    page: ExercisesPage, desk: Desk, name: str, steps: str, told_: tuple[str, str]
) -> None:
    made = enter(page, name, steps)
    button(made, "own save").click()
    assert told(page, told_[0]) == told_[1]
    assert not desk.own_folder.exists()


def test_every_field_has_a_name_for_a_screen_reader(page: ExercisesPage) -> None:
    made = enter(page)
    for field in made.findChildren(QWidget):
        if field.focusPolicy() & Qt.FocusPolicy.TabFocus and field.isVisible() and field.objectName().startswith("own"):
            assert field.accessibleName() or getattr(field, "text", lambda: "")(), field.objectName()


class TestPicture:
    def test_a_photograph_is_shown_kept_and_shown_again(self, page: ExercisesPage, desk: Desk, tmp_path: Path) -> None:
        (tmp_path / "from the phone.JPG").write_bytes(photograph())  # a PNG for all that its name says
        made = enter(page)
        made.take_picture(str(tmp_path / "from the phone.JPG"))
        button(made, "own save").click()
        exercise = desk.content().exercise("own_knee_press")
        assert exercise is not None
        assert desk.illustration(exercise.illustration) == photograph()
        button(page, "edit own").click()
        assert button(form(page), "own no picture").isVisible()
        button(form(page), "own no picture").click()
        button(form(page), "own save").click()
        assert sorted(file.name for file in desk.own_folder.iterdir()) == ["own_knee_press.toml"]

    @pytest.mark.parametrize("data", [drawing("a picture by its path"), b"words", photograph()[:100]])
    def test_one_that_cannot_be_shown_is_refused_at_once(
        self, page: ExercisesPage, desk: Desk, tmp_path: Path, data: bytes
    ) -> None:
        (tmp_path / "bad.svg").write_bytes(data)
        made = enter(page)
        made.take_picture(str(tmp_path / "bad.svg"))
        assert told(page, "own picture fault")
        button(made, "own save").click()
        assert sorted(file.name for file in desk.own_folder.iterdir()) == ["own_knee_press.toml"]


def test_what_is_changed_shows_at_once(page: ExercisesPage) -> None:
    add(page)
    button(page, "edit own").click()
    name_field(form(page)).setText("Press")
    button(form(page), "own save").click()
    assert told(page, "exercise name") == "Press"


def test_escape_leaves_the_form_but_not_with_something_entered(page: ExercisesPage) -> None:
    button(page, "add own").click()
    QTest.keyClick(form(page), Qt.Key.Key_Escape)
    assert page.library.grid.isVisible()
    made = enter(page)
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert made.isVisible()
    button(made, "own cancel").click()
    assert page.library.grid.isVisible()


def test_what_is_deleted_can_be_brought_back(page: ExercisesPage, desk: Desk) -> None:
    add(page)
    button(page, "delete own").click()
    assert told(page, "own deleted") == "“Knee press” is deleted."
    assert "Knee press" not in listed(page)
    button(page, "undo delete").click()
    assert "Knee press" in listed(page)
    assert not button(page, "undo delete").isVisible()


def test_a_file_that_is_wrong_is_told_with_its_line_and_gone_once_it_is_right(page: ExercisesPage, desk: Desk) -> None:
    desk.own_folder.mkdir()
    file = desk.own_folder / "wrists.toml"
    text = 'format = 2\n[[exercise]]\nname = "Wrists"\nsteps = ["Circle."]\nreps = 99\n'
    file.write_text(text)
    desk.own_exercises().folder()
    page.read()
    faults = page.findChild(QWidget, "own faults")
    assert faults is not None
    assert any("wrists.toml, line 5" in each.text() for each in faults.findChildren(QLabel))
    file.write_text(text.replace("99", "9"))
    desk.own_exercises().folder()
    page.read()
    assert not faults.isVisible()
    assert listed(page)[0] == "Wrists"


def test_an_exercise_whose_file_is_gone_does_not_show_on(page: ExercisesPage, desk: Desk) -> None:
    add(page)
    (desk.own_folder / "own_knee_press.toml").unlink()
    desk.own_exercises().folder()
    page.read()
    assert page.library.grid.isVisible()


def test_one_file_is_written_and_taken_in(page: ExercisesPage, desk: Desk, tmp_path: Path) -> None:
    add(page)
    button(page, "export one").click()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    path = tmp_path / "press.posture-exercises"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    bar = page.findChild(OwnBar)
    assert bar is not None
    bar.take_in(str(path))
    assert listed(page)[:2] == ["Knee press", "Knee press"]


def test_what_cannot_be_taken_in_is_told(page: ExercisesPage, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    failed: list[str] = []
    page.failed.connect(failed.append)
    bar = page.findChild(OwnBar)
    assert bar is not None
    bar.take_in(str(tmp_path / "none"))
    path = tmp_path / "bad.posture-exercises"
    path.write_bytes(
        pack([{"name": "A", "steps": ["B."], "hold_s": 5, "illustration": "a.svg"}], {"a.svg": svg("<image/>")})
    )
    bar.take_in(str(path))
    assert [each.partition(":")[0] for each in failed] == ["none cannot be read", "a.svg"]
    caplog.clear()


def test_without_any_of_ones_own_there_is_nothing_to_export(page: ExercisesPage) -> None:
    bar = page.findChild(OwnBar)
    assert bar is not None
    (menu,) = bar.findChildren(QMenu)
    assert [action.text() for action in menu.actions() if action.isVisible()] == [
        "Import exercises…",
        "Open their folder",
    ]


def test_a_name_that_looks_like_markup_opens_nothing_in_a_tip(qt: object) -> None:
    assert plain("Walk") == "Walk"
    assert plain('<img src="/a.png">') == '<span>&lt;img src="/a.png"&gt;</span>'
    field = WideChoiceField({"a": f"<img src='/a.png'>{'long ' * 30}"})
    with shown(field):
        field.setFixedWidth(120)
        QApplication.processEvents()
        assert field.editor.toolTip().startswith("<span>&lt;img")
