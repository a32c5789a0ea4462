"""Dates, times and numbers as countries write them, in the words of the app's language, whatever the system has."""

from datetime import date, time

import pytest

from posture_app.core import formats
from posture_app.core.formats import Form, number_words
from posture_app.core.language import in_own_digits
from posture_app.core.settings.languages import LANGUAGES
from posture_app.core.units import amount
from posture_app.core.words import duration
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


MONTHS = {
    "en": "January|January 2026|Jan 2026|1 January|2026", "de": "Januar|Januar 2026|Jan 2026|1. Januar|2026",
    "pl": "styczeń|styczeń 2026|sty 2026|1 stycznia|2026", "cs": "leden|leden 2026|led 2026|1. ledna|2026",
    "ru": "январь|январь 2026 г.|янв. 2026 г.|1 января|2026 г.",
    "uk": "січень|січень 2026 р.|січ. 2026 р.|1 січня|2026 р.",
    "fi": "tammikuu|tammikuu 2026|tammi 2026|1. tammikuuta|2026",
    "fr": "janvier|janvier 2026|janv. 2026|1er janvier|2026",
    "pt_BR": "janeiro|janeiro de 2026|jan. de 2026|1º de janeiro|2026",
    "ja": "1月|2026年1月|2026年1月|1月1日|2026年", "ko": "1월|2026년 1월|2026년 1월|1월 1일|2026년",
    "zh_CN": "一月|2026年1月|2026年1月|1月1日|2026年", "zh_TW": "1月|2026年1月|2026年1月|1月1日|2026年",
}  # fmt: skip
"""A month, one with its year, the same in short, the first day of it, and a year."""


@pytest.mark.parametrize("language", MONTHS)
def test_a_month_and_a_year_that_stand_alone_have_forms_of_their_own_and_a_first_day_its_own_number(
    language: str,
) -> None:
    formats, day = formats_for(language, "XX"), date(2026, 1, 1)
    written = (formats.day(day, form) for form in (Form.MONTH, Form.MONTH_SHORT, Form.DAY, Form.YEAR))
    assert MONTHS[language] == plain("|".join((formats.month(1), *written)))


def test_a_day_as_a_title_is_no_part_of_a_sentence_in_finnish() -> None:
    finnish = formats_for("fi", "FI")
    assert "maanantai 2. maaliskuuta 2026" == finnish.day(FIRST, Form.FULL, alone=True)
    assert "maanantaina 2. maaliskuuta" == finnish.day(FIRST, Form.LONG)
    for language in LANGUAGES:
        others = formats_for(language)
        if language != "fi":
            assert others.day(FIRST, Form.FULL) == others.day(FIRST, Form.FULL, alone=True), language


def test_the_first_of_a_month_is_no_plain_number_at_the_end_of_a_run_of_days_in_french() -> None:
    formats = formats_for("fr", "FR")
    assert ("1er", "9 janvier 2026") == formats.span(date(2026, 1, 1), date(2026, 1, 9), Form.DATE)
    assert ("2月19日", "25日") == formats_for("ja").span(date(2026, 2, 19), date(2026, 2, 25), Form.DAY_SHORT)
    assert ("28 février", "1er mars 2026") == formats.span(date(2026, 2, 28), date(2026, 3, 1), Form.DATE)
    assert "11 janvier" == formats.day(date(2026, 1, 11), Form.DAY)


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


@pytest.mark.parametrize(
    ("language", "words"), [("de", "7,5 h|1.200 min|80 %|4 h 05 min"), ("fa", "۷٫۵ h|۱٬۲۰۰ min|۸۰ %|۴ h ۰۵ min")]
)
def test_a_number_with_its_unit_is_written_as_the_language_does(language: str, words: str) -> None:
    before = formats.use(formats_for(language, "XX"))
    try:
        assert words == plain("|".join((amount(7.5, "h"), amount(1200, "min"), amount(80, "%"), duration(14_700))))
    finally:
        formats.use(before)


@pytest.mark.parametrize(("country", "words"), [("EG", "١٬٢٠٠ من ٣٠ يومًا"), ("MA", "1.200 من 30 يومًا")])
def test_an_arabic_text_has_the_digits_of_the_country_of_its_numbers(country: str, words: str) -> None:
    before = formats.use(formats_for("ar", country))
    try:
        assert words == f"{number_words(1200)} {in_own_digits('من ٣٠ يومًا')}"
    finally:
        formats.use(before)
