"""Catalogues of translations: gettext's PO files read, templates written, and MO files made for the standard library.

The build reads this, too (`hatch_build.py`): it needs nothing but the standard library.
"""

import re
import struct
from collections.abc import Iterable, Iterator

from posture_app.core.language import _
from posture_app.core.value import value

SEPARATOR = "\x04"
"""Between context and text, in the key of a message."""
MAGIC = 0x950412DE
_LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+)?"((?:[^"\\]|\\.)*)"\s*')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_CHARSET_LINE = re.compile(r"^Content-Type:.*\n?", re.MULTILINE | re.IGNORECASE)
_UTF8 = "Content-Type: text/plain; charset=UTF-8"
_CHARSET = f"{_UTF8}\n"


@value
class Message:
    """One text, and what it is in another language."""

    text: str
    context: str = ""
    many: str = ""
    """The text for several, if it counts things."""
    translations: tuple[str, ...] = ()
    """One; or one for each form of the plural."""
    fuzzy: bool = False
    """A person has yet to look at it."""
    comments: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """The files that have it."""
    line: int = 0

    @property
    def key(self) -> str:
        return f"{self.context}{SEPARATOR}{self.text}" if self.context else self.text

    @property
    def holds(self) -> bool:
        """It is translated, and not marked."""
        return not self.fuzzy and bool(self.translations) and all(text.strip() for text in self.translations)


def read_po(text: str) -> tuple[tuple[Message, ...], tuple[tuple[int, str], ...]]:
    """The messages of a PO file, the first of which is its header, and each fault with its line.

    What cannot be read is left out, and the rest stays.
    """
    messages: dict[str, Message] = {}
    faults: list[tuple[int, str]] = []
    for reading in _entries(text, faults):
        message = reading.message()
        if message is None:
            faults.append((reading.line, _("this message lacks msgid or msgstr")))
        elif message.key in messages:
            first = messages[message.key].line
            faults.append((reading.line, _("this message is there already, in line {line}").format(line=first)))
        else:
            messages[message.key] = message
    header = messages.get("")
    if header is None:
        faults.insert(0, (1, _("the header is missing: {header}").format(header=_UTF8)))
    elif not re.search(r"charset=utf-?8", "".join(header.translations), re.IGNORECASE):
        faults.insert(0, (header.line, _("the header must say “{header}”").format(header=_UTF8)))
    return tuple(messages.values()), tuple(faults)


def write_po(messages: Iterable[Message]) -> str:
    """A PO file of these messages, in this order; a template if they have no translations."""
    parts = []
    for message in messages:
        lines = [f"#. {comment}" for comment in message.comments]
        lines += [f"#: {place}" for place in message.places]
        flags = ("fuzzy" if message.fuzzy else "", "python-brace-format" if "{" in message.text + message.many else "")
        lines += [f"#, {', '.join(filter(None, flags))}"] if any(flags) else []
        lines += [f"msgctxt {_quoted(message.context)}"] if message.context else []
        lines.append(f"msgid {_quoted(message.text)}")
        translations = message.translations or ("",) * (2 if message.many else 1)
        if message.many:
            lines.append(f"msgid_plural {_quoted(message.many)}")
            lines += [f"msgstr[{number}] {_quoted(text)}" for number, text in enumerate(translations)]
        else:
            lines.append(f"msgstr {_quoted(translations[0])}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def make_mo(messages: Iterable[Message]) -> bytes:
    """An MO file of those messages that hold; the header, which always does, says that it is UTF-8."""
    texts = {"": _CHARSET}
    for message in messages:
        if not message.key:
            header = message.translations[0] if message.translations else ""
            texts[""] = _CHARSET_LINE.sub("", header) + _CHARSET
        elif message.holds:
            key = f"{message.key}\0{message.many}" if message.many else message.key
            texts[key] = "\0".join(message.translations)
    pairs = sorted((key.encode(), text.encode()) for key, text in texts.items())
    keys, values = [key for key, _ in pairs], [text for _, text in pairs]
    tables, at = b"", 7 * 4 + 2 * 8 * len(pairs)
    for each in (*keys, *values):
        tables += struct.pack("<II", len(each), at)
        at += len(each) + 1
    head = struct.pack("<7I", MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + tables + b"".join(each + b"\0" for each in (*keys, *values))


class _Entry:
    """The lines of one message, as they come."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.fuzzy = False
        self.comments: list[str] = []
        self.places: list[str] = []
        self.parts: dict[str, str] = {}
        self._last = ""

    def add(self, keyword: str, text: str) -> bool:
        """Take a quoted text; False if it does not belong here."""
        if keyword:
            if keyword in self.parts:
                return False
            self.parts[keyword] = ""
            self._last = keyword
        elif not self._last:
            return False
        self.parts[self._last] += text
        return True

    def message(self) -> Message | None:
        forms = tuple(text for keyword, text in sorted(self.parts.items()) if keyword.startswith("msgstr"))
        if "msgid" not in self.parts or not forms:
            return None
        return Message(
            text=self.parts["msgid"],
            context=self.parts.get("msgctxt", ""),
            many=self.parts.get("msgid_plural", ""),
            translations=forms,
            fuzzy=self.fuzzy,
            comments=tuple(self.comments),
            places=tuple(self.places),
            line=self.line,
        )


def _entries(text: str, faults: list[tuple[int, str]]) -> Iterator[_Entry]:
    """Each message; one begins with its comments, or after the translation of the one before."""
    entry = _Entry(1)
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if not line.strip() or line.startswith("#~"):  # those are of messages that are no more
            continue
        found = None if line.startswith("#") else _LINE.fullmatch(line.strip())
        keyword = found[1] or "" if found else ""
        begins = line.startswith("#") or keyword == "msgctxt" or (keyword == "msgid" and "msgid" in entry.parts)
        if begins and entry.parts:
            yield entry
            entry = _Entry(number)
        if not entry.parts:
            entry.line = number
        if line.startswith("#,"):
            entry.fuzzy |= "fuzzy" in line
        elif line.startswith("#."):
            entry.comments.append(line[2:].strip())
        elif line.startswith("#:"):
            entry.places += line[2:].split()
        elif not line.startswith("#") and (found is None or not entry.add(keyword, _unescaped(found[2]))):
            faults.append((number, _("this is no line of a catalogue: “{line}”").format(line=line.strip()[:60])))
    if entry.parts:
        yield entry


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[0]), text) if "\\" in text else text


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\r", "\\r")
    lines = escaped.split("\n")
    if len(lines) == 1:
        return f'"{escaped}"'
    ends = [f"{line}\\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    return "\n".join(('""', *(f'"{line}"' for line in ends)))
