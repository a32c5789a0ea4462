"""Text made safe for where it goes: no control characters, markup, length or line breaks that cannot be there."""

import re
import unicodedata

ELLIPSIS = "…"
_LENGTH = re.compile(
    r"\d [^\W\d_]{1,4}\b[.׳]? \d\d [^\W\d_]{1,4}\b"
    r"|\d (?:(?:h|min|s|u|t|ч|мин|с|год|хв|sa|dk|sn|[سدث])\b|(?:שע|דק|שנ)׳)(?!/)|\d (?=小[时時]|分[钟鐘]|秒)"
)
"""Hours and minutes, whose units are short in any language; and one of these."""
_KEY = re.compile(r"\(&\w\)|&")
_WIDE = "　-〿぀-ヿ㐀-䶿一-鿿＀-￯"
_OPENS, _CLOSES = "（「『【《〈“‘([", "）」』】》〉”’)]、。，．！？；：・ー…!?,.;:"
_PIECES = re.compile(
    rf"[{re.escape(_OPENS)}]*(?:[{_WIDE}]|[^\s{_WIDE}]+?(?=[{_WIDE}]|\s|$))[{re.escape(_CLOSES)}]*\s*|\S\s*"
)
"""What is not broken: a word, or a sign of Chinese or Japanese, with what opens before it and what closes behind it."""
_JOINER = "\N{ZERO WIDTH JOINER}"
_FROM_THE_RIGHT = "R", "AL", "AN"
"""Letters of Hebrew and Arabic, and the digits of the latter, as Unicode calls them."""
_STRONG = "L", "R", "AL"
"""Letters, by the first of which it goes how a line runs."""
_MARK = "\N{RIGHT-TO-LEFT MARK}"
_SKIN_TONES = range(0x1F3FB, 0x1F400)


def plain(text: str) -> str:
    """The text without control characters and half characters; lines stay, blanks at either end go.

    D-Bus carries no NUL, a terminal obeys an escape sequence, and neither knows a lone surrogate.
    """
    lines = (line.strip() for line in text.replace("\t", " ").splitlines())
    return "\n".join("".join(map(_safe, line)) for line in lines).strip()


def printable(text: str) -> str:
    """The text as it is, without control characters that a terminal would obey."""
    return "".join(char if char in "\n\t" else _safe(char) for char in text)


def one_line(text: str) -> str:
    """The text of `plain` on one line."""
    return " ".join(plain(text).split())


def together(text: str) -> str:
    """The text, as long as before, in which a length such as “1 h 05 min” stays on one line."""
    return _LENGTH.sub(lambda length: length[0].replace(" ", "\N{NO-BREAK SPACE}"), text)


def from_the_right(line: str, of: str = "") -> str:
    """A line, of this paragraph, for where one reads from the right: where there is something that runs so, all of it
    does, also where it begins with a name or a number that does not.
    """
    if not any(unicodedata.bidirectional(sign) in _FROM_THE_RIGHT for sign in of or line):
        return line
    first = next((way for sign in line if (way := unicodedata.bidirectional(sign)) in _STRONG), "")
    return line if first in _FROM_THE_RIGHT else f"{_MARK}{line}"


def without_key(text: str) -> str:
    """What a button says, without the mark of the letter to press with Alt: “&Quit”, or “終了(&Q)”."""
    return _KEY.sub("", text)


def escaped(text: str) -> str:
    """The text as it is, where markup is read. `html.escape` does the same, and loads all names of HTML (0.3 MiB)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clipped(text: str, units: int) -> str:
    """At most so many UTF-16 code units of the text, with “…” for what is left out.

    Windows counts so. No character is cut in two, nor parted from the accents and joiners that follow it.
    """
    if utf16_length(text) <= units:
        return text
    end, room = 0, units - utf16_length(ELLIPSIS)
    while room >= (width := utf16_length(text[end])):
        room -= width
        end += 1
    while end and _belongs_together(text[end - 1], text[end]):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def columns(text: str) -> int:
    """How many columns of a terminal the text takes: signs of Chinese, Japanese and Korean two, accents none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def padded(text: str, width: int, *, right: bool = False) -> str:
    """The text with blanks behind it, or before it, to this many columns."""
    blanks = " " * (width - columns(text))
    return blanks + text if right else text + blanks


def filled(text: str, width: int, *, mark: str = "") -> list[str]:
    """The text in lines of at most so many columns, the first with a mark before it and the others below that. What is
    written without blanks breaks between any two signs, but not before what closes or behind what opens.
    """
    lines, line, begin = [], "", mark
    for piece in _PIECES.findall(" ".join(text.split())):
        if line and columns(begin + line + piece.rstrip()) > width:
            lines.append(begin + line.rstrip())
            line, begin = "", " " * columns(mark)
        line += piece
    return [*lines, begin + line.rstrip()] if line else lines


def utf16_length(text: str) -> int:
    """How many UTF-16 code units the text takes."""
    return sum(2 if ord(char) > 0xFFFF else 1 for char in text)  # noqa: PLR2004 - the end of the basic plane


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _safe(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    return "" if category == "Cc" else char


def _belongs_together(left: str, right: str) -> bool:
    return _JOINER in (left, right) or unicodedata.category(right).startswith("M") or ord(right) in _SKIN_TONES
