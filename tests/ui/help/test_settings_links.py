"""Each setting that the help links to is opened by its link."""

from PySide6.QtWidgets import QApplication

from posture_app.core.help_topics import HelpLink, link_of
from posture_app.core.settings.settings import TABLE
from posture_app.desktop.bundled import load_help
from tests.ui.settings.settings_desk import Desk
from tests.ui.showing import shown

OWN = "own"


def linked() -> list[str]:
    links = {link_of(address) for topic in load_help() for _words, address in topic.links}
    return sorted(link.name for link in links if isinstance(link, HelpLink) and link.kind == "setting")


def test_every_linked_setting_is_opened_in_sight_with_the_keyboard_in_it(qt: object) -> None:
    desk = Desk()
    with shown(desk.window) as window:
        for key in linked():
            window.show_setting(key)
            QApplication.processEvents()
            assert TABLE[key].page is window._page, key
            if key == OWN:
                continue  # a list, of which nothing has the keyboard
            focus = window.focusWidget()
            assert focus is not None, key
            assert focus.visibleRegion().boundingRect().height() > 0, key
            row = window._rows.get(key)
            assert row is None or (row.isVisible() and row.isAncestorOf(focus)), key


def test_many_settings_are_linked() -> None:
    assert len(linked()) > 30
