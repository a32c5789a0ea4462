"""The icons: each size and form, of the one drawing."""

import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from posture_app.core.words import APP_ID
from tests import needs

DRAWING = Path(__file__).parents[2] / "resources" / "icons" / f"{APP_ID}.svg"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    needs.qt()
    from resources.makers.icons import icons  # noqa: PLC0415 - where Qt loads

    folder = tmp_path_factory.mktemp("icons")
    icons(DRAWING, folder)
    return folder


def size_of(png: bytes) -> tuple[int, int]:
    """As its first chunk tells it."""
    assert png.startswith(PNG)
    width, height = struct.unpack(">2I", png[16:24])
    return width, height


def test_each_size_of_the_theme_is_drawn(made: Path) -> None:
    for size in (16, 22, 24, 32, 48, 64, 128, 256, 512):
        picture = (made / "hicolor" / f"{size}x{size}" / "apps" / f"{APP_ID}.png").read_bytes()
        assert (size, size) == size_of(picture)
        assert len(picture) > 500  # not an empty one
    assert DRAWING.read_bytes() == (made / "hicolor" / "scalable" / "apps" / f"{APP_ID}.svg").read_bytes()


def test_the_symbolic_one_is_of_filled_outlines_alone_and_has_no_colour_of_its_own(made: Path) -> None:
    drawing = ET.parse(made / "hicolor" / "symbolic" / "apps" / f"{APP_ID}-symbolic.svg").getroot()
    shapes = list(drawing)
    assert len(list(ET.parse(DRAWING).getroot())) - 1 == len(shapes)  # all but its title
    assert {"{http://www.w3.org/2000/svg}path"} == {shape.tag for shape in shapes}
    assert {"d", "opacity"} >= {name for shape in shapes for name in shape.attrib}
    numbers = {number for shape in shapes for number in shape.attrib["d"].split() if number not in ("0.0", "0.0Z")}
    assert len(numbers) > 50


def test_windows_and_macos_get_a_file_of_all_sizes(made: Path) -> None:
    ico = (made / f"{APP_ID}.ico").read_bytes()
    _zero, kind, count = struct.unpack("<3H", ico[:6])
    assert (1, 6) == (kind, count)
    for number in range(count):
        width, _height, *_rest, length, place = struct.unpack("<4B2H2I", ico[6 + 16 * number : 22 + 16 * number])
        assert (width or 256, width or 256) == size_of(ico[place : place + length])
    icns = (made / f"{APP_ID}.icns").read_bytes()
    assert (b"icns", len(icns)) == struct.unpack(">4sI", icns[:8])
    place, sizes = 8, set()
    while place < len(icns):
        length = struct.unpack(">I", icns[place + 4 : place + 8])[0]
        sizes.add(size_of(icns[place + 8 : place + length])[0])
        place += length
    assert {32, 64, 128, 256, 512, 1024} == sizes
