"""The sidebar, and how a narrow window folds it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.layout import column_of
from posture_app.ui.kit.sidebar import Sidebar, WithSidebar
from tests.ui.showing import button, shown

NARROW, WIDE = (480, 400), (900, 400)


@pytest.fixture
def window(qt: object) -> Iterator[WithSidebar]:
    sidebar, page = Sidebar("Posture"), QWidget()
    for name in ("one", "other"):
        entry = Button(name, name, Look.NAVIGATION)
        entry.setAutoExclusive(True)
        sidebar.column.addWidget(entry)
    column_of(QLabel("A page"), QLineEdit(), on=page)
    made = WithSidebar(sidebar, page)
    made.resize(*WIDE)
    with shown(made):
        made.activateWindow()
        yield made


def _narrow(window: WithSidebar) -> None:
    window.resize(*NARROW)
    QApplication.processEvents()


def test_it_is_beside_the_page_as_long_as_there_is_room(window: WithSidebar) -> None:
    assert button(window, "one").isVisible()
    assert not window.opener.isVisible()
    _narrow(window)
    assert (True, False) == (window.opener.isVisible(), button(window, "one").isVisible())
    window.resize(*WIDE)
    QApplication.processEvents()
    assert (False, True) == (window.opener.isVisible(), button(window, "one").isVisible())


def test_folded_it_opens_over_the_page_and_a_choice_closes_it(window: WithSidebar) -> None:
    _narrow(window)
    window.opener.click()
    other = button(window, "other")
    assert other.isVisible()
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert other.isChecked()
    assert not other.isVisible()


def test_escape_closes_it_and_leaves_the_keyboard_where_it_was_opened(window: WithSidebar) -> None:
    _narrow(window)
    window.opener.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.opener, Qt.Key.Key_Space)
    one = button(window, "one")
    assert one.hasFocus()
    QTest.keyClick(one, Qt.Key.Key_Escape)
    assert not one.isVisible()
    assert window.opener.hasFocus()


def test_a_click_beside_it_and_a_keyboard_that_goes_elsewhere_close_it(window: WithSidebar) -> None:
    _narrow(window)
    one, field = button(window, "one"), window.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    window.opener.click()
    beside = window.childAt(470, 200)
    assert beside is not None
    QTest.mouseClick(beside, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(470, 200))
    assert not one.isVisible()
    window.opener.click()
    assert one.isVisible()
    field.setFocus()
    assert (False, True) == (one.isVisible(), field.hasFocus())
