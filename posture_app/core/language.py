"""Texts in the person's language: every text that people read goes through here.

Whole sentences with named holes, `_("Snoozed until {time}.").format(time=...)`; plurals by `ngettext`; nothing is glued
from pieces. The composition root says by `use` which catalogue holds; until then a text is what is written in the code.
"""

from gettext import NullTranslations

_catalogue = NullTranslations()


def use(catalogue: NullTranslations) -> NullTranslations:
    """Have texts from this catalogue from now on; gives back the one that held until now."""
    global _catalogue
    before, _catalogue = _catalogue, catalogue
    return before


def _(text: str) -> str:
    return _catalogue.gettext(text)


def N_(text: str) -> str:  # noqa: N802 - the name that tools for catalogues know
    """Marks a text that is looked up later, by `_`: one in a constant, made before the language is known."""
    return text


def ngettext(one: str, many: str, number: int) -> str:
    """The form for this number of things. Fill its hole with `.format(number=number)`."""
    return _catalogue.ngettext(one, many, number)


def pgettext(context: str, text: str) -> str:
    """The text as it is meant in this context, where one word of English is two of another language."""
    return _catalogue.pgettext(context, text)
