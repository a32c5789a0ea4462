"""Whether a drawing from outside may be shown: only shapes, groups, plain colours, and motion by transforms.

Qt’s renderer opens local files that a drawing names, and takes minutes over some drawings of two kilobytes. So a
drawing is read here first, and what is not on the lists below is refused, whatever it would do.
"""

import math
import re
from collections.abc import Mapping
from typing import NoReturn
from xml.parsers import expat

from posture_app.core.content.raster_check import RefusedError
from posture_app.core.content.svg_ink import Pen, UnclearError, enlarging, enlarging_by, numbers, plain_number, shape
from posture_app.core.language import N_, _

LARGEST = 256 * 1024
"""Bytes of a file."""
MOST_ELEMENTS, DEEPEST, MOST_NUMBERS = 400, 32, 20_000
LARGEST_NUMBER = 1_000_000
MOST_INK, MOST_INK_OF_ONE = 300, 20
"""So many times the longer side of the drawing all its lines may be long, and those of one shape: what Qt draws with
takes the longer for each line of a shape the more of them cross a row of pixels."""
MOST_DASHES = 2_000
MOST_SEE_THROUGH = 12
"""Each part with an opacity of its own is drawn on a sheet of its own."""
SIDES = (1, 20_000)
"""Least and greatest side of the drawing, in its units."""
CYCLE_S = (0.1, 120.0)
_SPACE = "http://www.w3.org/2000/svg"
_PAINT = frozenset(
    {
        "fill",
        "fill-opacity",
        "fill-rule",
        "opacity",
        "stroke",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-opacity",
        "stroke-width",
    }
)
_NAMED = frozenset({"id", "class"})
"""May be named as one likes: nothing that is allowed refers to an id."""
_DRAWN = _PAINT | _NAMED | {"style", "transform"}
_SHAPES: Mapping[str, frozenset[str]] = {
    "path": frozenset({"d"}),
    "rect": frozenset({"x", "y", "width", "height", "rx", "ry"}),
    "circle": frozenset({"cx", "cy", "r"}),
    "ellipse": frozenset({"cx", "cy", "rx", "ry"}),
    "line": frozenset({"x1", "y1", "x2", "y2"}),
    "polyline": frozenset({"points"}),
    "polygon": frozenset({"points"}),
}
ELEMENTS: Mapping[str, frozenset[str]] = {
    "svg": frozenset({"xmlns", "viewBox", "width", "height", "version", "id"}),
    "g": _DRAWN,
    "defs": _NAMED,
    "title": _NAMED,
    "desc": _NAMED,
    "style": frozenset({"type", "id"}),
    "animateTransform": frozenset(
        {"id", "attributeName", "type", "dur", "repeatCount", "values", "from", "to", "begin", "additive"}
    ),
    **{name: _DRAWN | own for name, own in _SHAPES.items()},
}
_COUNTED = frozenset({"d", "points", "values", "transform", "stroke-dasharray"})
_PLAIN = re.compile(r"[\w\s.,;:#%()+\-]*")
_COLOUR = re.compile(r"[a-zA-Z]+|#[0-9a-fA-F]{3,8}|rgba?\([\d\s.,%]+\)")
_RULE = re.compile(r"\s*\.([A-Za-z][\w-]*)\s*\{([^{}]*)\}\s*")
_CYCLE = re.compile(r"(\d+(?:\.\d+)?)s")
_MOTIONS = frozenset({"translate", "scale", "rotate", "skewX", "skewY"})
_BOX = 4

TOO_LARGE = N_("The drawing is larger than {size} KiB.")
NOT_READ = N_("The drawing is not valid SVG (line {line}).")
NOT_TEXT = N_("The drawing is not text in UTF-8.")
NO_SVG = N_("The drawing is not SVG.")


