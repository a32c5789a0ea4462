"""JSON read value by value, so that a file may be larger than memory: its lists and objects are walked through."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NoReturn

from posture_app.core.formats import number_words
from posture_app.core.language import _
from posture_app.store.transfer.import_text import LONGEST, File, MalformedError, line_place, shortened

SPACE = " \t\r\n"


def _no_constant(text: str) -> NoReturn:
    raise ValueError(_("{text} is no number").format(text=text))


class JsonWalk:
    """Goes through a file once. Numbers with a fraction come as Decimal. Raises MalformedError."""

    def __init__(self, file: File) -> None:
        self._pieces = file.pieces()
        self._text, self._at, self._ended = "", 0, False
        self._line = 1
        self._decode: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder(
            parse_float=Decimal, parse_constant=_no_constant
        ).raw_decode

    @property
    def place(self) -> str:
        return line_place(self._line + self._text.count(chr(10), 0, self._at))

    def items(self) -> Iterator[None]:
        """Stand before each value of a list in turn; each has to be taken."""
        self._take("[")
        yield from self._parts("]", lambda: None)

    def fields(self) -> Iterator[str]:
        """Stand before each value of an object in turn, giving its name; each has to be taken."""
        self._take("{")
        yield from self._parts("}", self._name)

    def begins(self) -> str:
        """The character that the next value begins with; empty at the end of the file."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in SPACE:
                self._at += 1
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def value(self) -> Any:
        """The next value, whole."""
        self.begins()
        while True:
            try:
                value, end = self._decode(self._text, self._at)
                length, whole = end - self._at, end < len(self._text)  # else a number might go on
                if whole or not self._more():
                    self._at += length
                    return value
            except RecursionError:
                raise MalformedError(_("it is nested too deeply"), self.place) from None
            except ArithmeticError:
                raise MalformedError(_("it has a number that is too large"), self.place) from None
            except ValueError as error:
                too_long = len(self._text) - self._at > LONGEST
                if too_long or not self._more():
                    raise MalformedError(self._why(error, too_long=too_long), self.place) from None

    def end(self) -> None:
        """Make sure that nothing follows."""
        if self.begins():
            raise MalformedError(_("something comes after the end"), self.place)

    def _name(self) -> str:
        if self.begins() != '"':
            raise self._unexpected()
        name = self.value()
        self._take(":")
        return str(name)

    def _parts(self, end: str, begin: Callable[[], Any]) -> Iterator[Any]:
        if self.begins() == end:
            self._at += 1
            return
        while True:
            yield begin()
            if self.begins() == end:
                self._at += 1
                return
            self._take(",")

    def _take(self, wanted: str) -> None:
        if self.begins() != wanted:
            raise self._unexpected(wanted)
        self._at += 1

    def _unexpected(self, wanted: str = '"') -> MalformedError:
        found = self.begins()
        if not found:
            return MalformedError(_("it is cut short"), self.place)
        return MalformedError(
            _("it is not proper JSON: “{wanted}” is expected, not “{found}”").format(
                wanted=wanted, found=shortened(found)
            ),
            self.place,
        )

    def _why(self, error: ValueError, *, too_long: bool) -> str:
        if too_long:
            return _("a value is longer than {number} characters, or it is not proper JSON").format(
                number=number_words(LONGEST)
            )
        if isinstance(error, json.JSONDecodeError):
            cut = error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated")
            return _("it is cut short") if cut else _("it is not proper JSON ({why})").format(why=error.msg)
        return _("it is not proper JSON ({error})").format(error=error)

    def _more(self) -> bool:
        piece = "" if self._ended else next(self._pieces, "")
        self._line += self._text.count("\n", 0, self._at)
        self._text, self._at = self._text[self._at :] + piece, 0
        self._ended = not piece
        return bool(piece)
