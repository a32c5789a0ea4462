"""Qt in the person's language: its own words, the way to read, and who writes dates and numbers."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from posture_app.core import formats
from posture_app.core.settings.settings import Settings
from posture_app.desktop.qt_formats import formats_for

QT_WORDS = "qtbase_"
"""Begins the names of the files that Qt has of its words; the packages keep no others."""
FROM_THE_RIGHT = ("ar", "fa", "he", "ur", "yi")
"""Languages that are read from right to left."""


class QtLanguage:
    """What Qt was last told; what it was told before is taken back."""

    def __init__(self) -> None:
        self._words: QTranslator | None = None
        self._turned = False

    def speak(self, language: str, settings: Settings) -> None:
        """Speak it from the next window on, and have dates and numbers as these settings say."""
        made = formats_for(language, settings.region, clock=settings.clock, week=settings.week_begins)
        formats.use(made)
        turned, self._turned = self._turned, language.partition("_")[0] in FROM_THE_RIGHT
        app = QCoreApplication.instance()
        if app is not None and (turned or self._turned):
            app.setProperty("layoutDirection", int(self._turned))  # by its name, PySide makes all enumerations of Qt
        if self._words is not None:
            QCoreApplication.removeTranslator(self._words)
            self._words = None
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        words = QTranslator()
        if not language.startswith("en") and words.load(f"{QT_WORDS}{language}", folder):
            self._words = words
            QCoreApplication.installTranslator(words)
