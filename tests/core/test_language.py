"""The texts of a language come from the catalogue that is in use."""

import copy
from collections.abc import Callable, Iterator
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

import pytest

from posture_app.core import language
from posture_app.core.catalogue import Message, make_mo
from posture_app.core.errors import Unavailable
from posture_app.core.language import N_, _, lasting, ngettext, pgettext, sentence, sentences

STAND = N_("Time to get up")


class Loud(NullTranslations):
    """A language that says everything louder, with two plurals and a word that depends on what is meant."""

    def gettext(self, message: str) -> str:
        context, _, text = message.rpartition("\x04")
        return f"{text} ({context})" if context else text.upper()

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return (msgid1 if n == 1 else msgid2).replace("day", "DAY")


@pytest.fixture
def loud() -> Iterator[None]:
    before = language.use(Loud())
    yield
    language.use(before)


def test_without_a_catalogue_texts_are_those_of_the_code() -> None:
    assert ("Time to get up", "{number} day", "{number} days") == (
        _(STAND), ngettext("{number} day", "{number} days", 1), ngettext("{number} day", "{number} days", 0),
    )  # fmt: skip
    assert "Stand" == pgettext("a button", "Stand")


@pytest.mark.usefixtures("loud")
def test_texts_come_from_the_catalogue_in_use_also_those_marked_before_it_was() -> None:
    assert ("TIME TO GET UP", "{number} DAYs", "Stand (a button)") == (
        _(STAND), ngettext("{number} day", "{number} days", 2), pgettext("a button", "Stand"),
    )  # fmt: skip
    before = language.use(NullTranslations())
    assert isinstance(before, Loud)
    assert "Time to get up" == _(STAND)


ONE, MANY = "{number} hour for {name}", "{number} hours for {name}"
RULES = {
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "ja": "nplurals=1; plural=0;",
}


@pytest.fixture
def speak() -> Iterator[Callable[..., None]]:
    """Has a catalogue of these messages hold, whose rule for plurals is that of a language, or one of its own."""
    begun = language.use(NullTranslations())

    def use(*messages: Message, rule: str = "ru") -> None:
        head = f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {RULES.get(rule, rule)}\n"
        language.use(GNUTranslations(BytesIO(make_mo((Message("", translations=(head,)), *messages)))))

    yield use
    language.use(begun)


def said(number: float) -> str:
    return ngettext(ONE, MANY, number).format(number=number, name="A")


@pytest.mark.parametrize(
    ("rule", "forms"),
    [
        ("pl", {0: 2, 1: 0, 2: 1, 3: 1, 5: 2, 11: 2, 21: 2, 101: 2, 1.5: 1}),
        ("ru", {0: 2, 1: 0, 2: 1, 3: 1, 5: 2, 11: 2, 21: 0, 101: 0, 1.5: 1}),
        ("ar", {0: 0, 1: 1, 2: 2, 3: 3, 5: 3, 11: 4, 21: 4, 101: 5, 1.5: 5}),
        ("ja", dict.fromkeys((0, 1, 2, 3, 5, 11, 21, 101, 1.5), 0)),
    ],
)
def test_each_number_has_the_form_of_its_language(
    speak: Callable[..., None], rule: str, forms: dict[float, int]
) -> None:
    count = int(RULES[rule].partition("=")[2][0])
    texts = [f"{{name}}: {form} {{number}}" for form in range(count)]
    if rule == "ar":  # as one says it there: the numbers one and two are in the word
        texts[1], texts[2] = "{name}: 1", "{name}: 2"
    speak(Message(ONE, many=MANY, translations=tuple(texts)), rule=rule)
    for number, form in forms.items():
        assert texts[form].format(number=number, name="A") == said(number), number


def test_a_form_that_would_raise_or_hide_the_number_is_english(speak: Callable[..., None]) -> None:
    speak(Message(ONE, many=MANY, translations=("час {name}", "{number} часа {Name}", "{number} часов {name")))
    assert ["1 hour for A", "21 hours for A", "2 hours for A", "5 hours for A"] == [said(n) for n in (1, 21, 2, 5)]


