"""The exercise pictures, each as it lies there: what it is made of, how Qt plays it, and what it says of itself."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import groupby, pairwise
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from posture_app.ui.exercises.palette import DARK, HIGH_DARK, HIGH_LIGHT, INKS, LIGHT, STROKES, Palette, style, themed
from resources.rig import svg
from resources.rig.catalogue import FOLDER, pictures
from resources.rig.frames import FRAMES, Player, marks
from resources.rig.geometry import AWAY
from resources.rig.motion import Motion, motions_of

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg": 1, "title": 1, "style": 1, "g": 0, "path": 0, "animateTransform": 0}
"""The elements of a picture, and how often those that are not free in number come."""
ATTRIBUTES = {
    "svg": {
        "viewBox",
        "width",
        "height",
        "data-still",
        "data-phases",
        "data-holds",
        "data-box",
        "data-changes",
        "data-layers",
        "data-mirror",
    },
    "g": {"class", "transform"},
    "path": {"class", "d", "transform"},
    "animateTransform": {"attributeName", "type", "dur", "repeatCount", "values"},
}
LARGEST = 30_000
UNLIKE = 64
"""What four by four pixels may differ by, of 255, where shapes are joined: so do soft edges that lie otherwise."""
MARGIN = 12
WIDTH, HEIGHT = 320, 240
WHITE, BLANK = QColor("#ffffff"), QColor("#123456")
NAMES = sorted(file.stem for file in FOLDER.glob("*.svg"))
GROUNDS = {
    "light": (LIGHT, "#ffffff", "#f5f5f2"),
    "dark": (DARK, "#24272b", "#1a1c1f"),
    "high contrast, light": (HIGH_LIGHT, "#ffffff", "#ffffff"),
    "high contrast, dark": (HIGH_DARK, "#000000", "#000000"),
}
"""Each palette with the grounds that it lies on."""
each_picture = pytest.mark.parametrize("name", NAMES)


@cache
def text(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@cache
def motions(name: str) -> tuple[Motion, ...]:
    body = text(name).partition("</style>")[2].removesuffix("</svg>\n")
    return tuple(motions_of(body))


@cache
def apart(name: str) -> str:
    """The picture before its shapes are joined and cut."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(svg, "together", str)
        return pictures()[name]()


def standing(drawn: str, share: float) -> str:
    """The picture as it is at this share of its cycle: a player's time would run on on a busy machine."""
    root = ET.fromstring(drawn)
    for group in root.iter(f"{SVG}g"):
        for moving in group.findall(f"{SVG}animateTransform"):
            (motion,) = motions_of(ET.tostring(moving, "unicode"))
            group.set("transform", f"matrix({' '.join(f'{number:.6f}' for number in motion.at(share))})")
            group.remove(moving)
    return ET.tostring(root, "unicode")


def painted(drawn: str, width: int) -> QImage:
    """A picture that does not move."""
    renderer = QSvgRenderer(QByteArray(drawn.encode()))
    image = QImage(width, width * HEIGHT // WIDTH, QImage.Format.Format_RGB32)
    image.fill(WHITE)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    return image


def unlike(one: QImage, other: QImage, side: int = 0) -> int:
    """The most by which squares of this side differ; without one, all pixels together."""
    between = one.copy()
    painter = QPainter(between)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, other)
    painter.end()
    if side:
        size = between.size() / side
        between = between.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
    grey = pixels(between.convertToFormat(QImage.Format.Format_Grayscale8))
    return max(grey) if side else sum(grey)


def spans(said: str) -> list[tuple[float, float]]:
    return [(float(start), float(end)) for start, end in (span.split() for span in said.split(";") if span)]


def test_the_rig_draws_every_picture() -> None:
    assert [*pictures()] == NAMES


@each_picture
def test_the_rig_draws_it_byte_for_byte(name: str) -> None:
    assert pictures()[name]() == text(name)
    assert len(text(name).encode()) <= LARGEST


@each_picture
def test_it_is_made_of_what_qt_plays(name: str) -> None:
    root = ET.fromstring(text(name))
    assert root.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    counted = Counter(element.tag.removeprefix(SVG) for element in root.iter())
    assert counted.keys() <= ALLOWED.keys()
    assert {tag: counted[tag] for tag, number in ALLOWED.items() if number} == {"svg": 1, "title": 1, "style": 1}
    for element in root.iter():
        tag = element.tag.removeprefix(SVG)
        assert element.attrib.keys() <= ATTRIBUTES.get(tag, set()), tag
        moving = [child for child in element if child.tag == f"{SVG}animateTransform"]
        if moving:
            assert tag == "g"
            assert moving == [element[0]]
            assert element.get("transform") is None


