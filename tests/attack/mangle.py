"""Ways in which a text file comes to be odd: by a program, by a disk, by hand, or by harm."""

import json
import random
import re
from collections.abc import Callable

NUMBERS = (
    "-1", "0", "1e999999999", "-1e400", "1E+5000", "NaN", "Infinity", "0.1", "9" * 30, "9" * 5000, "1e-400", "", "0x1F",
    "1_000", "٣", "+5", "1,5", "90000000", "216000", "253402300800", "9223372036854775808",
)  # fmt: skip
TEXTS = (
    "", "\0", "\ud800", "\\ud800", "é" * 2000, "=1+1", "'", '"', '""', "{", "[" * 3000, "]", "null",
    "true", "-", ";", "\t",
    "2026-03-02", "24:00", "Mars/Base", "../../etc/passwd", "Europe", "sitting", "standing", "clock", "import",
    "\u202e", "\ufeff", "D 1 1 126 0 0 1 1 126 0 0", "m 6 1 2 3 4 5 6",
)  # fmt: skip
MOMENTS = (
    "0001-01-01T00:00:00Z", "0005-03-02T00:00:00Z", "9892-03-02T00:00:00Z", "9999-12-31T23:59:59.999999Z",
    "1969-12-31T23:59:59Z", "2026-02-30T00:00:00Z", "2026-03-02T24:00:00Z", "2026-03-05T09:00:00Z",
    "2026-03-29T02:30:00", "2026-03-02T08:00:00+99:00", "2026-03-02T08:00:00.0000001Z", "2026-W10-1", "0001-01-01",
    "9999-12-31", "2026-03-02T09:00:60Z", "-2026-03-02T08:00:00Z", "20260302T080000Z", "2040-01-01T00:00:00Z",
)  # fmt: skip
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32", "cp1252", "utf-7")
Mangle = Callable[[str, random.Random], str]


def _number(text: str, chance: random.Random) -> str:
    """Another number in the place of one, or of all that are alike."""
    found = re.findall(r"-?\d+(?:\.\d+)?", text)
    return _instead(text, found, NUMBERS, chance)


def _word(text: str, chance: random.Random) -> str:
    """The same of a word, or of what stands between two marks."""
    found = re.findall(r"\"[^\"\n]*\"|[^\s,;\"]+", text)
    new = chance.choice(TEXTS)
    return _instead(text, found, (new, f'"{new}"', json.dumps(new)), chance)


def _moment(text: str, chance: random.Random) -> str:
    """Another moment, or none, in the place of one."""
    found = re.findall(r"\d{4}-\d\d-\d\d(?:[T ][0-9:.]+(?:Z|[+-]\d\d:\d\d)?)?", text)
    return _instead(text, found, MOMENTS, chance)


def _instead(text: str, found: list[str], new: tuple[str, ...], chance: random.Random) -> str:
    if not found:
        return text
    old = chance.choice(found)
    if chance.random() < 0.2:
        return text.replace(old, chance.choice(new))
    at = chance.choice([match.start() for match in re.finditer(re.escape(old), text)])
    return text[:at] + chance.choice(new) + text[at + len(old) :]


def _lines(text: str, chance: random.Random) -> str:
    """Lines in another order, twice, gone, or half there."""
    lines = text.splitlines(keepends=True) or [""]
    at, to = sorted(chance.randrange(len(lines) + 1) for _ in range(2))
    match chance.randrange(6):
        case 0:
            chance.shuffle(lines)
        case 1:
            lines = lines[:1] + lines[:0:-1]
        case 2:
            del lines[at:to]
        case 3:
            lines[to:to] = lines[at:to] * chance.choice((1, 1, 30))
        case 4:
            lines[at:at] = [chance.choice(TEXTS) + "\n"]
        case _:
            at = chance.randrange(len(lines))
            lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
    return "".join(lines)


def _cut(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return chance.choice((text[:at], text[at:], text[:at] + "\0" * 4096, text[:at] + "\0" * (len(text) - at), text * 2))


def _letters(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(chance.choice((1, 3, 30))):
        at = chance.randrange(len(letters) + 1)
        letters[at : at + chance.choice((0, 1))] = [
            chance.choice(('"', ",", ";", "{", "[", "\n", "\r", "\0", "é", "\\", "=", "1"))
        ]
    return "".join(letters)


def _marks(text: str, chance: random.Random) -> str:
    """Other separators, ends of lines and quotes."""
    old, new = chance.choice(
        ((",", ";"), ("\n", "\r\n"), ("\n", "\r"), ("\t", ","), (",", "\t"), ('"', "'"), ("Z", ""), (":", ""))
    )
    return text.replace(old, new)


def _shape(text: str, chance: random.Random) -> str:
    """JSON of another order or shape; other text stays."""
    try:
        value = json.loads(text)
    except ValueError:
        return _lines(text, chance)
    return json.dumps(_reshaped(value, chance), sort_keys=chance.random() < 0.5, indent=chance.choice((None, 1)))


def many(text: str, chance: random.Random) -> str:
    """JSON with far more of one of its fields."""
    value = json.loads(text)
    for name, buckets in value.items():
        one = json.loads(json.dumps(chance.choice(list(buckets.values()))))
        one["events"] = one["events"][:2]
        value[name] = {f"{number}": one for number in range(chance.choice((1000, 5000)))}
    return json.dumps(value)


def _reshaped(value: object, chance: random.Random) -> object:
    share = 0.02
    match value:
        case dict():
            names = list(value)
            chance.shuffle(names)
            found = {name: _reshaped(value[name], chance) for name in names if chance.random() > share}
            return list(found.items()) if chance.random() < share else found
        case list():
            made = [_reshaped(each, chance) for each in value if chance.random() > share]
            return {"events": made} if chance.random() < share else made
        case _ if chance.random() < share:
            return chance.choice((None, True, -1, 10**400, 1.5, "", [], {}, [[]], "x" * 5000))
    return value


MANGLES: tuple[Mangle, ...] = (
    _number,
    _number,
    _word,
    _word,
    _moment,
    _moment,
    _lines,
    _lines,
    _cut,
    _letters,
    _marks,
    _shape,
)


def mangled(text: str, chance: random.Random) -> tuple[bytes, str]:
    """The file, and what was done to it."""
    done = chance.choices(MANGLES, k=chance.choice((1, 1, 2, 4)))
    for mangle in done:
        text = mangle(text, chance)
    names = " ".join(each.__name__.strip("_") for each in done)
    if chance.random() < 0.1:
        encoding = chance.choice(ENCODINGS)
        return text.encode(encoding, "replace"), f"{names} {encoding}"
    content = bytearray(text.encode("utf-8", "surrogatepass"))
    if content and chance.random() < 0.1:
        for _ in range(chance.choice((1, 5))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        names += " bytes"
    return bytes(content), names