@pytest.mark.parametrize("rule", ["nplurals=3; plural=n%0;", "nplurals=9; plural=n;"])
def test_a_rule_that_fails_is_english(speak: Callable[..., None], rule: str) -> None:
    speak(Message(ONE, many=MANY, translations=("{number} a {name}", "{number} b {name}")), rule=rule)
    assert ["7 hours for A", "1.5 hours for A"] == [said(7), said(1.5)]


@pytest.mark.parametrize("wrong", ["bis", "bis {Zeit}", "bis {time", "bis {}", "<b>{time}</b>", "bis {time.year}"])
def test_a_text_whose_holes_are_others_is_english(speak: Callable[..., None], wrong: str) -> None:
    speak(Message("until {time}", translations=(wrong,)), Message("until {time}", "a tip", translations=(wrong,)))
    assert ("until {time}", "until {time}") == (_("until {time}"), pgettext("a tip", "until {time}"))


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        (("You are up.", "The log goes on."), "You are up. The log goes on."),
        (("席を立ちました。", "記録を続けます。"), "席を立ちました。記録を続けます。"),
        (("日记已打开。", "Log of today."), "日记已打开。Log of today."),
        (("일어났습니다.", "기록합니다."), "일어났습니다. 기록합니다."),
        (("", "Get up.", ""), "Get up."),
        ((), ""),
    ],
)
def test_sentences_are_joined_as_their_language_does(said: tuple[str, ...], whole: str) -> None:
    assert whole == sentences(*said)


@pytest.mark.parametrize("said", ["Are you sitting?", "Zitten…", "座っていますか？", "هل تجلس؟"])
def test_a_sentence_that_has_a_mark_gets_no_full_stop(said: str) -> None:
    assert (said, "Get up.") == (sentence(said), sentence("Get up"))


def test_a_text_that_is_kept_is_said_in_the_language_of_then(speak: Callable[..., None]) -> None:
    bus = lasting("session bus")
    why = Unavailable(lasting("the {bus} is gone: {number}", bus=bus, number=7))
    kept = str(why)
    assert "the session bus is gone: 7" == kept
    speak(
        Message("session bus", translations=("Sitzungsbus",)),
        Message("the {bus} is gone: {number}", translations=("{number}: {bus} ist fort",)),
        Message("Why: {why}.", translations=("Grund: {why}.",)),
    )
    assert "7: Sitzungsbus ist fort" == str(why) == str(kept) == str(copy.deepcopy(str(kept)))
    assert "Grund: 7: Sitzungsbus ist fort." == _("Why: {why}.").format(why=kept) == f"Grund: {kept}."


def test_a_text_that_is_kept_and_has_braces_of_its_own_is_left_as_it_is() -> None:
    assert "plural={nplurals}" == str(lasting("plural={nplurals}"))
    assert "a {bus} is gone" == str(lasting("a {name} is gone", name="{bus}"))


@pytest.mark.parametrize(
    ("zero", "said", "counted"),
    [
        ("0", "بعد 30 دقيقة، 95%", "آخر 7 أيام"),
        ("٠", "بعد ٣٠ دقيقة، ٩٥٪", "آخر ٧ أيام"),
        ("۰", "بعد ۳۰ دقيقة، ۹۵%", "آخر ۷ أيام"),
    ],
)
def test_digits_within_arabic_texts_are_those_that_numbers_are_written_with(zero: str, said: str, counted: str) -> None:
    class Arabic(NullTranslations):
        def gettext(self, message: str) -> str:
            return "بعد ٣٠ دقيقة، ٩٥٪" if message == "after 30 min" else message

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            return "آخر ٧ أيام" if n else msgid2

    before = language.use(Arabic())
    language.write_digits(zero)
    try:
        assert (said, counted) == (_("after 30 min"), ngettext("a week", "weeks", 1))
        assert "of 2026-03-02, 95 %" == _("of 2026-03-02, 95 %")
    finally:
        language.write_digits("0")
        language.use(before)
