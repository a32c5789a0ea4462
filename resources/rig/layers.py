"""A drawing in layers: what rests apart from what moves, so that the app paints it once and not 24 times a second."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor
from xml.etree import ElementTree as ET

from posture_app.ui.exercises.palette import STROKES
from resources.rig.motion import MARGIN, still_corners


@dataclass(frozen=True, slots=True)
class Layer:
    """A part of the body of a drawing, in the order in which it is painted."""

    moves: bool
    text: str

    def told(self, width: int, height: int) -> str:
        """What the file says of it: `move`, or `rest` and the box that holds it."""
        if self.moves:
            return "move"
        corners = still_corners(self.text)
        left, top = (max(0, floor(min(c[axis] for c in corners)) - MARGIN) for axis in (0, 1))
        right, bottom = (
            min(most, ceil(max(c[axis] for c in corners)) + MARGIN) for axis, most in ((0, width), (1, height))
        )
        return f"rest {left} {top} {right - left} {bottom - top}"


def layers_of(body: str) -> list[Layer]:
    """The body cut into layers, and its groups with it; none, if nothing moves. What rests and is painted in no time
    stays with what moves.
    """
    root = ET.fromstring(f"<g>{body}</g>")  # noqa: S314 - reads only what the rig has written
    pieces = [piece for child in root for piece in _pieces(child)]
    if not any(moves for moves, _ in pieces):
        return []
    kept_apart = _joined((moves or not _dear(text), text) for moves, text in _joined(pieces))
    return [Layer(moves, text) for moves, text in kept_apart]


def _pieces(element: ET.Element) -> Iterator[tuple[bool, str]]:
    """Whether each piece of it moves, and its text, in the groups that it lies in."""
    if not any(_is_motion(inner) for inner in element.iter()):
        yield False, _text(element)
    elif any(_is_motion(child) for child in element):
        yield True, _text(element)
    else:
        said = "".join(f' {name}="{value}"' for name, value in element.attrib.items())
        for moves, text in _joined(piece for child in element for piece in _pieces(child)):
            yield moves, f"<g{said}>{text}</g>"


def _joined(pieces: Iterable[tuple[bool, str]]) -> list[tuple[bool, str]]:
    """Neighbours of a kind made one."""
    return [(moves, "".join(text for _, text in run)) for moves, run in groupby(pieces, key=lambda piece: piece[0])]


def _dear(text: str) -> bool:
    """Whether it takes longer to paint than the picture of it: more than one shape, or a line."""
    lines = any(f'"{name}"' in text or f' {name}"' in text for name in STROKES)
    return lines or text.count("<path") > 1


def _is_motion(element: ET.Element) -> bool:
    return element.tag == "animateTransform"


def _text(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode").replace(" />", "/>")
