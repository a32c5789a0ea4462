"""The page of exercises, tips and safety."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QLineEdit, QMenu, QWidget

from posture_app.core.content.content import Content, Topic
from posture_app.core.content.exercises import Evidence, Exercise
from posture_app.core.content.profile import Seat, Weight
from posture_app.core.errors import KnownError
from posture_app.core.events import Word
from posture_app.core.record.diary import Session
from posture_app.core.session.ends import Ended
from posture_app.core.session.run import Done
from posture_app.ui.exercises.drawing import Figure
from posture_app.ui.exercises.exercise_words import EVIDENCE, TOPICS, dose, kind_line, needs_line
from posture_app.ui.exercises.filter_bar import ChoiceChip
from posture_app.ui.exercises.picture_grid import FAVOURITE_ROLE, ID_ROLE, OFFERED_ROLE, PictureGrid
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.look.sign import Sign
from posture_app.ui.kit.reveal import area_around
from posture_app.ui.pages.exercises_page import ExercisesPage
from tests.core.content.shipped import library
from tests.ui.lessons import NECK_TILT, SHORT_FOOT, WALK
from tests.ui.samples import NOW, SITTING, ZONE, Log, due
from tests.ui.showing import button, shown
from tests.ui.sources import DRAWING, Desk
from tests.ui.waiting import delete_what_was_closed


class AllOfIt(Desk):
    """Somebody with all that ships."""

    shelf = library()

    def content(self) -> Content:
        return self.shelf


@pytest.fixture
def page(qt: object) -> Iterator[ExercisesPage]:
    with shown(ExercisesPage(Desk(SITTING).sources())) as made:
        yield made


def listed(page: QWidget) -> list[str]:
    found = page.findChild(PictureGrid)
    assert found is not None
    return [found.item(row).text() for row in range(found.count())]


def open_first(page: ExercisesPage, row: int = 0) -> None:
    """Open one of those that are listed, as Enter does."""
    grid = page.library.grid
    grid.setCurrentRow(row)
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Return)


def choose(page: QWidget, chip: str, words: str) -> None:
    """Choose this in the menu of a chip."""
    found = page.findChild(ChoiceChip, chip)
    assert found is not None
    found.click()
    menu = found.findChild(QMenu)
    assert menu is not None
    menu.close()
    next(action for action in menu.actions() if action.text() == words).trigger()


def seen(page: QWidget) -> str:
    QApplication.processEvents()  # what is new in a layout shows at its next turn
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def search(page: QWidget, words: str) -> None:
    field = page.findChild(QLineEdit, "search exercises")
    assert field is not None
    field.setText(words)


@pytest.mark.parametrize(
    ("chip", "choice", "names"),
    [
        ("region chip", "Feet, ankles and calves", ["Short foot"]),
        ("region chip", "Neck and shoulders", ["Neck side tilt"]),
        ("type chip", "Strength", ["Short foot"]),
        ("time chip", "Up to 2 min", ["Neck side tilt", "Walk about"]),
        ("level chip", "Demanding", []),
        ("place chip", "On a couch or recliner", []),
        ("kit chip", "With a ball", ["Neck side tilt", "Walk about", "Short foot"]),
    ],
)
def test_a_chip_leaves_what_was_chosen_and_any_brings_all_back(
    page: ExercisesPage, chip: str, choice: str, names: list[str]
) -> None:
    choose(page, chip, choice)
    assert names == listed(page)
    assert button(page, chip).isChecked()
    assert choice in button(page, chip).accessibleName()
    choose(page, chip, "Any")
    assert 3 == len(listed(page))
    assert not button(page, chip).isChecked()


def test_chips_and_words_narrow_it_down_together(page: ExercisesPage) -> None:
    button(page, "shoes chip").click()
    assert ["Neck side tilt", "Walk about"] == listed(page)
    search(page, "neck")
    assert ["Neck side tilt"] == listed(page)
    choose(page, "region chip", "Feet, ankles and calves")
    assert [] == listed(page)
    assert "No exercise matches." in seen(page)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("FOOT", ["Short foot"]),
        ("blood moving", ["Walk about"]),
        ("trapez", ["Neck side tilt"]),
        ("ear to shoulder", ["Neck side tilt"]),
        ("xyz", []),
    ],
)
def test_all_its_names_its_purpose_and_muscles_are_searched(page: ExercisesPage, words: str, names: list[str]) -> None:
    search(page, words)
    assert names == listed(page)


def test_the_list_names_feet_as_the_filter_does(page: ExercisesPage) -> None:
    assert "Feet · seated or standing" == kind_line(SHORT_FOOT)


def test_the_rule_when_to_stop_is_a_line_below_the_list(page: ExercisesPage) -> None:
    open_first(page)
    rule = page.findChild(QLabel, "stop rule")
    assert rule is not None
    marks = [label.text() for label in page.findChildren(QLabel) if label.text() == "•" and label.y() == rule.y()]
    assert ("Stop if it hurts.", []) == (rule.text(), marks)


@pytest.mark.parametrize(("window", "drawing"), [(520, 160), (720, 202), (1400, 288)])
def test_the_drawing_takes_its_share_of_the_window(page: ExercisesPage, window: int, drawing: int) -> None:
    page.resize(700, window)
    open_first(page)
    figure = page.findChild(Figure)
    assert figure is not None
    assert drawing == figure.view.height()


def test_finding_nothing_says_so_and_taking_it_back_shows_all(page: ExercisesPage) -> None:
    search(page, "xyz")
    assert "No exercise matches." in seen(page)
    search(page, "")
    assert 3 == len(listed(page))
    assert "No exercise matches." not in seen(page)


def test_the_chosen_exercise_stays_while_it_is_still_listed(page: ExercisesPage) -> None:
    grid = page.library.grid
    grid.setCurrentRow(1)
    choose(page, "type chip", "Strength")
    assert "short_foot" == grid.currentItem().data(ID_ROLE)


def test_enter_opens_one_and_backspace_leads_back_to_where_one_was(page: ExercisesPage) -> None:
    page.activateWindow()
    open_first(page, 2)
    assert SHORT_FOOT.purpose in seen(page)
    QTest.keyClick(button(page, "back to list"), Qt.Key.Key_Backspace)
    assert page.library.grid.isVisible()
    assert "short_foot" == page.library.grid.currentItem().data(ID_ROLE)


def test_what_is_hidden_says_why_is_shown_when_asked_for_and_is_not_in_the_way(qt: object) -> None:
    desk = Desk(SITTING)
    desk.settings = replace(desk.settings, hurt=("neck_tilt",), seated_only=True)
    with shown(ExercisesPage(desk.sources())) as page:
        assert ["Short foot"] == listed(page)
        assert "Hidden (2)" == button(page, "hidden chip").text()
        button(page, "hidden chip").click()
        assert ["Neck side tilt", "Walk about"] == listed(page)
        open_first(page)
        assert "You said that it hurt." in seen(page)
        button(page, "healed").click()
        assert () == desk.settings.hurt
        assert "You said that it hurt." not in seen(page)
        assert ["Walk about"] == listed(page)


def test_a_button_says_to_which_place_it_changes_and_does_so(qt: object) -> None:
    desk = AllOfIt(SITTING)
    with shown(ExercisesPage(desk.sources())) as page:
        page.library.open("toe_spread")
        assert "Not offered where you are" in seen(page)
        assert "Change where you sit to “At home, shoes off”" == button(page, "shoes off").text()
        button(page, "shoes off").click()
        assert Seat.HOME == desk.settings.profile.seat
        assert "Not offered where you are" not in seen(page)


def test_what_one_thinks_of_it_is_kept(qt: object) -> None:
    desk = Desk(SITTING)
    with shown(ExercisesPage(desk.sources())) as page:
        open_first(page)
        button(page, "favourite").click()
        choose(page, "how often", "Less often")
        assert ("neck_tilt",) == desk.settings.favourites
        assert {"neck_tilt": Weight.LESS} == desk.settings.profile.weights
        page.library._overview()
        button(page, "favourites chip").click()
        assert ["Neck side tilt"] == listed(page)
        open_first(page)
        choose(page, "how often", "As usual")
        assert {} == desk.settings.profile.weights


def test_the_keyboard_stays_where_one_said_something(qt: object) -> None:
    desk = AllOfIt(SITTING)
    with shown(ExercisesPage(desk.sources())) as page:
        page.library.open("toe_spread")
        for name, then in (("favourite", "favourite"), ("shoes off", "start exercise")):
            pressed = button(page, name)
            pressed.setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClick(pressed, Qt.Key.Key_Space)
            delete_what_was_closed()
            assert button(page, then) is page.window().focusWidget()


def test_it_says_when_it_was_last_done(qt: object) -> None:
    desk, log = Desk(SITTING), Log()
    log.diary.done(Session("short_foot", NOW - timedelta(days=3), ZONE, 60))
    with shown(ExercisesPage(desk.sources(log))) as page:
        open_first(page)
        assert "Not done yet." in seen(page)
        page.library.open("short_foot")
        assert "Last done on Sunday, 1 March 2026." in seen(page)


def test_the_page_of_an_exercise_says_what_became_of_it_while_it_shows(qt: object) -> None:
    desk, log = Desk(SITTING), Log()
    with shown(ExercisesPage(desk.sources(log))) as page:
        open_first(page)
        start = button(page, "start exercise")
        page.refresh()
        assert start is button(page, "start exercise")  # nothing to say anew
        log.diary.done(Session(NECK_TILT.id, NOW, ZONE, 60))
        page.refresh()
        assert "Last done on Wednesday, 4 March 2026." in seen(page)
        desk.settings = replace(desk.settings, hurt=(NECK_TILT.id,))
        page.refresh()
        assert "Not offered to you" in seen(page)
        assert button(page, "healed").isVisible()
        delete_what_was_closed()
        button(page, "favourite").setFocus()
        QTest.keyClick(button(page, "favourite"), Qt.Key.Key_Space)
        delete_what_was_closed()
        focused = page.window().focusWidget()
        assert isinstance(focused, Button)
        assert ("favourite", True) == (focused.objectName(), focused.isChecked())


def test_words_only_shows_no_picture(qt: object) -> None:
    desk = Desk(SITTING)
    desk.settings = replace(desk.settings, words_only=True)
    with shown(ExercisesPage(desk.sources())) as page:
        assert not page.library.grid.pictured
        open_first(page)
        figure = page.findChild(Figure)
        assert figure is not None
        assert not figure.isVisible()


def start_of(page: QWidget) -> str:
    """What the button says that starts what was looked for; empty if it does not show."""
    QApplication.processEvents()
    found = page.findChild(Button, "start listed")
    assert found is not None
    return found.text() if found.isVisible() else ""


def test_what_was_looked_for_is_done_one_after_the_other_as_far_as_it_suits(qt: object) -> None:
    desk = AllOfIt(SITTING)
    with shown(ExercisesPage(desk.sources())) as page:
        assert not start_of(page)  # nobody does all there is
        choose(page, "region chip", "Hands and wrists")
        assert start_of(page).startswith("Start 3 exercises: ")
        button(page, "start listed").click()
        assert desk.played == [("wrist_extensor_stretch", "wrist_flexor_stretch", "fist_and_fan")]
        desk.settings = replace(desk.settings, hurt=("fist_and_fan",))
        page.read()
        assert start_of(page).startswith("Start 2 exercises: ")
        choose(page, "region chip", "Feet, ankles and calves")
        took = int(start_of(page).split(": ")[1].removesuffix(" min"))
        assert took <= 15
        button(page, "hidden chip").click()  # of which nothing is offered
        assert not start_of(page)


def test_the_favourites_are_done_one_after_the_other(qt: object) -> None:
    desk = AllOfIt(SITTING)
    desk.settings = replace(desk.settings, favourites=("chin_tuck", "towel_scrunch", "blade_squeeze"))
    with shown(ExercisesPage(desk.sources())) as page:
        button(page, "favourites chip").click()
        button(page, "start listed").click()
        assert [{*played} for played in desk.played] == [{"chin_tuck", "blade_squeeze"}]  # at a desk the shoes stay on
        desk.settings = replace(desk.settings, favourites=("chin_tuck",))
        page.read()
        assert not start_of(page)  # its page has a button


def test_programmes_of_ones_own_are_filters_while_their_files_are_there(qt: object) -> None:
    desk = AllOfIt(SITTING)
    mine = replace(library().programmes[0], id="mine", name="My feet")
    with shown(ExercisesPage(desk.sources())) as page:
        desk.shelf = library().with_own(Content(programmes=(mine,)))
        page.read()
        choose(page, "programme chip", "My feet")
        assert 1 < len(listed(page)) < len(library().exercises)
        desk.shelf = library()
        page.read()
        assert len(listed(page)) == len(library().exercises)
        assert "Programme" == button(page, "programme chip").text()


def test_start_does_the_exercise_that_is_read(qt: object) -> None:
    desk = Desk(SITTING)
    with shown(ExercisesPage(desk.sources())) as page:
        open_first(page)
        button(page, "start exercise").click()
        assert [(NECK_TILT.id,)] == desk.played


@pytest.mark.parametrize(
    ("rises", "offered", "said"), [(False, NECK_TILT, [(Word.DONE, None)]), (False, WALK, []), (True, NECK_TILT, [])]
)
def test_to_have_done_what_a_reminder_offers_at_the_desk_answers_it(
    qt: object, rises: bool, offered: Exercise, said: list[tuple[Word, float | None]]
) -> None:
    prompt = due().prompt
    assert prompt is not None
    desk = Desk(replace(due(), prompt=replace(prompt, kind="feet", rises=rises)))
    desk.offered = offered
    with shown(ExercisesPage(desk.sources())) as page:
        open_first(page)
        button(page, "exercise done").click()
        assert said == desk.said


@pytest.mark.parametrize(("exercise", "said"), [(WALK, [(Word.UP, None)]), (NECK_TILT, [])])
@pytest.mark.parametrize("ended", [Ended.DONE, Ended.STOPPED])
def test_who_begins_what_a_call_to_get_up_offers_gets_up_if_it_is_done_on_ones_feet(
    exercise: Exercise, said: list[tuple[Word, float | None]], ended: Ended
) -> None:
    desk = Desk(due())
    desk.offered, desk.offered_on_feet = exercise, exercise is WALK
    desk.sources().play_offered()
    assert ([(exercise.id,)], said) == (desk.played, desk.said)
    desk.sources().keep((Done(exercise.id, NOW, 120, 1.0, None, ended),))
    assert said == desk.said  # at its end, or left before, it answers nothing more


def test_an_exercise_is_told_whole_with_the_rule_when_to_stop(page: ExercisesPage) -> None:
    open_first(page)
    told = seen(page)
    for part in (
        NECK_TILT.name,
        NECK_TILT.purpose,
        *NECK_TILT.steps,
        NECK_TILT.feel,
        NECK_TILT.easier,
        NECK_TILT.harder,
        *NECK_TILT.errors,
        *NECK_TILT.avoid,
        *NECK_TILT.stop_if,
        "Stop if it hurts.",
        "3.",
    ):
        assert part in told.split("\n"), part


def test_evidence_and_sources_are_a_click_away(page: ExercisesPage) -> None:
    open_first(page)
    assert NECK_TILT.sources[0].line not in seen(page)
    button(page, "about exercise").click()
    assert NECK_TILT.sources[0].line in seen(page)
    assert f"{EVIDENCE[NECK_TILT.evidence]} {NECK_TILT.evidence_note}" in seen(page)


def test_choosing_another_leaves_nothing_of_the_one_before(page: ExercisesPage) -> None:
    open_first(page)
    page.library.open("walk")
    assert WALK.purpose in seen(page)
    assert NECK_TILT.purpose not in seen(page)
    for name in ("start exercise", "favourite", "how often"):
        assert 1 == sum(each.isVisible() for each in page.findChildren(Button, name))


@pytest.mark.parametrize("size", [(900, 800), (560, 450), (480, 320)])
def test_grid_or_page_scrolls_and_never_the_one_in_the_other(qt: object, size: tuple[int, int]) -> None:
    with shown(ExercisesPage(AllOfIt(SITTING).sources())) as page:
        page.resize(*size)
        grid, search = page.library.grid, page.library.bar.search
        for unfolded in (False, True):
            if unfolded and button(page, "filters").isVisible():
                button(page, "filters").click()
            for _ in range(6):
                QApplication.processEvents()
            areas = [each for each in page.findChildren(QAbstractScrollArea) if each.isVisible()]
            (bar,) = (each.verticalScrollBar() for each in areas if each.verticalScrollBar().maximum())
            grid.setFocus()
            for key, row in ((Qt.Key.Key_Home, 0), (Qt.Key.Key_End, -1), (Qt.Key.Key_Home, 0), (Qt.Key.Key_End, -1)):
                QTest.keyClick(grid, key)
                assert grid.currentRow() == row % grid.count()
                assert in_view(grid)
            QTest.keyClick(grid, Qt.Key.Key_Return)
            QTest.keyClick(button(page, "back to list"), Qt.Key.Key_Backspace)
            QApplication.processEvents()
            assert in_view(grid)
            bar.setValue(0)
            search.setFocus()
            search.setText("e")
            search.clear()
            QApplication.processEvents()
            assert 0 == bar.value()  # what one types stays in sight


def test_two_scroll_bars_do_not_come_at_any_height(qt: object) -> None:
    with shown(ExercisesPage(AllOfIt(SITTING).sources())) as page:
        for height in (*range(280, 600, 20), *range(590, 270, -20)):
            page.resize(480, height)
            for _ in range(4):
                QApplication.processEvents()
            areas = [each for each in page.findChildren(QAbstractScrollArea) if each.isVisible()]
            assert sum(each.verticalScrollBar().maximum() > 0 for each in areas) <= 1, height


def in_view(grid: PictureGrid) -> bool:
    """Whether the middle of the chosen tile can be seen."""
    middle, around = grid.visualItemRect(grid.currentItem()).center(), area_around(grid)
    assert around is not None
    at = grid.viewport().mapToGlobal(middle)
    return all(view.rect().contains(view.mapFromGlobal(at)) for view in (grid.viewport(), around.viewport()))


@pytest.mark.parametrize(("part", "words"), [("tips", "Move, do not only stand"), ("safety", "Chest pain.")])
def test_tips_and_safety_have_a_part_each(page: ExercisesPage, part: str, words: str) -> None:
    assert words not in seen(page)
    button(page, f"part {part}").click()
    assert words in seen(page)


def test_content_without_anything_is_no_error(qt: object) -> None:
    sources = replace(Desk(SITTING).sources(), content=Content)
    with shown(ExercisesPage(sources)) as page:
        assert [] == listed(page)
        assert "No exercise matches." in seen(page)


def missing(name: str) -> bytes:
    raise KnownError(f"{name} cannot be read")


@pytest.mark.parametrize("drawing", [missing, lambda _: b"", lambda _: b"<svg", lambda _: b"\x89PNG\r\n"])
def test_a_drawing_that_cannot_be_shown_leaves_the_words(
    qt: object, drawing: Callable[[str], bytes], caplog: pytest.LogCaptureFixture
) -> None:
    with shown(ExercisesPage(replace(Desk(SITTING).sources(), illustration=drawing))) as page:
        open_first(page)
        figure = page.findChild(Figure)
        assert figure is not None
        assert not figure.isVisible()
        assert "Sit tall." in seen(page)
    caplog.clear()


@pytest.fixture
def figure(qt: object) -> Iterator[Figure]:
    with shown(Figure()) as made:
        assert made.load(DRAWING, "A block that tilts")
        yield made


def moves(figure: Figure) -> bool:
    return figure.view.playing


def test_a_drawing_moves_only_while_it_is_seen_and_not_paused(figure: Figure) -> None:
    assert moves(figure)
    figure.hide()
    assert not moves(figure)
    figure.show()
    assert moves(figure)
    button(figure, "pause figure").click()
    assert ("Play the drawing", False) == (button(figure, "pause figure").toolTip(), moves(figure))
    figure.hide()
    figure.show()
    assert not moves(figure)
    button(figure, "pause figure").click()
    assert moves(figure)


def test_a_drawing_waits_where_the_system_asks_for_calm(qt: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("posture_app.ui.exercises.drawing.wants_calm", lambda _widget: True)
    with shown(Figure()) as figure:
        assert figure.load(DRAWING, "A block that tilts")
        assert not moves(figure)
        play = figure.findChild(Button, "pause figure")
        assert play is not None
        assert (True, Sign.PLAY) == (play.isVisible(), play.sign)


def test_a_drawing_that_cannot_move_has_no_button(figure: Figure) -> None:
    still = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    assert figure.load(still, "A block")
    assert not button(figure, "pause figure").isVisible()


@pytest.mark.parametrize(
    ("exercise", "words"),
    [
        (NECK_TILT, "Hold for 20 s, 2 times on each side. About 2 min."),
        (SHORT_FOOT, "8 times on each side. 2 sets with 30 s of rest. About 5½ min."),
        (WALK, "For 2 min. About 2 min."),
        (replace(NECK_TILT, reps=1, switch_s=0), "Hold for 20 s, once on each side. About 50 s."),
    ],
)
def test_a_dose_is_put_into_words(exercise: Exercise, words: str) -> None:
    assert words == dose(exercise)


def test_what_an_exercise_takes_is_put_into_words() -> None:
    assert "Whole body · standing" == kind_line(WALK)
    assert "Shoes off. You need: a towel." == needs_line(replace(SHORT_FOOT, equipment=("a towel",)))
    assert "You need: wall." == needs_line(replace(NECK_TILT, equipment=("wall",)))
    assert "" == needs_line(NECK_TILT)


def test_every_grade_and_topic_has_words() -> None:
    assert (set(Evidence), set(Topic)) == (set(EVIDENCE), set(TOPICS))


def test_an_exercise_that_was_done_is_noted_once_and_said(qt: object) -> None:
    desk, log = Desk(SITTING), Log()
    with shown(ExercisesPage(desk.sources(log))) as page:
        open_first(page)
        noted = page.findChild(QLabel, "exercise noted")
        assert noted is not None
        assert not noted.isVisible()
        done = button(page, "exercise done")
        done.click()
        done.click()
        length = timedelta(seconds=NECK_TILT.total_s)
        expected = Session(NECK_TILT.id, NOW - length, ZONE, NECK_TILT.total_s, share=100)
        assert [expected] == log.diary.done_sessions
        assert "Noted; the page “History” lists it." in seen(page)
        assert "Not done yet." not in seen(page)
        page.library.open("short_foot")
        QApplication.processEvents()
        delete_what_was_closed()
        assert "Noted" not in seen(page)
        button(page, "exercise done").click()
        assert [NECK_TILT.id, SHORT_FOOT.id] == [each.exercise for each in log.diary.done_sessions]


def test_what_suits_comes_first_and_the_rest_says_why_not(qt: object) -> None:
    desk = AllOfIt(SITTING)
    desk.settings = replace(desk.settings, favourites=("short_foot",))
    with shown(ExercisesPage(desk.sources())) as page:
        grid = page.library.grid
        offered = [bool(grid.item(row).data(OFFERED_ROLE)) for row in range(grid.count())]
        assert sorted(offered, reverse=True) == offered
        assert offered[0]
        assert not offered[-1]
        (starred,) = (row for row in range(grid.count()) if grid.item(row).data(FAVOURITE_ROLE))
        assert "short_foot" == grid.item(starred).data(ID_ROLE)
        said = str(grid.item(starred).data(Qt.ItemDataRole.AccessibleDescriptionRole))
        assert said.startswith("Favourite. It needs bare feet")
        assert "bare feet" in grid.item(starred).toolTip()
        page.library.open("short_foot")
        button(page, "shoes off").click()
        assert "home" == desk.settings.place
        delete_what_was_closed()
        assert page.findChild(QWidget, "not offered") is None
        (starred,) = (row for row in range(grid.count()) if grid.item(row).data(FAVOURITE_ROLE))
        assert grid.item(starred).data(OFFERED_ROLE)
