"""Dates, times and numbers as countries write them, in the words of the app's language, whatever the system has."""

from datetime import date, time

import pytest

from posture_app.core.formats import Form
from posture_app.core.settings.languages import LANGUAGES
from tests import needs

needs.qt()
from posture_app.desktop.qt_formats import LocaleFormats, formats_for  # noqa: E402 - where Qt loads

FIRST, NEXT, LATER = date(2026, 3, 2), date(2026, 3, 9), date(2026, 4, 5)
AFTERNOON = time(14, 5)


def plain(text: str) -> str:
    """With usual blanks for those that do not break."""
    return text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


WRITTEN = {
    "de DE": "Montag, 2. März 2026|Mo., 2. März|März 2026|2. – 9. März 2026|14:05|1.234,5|0",
    "en US": "Monday, March 2, 2026|Mon, Mar 2|March 2026|March 2 – 9, 2026|2:05 PM|1,234.5|6",
    "en DE": "Monday, 2 March 2026|Mon, 2 Mar|March 2026|2 – 9 March 2026|14:05|1.234,5|0",
    "ar EG": "الاثنين، ٢ مارس ٢٠٢٦|الاثنين، ٢ مارس|مارس ٢٠٢٦|٢ – ٩ مارس ٢٠٢٦|٢:٠٥ م|١٬٢٣٤٫٥|5",
    "ja JP": "2026年3月2日月曜日|3月2日(月)|2026年3月|2026年3月2日 – 3月9日|14:05|1,234.5|6",
    "fa IR": "دوشنبه ۲ مارس ۲۰۲۶|دوشنبه ۲ مارس|مارس ۲۰۲۶|۲ – ۹ مارس ۲۰۲۶|۱۴:۰۵|۱٬۲۳۴٫۵|5",
    "pl PL": "poniedziałek, 2 marca 2026|pon., 2 mar|marzec 2026|2 – 9 marca 2026|14:05|1234,5|0",
    "he IL": "יום שני, 2 במרץ 2026|יום ב׳, 2 במרץ|מרץ 2026|2 – 9 במרץ 2026|14:05|1,234.5|6",
    "ru RU": "понедельник, 2 марта 2026 г.|пн, 2 мар.|март 2026 г.|2 – 9 марта 2026 г.|14:05|1 234,5|0",
    "zh_TW TW": "2026年3月2日 星期一|3月2日 (週一)|2026年3月|2026年3月2日 – 3月9日|下午2:05|1,234.5|6",
    "tr TR": "2 Mart 2026 Pazartesi|2 Mar Pzt|Mart 2026|2 – 9 Mart 2026|14:05|1.234,5|0",
}
"""A day in full and in short, a month, some days, an afternoon, a number, the day that a week begins with."""


@pytest.mark.parametrize("place", WRITTEN)
def test_as_a_country_writes_them(place: str) -> None:
    formats = formats_for(*place.split())
    written = (
        formats.day(FIRST, Form.FULL),
        formats.day(FIRST, Form.SHORT),
        formats.day(FIRST, Form.MONTH),
        " – ".join(formats.span(FIRST, NEXT, Form.DATE)),
        formats.clock(AFTERNOON),
        formats.number(1234.5, 1),
        str(formats.first_weekday),
    )
    assert WRITTEN[place] == plain("|".join(written))


def test_clock_and_week_may_be_chosen_otherwise() -> None:
    formats = formats_for("de", "DE", clock="12", week="sunday")
    assert ("2:05 PM", True, 6) == (formats.clock(AFTERNOON), formats.twelve, formats.first_weekday)
    american = formats_for("en", "US", clock="24", week="monday")
    assert ("14:05", False, 0) == (american.clock(AFTERNOON), american.twelve, american.first_weekday)


def test_a_language_that_a_country_does_not_speak_keeps_its_words_and_goes_by_the_clock_there() -> None:
    formats = formats_for("de", "US")
    assert ("Montag, 2. März", 6) == (formats.day(FIRST, Form.LONG), formats.first_weekday)
    assert "2:05 PM" == formats.clock(AFTERNOON)


def test_digits_are_those_of_the_language() -> None:
    assert ("2026", "05") == (formats_for("en", "GB").digits(2026), formats_for("en", "GB").digits(5, 2))
    assert ("۲۰۲۶", "۰۵") == (formats_for("fa", "IR").digits(2026), formats_for("fa", "IR").digits(5, 2))


@pytest.mark.parametrize("language", [*LANGUAGES, "hu", "lt"])
def test_no_form_has_more_or_less_than_it_says_in_any_language(language: str) -> None:
    formats = formats_for(language, "XX")
    assert isinstance(formats, LocaleFormats)
    for form in Form:
        said = formats.day(date(2026, 11, 23), form)
        year, day = formats.digits(2026), formats.digits(23)
        assert (year in said) is ("y" in form), (form, said)
        assert (day in said.replace(year, "")) is ("d " in form.removeprefix("dddd ").removeprefix("ddd ")), (
            form,
            said,
        )
        assert said == said.strip(" ,.-،") or said.endswith("."), said


def test_a_country_that_there_is_not_and_a_system_without_one_are_taken() -> None:
    assert "Monday, 2 March 2026" == formats_for("en", "XX").day(FIRST, Form.FULL)
    assert "2. März 2026" == formats_for("de").day(FIRST, Form.DATE)
