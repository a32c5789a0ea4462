"""A drawing in layers: what rests apart from what moves, so that the app paints it once and not 24 times a second."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor
from xml.etree import ElementTree as ET

from posture_app.ui.exercises.palette import STROKES
from resources.rig.compact import in_short_pieces
from resources.rig.motion import MARGIN, Motion, motions_of, still_corners, turns_a_page


@dataclass(frozen=True, slots=True)
class Layer:
    """A part of the body of a drawing, in the order in which it is painted: `page` of a flip-book, if it is one."""

    moves: bool
    text: str
    page: Motion | None = None

    def told(self, width: int, height: int) -> str:
        """What the file says of it: `move`, or `rest` and the box that holds it, or `page`, box, and when it shows."""
        if self.moves:
            return "move"
        corners = still_corners(self.text)
        left, top = (max(0, floor(min(c[axis] for c in corners)) - MARGIN) for axis in (0, 1))
        right, bottom = (
            min(most, ceil(max(c[axis] for c in corners)) + MARGIN) for axis, most in ((0, width), (1, height))
        )
        box = f"{left} {top} {right - left} {bottom - top}"
        if self.page is None:
            return f"rest {box}"
        return " ".join([f"page {box}", *(f"{begin:.6g} {end:.6g}" for begin, end in self.page.shown())])


def layers_of(body: str) -> list[Layer]:
    """The body cut into layers, and its groups with it; none, if nothing moves. What rests and is painted in no time
    stays with what moves.
    """
    root = ET.fromstring(f"<g>{body}</g>")  # noqa: S314 - reads only what the rig has written
    pieces = [piece for child in root for piece in _pieces(child)]
    if not any(piece.moves or piece.page for piece in pieces):
        return []
    apart = _joined(
        Layer(moves=layer.page is None and (layer.moves or not _dear(layer.text)), text=layer.text, page=layer.page)
        for layer in _joined(pieces)
    )
    return [Layer(moves=True, text=in_short_pieces(layer.text)) if layer.moves else layer for layer in apart]


def _pieces(element: ET.Element) -> Iterator[Layer]:
    """Each piece of it, in the groups that it lies in."""
    motions = motions_of(_text(element))
    if not motions:
        yield Layer(moves=False, text=_text(element))
    elif any(_is_motion(child) for child in element):
        page = motions[0] if len(motions) == 1 and motions[0].turns_pages else None
        yield Layer(moves=page is None, text=_text(element), page=page)
    elif any(turns_a_page(child) and len(motions_of(_text(child))) > 1 for child in element):  # and on it something
        yield Layer(moves=True, text=_text(element))
    else:
        said = "".join(f' {name}="{value}"' for name, value in element.attrib.items())
        for layer in _joined(piece for child in element for piece in _pieces(child)):
            yield Layer(layer.moves, f"<g{said}>{layer.text}</g>", layer.page)


def _joined(layers: Iterable[Layer]) -> list[Layer]:
    """Neighbours of a kind made one; a page stays what it is."""
    out = []
    for moves, run in groupby(layers, key=lambda layer: layer.moves if layer.page is None else layer):
        out += [moves] if isinstance(moves, Layer) else [Layer(moves, "".join(layer.text for layer in run))]
    return out


def _dear(text: str) -> bool:
    """Whether it takes longer to paint than the picture of it: more than one shape, or a line."""
    lines = any(f'"{name}"' in text or f' {name}"' in text for name in STROKES)
    return lines or text.count("<path") > 1


def _is_motion(element: ET.Element) -> bool:
    return element.tag == "animateTransform"


def _text(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode").replace(" />", "/>")
