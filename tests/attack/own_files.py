"""Files of one's own, as somebody may hand them over: content, catalogues, drawings, photographs and exports, each
mangled or made to do harm. Whatever comes of it comes soon, and takes little memory.
"""

import json
import os
import random
import struct
import sys
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.core.catalogue import read_po
from posture_app.core.content.own_pack import pack
from posture_app.core.content.picture_check import CheckedPicture, checked
from posture_app.core.errors import KnownError
from posture_app.core.ports import Loop
from posture_app.desktop.bundled import load_content, resources
from posture_app.desktop.own_folder import OwnFolder
from posture_app.runtime.own_exercises import OwnExercises
from tests.attack.mangle import mangled
from tests.attack.steps import Notes
from tests.core.content.hostile_pictures import CASES, chunk, drawing, gif, jpeg, png, webp
from tests.core.content.hostile_pictures import svg as drawn
from tests.ui.hand_loop import HandLoop

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from posture_app.ui.exercises.drawing import FigureView

ENOUGH_S = 0.5
"""Seconds of the processor for a file,"""
ENOUGH_MEMORY = 50 << 20
"""and bytes of memory."""
SHOWN = 960, 720
OWN = (
    'format = 2\n[[exercise]]\nname = "Knee press"\nsteps = ["Push.", "Let go."]\nhold_s = 5\nreps = 10\nsets = 2\n'
    'rest_s = 30\nplaces = ["desk", "couch"]\nillustration = "knee"\navoid = ["Not with pain."]\n'
    '[exercise.cautions]\ngout = "Ask first."\n\n[[tip]]\nid = "mine"\ntopic = "feet"\ntitle = "T"\ntext = "U"\n'
    'evidence = "D"\nevidence_note = "-"\nsources = []\nreviewed = 2026-01-01\n'
)


