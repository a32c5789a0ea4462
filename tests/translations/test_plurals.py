"""Every text of the app that counts something says the number in the form of its language."""

import string
from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from posture_app.core import language
from posture_app.core.catalogue import Message, make_mo, read_po
from posture_app.core.language import ngettext
from posture_app.core.settings.languages import WHOLE
from posture_app.desktop.languages import ENGLISH
from posture_app.desktop.mo_file import MoFile
from resources.translations import extract
from resources.translations.__main__ import FOLDER
from tests.core.test_language import RULES

COUNTED = [message for message in extract.template() if message.many]
FORMS = {
    "pl": {0: 2, 1: 0, 2: 1, 3: 1, 5: 2, 11: 2, 21: 2, 101: 2, 1.5: 1},
    "ru": {0: 2, 1: 0, 2: 1, 3: 1, 5: 2, 11: 2, 21: 0, 101: 0, 1.5: 1},
    "ar": {0: 0, 1: 1, 2: 2, 3: 3, 5: 3, 11: 4, 21: 4, 101: 5, 1.5: 2},
    "ja": dict.fromkeys((0, 1, 2, 3, 5, 11, 21, 101, 1.5), 0),
}


@pytest.fixture(autouse=True)
def _english_after() -> Iterator[None]:
    before = language.use(NullTranslations())
    yield
    language.use(before)


@pytest.mark.parametrize("code", FORMS)
def test_each_text_that_counts_has_the_form_of_its_number(code: str) -> None:
    head = f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {RULES[code]}\n"
    forms = range(int(RULES[code].partition("=")[2][0]))
    said = (
        Message(each.text, many=each.many, translations=tuple(f"{form}| {each.many}" for form in forms))
        for each in COUNTED
    )
    language.use(MoFile(make_mo((Message("", translations=(head,)), *said))))
    for each in COUNTED:
        names = {name for _, name, _, _ in string.Formatter().parse(each.many) if name}
        for number, form in FORMS[code].items():
            text = ngettext(each.text, each.many, number).format(**{name: f"<{name} {number}>" for name in names})
            assert text.startswith(f"{form}| "), (each.text, number)
            assert "number" not in names or f"<number {number}>" in text


@pytest.mark.parametrize("code", sorted(set(WHOLE) - {ENGLISH}))
def test_each_text_that_counts_says_each_number_in_a_language_that_is_offered(code: str) -> None:
    messages, _faults = read_po((FOLDER / f"{code}.po").read_text(encoding="utf-8"))
    forms = {each.text: [*map(language.in_own_digits, each.translations)] for each in messages if each.many}
    language.use(MoFile(make_mo(messages)))
    for each in COUNTED:
        for number in FORMS["pl"]:
            text = ngettext(each.text, each.many, number)
            assert text in forms[each.text], (each.text, number)
            if "{number}" in each.many and "{number}" not in text:
                assert number in (0, 1, 2), (text, number)  # a form for that number alone, which says it in words
