"""Qt for the tests of widgets: one application, no window or running timer left behind."""

import gc
import logging
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import pytest

from posture_app.desktop import bundled
from tests import needs

if TYPE_CHECKING:
    from posture_app.ui.kit.appearance import Theme

OFFSCREEN = ("This plugin does not support ", "QObject::connect: No such signal QPlatformNativeInterface::")
"""What Qt says for want of a window system, where nothing is amiss."""


@pytest.fixture(scope="session")
def qt() -> Iterator[object]:
    """The one QApplication, offscreen; its messages go to the log, where a warning fails the test."""
    needs.qt()
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler  # noqa: PLC0415 - only where Qt loads
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    def to_log(kind: QtMsgType, _context: object, text: str) -> None:
        harmless = text.startswith(OFFSCREEN) or kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        level = logging.DEBUG if harmless else logging.WARNING
        logging.getLogger("qt").log(level, text)

    qInstallMessageHandler(to_log)
    from posture_app.ui.kit.style import Style  # noqa: PLC0415

    app = QApplication.instance() or QApplication(["posture-app-tests"])
    QApplication.setStyle(Style())
    yield app
    qInstallMessageHandler(None)


@pytest.fixture
def fonts(qt: object) -> None:
    """Skip where there is no font: every letter is a box, and no width is that of a person's screen."""
    from PySide6.QtGui import QFont, QFontMetrics  # noqa: PLC0415

    metrics = QFontMetrics(QFont())
    if metrics.horizontalAdvance("i") == metrics.horizontalAdvance("M"):  # boxes, all alike
        needs.missing("there is no font: apt-get install -y fonts-dejavu-core")


@pytest.fixture
def usual_look(fonts: None) -> "Iterator[Theme]":
    """The colours and the size of text of the app, for the length of a test."""
    from PySide6.QtGui import QFont, QPalette  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from posture_app.ui.kit.access import install  # noqa: PLC0415
    from posture_app.ui.kit.appearance import Theme  # noqa: PLC0415
    from tests.ui.looks import USUAL, dress  # noqa: PLC0415

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    palette, font = QPalette(app.palette()), QFont(app.font())
    theme = Theme(app)
    install()
    theme.choose("light")
    dress(USUAL)
    yield theme
    dress(USUAL)
    for each in app.findChildren(Theme):  # that of a command, too, which would go on changing the palette
        each.choose("system")
        each.deleteLater()
    app.setFont(font)
    app.setPalette(palette)


@pytest.fixture(autouse=True)
def _content_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes a quarter of a second, most windows need it, and nothing changes what was read."""
    monkeypatch.setattr(bundled, "load_content", _load_content)


_load_content = cache(bundled.load_content)


@pytest.fixture(autouse=True)
def _nothing_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a window sets aside would not be found when it is left behind."""
    monkeypatch.setattr(gc, "freeze", lambda: None)


@pytest.fixture(autouse=True)
def _nothing_left(qt: object) -> Iterator[None]:
    from PySide6.QtCore import QTimer  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415
    from shiboken6 import isValid  # noqa: PLC0415

    looks = QApplication.font().toString(), QApplication.layoutDirection()
    yield
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    for window in windows:
        window.close()
    gc.collect()
    timers = [o for o in gc.get_objects() if isinstance(o, QTimer) and isValid(o) and o.isActive()]
    for timer in timers:
        timer.stop()
    assert [w.objectName() or type(w).__name__ for w in windows] == []
    assert [t.objectName() for t in timers] == []
    assert (QApplication.font().toString(), QApplication.layoutDirection()) == looks
