"""A file that somebody gives us to import, read with nothing taken for granted, and never more than a piece at once."""

import codecs
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

LONGEST = 1_000_000
"""So many bytes a line may have, and a value of JSON: more than anybody notes on a day."""
PIECE = 1 << 16


class MalformedError(Exception):
    """What is wrong with a file, as it goes on after its name or the `place` in it, such as “line 7”."""

    def __init__(self, why: str, place: str = "") -> None:
        super().__init__(why)
        self.place = place


@dataclass(frozen=True, slots=True)
class File:
    """The file; `seen` hears how many bytes of it have been read."""

    path: Path
    seen: Callable[[int], None]

    def lines(self) -> Iterator[str]:
        """The lines of a text in UTF-8, with their ends. Raises MalformedError at one that is none."""
        with self.path.open("rb") as file:
            number, text = 0, "\n"
            while line := file.readline(LONGEST + 1):
                number += 1
                self.seen(file.tell())
                try:
                    text = line.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError:
                    raise MalformedError("it is not in UTF-8", f"line {number}") from None
                yield _checked(text, number)
            _check_end(text, number)

    def wide_lines(self) -> Iterator[str]:
        """The same of a text in UTF-16."""
        with self.path.open("rb") as file:
            number, text = 0, "\n"
            wide = io.TextIOWrapper(file, encoding="utf-16", newline="\n")
            try:
                while line := wide.readline(LONGEST + 1):
                    number, text = number + 1, line
                    self.seen(file.tell())
                    yield _checked(text, number)
            except UnicodeDecodeError:
                raise MalformedError("it is not in UTF-16, or cut short", f"about line {number + 1}") from None
            _check_end(text, number)

    def pieces(self) -> Iterator[str]:
        """All of a text in UTF-8, piece by piece."""
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        with self.path.open("rb") as file:
            while piece := file.read(PIECE):
                yield self._decoded(decoder, piece, file.tell())
            self._decoded(decoder, b"", file.tell())

    def _decoded(self, decoder: codecs.IncrementalDecoder, piece: bytes, upto: int) -> str:
        self.seen(upto)
        try:
            return decoder.decode(piece, final=not piece)
        except UnicodeDecodeError:
            raise MalformedError("it is not in UTF-8, or cut short", f"before byte {upto}") from None


def _checked(line: str, number: int) -> str:
    if len(line) > LONGEST:
        raise MalformedError(f"it is longer than {LONGEST:,} characters", f"line {number}")
    if "\0" in line:
        raise MalformedError("it is no text", f"line {number}")
    return line


def _check_end(last: str, number: int) -> None:
    if not last.endswith("\n"):
        raise MalformedError("it is cut short, for its end is missing", f"line {number}")
