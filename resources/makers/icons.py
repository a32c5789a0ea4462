"""All icons of the app, from its one drawing: `python -m resources.makers.icons DRAWING FOLDER`.

Into FOLDER go the sizes of the icon theme and the one-coloured drawing, laid out as in `hicolor`, and the files that
Windows and macOS want. It needs Qt alone.
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import (
    QImage,
    QImageWriter,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
)
from PySide6.QtSvg import QSvgRenderer

SIZES = 16, 22, 24, 32, 48, 64, 128, 256, 512
ICO_SIZES = 16, 24, 32, 48, 64, 256
ICNS_KINDS = {"ic11": 32, "ic12": 64, "ic07": 128, "ic13": 256, "ic08": 256, "ic14": 512, "ic09": 512, "ic10": 1024}
"""The kinds of pictures that macOS knows, with their pixels."""
SYMBOLIC_SIZE = 16
FAINT = {"#a9b4c0": 0.35}
"""Colours that are drawn faintly where there is only one."""
RATIO = 0x10000
"""By which Qt multiplies a pixel ratio."""


def icons(drawing: Path, folder: Path) -> None:
    """Make all of them in this folder."""
    name, renderer = drawing.stem, QSvgRenderer(str(drawing))
    if not renderer.isValid():
        raise SystemExit(f"{drawing}: Qt cannot draw this")
    theme = folder / "hicolor"
    pictures = {size: png(renderer, size) for size in {*SIZES, *ICO_SIZES, *ICNS_KINDS.values()}}
    for size in SIZES:
        _write(theme / f"{size}x{size}" / "apps" / f"{name}.png", pictures[size])
    _write(theme / "scalable" / "apps" / f"{name}.svg", drawing.read_bytes())
    _write(theme / "symbolic" / "apps" / f"{name}-symbolic.svg", symbolic(renderer).encode())
    _write(folder / f"{name}.ico", ico({size: pictures[size] for size in ICO_SIZES}))
    _write(folder / f"{name}.icns", icns({kind: pictures[size] for kind, size in ICNS_KINDS.items()}))


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def png(renderer: QSvgRenderer, size: int) -> bytes:
    """The drawing of so many pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """The pictures of these sizes as one file of Windows, which has read PNG in it since Vista."""
    head, body, place = struct.pack("<3H", 0, 1, len(pictures)), b"", 6 + 16 * len(pictures)
    for size, data in pictures.items():
        head += struct.pack("<4B2H2I", size % 256, size % 256, 0, 0, 1, 32, len(data), place + len(body))
        body += data
    return head + body


def icns(pictures: dict[str, bytes]) -> bytes:
    """The pictures of these kinds as one file of macOS."""
    body = b"".join(kind.encode() + struct.pack(">I", 8 + len(data)) + data for kind, data in pictures.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def symbolic(renderer: QSvgRenderer) -> str:
    """The drawing in one colour, which desktops replace by that of their text: outlines that are filled, and nothing
    else, for only what is filled takes the colour.
    """
    outlines = _Outlines()
    painter = QPainter(outlines)
    renderer.render(painter, renderer.viewBoxF())
    painter.end()
    side = renderer.viewBoxF().width()
    paths = "".join(
        f'  <path d="{data}"{f" opacity={chr(34)}{FAINT[colour]}{chr(34)}" if colour in FAINT else ""}/>\n'
        for colour, data in outlines.made
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SYMBOLIC_SIZE}" height="{SYMBOLIC_SIZE}"'
        f' viewBox="0 0 {side:g} {side:g}">\n{paths}</svg>\n'
    )


class _Engine(QPaintEngine):
    """Keeps the outline and the colour of all that is painted."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.made: list[tuple[str, str]] = []

    def begin(self, _device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:  # noqa: N802 - as Qt calls it
        pass

    def drawPath(self, path: QPainterPath) -> None:  # noqa: N802
        state = self.painter()
        brush, pen = state.brush(), state.pen()
        if brush.style() != Qt.BrushStyle.NoBrush:
            self._keep(path, brush.color().name())
        if pen.style() != Qt.PenStyle.NoPen:
            self._keep(QPainterPathStroker(pen).createStroke(path), pen.color().name())

    def _keep(self, path: QPainterPath, colour: str) -> None:
        self.made.append((colour, _data(self.painter().combinedTransform().map(path))))


class _Outlines(QPaintDevice):
    def __init__(self) -> None:
        super().__init__()
        self._engine = _Engine()

    @property
    def made(self) -> list[tuple[str, str]]:
        """Colours and outlines, in the order of painting."""
        return self._engine.made

    def paintEngine(self) -> QPaintEngine:  # noqa: N802
        return self._engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        return RATIO if metric == QPaintDevice.PaintDeviceMetric.PdmDevicePixelRatioScaled else 1


def _data(path: QPainterPath) -> str:
    """The outline in the language of SVG."""
    kinds = QPainterPath.ElementType
    letters = {kinds.MoveToElement: "M", kinds.LineToElement: "L", kinds.CurveToElement: "C"}
    places = (path.elementAt(number) for number in range(path.elementCount()))
    return "".join(f"{letters.get(each.type, ' ')}{each.x:.1f} {each.y:.1f}" for each in places) + "Z"


if __name__ == "__main__":
    icons(*map(Path, sys.argv[1:3]))
