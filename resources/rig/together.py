"""What moves together is drawn with the fewest edges: shapes of one colour that touch are one, and of one below another
no more is kept than is seen. The longer all the edges are, the longer Qt paints.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from xml.etree import ElementTree as ET

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPainterPathStroker, QTransform

from posture_app.ui.exercises.palette import INKS, LIGHT, STROKES
from resources.rig.geometry import n
from resources.rig.motion import motions_of, segments_of, transforms, turns_a_page

_UNDER = 1.5
"""So far a shape goes on below another, for soft edges."""
_WORTH = 0.95
"""A shape is cut, or two are joined, where no more than this share of the edges is left."""
_SCALE = 3
_ALIKE = 160
"""What a pixel may differ by, of 255, at that many pixels a unit."""
_FINE = 0.02
_FILLED = {
    name: {"line": "ink"}.get(colour, colour)
    for name, (colour, _, rest) in STROKES.items()
    if "fill:none" in rest and "dash" not in rest and colour != "floor"
}
"""Lines that are shapes where they move, which Qt paints in a quarter of the time; and the classes of these."""
Step = QTransform | str
"""Where a group lies, or what moves it: its `animateTransform`."""


@dataclass(slots=True, eq=False)
class _Shape:
    """A path, or whatever is left as it is: what places and moves it, from the outside in; its classes; its text."""

    chain: tuple[Step, ...]
    classes: str
    text: str
    path: QPainterPath | None = None

    @property
    def covers(self) -> bool:
        """Whether nothing is seen through it."""
        names = self.classes.split()
        return self.path is not None and any(name in INKS or (name in LIGHT and name not in STROKES) for name in names)

    def written(self) -> str:
        if self.text or self.path is None:
            return self.text
        return f'<path class="{self.classes}" d="{_data(self.path)}"/>'


def together(body: str) -> str:
    """The body with what moves together drawn with the fewest edges."""
    shapes = list(_shapes(_root(body), (), ""))
    for place, below in enumerate(shapes):
        for above in shapes[place + 1 :]:
            if above.chain == below.chain:
                _cut(below, above)
    shapes = [shape for shape in shapes if shape.path is None or not shape.path.isEmpty()]
    kept: list[_Shape] = []
    for shape in shapes:
        other = _neighbour(kept, shape)
        if other is None or not _join(other, shape):
            kept.append(shape)
    return _written(kept, 0)


def _shapes(element: ET.Element, chain: tuple[Step, ...], classes: str) -> Iterator[_Shape]:
    """All that is drawn in it, in order. What rests stays as it is, and so does a flip-book."""
    for child in element:
        if child.tag == "animateTransform":
            continue
        text, named = _text(child), child.get("class") or classes
        moves = any(isinstance(step, str) for step in chain)
        motions = motions_of(text)
        if any(turns_a_page(one) for one in child) or not (moves or motions):
            yield _Shape(
                chain, named, f'<g class="{classes}">{text}</g>' if classes and not child.get("class") else text
            )
        elif child.tag == "path":
            yield _path(child, chain, named)
        else:
            steps: list[Step] = []
            if child.get("transform"):
                steps.append(_placed(child.get("transform", "")))
            steps += [_text(step) for step in child if step.tag == "animateTransform"]
            yield from _shapes(child, _chained(chain, steps), named)


def _chained(chain: tuple[Step, ...], steps: Sequence[Step]) -> tuple[Step, ...]:
    """One after the other; two places that follow each other are one."""
    out = list(chain)
    for step in steps:
        if isinstance(step, QTransform) and out and isinstance(out[-1], QTransform):
            out[-1] = step * out[-1]
        else:
            out.append(step)
    return tuple(out)


def _path(element: ET.Element, chain: tuple[Step, ...], classes: str) -> _Shape:
    data = element.get("d", "")
    if any(name in STROKES and name not in _FILLED for name in classes.split()):
        return _Shape(chain, classes, f'<path class="{classes}" d="{data}"/>')
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for begin, *points in segments_of(data):
        if path.elementCount() == 0 or (path.currentPosition().x(), path.currentPosition().y()) != begin:
            path.moveTo(*begin)
        if len(points) == 1:
            path.lineTo(*points[0])
        elif len(points) == 2:  # noqa: PLR2004 - one control point
            path.quadTo(*points[0], *points[1])
        else:
            path.cubicTo(*points[0], *points[1], *points[2])
    if classes in _FILLED:
        path, classes = _stroked(path, STROKES[classes][1]), _FILLED[classes]
    if isinstance(chain[-1], QTransform):
        path, chain = chain[-1].map(path), chain[:-1]
    return _Shape(chain, classes, "", path)


def _stroked(path: QPainterPath, width: float) -> QPainterPath:
    """A line as a shape."""
    pen = QPainterPathStroker()
    pen.setWidth(width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCurveThreshold(_FINE)
    return pen.createStroke(path)


def _cut(below: _Shape, above: _Shape) -> None:
    """Take away from the one below what the one above covers, if that leaves fewer edges."""
    if below.path is None or above.path is None or not above.covers or below.classes == above.classes:
        return
    if not below.path.intersects(above.path):
        return
    edge = QPainterPathStroker()
    edge.setWidth(2 * _UNDER)
    left = below.path.simplified().subtracted(above.path.simplified().subtracted(edge.createStroke(above.path)))
    if left.length() <= _WORTH * below.path.length() and _alike([below.path, above.path], [left, above.path]):
        below.path = left


def _neighbour(shapes: Sequence[_Shape], shape: _Shape) -> _Shape | None:
    """The one of the same colour that moves with it, if nothing of another colour was painted over that one since."""
    for other in reversed(shapes):
        if other.classes == shape.classes and other.chain == shape.chain:
            return other
        if other.classes != shape.classes and (
            other.path is None or shape.path is None or other.chain != shape.chain or other.path.intersects(shape.path)
        ):
            return None
    return None


def _join(one: _Shape, other: _Shape) -> bool:
    """Make them one, if that leaves fewer edges."""
    if one.path is None or other.path is None or not one.path.intersects(other.path):
        return False
    both = one.path.simplified().united(other.path.simplified())
    if both.length() > _WORTH * (one.path.length() + other.path.length()):
        return False
    if not _alike([one.path, other.path], [both]):
        return False
    one.path = both
    return True


def _alike(before: Sequence[QPainterPath], after: Sequence[QPainterPath]) -> bool:
    """Whether these look like those, the last of each in front."""
    place = before[0].boundingRect()
    for path in before[1:]:
        place = place.united(path.boundingRect())
    wide, high = 4 * ceil(place.width() * _SCALE / 4), ceil(place.height() * _SCALE)  # lines without a filling
    images = [QImage(wide, high, QImage.Format.Format_RGB32) for _ in range(2)]
    for image, paths in zip(images, (before, after), strict=True):
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(_SCALE, _SCALE)
        painter.translate(-place.topLeft())
        for path in paths:
            painter.fillPath(path, QColor("black" if path is paths[-1] or len(after) < len(before) else "grey"))
        painter.end()
    painter = QPainter(images[0])
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, images[1])
    painter.end()
    differences = images[0].convertToFormat(QImage.Format.Format_Grayscale8)
    return max(bytes(differences.constBits())) <= _ALIKE


def _written(shapes: Sequence[_Shape], depth: int) -> str:
    """Neighbours that are moved by the same lie in one group."""
    out = []
    for step, run in groupby(shapes, key=lambda shape: shape.chain[depth] if depth < len(shape.chain) else None):
        if step is None:
            out += [shape.written() for shape in run]
        elif isinstance(step, str):
            out.append(f"<g>{step}{_written(list(run), depth + 1)}</g>")
        else:
            out.append(f'<g transform="{_told(step)}">{_written(list(run), depth + 1)}</g>')
    return "".join(out)


def _told(place: QTransform) -> str:
    if (place.m11(), place.m12(), place.m21(), place.m22()) == (1, 0, 0, 1):
        return f"translate({n(place.dx())} {n(place.dy())})"
    turned = " ".join(f"{number:.5g}" for number in (place.m11(), place.m12(), place.m21(), place.m22()))
    return f"matrix({turned} {n(place.dx())} {n(place.dy())})"


def _data(path: QPainterPath) -> str:
    out, place = "", 0
    while place < path.elementCount():
        element = path.elementAt(place)
        letter, count = ("M", 1) if element.isMoveTo() else ("L", 1) if element.isLineTo() else ("C", 3)
        points = [path.elementAt(place + k) for k in range(count)]
        out += ("Z" if letter == "M" and out else "") + letter
        out += " ".join(f"{point.x:.2f} {point.y:.2f}" for point in points)
        place += count
    return out + "Z"


def _placed(text: str) -> QTransform:
    place = QTransform()
    for matrix in transforms(text):
        place = QTransform(*matrix) * place
    return place


def _root(body: str) -> ET.Element:
    return ET.fromstring(f"<g>{body}</g>")  # noqa: S314 - reads only what the rig has written


def _text(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode").replace(" />", "/>")