@each_picture
def test_all_goes_round_in_one_cycle_and_ends_as_it_began(name: str) -> None:
    seconds = {motion.seconds for motion in motions(name)}
    assert len(seconds) == 1
    for motion in motions(name):
        assert motion.values[0] == motion.values[-1]
    root = ET.fromstring(text(name))
    assert {each.get("repeatCount") for each in root.iter(f"{SVG}animateTransform")} == {"indefinite"}


@each_picture
def test_its_classes_have_colours(name: str) -> None:
    used = {one for element in ET.fromstring(text(name)).iter() for one in (element.get("class") or "").split()}
    assert used <= LIGHT.keys() | STROKES.keys() | INKS.keys()
    assert style(LIGHT, used) in text(name)


@each_picture
def test_it_says_when_what_happens(name: str) -> None:
    said, (seconds,) = marks(text(name)), {motion.seconds for motion in motions(name)}
    phases = [phase.split() for phase in said["phases"].split(";")]
    assert [phase[0] for phase in phases] in (["move"], ["move", "halfway"], ["up", "down"], ["up", "hold", "down"])
    edges = [float(edge) for phase in phases for edge in phase[1:]]
    assert edges == sorted(edges)
    assert edges[0] >= 0
    assert edges[-1] <= seconds
    assert edges[1:-1:2] == edges[2::2]
    assert 0 <= float(said["still"]) <= seconds
    if phases[0][0] == "move":  # it goes round in that, from the last frame to the first as from any to the next
        frames = range(round(edges[0] * FRAMES), round(edges[1] * FRAMES))
        round_it = [painted(standing(text(name), frame / FRAMES / seconds), WIDTH // 2) for frame in frames]
        steps = [unlike(*pair) for pair in pairwise(round_it)]
        assert max(steps) > 0
        assert unlike(round_it[-1], round_it[0]) <= max(steps)


@each_picture
def test_it_plays_within_its_frame_and_moves_in_its_box_only_and_never_in_a_hold(name: str) -> None:
    said, seconds = marks(text(name)), motions(name)[0].seconds
    left, top, wide, high = (int(side) for side in said["box"].split())
    assert 0 <= left < left + wide <= WIDTH
    assert 0 <= top < top + high <= HEIGHT
    player = Player(text(name))
    frames = [framed(player, seconds * k / 24) for k in range(24)]
    assert len({pixels(frame) for frame in frames}) >= 4
    outside = {pixels(blank(frame, left, top, wide, high)) for frame in frames}
    assert len(outside) == 1
    for start, end in spans(said["holds"]):
        inside = [
            k / FRAMES
            for k in range(round(seconds * FRAMES))
            if start <= k / FRAMES - 0.002 < k / FRAMES + 0.002 <= end
        ]
        edges = {pixels(player.paint(moment, WIDTH)) for moment in (*inside[:1], *inside[-1:])}
        assert len(edges) <= 1, (start, end)


@each_picture
def test_its_still_is_not_its_rest(name: str) -> None:
    player, said = Player(text(name)), marks(text(name))
    if said["phases"].startswith("move"):
        return  # what goes round has no rest
    still = float(said["still"])
    assert pixels(player.paint(still, WIDTH // 2)) != pixels(player.paint(0, WIDTH // 2))


@each_picture
def test_it_has_no_other_motion_than_the_holds_leave_room_for(name: str) -> None:
    holds = spans(marks(text(name))["holds"])
    moving = [span for motion in motions(name) for span in motion.moving()]
    for start, end in holds:
        assert [span for span in moving if span[0] < end - 0.002 and span[1] > start + 0.002] == []


@each_picture
def test_no_frame_is_blank_or_shows_two_pages(name: str) -> None:
    for pages in books(name):
        seconds = pages[0].seconds
        for moment in {k * 1000 // rate for rate in (24, 30, 60) for k in range(round(seconds * rate))}:
            shown = [page for page in pages if abs(page.at(moment / 1000 / seconds)[4]) < WIDTH * 2]
            assert len(shown) == 1, moment


def books(name: str) -> Iterator[list[Motion]]:
    """The pages of each flip-book: layers one above the other that together show all the time, or groups side by side
    that come and go.
    """
    kinds = [kind.partition(" ")[0] for kind in marks(text(name))["layers"].split(";")]
    for kind, run in groupby(zip(kinds, text(name).split("\n")[2:-2], strict=True), key=lambda layer: layer[0]):
        if kind == "page":
            book: list[Motion] = []
            for page in (page for _, line in run for page in motions_of(line)):
                book.append(page)
                if sum(end - begin for each in book for begin, end in each.shown()) > page.seconds - 0.001:
                    yield book
                    book = []
            assert not book
            continue
        for _, line in run:
            for element in ET.fromstring(f"<g>{line}</g>").iter("g"):
                first = [child[0] for child in element if len(child) and child[0].tag == "animateTransform"]
                motion = [made for one in first for made in motions_of(ET.tostring(one, "unicode"))]
                if pages := [one for one in motion if one.turns_pages]:
                    yield pages


def test_a_page_lies_far_off_while_it_is_not_shown() -> None:
    assert AWAY > 1000 * WIDTH


def framed(player: Player, moment: float) -> QImage:
    """The picture, of which nothing lies outside of its frame."""
    picture = player.paint(moment, WIDTH, margin=MARGIN)
    rest = blank(picture, 0, 0, WIDTH, HEIGHT)
    empty = QImage(rest.size(), rest.format())
    empty.fill(WHITE)
    painter = QPainter(empty)
    painter.fillRect(MARGIN, MARGIN, WIDTH, HEIGHT, BLANK)
    painter.end()
    assert rest == empty
    return picture


def pixels(picture: QImage) -> bytes:
    """What it shows. The picture is kept until that is copied."""
    return bytes(picture.constBits())


def blank(picture: QImage, left: int, top: int, wide: int, high: int) -> QImage:
    """The picture without this part of it."""
    rest = picture.copy()
    painter = QPainter(rest)
    painter.fillRect(MARGIN + left, MARGIN + top, wide, high, BLANK)
    painter.end()
    return rest


def contrast(one: str, other: str) -> float:
    def brightness(colour: str) -> float:
        parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("palette", "ground", "other"), GROUNDS.values(), ids=GROUNDS)
def test_every_colour_shows_on_its_ground_or_has_a_line_that_does(palette: Palette, ground: str, other: str) -> None:
    for below in (ground, other):
        told = {name for name, colour in palette.items() if contrast(colour, below) >= 3}
        assert {"accent", "chair", "floor", "ghost", "hair"} <= told
        told.add("shade")  # has the line of the ghosts around it
        assert "line" in told or palette.keys() - told == {"line"}


@each_picture
def test_it_looks_the_same_with_its_shapes_joined_and_cut(name: str) -> None:
    for k in range(5):
        joined, single = (painted(standing(drawn, k / 5), 2 * WIDTH) for drawn in (text(name), apart(name)))
        assert unlike(joined, single, 4) <= UNLIKE, k


@each_picture
def test_what_is_filled_has_a_line_around_it(name: str) -> None:
    """Shapes of one colour with nothing between them would be one, and pale ones nothing on a pale ground."""
    root = ET.fromstring(apart(name))
    outlines = sum(len([*group.iter(f"{SVG}path")]) for group in root.iter(f"{SVG}g") if group.get("class") == "ink")
    alone = {"accent", "hair", "skin", "shoe", "shoe_far", "nail"}  # a nail lies on a toe, which has a line
    filled = {
        path.get("d")
        for path in root.iter(f"{SVG}path")
        if (classes := {*(path.get("class") or "").split()}) and not classes & (STROKES.keys() | alone)
    }
    assert len(filled) <= outlines, filled  # each its own; test_side.py and test_rig.py see to their shape


@each_picture
def test_its_layers_lie_one_a_line_and_what_rests_in_its_box(name: str) -> None:
    kinds = [kind.split() for kind in marks(text(name))["layers"].split(";")]
    lines = text(name).split("\n")[2:-2]
    assert [kind[0] != "rest" for kind in kinds] == ["animateTransform" in line for line in lines]
    for (kind, *told), line in zip(kinds, lines, strict=True):
        if kind == "move":
            continue
        left, top, wide, high = map(int, told[:4])
        shown = 0.0 if kind == "rest" else (float(told[4]) + float(told[5])) / 2
        drawn = framed(Player(f"{text(name).partition(lines[0])[0]}{line}</svg>"), shown)
        assert pixels(drawn) != pixels(blank(drawn, left, top, wide, high))
        empty = framed(Player(f"{text(name).partition(lines[0])[0]}</svg>"), 0)
        assert pixels(blank(drawn, left, top, wide, high)) == pixels(blank(empty, left, top, wide, high))


@each_picture
def test_each_page_shows_when_it_says_so_and_at_no_other_time(name: str) -> None:
    kinds = [kind.split() for kind in marks(text(name))["layers"].split(";")]
    for (kind, *told), line in zip(kinds, text(name).split("\n")[2:-2], strict=True):
        if kind == "page":
            (page,) = motions_of(line)
            shown = [(float(begin), float(end)) for begin, end in zip(told[4::2], told[5::2], strict=True)]
            for frame in range(round(page.seconds * FRAMES)):
                moment = frame * 1000 // FRAMES / 1000
                here = any(begin <= moment < end for begin, end in shown)
                assert here == (abs(page.at(moment / page.seconds)[4]) < AWAY / 2000), (name, frame)


def test_another_palette_changes_the_colours_only() -> None:
    svg = text("short_foot")
    dark = themed(svg, DARK)
    assert re.sub(r"<style>.*</style>", "", dark) == re.sub(r"<style>.*</style>", "", svg)
    assert DARK["skin"] in dark
    assert LIGHT["skin"] not in dark
    assert themed("<svg/>", DARK) == "<svg/>"
