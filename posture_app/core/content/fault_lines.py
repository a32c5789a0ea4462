"""Where in a TOML file a fault is: its line, found again in the text, for the parser keeps none."""

import re

from posture_app.core.content.checked_table import Fault

_HEADER = re.compile(r"\s*\[\[?\s*([A-Za-z0-9_.\s\"]+?)\s*\]\]?\s*(?:#.*)?")
_TOLD = re.compile(r"\(at line (\d+)")


def line_of(text: str, fault: Fault) -> int:
    """The line of the key, or of the table it is missing from; 1 if the file as a whole is wrong."""
    told = _TOLD.search(fault.what)  # as the parser says it, of a file that it cannot read
    if told and not fault.kind:
        return int(told[1])
    lines = text.splitlines()
    first, last = _table(lines, fault.kind, fault.number) if fault.kind else (0, len(lines))
    name, words = fault.kind, fault.key.split(" ")
    while len(words) > 2 and words[1].isdecimal():  # noqa: PLR2004 - “sessions 2 items 1 reps”
        inner = f"{name}.{words[0]}"
        if not any(_is_header(line, inner) for line in lines[first:last]):
            break  # it stands within a line
        first, last = _table(lines[:last], inner, int(words[1]) - 1, first)
        name, words = inner, words[2:]
    key = re.compile(rf"\s*(?:\"?{re.escape(words[0])}\"?\s*=|\[\[?\s*{re.escape(f'{name}.{words[0]}')}\s*\])")
    for number in range(first, last):
        if words[0] and key.match(lines[number]):
            return number + 1
    return min(first + 1, max(len(lines), 1))


def _table(lines: list[str], name: str, number: int, begin: int = 0) -> tuple[int, int]:
    """The first line of the `number`th table of this name, and the line after its last."""
    starts = [at for at in range(begin, len(lines)) if _is_header(lines[at], name)]
    if number >= len(starts):
        return begin, len(lines)
    start = starts[number]
    for at in range(start + 1, len(lines)):
        found = _HEADER.fullmatch(lines[at])
        if found and not found[1].startswith(f"{name}."):
            return start, at
    return start, len(lines)


def _is_header(line: str, name: str) -> bool:
    found = _HEADER.fullmatch(line)
    return found is not None and found[1] == name
