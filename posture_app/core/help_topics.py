"""The help: its topics, written in Markdown, what they link to, where words stand in them, and how they read in a
terminal.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, get_args

from posture_app.core.language import _
from posture_app.core.search import Query
from posture_app.core.text import columns, filled
from posture_app.core.value import value

TOPICS = (
    "first-day",
    "what-counts",
    "reminders",
    "exercises",
    "break-screen",
    "your-record",
    "several-computers",
    "command-line",
    "status-bars",
    "what-works-where",
    "troubleshooting",
    "questions",
)
"""The names of the topics, which are those of their files, in the order in which they are listed."""
SCHEME = "posture:"
LinkKind = Literal["help", "setting", "settings", "page"]
_LINK = re.compile(r"\[([^]]+)\]\(([^)\s]+)\)")
_MARKS = re.compile(r"(\*\*|\*|`)(.+?)\1")
_HEADING = re.compile(r"(#+) +(.*)")
_ITEM = re.compile(r"(- |\d+\. )(.*)")
_FENCE = "```"
_EXCERPT = 160
"""So many letters of what was found are shown, at the most."""


@value
class HelpLink:
    """Where a link leads: to a topic or a section of it, a setting, a page of the settings, or a page of the app."""

    kind: LinkKind
    name: str
    section: int = 0


def link_of(address: str) -> HelpLink | None:
    """Where an address such as `posture:setting/stand_every` leads; None for one that is not of the help."""
    kind, _, name = address.removeprefix(SCHEME).partition("/")
    name, _, section = name.partition("/")
    known = next((each for each in get_args(LinkKind) if each == kind), None)
    if known is None or not address.startswith(SCHEME) or not name or not (section or "0").isdecimal():
        return None
    return HelpLink(known, name, int(section or 0))


@value
class Block:
    """A paragraph, heading, item of a list, or code."""

    kind: Literal["text", "heading", "item", "code"]
    text: str
    mark: str = ""
    """What begins it: the number or dash of an item, the signs of a heading."""


@value
class HelpSection:
    """A part of a topic, plain: its number among the headings of the topic, its heading, and its paragraphs."""

    number: int
    heading: str
    paragraphs: tuple[str, ...]


@value
class Found:
    """A section in which all words of a query stand, and some words of it around one of them."""

    topic: "HelpTopic"
    section: HelpSection
    excerpt: str


@value
class HelpTopic:
    """One topic, in Markdown: headings, paragraphs, lists and code; no tables and no pictures."""

    name: str
    markdown: str

    @property
    def title(self) -> str:
        """Its first heading."""
        return next((block.text for block in blocks(self.markdown) if block.kind == "heading"), self.name)

    @property
    def lead(self) -> str:
        """Its first paragraph, plain."""
        return next((plain(block.text) for block in blocks(self.markdown) if block.kind == "text"), "")

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The words and the address of each link."""
        return tuple((found[1], found[2]) for found in _LINK.finditer(self.markdown))

    def sections(self) -> tuple[HelpSection, ...]:
        """What it is made of; the first has its title."""
        made: list[tuple[str, list[str]]] = []
        for block in blocks(self.markdown):
            if block.kind == "heading" or not made:
                made.append((plain(block.text), []))
            else:
                made[-1][1].append(block.text if block.kind == "code" else plain(block.text))
        return tuple(HelpSection(number, heading, tuple(texts)) for number, (heading, texts) in enumerate(made))


def blocks(markdown: str) -> Iterator[Block]:
    """What a topic is made of, from the top; inside a block nothing is taken out."""
    lines = iter(markdown.splitlines())
    kept: list[str] = []
    mark = ""

    def over() -> Iterator[Block]:
        if kept:
            yield Block("item" if mark else "text", " ".join(each.strip() for each in kept), mark)
        kept.clear()

    for line in lines:
        heading, item = _HEADING.match(line), _ITEM.match(line)
        if not line.strip() or heading or item or line.startswith(_FENCE):
            yield from over()
            mark = ""
        if line.startswith(_FENCE):
            code = list(iter(lambda: next(lines, _FENCE), _FENCE))
            yield Block("code", "\n".join(code))
        elif heading:
            yield Block("heading", heading[2], heading[1])
        elif item:
            mark = item[1]
            kept.append(item[2])
        elif line.strip():
            kept.append(line)
    yield from over()


def plain(text: str) -> str:
    """The words alone."""
    return _MARKS.sub(r"\2", _LINK.sub(r"\1", text))


def for_terminal(topic: HelpTopic, width: int) -> str:
    """The topic as plain text. A setting is followed by its key, another topic by the command that prints it."""
    lines: list[str] = []
    before = ""
    for block in blocks(topic.markdown):
        if lines and not (block.kind == before == "item"):
            lines.append("")
        before = block.kind
        match block.kind:
            case "code":
                lines += [f"    {line}".rstrip() for line in block.text.splitlines()]
            case "heading":
                words = plain(block.text)
                lines += [words, ("=" if block.mark == "#" else "-") * columns(words)]
            case _:
                said = _MARKS.sub(r"\2", _LINK.sub(_with_name, block.text))
                lines += filled(said, width, mark=block.mark)
    return "\n".join(lines)


def _with_name(found: re.Match[str]) -> str:
    link = link_of(found[2])
    match link:
        case HelpLink("setting", name):
            return f"{found[1]} ({name})"
        case HelpLink("help", name):
            return _("{found} (posture-app help {name})").format(found=found[1], name=name)
        case _:
            return found[1]


def search(topics: Sequence[HelpTopic], query: Query) -> tuple[Found, ...]:
    """The sections that have all these words: first those that have them in a heading."""
    found = [
        Found(topic, section, _excerpt(section.paragraphs, query))
        for topic in topics
        for section in topic.sections()
        if query.terms and query.finds(topic.title, section.heading, *section.paragraphs)
    ]
    return tuple(sorted(found, key=lambda each: not query.spots(each.section.heading)))


def _excerpt(paragraphs: Sequence[str], query: Query) -> str:
    """Some words around the first that was looked for."""
    text = max(paragraphs, key=lambda each: len(query.spots(each)) > 0, default="").replace("\n", " ")
    spots = query.spots(text)
    begin = max(0, (spots[0][0] if spots else 0) - _EXCERPT // 3)
    begin = text.rfind(" ", 0, begin) + 1 if begin else 0
    cut = text[begin : begin + _EXCERPT]
    end = begin + len(cut)
    if end < len(text):
        cut = f"{cut[: cut.rfind(' ')]} …"
    return f"… {cut}" if begin else cut
