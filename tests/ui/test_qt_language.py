"""Qt’s own words (menus of text fields, dialogs of files and printing) come in the language of the app, and go."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication

from posture_app.core import formats
from posture_app.core.settings.languages import LANGUAGES
from posture_app.core.settings.settings import Settings
from posture_app.desktop.qt_language import FROM_THE_RIGHT, QtLanguage

WORDS = (
    ("QWidgetTextControl", "&Copy"), ("QWidgetTextControl", "Select All"), ("QPlatformTheme", "Cancel"),
    ("QFileDialog", "File &name:"), ("QPrintDialog", "Print to File (PDF)"),
)  # fmt: skip


@pytest.fixture
def language(qt: object) -> Iterator[QtLanguage]:
    before, made = formats.current(), QtLanguage()
    yield made
    made.speak("en", Settings())
    formats.use(before)


def said() -> list[str]:
    return [QCoreApplication.translate(*each) for each in WORDS]


@pytest.mark.parametrize("code", [*LANGUAGES, "de_AT"])
def test_qt_says_its_words_in_the_language_in_force_and_in_english_after_it(language: QtLanguage, code: str) -> None:
    english = [text for _context, text in WORDS]
    language.speak(code, Settings())
    if code != "en":
        assert [] == [text for text, other in zip(english, said(), strict=True) if text == other]
    direction = Qt.LayoutDirection.RightToLeft if code in FROM_THE_RIGHT else Qt.LayoutDirection.LeftToRight
    assert direction is QGuiApplication.layoutDirection()
    language.speak("en", Settings())
    assert english == said()
    assert Qt.LayoutDirection.LeftToRight is QGuiApplication.layoutDirection()
