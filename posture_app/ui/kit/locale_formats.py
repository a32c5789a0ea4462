"""Dates, times and numbers as the person's country writes them, in the words of the app's language, from Qt."""

from PySide6.QtCore import QLocale


def country_locale(code: str) -> QLocale:
    """That of a country, in the language that most speak there."""
    return QLocale(QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.codeToTerritory(code))