def check_svg(data: bytes) -> None:
    """Raise RefusedError, with a sentence for the person, unless this drawing is harmless and is drawn in no time."""
    if len(data) > LARGEST:
        raise RefusedError(_(TOO_LARGE).format(size=LARGEST // 1024))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(_(NOT_TEXT)) from error
    _Reading().read(text)


class _Open:
    """An element whose end has not come: what it is, and what lies in it."""

    def __init__(self, name: str, pen: Pen) -> None:
        self.name, self.pen = name, pen
        self.enlarges, self.moves = 1.0, 0.0
        self.ink = self.most = 0.0
        """Of all in it, and of the shape in it that has most."""


class _Reading:
    """One pass over a drawing."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(encoding="utf-8")
        self._open: list[_Open] = []
        self._style = ""
        self._classes: dict[str, dict[str, str]] = {}
        self._elements = self._numbers = self._see_through = 0
        self._dashes = 0.0
        self._drawn = False
        self._side = 0.0
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.XmlDeclHandler = self._declared
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self, text: str) -> None:
        try:
            self._parser.Parse(text.encode(), True)  # noqa: FBT003 - as expat has it
        except expat.ExpatError as error:
            raise RefusedError(_(NOT_READ).format(line=error.lineno)) from error
        except (UnclearError, OverflowError):
            self._refuse(_("it cannot be told what this part draws"))

    def _refuse(self, why: str) -> NoReturn:
        line = self._parser.CurrentLineNumber
        raise RefusedError(_("The drawing cannot be used: {why} (line {line}).").format(why=why, line=line))

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        if (name == "svg") is bool(self._open):
            raise RefusedError(_(NO_SVG))
        if name not in ELEMENTS:
            self._refuse(_("“{name}” is not allowed in it").format(name=_shown(name)))
        if self._elements > MOST_ELEMENTS:
            self._refuse(_("it has more than {count} parts").format(count=MOST_ELEMENTS))
        if len(self._open) >= DEEPEST:
            self._refuse(_("its parts lie more than {count} deep in each other").format(count=DEEPEST))
        self._check_place(name)
        for key, value in attributes.items():
            self._attribute(name, key, value)
        self._open.append(_Open(name, self._open[-1].pen if self._open else Pen()))
        if name == "svg":
            self._frame(attributes)
        elif name == "animateTransform":
            self._motion(attributes)
        elif name == "style" and self._drawn:
            self._refuse(_("its style comes after what is drawn"))
        elif name in _SHAPES or name == "g":
            self._paint(name, attributes)

    def _check_place(self, name: str) -> None:
        inside = self._open[-1].name if self._open else "g"
        if inside not in ("svg", "g") and (name != "animateTransform" or inside not in _SHAPES):
            self._refuse(_("“{name}” is not allowed in “{element}”").format(name=name, element=inside))

    def _end(self, _name: str) -> None:
        ended = self._open.pop()
        if ended.name == "style":
            self._rules(self._style)
            self._style = ""
        if not self._open:
            if ended.ink > MOST_INK * self._side or ended.most > MOST_INK_OF_ONE * self._side:
                self._refuse(_("it takes too long to draw; save it as PNG"))
        else:
            larger = max(ended.enlarges, ended.moves, ended.enlarges * ended.moves)
            self._open[-1].ink += ended.ink * larger
            self._open[-1].most = max(self._open[-1].most, ended.most * larger)

    def _characters(self, text: str) -> None:
        if self._open and self._open[-1].name == "style":
            self._style += text
        elif text.strip() and self._open[-1].name not in ("title", "desc"):
            self._refuse(_("text stands between its parts"))

    def _doctype(self, *_declared: object) -> None:
        self._refuse(_("it declares a document type"))

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """In another encoding Qt would read other words than we do."""
        if encoding is not None and encoding.lower() not in ("utf-8", "us-ascii"):
            raise RefusedError(_(NOT_TEXT))

    def _instruction(self, *_instruction: object) -> None:
        self._refuse(_("it has a processing instruction"))

    def _frame(self, attributes: Mapping[str, str]) -> None:
        box = numbers(attributes.get("viewBox", ""))
        least, most = SIDES
        if len(box) != _BOX or not all(least <= side <= most for side in box[2:]):
            self._refuse(
                _("it has no viewBox, or one that is not from {least} to {most}").format(least=least, most=most)
            )
        self._side = max(box[2:])
        if self._side > 8 * min(box[2:]):
            self._refuse(_("it is far too narrow"))

    def _attribute(self, element: str, key: str, value: str) -> None:
        if element == "svg" and key.startswith(("xmlns:", "data-")):
            return  # nothing that is allowed goes by another name space; the rest is for those who read it
        if key not in ELEMENTS[element]:
            self._refuse(_("“{name}” is not allowed at “{element}”").format(name=_shown(key), element=element))
        if key == "xmlns":
            if value != _SPACE:
                raise RefusedError(_(NO_SVG))
        elif key == "style":
            self._declarations(value)
        else:
            self._value(key, value)

    def _value(self, key: str, value: str) -> None:
        wrong = not _PLAIN.fullmatch(value) or (key in ("fill", "stroke") and not _COLOUR.fullmatch(value.strip()))
        if wrong or "url" in value.lower():
            self._refuse(_("the value of “{name}” is not plain").format(name=key))
        if key in _NAMED or key in ("fill", "stroke"):
            return
        found = numbers(value)
        if any(not math.isfinite(number) or abs(number) > LARGEST_NUMBER for number in found):
            self._refuse(_("a number of “{name}” is larger than {most}").format(name=key, most=LARGEST_NUMBER))
        self._numbers += len(found) if key in _COUNTED else 0
        if self._numbers > MOST_NUMBERS:
            self._refuse(_("it has more than {count} numbers").format(count=MOST_NUMBERS))

    def _paint(self, name: str, attributes: Mapping[str, str]) -> None:
        """Count what this draws, or a group hands on to what lies in it."""
        here, said = self._open[-1], self._said(attributes)
        here.pen = here.pen.told(said)
        here.enlarges = enlarging(attributes.get("transform", ""))
        if any(plain_number(opacity) < 1 for opacity in said.get("opacity", ())):
            self._see_through += 1
            if name == "g" or self._see_through > MOST_SEE_THROUGH:
                self._refuse(
                    _("“opacity” is only allowed at {count} shapes; “fill-opacity” at all").format(
                        count=MOST_SEE_THROUGH
                    )
                )
        if name in _SHAPES:
            self._drawn = True
            outline = shape(name, attributes)
            here.ink = here.most = here.pen.ink(outline)
            self._dashes += here.pen.dashes_along(outline)
            if self._dashes > MOST_DASHES:
                self._refuse(_("its lines have more than {count} dashes").format(count=MOST_DASHES))

    def _said(self, attributes: Mapping[str, str]) -> dict[str, list[str]]:
        """All that is said of its paint: by attributes, classes, or a style of its own."""
        said: dict[str, list[str]] = {}
        told = [{key: value for key, value in attributes.items() if key in _PAINT}]
        told += [self._classes.get(name, {}) for name in attributes.get("class", "").split()]
        told.append(self._declarations(attributes.get("style", "")))
        for each in told:
            for key, value in each.items():
                said.setdefault(key, []).append(value)
        return said

    def _motion(self, attributes: Mapping[str, str]) -> None:
        cycle = _CYCLE.fullmatch(attributes.get("dur", ""))
        kind = attributes.get("type", "translate")
        if attributes.get("attributeName") != "transform" or kind not in _MOTIONS:
            self._refuse(_("something else than a transform moves"))
        if cycle is None or not CYCLE_S[0] <= float(cycle[1]) <= CYCLE_S[1]:
            least, most = CYCLE_S
            self._refuse(_("a motion takes less than {least} or more than {most} s").format(least=least, most=most))
        if attributes.get("begin", "0s") not in ("0", "0s"):
            self._refuse(_("a motion does not begin at 0 s"))
        amounts = [number for key in ("values", "from", "to") for number in numbers(attributes.get(key, ""))]
        self._open[-2].moves = max(1.0, self._open[-2].moves) * max(1.0, enlarging_by(kind, amounts))

    def _rules(self, style: str) -> None:
        """Only classes, with plain values."""
        at = 0
        while at < len(style.rstrip()):
            rule = _RULE.match(style, at)
            if rule is None:
                self._refuse(_("its style has something else than classes"))
            at = rule.end()
            self._classes.setdefault(rule[1], {}).update(self._declarations(rule[2]))

    def _declarations(self, text: str) -> dict[str, str]:
        found = {}
        for declaration in filter(None, map(str.strip, text.split(";"))):
            key, _colon, value = (part.strip() for part in declaration.partition(":"))
            if key not in _PAINT:
                self._refuse(_("its style sets “{name}”").format(name=_shown(key)))
            self._value(key, value)
            found[key] = value
        return found


def _shown(name: str) -> str:
    """So that it stands in a sentence."""
    return "".join(letter if letter.isprintable() else " " for letter in name[:40])
