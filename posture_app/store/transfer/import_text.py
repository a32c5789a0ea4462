"""A file that somebody gives us to import, read a piece at a time, and with nothing taken for granted."""

import codecs
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from posture_app.core.formats import digits, number_words
from posture_app.core.language import _, ngettext
from posture_app.store.file.moments import MOMENT, to_us

LONGEST = 1_000_000
"""How many bytes a line or a value of JSON may have: more than anybody notes on a day."""
PIECE = 1 << 16
MARKS = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins."""
MOST_S = 10**10
"""No length is of so many seconds: it would be some 300 years."""
SHOWN = 60
"""How much of a name is shown in a sentence."""


class WrongValueError(ValueError):
    """A value that cannot be: `sentence` has a hole for its name, and these others."""

    def __init__(self, sentence: str, **holes: object) -> None:
        super().__init__(sentence)
        self._sentence, self._holes = sentence, holes

    def named(self, name: str) -> str:
        """What is wrong with the value of this name."""
        return self._sentence.format(name=name, **self._holes)


def line_place(number: int) -> str:
    """Where something is in a file: “line 7”."""
    return _("line {number}").format(number=digits(number))


class MalformedError(Exception):
    """What is wrong with a file, worded to follow its name or the `place` in it, such as “line 7”."""

    def __init__(self, why: str, place: str = "") -> None:
        super().__init__(why)
        self.place = place


@dataclass(slots=True)
class SkippedRecords:
    """How many records of a file are not in order and left out, and the first of them; `sound` counts the others."""

    count: int = 0
    place: str = ""
    why: str = ""
    sound: int = 0

    def add(self, place: str, why: str, count: int = 1) -> None:
        """Leave one out, at this place in the file, or several from there on."""
        if count and not self.count:
            self.place, self.why = place, why
        self.count += count

    def check(self) -> None:
        """Raises MalformedError if they are most of the file, which then is not what it seems."""
        if self.count > self.sound:
            if self.count == 1:
                raise MalformedError(self.why, self.place)
            text = _("{why}; {number} of its {whole} records are not in order")
            why = text.format(
                why=self.why, number=number_words(self.count), whole=number_words(self.count + self.sound)
            )
            raise MalformedError(why, self.place)

    def words(self) -> str:
        """“1 record that is not in order (line 7: …)”; empty if there is none."""
        if not self.count:
            return ""
        text = ngettext(
            "{number} record that is not in order ({place}: {why})",
            "{number} records that are not in order (the first, {place}: {why})",
            self.count,
        )
        return text.format(number=number_words(self.count), place=self.place, why=self.why)


def shortened(name: str, most: int = SHOWN) -> str:
    """As much of a name as there is room for, without characters that do not show."""
    seen = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name[:most])
    return seen if len(name) <= most else f"{seen}…"


def quoted(value: object) -> str:
    """As much of a value as fits in a sentence."""
    return _("“{name}”").format(name=shortened(str(value), 40))


def moment(text: str) -> int:
    """Microseconds since 1970 of a moment in ISO 8601. Raises WrongValueError."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise WrongValueError(_("{name} is no moment in ISO 8601: {value}"), value=quoted(text)) from None
    if at.tzinfo is None:
        raise WrongValueError(_("{name} does not say how far from UTC it is: {value}"), value=quoted(text))
    try:
        us = to_us(at.astimezone(UTC))
    except OverflowError:
        us = MOMENT[1] + 1
    if not MOMENT[0] <= us <= MOMENT[1]:
        raise WrongValueError(_("{name} lies beyond the calendar: {value}"), value=quoted(text))
    return us


@dataclass(frozen=True, slots=True)
class File:
    """The file; `on_read` is called with how many bytes of it have been read. Text in UTF-16 is told by the mark before
    it; any other has to be in UTF-8.
    """

    path: Path
    on_read: Callable[[int], None]

    @property
    def wide(self) -> bool:
        with self.path.open("rb") as file:
            return file.read(len(MARKS[0])) in MARKS

    def lines(self) -> Iterator[str]:
        """The lines of a text, with their ends. Raises MalformedError at a line that is not text."""
        line, number = "\n", 0
        for number, line in enumerate(self._wide_lines() if self.wide else self._lines(), 1):
            if len(line) > LONGEST:
                raise MalformedError(
                    _("it is longer than {number} characters").format(number=number_words(LONGEST)), line_place(number)
                )
            if "\0" in line:
                raise MalformedError(_("it is no text"), line_place(number))
            yield line
        if not line.endswith("\n"):
            raise MalformedError(_("it is cut short, for its end is missing"), line_place(number))

    def rough_lines(self) -> Iterator[str]:
        """The same, whatever is in them: a wrong byte is replaced, and one of more than LONGEST comes in pieces."""
        with self.path.open("rb") as file:
            rough = io.TextIOWrapper(file, "utf-16" if self.wide else "utf-8-sig", errors="replace", newline="\n")
            while line := rough.readline(LONGEST):
                self.on_read(file.tell())
                yield line

    def _lines(self) -> Iterator[str]:
        with self.path.open("rb") as file:
            number = 0
            while line := file.readline(LONGEST + 1):
                number += 1
                self.on_read(file.tell())
                try:
                    yield line.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError:
                    why = _("it is not in UTF-8; if a spreadsheet wrote the file, save it there as “CSV UTF-8”")
                    raise MalformedError(why, line_place(number)) from None

    def _wide_lines(self) -> Iterator[str]:
        with self.path.open("rb") as file:
            number = 0
            wide = io.TextIOWrapper(file, encoding="utf-16", newline="\n")
            try:
                while line := wide.readline(LONGEST + 1):
                    number += 1
                    self.on_read(file.tell())
                    yield line
            except UnicodeDecodeError:
                raise MalformedError(
                    _("it is not in UTF-16, or cut short"), _("about line {number}").format(number=digits(number + 1))
                ) from None

    def pieces(self) -> Iterator[str]:
        encoding = "utf-16" if self.wide else "utf-8-sig"
        decoder = codecs.getincrementaldecoder(encoding)()
        with self.path.open("rb") as file:
            while piece := file.read(PIECE):
                yield self._decoded(decoder, piece, file.tell())
            self._decoded(decoder, b"", file.tell())

    def _decoded(self, decoder: codecs.IncrementalDecoder, piece: bytes, upto: int) -> str:
        self.on_read(upto)
        try:
            return decoder.decode(piece, final=not piece)
        except UnicodeDecodeError:
            wanted = "UTF-16" if self.wide else "UTF-8"
            raise MalformedError(
                _("it is not in {encoding}, or cut short").format(encoding=wanted),
                _("before byte {number}").format(number=digits(upto)),
            ) from None
