"""Texts in the person's language: every text that people read goes through here.

Whole sentences with named holes, `_("Snoozed until {time}.").format(time=...)`; plurals by `ngettext`; nothing is glued
from pieces. The composition root says by `use` which catalogue holds; until then a text is what is written in the code.
A translation whose holes are others is not taken: it would raise, or hide a number.
"""

import re
from collections.abc import Callable
from gettext import NullTranslations
from typing import Self

from posture_app.core.holes import fits, fits_without_number

_SHARES = (2, 100)
"""The numbers whose form a fraction takes: most languages have that of 2, in Arabic that would be “two”."""
_OTHERS = (*range(103), 111, 1000, 1000000)
CONTEXT = "\x04"
"""Between a context and a text, as in the files of gettext."""
WIDE_ENDS = "。", "！", "？"
ENDS = (".", "!", "?", "…", ".”", ".)", "؟", *WIDE_ENDS)
"""With which a sentence ends, in whatever language."""
_catalogue = NullTranslations()
ARABIC = "٠١٢٣٤٥٦٧٨٩٪"
"""The digits, and the sign of per cent, of Arabic texts; not all countries that speak it use them."""
_ANY_ARABIC = re.compile(f"[{ARABIC}]")
_written: dict[int, str] = dict(zip(map(ord, ARABIC), "0123456789%", strict=True))
"""What stands in their place here."""


def use(catalogue: NullTranslations) -> NullTranslations:
    """Have texts from this catalogue from now on; gives back the one that held until now."""
    global _catalogue
    before, _catalogue = _catalogue, catalogue
    return before


def write_digits(zero: str) -> None:
    """Have the digits in texts be those that numbers are written with, which begin with this one."""
    own = "".join(chr(ord(zero) + n) for n in range(10))
    _written.clear()
    if not ARABIC.startswith(own):
        _written.update(zip(map(ord, ARABIC), f"{own}%", strict=True))


def in_own_digits(text: str) -> str:
    """A text of a translation with the digits that numbers are written with."""
    if _written and not text.isascii() and _ANY_ARABIC.search(text):  # to search takes a tenth of the time
        return text.translate(_written)
    return text


def _(text: str) -> str:
    said = _catalogue.gettext(text) if text else text  # of no text a catalogue says what it is
    if said is not text and fits(text, said) and CONTEXT not in said:
        return in_own_digits(said)
    return text.rpartition(CONTEXT)[2]


def N_(text: str) -> str:  # noqa: N802 - the name that tools for catalogues know
    """Marks a text that is looked up later, by `_`: one in a constant, made before the language is known."""
    return text


def NP_(context: str, text: str) -> str:  # noqa: N802 - likewise
    """Marks such a text as `pgettext` has: it is looked up by `_`, too."""
    return f"{context}{CONTEXT}{text}"


class Lasting(str):
    """A text that is kept, such as a reason: `str`, or a hole that it fills, has it in the language of then."""

    __slots__ = ("_say",)
    _say: Callable[[], str]

    def __new__(cls, say: Callable[[], str]) -> Self:
        """`say` makes the text, each time anew."""
        made = super().__new__(cls, say())
        made._say = say
        return made

    def __str__(self) -> str:
        return Lasting(self._say)

    def __getnewargs__(self) -> tuple[Callable[[], str]]:  # type: ignore[override] # what a copy is made of
        return (self._say,)

    def __format__(self, form: str) -> str:
        return format(self._say(), form)


def lasting(text: str, /, **holes: object) -> str:
    """The text as `_` has it, filled, to be kept."""
    filled = {name: each if isinstance(each, float | int) else str(each) for name, each in holes.items()}
    return Lasting(lambda: _(text).format(**filled) if filled else _(text))


def ngettext(one: str, many: str, number: float) -> str:
    """The form for this number of things. Fill its hole with `.format(number=number)`."""
    whole = number == int(number)
    for count in (int(number),) if whole else _SHARES:
        said = _form(one, many, count)
        if fits(many, said) or (whole and _says_number(said, one, many, count)):
            return in_own_digits(said)
    return one if number == 1 else many


def pgettext(context: str, text: str) -> str:
    """The text as it is meant in this context, where one word of English is two of another language."""
    key = f"{context}{CONTEXT}{text}"
    return _(key)


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends in a mark already."""
    # Translators: ends a sentence, such as “Get up in 8 min.”
    return text if text.endswith(ENDS) else _("{sentence}.").format(sentence=text)


def sentences(*said: str) -> str:
    """These sentences as one text, without the empty ones. No blank stands behind a wide full stop, as in Japanese."""
    text = ""
    for each in filter(None, said):
        text += each if not text or text.endswith(WIDE_ENDS) else f" {each}"
    return text


def labelled(name: str, what: str) -> str:
    """What is said of something, behind its name: “Snooze: 5 min”."""
    # Translators: what is said of something, behind its name: “Snooze: 5 min”.
    return _("{name}: {what}").format(name=name, what=what)


def _form(one: str, many: str, count: int) -> str:
    try:
        return _catalogue.ngettext(one, many, count)
    except ArithmeticError:  # its rule for plurals divides by nought
        return one if count == 1 else many


def _says_number(said: str, one: str, many: str, count: int) -> bool:
    """Whether a form without the number is for this one only, and says it so."""
    if count == 1 and fits(one, said):
        return True
    return fits_without_number(many, said) and all(_form(one, many, n) != said for n in _OTHERS if n != count)