class OwnFiles:
    """The step of this attack: a folder with one such file."""

    def __init__(self, _folder: Path) -> None:
        from posture_app.ui.exercises import drawing as _loaded  # noqa: F401, PLC0415 - by all, before any is timed

        root = Path(str(resources()))
        self._shipped = load_content()[0]
        self._drawings = [file.read_text() for file in sorted((root / "illustrations").glob("*.svg"))]
        self._library = [file.read_text() for file in sorted((root / "content" / "library").glob("*.toml"))]
        self._photographs = _photographs()
        self._catalogue = (root / "translations" / "content" / "de.po").read_text()

    def __call__(self, chance: random.Random, folder: Path, notes: Notes) -> None:
        """Read it, and show it if it can be shown."""
        kind = chance.choice(("svg", "svg", "svg", "photograph", "photograph", "toml", "po", "pack"))
        made = getattr(self, f"_{kind}")(chance)
        data, how = made
        notes.to(f"{kind} {how}")
        own = folder / "own"
        own.mkdir()
        before = _forget_most()
        with notes.limited("read"):
            began = time.process_time()
            came = self._read(kind, data, own)
            took = time.process_time() - began
            assert took <= ENOUGH_S, f"{took:.2f} s"
        assert_memory(before)
        notes.came(f"{kind}: {'refused' if came is None else 'taken'}")
        if isinstance(came, CheckedPicture):
            with notes.limited("show"):
                notes.came(f"{kind}: {_show(came)}")

    def _read(self, kind: str, data: bytes, own: Path) -> object:
        """What it is, or None if it was refused with a sentence."""
        folder = OwnFolder(own)
        try:
            if kind in ("svg", "photograph"):
                (own / "knee.png").write_bytes(data)
                return folder.picture("own:knee.png")
            if kind == "toml":
                (own / "knee.toml").write_bytes(data)
                content, faults = folder.load(self._shipped)
                assert all(str(fault) for fault in faults)
                return content.exercises or content.tips or None
            if kind == "po":
                messages, faults_of_it = read_po(data.decode())
                assert all(what for _, what in faults_of_it)
                return messages or None
            (own.parent / "file").write_bytes(data)
            loop: Loop = HandLoop()
            shelf = OwnExercises(own, loop, lambda: self._shipped, lambda: None)
            made = shelf.take_in(str(own.parent / "file"))
            assert all(shelf.is_own(id_) for id_ in made), "what was taken in is not there"
        except KnownError as error:
            told = str(error)
            assert told, "a refusal without a sentence"
            assert len(told.splitlines()) == 1, told
            assert not [file for file in own.iterdir() if kind == "pack"], "a refused file has left something"
            return None
        except UnicodeDecodeError:
            assert kind == "po"
            return None
        return made

    def _svg(self, chance: random.Random) -> tuple[bytes, str]:
        if chance.random() < 0.15:
            name = chance.choice(list(CASES))
            return drawing(name, "/etc"), name
        if chance.random() < 0.5:
            return _random_drawing(chance), "random"
        return mangled(chance.choice(self._drawings), chance)

    def _photograph(self, chance: random.Random) -> tuple[bytes, str]:
        if chance.random() < 0.5:
            name = chance.choice(list(self._photographs))
            data = bytearray(self._photographs[name])
            for _ in range(chance.choice((0, 0, 1, 5))):
                data[chance.randrange(len(data))] = chance.randrange(256)
            return bytes(data), name
        width, height = (chance.choice((0, 1, 9, 300, 2000, 4096, 4097, 65535)) for _ in range(2))
        made = chance.choice((png, gif, jpeg, webp, _whole_png))
        data = bytearray(made(max(width, 1), max(height, 1)) if made is webp else made(width, height))
        for _ in range(chance.choice((0, 0, 1, 5))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.2:
            data = data[: chance.randrange(len(data))] + data[: chance.choice((0, 100))]
        return bytes(data), f"{made.__name__} {width} × {height}"

    def _toml(self, chance: random.Random) -> tuple[bytes, str]:
        if chance.random() < 0.1:
            many = chance.choice(("[" * 9000, "a." * 9000 + "b = 1", "a = " + "[" * 5000, "[[exercise]]\n" * 5000))
            return f"format = 2\n{many}".encode(), many[:12]
        return mangled(chance.choice((OWN, OWN, *self._library)), chance)

    def _po(self, chance: random.Random) -> tuple[bytes, str]:
        return mangled(self._catalogue[: chance.choice((5_000, 40_000))], chance)

    @staticmethod
    def _pack(chance: random.Random) -> tuple[bytes, str]:
        table = {"name": "A", "steps": ["B."], "hold_s": 5, "reps": 3, "illustration": "a.png"}
        whole = pack([table] * chance.choice((1, 3)), {"a.png": png(9, 9)})
        if chance.random() < 0.1:
            return json.dumps({"posture_exercises": 1, "exercises": [{"a": [[]] * 90_000}]}).encode(), "much"
        return mangled(whole.decode(), chance)


def assert_memory(before: int) -> None:
    """At no time was it more than this and what a file may take."""
    grown = _memory("VmHWM") - before
    assert grown <= ENOUGH_MEMORY, f"{grown >> 20} MiB"


def _show(picture: CheckedPicture) -> str:
    """Load it as a window does, and paint it at three moments."""
    from PySide6.QtGui import QImage  # noqa: PLC0415 - in the process of the step
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from posture_app.ui.exercises.drawing import FigureView  # noqa: PLC0415

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication([])
    view, image = FigureView(), QImage(*SHOWN, QImage.Format.Format_ARGB32_Premultiplied)
    view.resize(*SHOWN)
    image.fill(0)
    for known in (checked(drawn("<path d='M0 0L9 9' stroke='red'/>")), checked(_whole_png(9, 9))):
        view.load(known)  # what Qt loads with its first one is no matter of the file
        _paint(view, image)
    before = _forget_most()
    began = time.process_time()
    if not view.load(picture):
        return "damaged"
    for seconds in (0.0, 1.1, 3.0):
        view.show_time(seconds)
        _paint(view, image)
        took = time.process_time() - began
        assert took <= ENOUGH_S, f"{took:.2f} s at {seconds} s"
        began = time.process_time()
    assert app is not None
    assert_memory(before)
    return "shown"


def _paint(view: "FigureView", image: "QImage") -> None:
    from PySide6.QtGui import QPainter  # noqa: PLC0415 - as above

    painter = QPainter(image)
    view.paint(painter)
    painter.end()


def _memory(what: str) -> int:
    """So many bytes are this of the process."""
    if sys.platform != "linux":
        raise NotImplementedError
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return 1024 * int(next(line for line in lines if line.startswith(f"{what}:")).split()[1])


def _forget_most() -> int:
    """The memory there is now, which from now on counts as the most that there was."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _memory("VmHWM")


def _whole_png(width: int, height: int) -> bytes:
    """All of its lines are there, and pack well."""
    if not 0 < width * height <= 5_000_000:
        return png(width, height)
    lines = zlib.compress((b"\0" + bytes(4 * width)) * height, 1)
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND")


def _photographs() -> dict[str, bytes]:
    """Whole ones of each kind, as large as may be."""
    from PySide6.QtCore import QBuffer, QIODevice  # noqa: PLC0415 - not for the other attacks
    from PySide6.QtGui import QColor, QImage, QImageWriter  # noqa: PLC0415

    made = {}
    for name, kind, side, progressive in (
        ("large jpeg", b"jpeg", 4096, False),
        ("progressive jpeg", b"jpeg", 2200, True),
        ("webp", b"webp", 2200, False),
        ("large png", b"png", 2200, False),
        ("small png", b"png", 300, False),
    ):
        image = QImage(side, side, QImage.Format.Format_ARGB32)
        for row in range(0, side, 40):
            for column in range(0, side, 40):
                image.setPixelColor(column, row, QColor(row % 256, column % 256, 90, 255))
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, kind)
        writer.setProgressiveScanWrite(progressive)
        writer.write(image)
        made[name] = bytes(buffer.data().data())
    return made


def _random_drawing(chance: random.Random) -> bytes:
    """Shapes, groups, pens and motions, of which some are too much."""
    body = ""
    far = chance.choice((20, 60, 160, 320, 3000))

    def number() -> str:
        return f"{chance.uniform(-far, far):.{chance.choice((0, 1, 3))}f}"

    depth = 0
    for _ in range(chance.choice((2, 5, 20, 80, 300))):
        pen = chance.choice(("", ' stroke="red"', ' stroke="#123" stroke-width="9"', ' stroke="red" opacity=".5"'))
        dash = chance.choice(("", "", "", ' stroke-dasharray="3 4"', ' stroke-dasharray=".1"'))
        match chance.randrange(7):
            case 0:
                length = chance.choice((3, 9, 40, 400))
                points = " ".join(f"{number()} {number()}" for _ in range(length))
                body += f'<polygon points="{points}"{pen}{dash}/>'
            case 1:
                commands = (chance.choice("MLlQqTtCcSsHhVvAaZz") for _ in range(chance.choice((2, 9, 60))))
                d = "M0 0" + "".join(f"{each}{_arguments(each, number)}" for each in commands)
                body += f'<path d="{d}"{pen}{dash}/>'
            case 2:
                body += f'<circle cx="{number()}" cy="{number()}" r="{number()}"{pen}/>'
            case 3:
                body += f'<rect x="{number()}" width="{number()}" height="{number()}" rx="3"{pen}{dash}/>'
            case 4:
                by = chance.choice(("scale(3)", "scale(100 .01)", "rotate(30)", "translate(9 9)", "skewX(80)"))
                body += f'<g transform="{by}"{pen}>'
                depth += 1
            case 5:
                values = ";".join(chance.choice(("1", "20", "-3 4", "90")) for _ in range(chance.choice((2, 30))))
                kind = chance.choice(("scale", "rotate", "translate", "skewX"))
                body += f'<g><animateTransform attributeName="transform" type="{kind}" dur="2s" values="{values}"/>'
                depth += 1
            case _ if depth:
                body += "</g>"
                depth -= 1
    body += "</g>" * depth
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240">{body}</svg>'.encode()


def _arguments(command: str, number: "object") -> str:
    takes = {"M": 2, "L": 2, "Q": 4, "T": 2, "C": 6, "S": 4, "H": 1, "V": 1, "A": 7, "Z": 0}[command.upper()]
    assert callable(number)
    if command in "Aa":
        return f"{number()} {number()} 0 0 1 {number()} {number()}"
    return " ".join(number() for _ in range(takes))
