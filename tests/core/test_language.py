"""The texts of a language come from the catalogue that is in use."""

from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from posture_app.core import language
from posture_app.core.language import N_, _, ngettext, pgettext

STAND = N_("Time to get up")


class Loud(NullTranslations):
    """A language that says everything louder, with two plurals and a word that depends on what is meant."""

    def gettext(self, message: str) -> str:
        return message.upper()

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return (msgid1 if n == 1 else msgid2).upper()

    def pgettext(self, context: str, message: str) -> str:
        return f"{message} ({context})"


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
    assert ("TIME TO GET UP", "{NUMBER} DAYS", "Stand (a button)") == (
        _(STAND), ngettext("{number} day", "{number} days", 2), pgettext("a button", "Stand"),
    )  # fmt: skip
    before = language.use(NullTranslations())
    assert isinstance(before, Loud)
    assert "Time to get up" == _(STAND)
