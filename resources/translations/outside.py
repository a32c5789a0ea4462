"""The words of the menu entry and of software centres, which stand in files of other programs."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

from posture_app.core.catalogue import Message, make_mo, read_po
from posture_app.core.holes import fits
from posture_app.core.words import APP_ID

FOLDER = Path(__file__).parent / "app"
DESKTOP = Path(__file__).parents[1] / "desktop"
ENTRY, METAINFO = DESKTOP / f"{APP_ID}.desktop", DESKTOP / "metainfo.xml"
KEYS = ("GenericName", "Comment", "Keywords")
"""What is said in the menu entry; of its actions it is their names, while that of the app is the same everywhere."""
NOTES = {"Keywords": "words by which people look for the app in a menu, each with a semicolon behind it"}
SPOKEN = ("p", "li", "summary", "caption")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_SAID = re.compile(r"^(\w+)=(.+)$")


def texts() -> Iterator[Message]:
    """What translators are given."""
    place = f"resources/desktop/{ENTRY.name}"
    for key, text in _said(ENTRY.read_text(encoding="utf-8").splitlines()):
        if key:
            note = (NOTES[key],) if key in NOTES else ()
            yield Message(text, comments=note, places=(place,))
    for element in ET.fromstring(METAINFO.read_text(encoding="utf-8")).iter():  # noqa: S314 - our own file
        if element.tag in SPOKEN and element.text:
            yield Message(element.text, places=(f"resources/desktop/{METAINFO.name}",))


def catalogues() -> Mapping[str, NullTranslations]:
    """That of each language that is begun."""
    return {file.stem: catalogue(file.stem) for file in sorted(FOLDER.glob("*.po"))}


def catalogue(code: str) -> NullTranslations:
    """That of this language."""
    messages, _faults = read_po((FOLDER / f"{code}.po").read_text(encoding="utf-8"))
    return GNUTranslations(BytesIO(make_mo(messages)))


def entry_with(catalogues: Mapping[str, NullTranslations]) -> str:
    """The menu entry with its words in all these languages, each below the English."""
    lines: list[str] = []
    written = (line for line in ENTRY.read_text(encoding="utf-8").splitlines() if not re.match(r"\w+\[", line))
    for line, (key, text) in _with_lines(written):
        lines.append(line)
        lines += [f"{key}[{code}]={said}" for code, said in _in_all(text, catalogues)] if key else []
    return "\n".join([*lines, ""])


def translate(component: ET.Element, catalogues: Mapping[str, NullTranslations]) -> None:
    """Put the words of each language behind the English, all through what software centres are told."""
    for above in list(component.iter()):
        for place, element in reversed(list(enumerate(above))):
            if element.tag not in SPOKEN or not element.text:
                continue
            for at, (code, said) in enumerate(_in_all(element.text, catalogues), place + 1):
                other = ET.Element(element.tag, {LANGUAGE: code.replace("_", "-")})
                other.text = said
                above.insert(at, other)


def in_language(code: str, make: Callable[[], str]) -> str:
    """What is made while the app speaks this language."""
    from posture_app.core.language import use  # noqa: PLC0415 - only the build does so

    before = use(catalogue(code))
    try:
        return make()
    finally:
        use(before)


def _in_all(text: str, catalogues: Mapping[str, NullTranslations]) -> Iterator[tuple[str, str]]:
    for code, catalogue in catalogues.items():
        said = catalogue.gettext(text)
        if said != text and fits(text, said) and "\n" not in said:
            yield code, said


def _said(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    return (said for _line, said in _with_lines(lines))


def _with_lines(lines: Iterable[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each line, with its key and its text where it is said to people."""
    group = ""
    for line in lines:
        group = line if line.startswith("[") else group
        found = _SAID.match(line)
        is_said = found and (found[1] in KEYS or (found[1] == "Name" and group.startswith("[Desktop Action")))
        yield line, (found[1], found[2]) if found and is_said else ("", "")
