"""Qt’s own words (menus of text fields, dialogs of files and printing) come in the language of the app, and go."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTimeEdit

from posture_app.core import formats
from posture_app.core.settings.languages import LANGUAGES
from posture_app.core.settings.settings import Settings
from posture_app.desktop.qt_language import QtLanguage
from posture_app.ui.kit.fields.date_edit import DateEdit
from posture_app.ui.kit.fields.stepper import TimeField

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
    assert QLocale(code).textDirection() is QGuiApplication.layoutDirection()
    language.speak("en", Settings())
    assert english == said()
    assert Qt.LayoutDirection.LeftToRight is QGuiApplication.layoutDirection()


@pytest.mark.parametrize("code", ["ar", "de", "en", "he"])
def test_dates_and_times_are_entered_in_the_order_of_the_language(language: QtLanguage, code: str) -> None:
    language.speak(code, Settings())
    field, on = TimeField(), DateEdit()
    field.show_value(time(14, 5))
    on.show_date(date(2026, 3, 12))
    edit = field.findChild(QTimeEdit)
    assert edit is not None
    assert edit.text() == formats.current().clock(time(14, 5))
    assert on.text() == formats.current().day(date(2026, 3, 12), formats.Form.DATE_SHORT)
    assert edit.layoutDirection() is on.layoutDirection() is QGuiApplication.layoutDirection()
