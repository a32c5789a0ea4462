"""Dates, times and numbers as the person's country writes them, in the words of the app's language, from Qt."""

import re
from datetime import date, time
from functools import cached_property

from PySide6.QtCore import QDate, QLocale, QTime

from posture_app.core.formats import Form, Formats, without_year

SYSTEM, TWELVE = "system", "12"
_QUOTED = r"'[^']*'"
_FIELD = re.compile(rf"{_QUOTED}|((?:d+|M+|y+)[.年月日년월일]?)")
"""A field of a pattern, with the mark or sign that belongs to it; or words in quotes, which are none."""
LONG, SHORT = QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat
NOWHERE = {"en": "en_001"}
"""English of no country in particular."""
FIRSTS = {"fr": "1er", "pt_BR": "1º"}
"""How the first day of a month is written where it is no plain number, which Qt does not know."""
WEEK = {"monday": 0, "saturday": 5, "sunday": 6}


class LocaleFormats(Formats):
    """Of a language in a country; clock and week may be chosen otherwise."""

    def __init__(self, words: QLocale, country: QLocale, *, clock: str = SYSTEM, week: str = SYSTEM) -> None:
        """`words` is of the app's language, for names and numbers; `country` says which clock and week are usual."""
        self.locale, self._locale = words.name(), words
        self.zero = words.zeroDigit()
        self._country, self._week = country, week
        pattern = words.timeFormat(SHORT)
        self.twelve = clock == TWELVE or (clock == SYSTEM and _is_twelve(country.timeFormat(SHORT)))
        self.clock_pattern = pattern if _is_twelve(pattern) is self.twelve else _TIMES[self.twelve]
        self.halves = words.amText(), words.pmText()
        self._patterns = {form: _pattern(words.dateFormat(LONG), form) for form in Form}

    @cached_property
    def first_weekday(self) -> int:
        return WEEK[self._week] if self._week in WEEK else self._country.firstDayOfWeek().value - 1

    def clock(self, at: time) -> str:
        return self._locale.toString(QTime(at.hour, at.minute), self.clock_pattern)

    def hour(self, hour: int) -> str:
        if not self.twelve:
            return self.digits(hour, 2)
        return self._locale.toString(QTime(hour, 0), re.sub(r"[:.]mm", "", self.clock_pattern))

    def day(self, day: date, form: Form, *, alone: bool = False) -> str:
        pattern = self._patterns[form]
        if alone:  # Qt’s own has the form of a name that stands beside a date
            pattern = pattern.replace("dddd", f"'{self.weekday(day.weekday())}'")
        if form in (Form.MONTH, Form.MONTH_SHORT):  # Qt's own has the form of a name that stands beside a day
            name = self.month(day.month, short=form is Form.MONTH_SHORT)
            pattern = re.sub("MMMM?", lambda _found: "'{}'".format(name.replace("'", "''")), pattern)
        return self._written(day, pattern)

    def pattern(self, form: Form) -> str:
        return self._patterns[form]

    def span(self, first: date, last: date, form: Form) -> tuple[str, str]:
        if first.year != last.year or first == last:
            return self.day(first, form), self.day(last, form)
        pattern, short = self._patterns[form], without_year(form)
        if pattern.startswith("y"):  # the year comes once, and first
            return self.day(first, form), self.day(last, short)
        if first.month != last.month:
            return self.day(first, short), self.day(last, form)
        if day := re.match(r"d\.?", pattern):
            return self._written(first, day[0]), self.day(last, form)
        return self.day(first, short), self._written(last, re.sub(r"^M+[月월]?\W*", "", pattern))

    def _written(self, day: date, pattern: str) -> str:
        if day.day == 1 and (first := FIRSTS.get(self.locale) or FIRSTS.get(self.locale.partition("_")[0])):
            pattern = re.sub(rf"{_QUOTED}|d+", lambda found: f"'{first}'" if found[0] == "d" else found[0], pattern)
        return self._locale.toString(_date(day), pattern)

    def weekday(self, weekday: int, *, short: bool = False) -> str:
        return self._locale.standaloneDayName(weekday + 1, SHORT if short else LONG)

    def month(self, month: int, *, short: bool = False) -> str:
        return self._locale.standaloneMonthName(month, SHORT if short else LONG)

    def number(self, number: float, decimals: int = 0) -> str:
        return self._locale.toString(float(number), "f", decimals)

    def digits(self, number: int, least: int = 1) -> str:
        latin = f"{number:0{least}}"
        return latin if self.zero == "0" else "".join(chr(ord(self.zero) + int(each)) for each in latin)


_TIMES = {False: "HH:mm", True: "h:mm Ap"}
"""By whether the clock has 12 hours: where the language has another one than the country, or than was chosen."""


def formats_for(language: str, region: str = SYSTEM, *, clock: str = SYSTEM, week: str = SYSTEM) -> LocaleFormats:
    """The formats of a language and a country, both as the settings have them; the country is the system's, if the
    settings say so.
    """
    country = QLocale.system() if region == SYSTEM else country_locale(region)
    here = country.territoryToCode(country.territory())
    words = QLocale(f"{language.partition('_')[0]}_{here}") if here else QLocale(NOWHERE.get(language, language))
    if words.territory() != country.territory() and "_" in language:
        words = QLocale(language)
    return LocaleFormats(words, country, clock=clock, week=week)


def country_locale(code: str) -> QLocale:
    """That of a country, in the language that most speak there; that of none, if there is no such country."""
    territory = QLocale.codeToTerritory(code)
    if territory is QLocale.Country.AnyTerritory:
        return QLocale.c()
    return QLocale(QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, territory)


def _is_twelve(pattern: str) -> bool:
    return "a" in re.sub(_QUOTED, "", pattern).lower()


def _date(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _pattern(whole: str, form: Form) -> str:
    """The pattern of a form, out of that of a whole date: the fields that it has not go, with what joins them."""
    wanted = {part[:1] if part[:3] != "ddd" else "ddd" for part in form.split()}
    fields, glue = _parted(whole)
    for place in reversed(range(len(fields))):
        name = "ddd" if fields[place].startswith("ddd") else fields[place][:1]
        if name in wanted:
            continue
        first, last = place == 0, place == len(fields) - 1
        del fields[place]
        glue[place : place + 2] = ["" if first or last else " "]
    if "MMM" in form.split():
        fields = [field.replace("MMMM", "MMM") for field in fields]
    if form.startswith("ddd "):
        fields = [field.replace("dddd", "(ddd)" if "" in glue[1:-1] else "ddd") for field in fields]
    return "".join(part for pair in zip(glue, [*fields, ""], strict=True) for part in pair)


def _parted(pattern: str) -> tuple[list[str], list[str]]:
    """Its fields, and what stands before, between and behind them."""
    fields, glue, end = [], [""], 0
    for found in _FIELD.finditer(pattern):
        glue[-1] += pattern[end : found.start()]
        if found[1]:
            fields.append(found[1])
            glue.append("")
        else:
            glue[-1] += found[0]
        end = found.end()
    glue[-1] += pattern[end:]
    return fields, glue
