"""The ring: every state has its shape, at every size, and what looks the same costs nothing."""

import itertools

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter

from posture_app.core.status_words import Asked, Glance, asked
from posture_app.ui.kit.look.theme import DARK, LIGHT
from posture_app.ui.tray.icon import ONE_TONE, SIZES, STEPS, TONES, ring_icon
from posture_app.ui.tray.ring_picture import RingPicture
from tests.ui.looks import picture

pytestmark = pytest.mark.usefixtures("qt")
PANELS = ("#ffffff", "#2e3436", "#000000")


def painted(shows: Glance, progress: float = 0.5, size: int = 16) -> QImage:
    return ring_icon(shows, progress).pixmap(QSize(size, size), 1.0).toImage()


def shape(image: QImage) -> frozenset[tuple[int, int]]:
    """The pixels that are painted, whatever their colour but white, as one who sees no colours has it."""
    pixels = itertools.product(range(image.width()), range(image.height()))
    return frozenset(at for at in pixels if (c := image.pixelColor(*at)).alpha() > 127 and c.lightness() < 200)


def luminance(colour: QColor) -> float:
    """WCAG 2's relative luminance."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("size", SIZES)
def test_states_differ_by_their_shapes_and_not_only_by_colour(size: int) -> None:
    shapes = {shows: shape(painted(shows, size=size)) for shows in Glance}
    for one, other in itertools.combinations(Glance, 2):
        assert len(shapes[one] ^ shapes[other]) > size * size / 32, (one, other)


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("shows", Glance)
def test_every_tone_stands_out_from_light_and_from_dark_panels(shows: Glance, panel: str) -> None:
    darker, lighter = sorted((luminance(TONES[shows]), luminance(QColor(panel))))
    assert (lighter + 0.05) / (darker + 0.05) >= 3


def test_a_colour_means_the_same_in_the_panel_and_in_the_windows() -> None:
    for shows, colour, other in (
        (Glance.SITTING, LIGHT.sitting, DARK.sitting),
        (Glance.STANDING, LIGHT.standing, DARK.standing),
        (Glance.DUE, LIGHT.over, DARK.over),
        (Glance.HELD, LIGHT.over, DARK.over),
    ):
        assert TONES[shows] == QColor(colour)
        assert abs(QColor(other).hslHue() - QColor(colour).hslHue()) <= 10  # of dark windows only lighter


@pytest.mark.parametrize("panel", PANELS)
def test_the_first_tenth_of_the_way_is_seen_in_the_smallest_panel(panel: str) -> None:
    none, tenth = (laid_on(panel, painted(Glance.SITTING, progress)) for progress in (0.0, 0.1))
    other = [at for at in itertools.product(range(16), range(16)) if distance(none, tenth, at) > 60]
    assert len(other) >= 8


def laid_on(panel: str, icon: QImage) -> QImage:
    image = QImage(icon.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(panel))
    painter = QPainter(image)
    painter.drawImage(0, 0, icon)
    painter.end()
    return image


def distance(one: QImage, other: QImage, at: tuple[int, int]) -> int:
    """How far apart two colours are, 255 being black and white."""
    a, b = one.pixelColor(*at), other.pixelColor(*at)
    return max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue()))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shows", Glance)
def test_nothing_is_cut_off_at_the_edge(shows: Glance, size: int) -> None:
    image = painted(shows, 1.0, size)
    last = size - 1
    sides = [[(x, 0) for x in range(size)], [(x, last) for x in range(size)]]
    sides += [[(0, y) for y in range(size)], [(last, y) for y in range(size)]]
    for side in sides:  # a circle may touch each side in its middle, and not run along it
        assert sum(image.pixelColor(*at).alpha() > 127 for at in side) <= size / 2


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("size", [16, 22, 24])
def test_a_panel_of_any_scale_gets_enough_pixels(size: int, ratio: float) -> None:
    pixmap = ring_icon(Glance.DUE).pixmap(QSize(size, size), ratio)
    assert min(round(size * ratio), SIZES[-1]) <= pixmap.width()


def test_the_arc_grows_with_the_sitting() -> None:
    lengths = [len(shape(painted(Glance.SITTING, step / 6, 64))) for step in range(7)]
    assert sorted(set(lengths)) == lengths


def test_what_looks_the_same_is_the_same_object() -> None:
    assert ring_icon(Glance.SITTING, 0.501) is ring_icon(Glance.SITTING, 0.501 + 0.4 / STEPS)
    assert ring_icon(Glance.SITTING, 0.5) is not ring_icon(Glance.SITTING, 0.5 + 1 / STEPS)
    assert ring_icon(Glance.AWAY, 0.1) is ring_icon(Glance.AWAY, 0.9)
    assert ring_icon(Glance.SITTING, 1.0) is ring_icon(Glance.SITTING, 7.0)
    assert ring_icon(Glance.SITTING, 0.0) is ring_icon(Glance.SITTING, -1.0)


def test_the_ring_is_full_only_when_the_time_has_come() -> None:
    assert ring_icon(Glance.SITTING, 0.999) is not ring_icon(Glance.SITTING, 1.0)


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("size", [16, 32])
def test_in_one_tone_states_differ_by_their_shapes_and_what_lies_on_a_disc_is_a_hole(look: str, size: int) -> None:
    images = {shows: ring_icon(shows, 0.5, look=look).pixmap(QSize(size, size), 1.0).toImage() for shows in Glance}
    shapes = {shows: opaque(image) for shows, image in images.items()}
    for one, other in itertools.combinations(Glance, 2):
        assert len(shapes[one] ^ shapes[other]) > size * size / 40, (one, other)
    for shows, image in images.items():
        assert {ONE_TONE[look].name()} == {image.pixelColor(*at).name() for at in shapes[shows]}


@pytest.mark.parametrize("size", [16, 32])
def test_what_is_asked_for_has_a_sign_of_its_own_within_the_disc(size: int) -> None:
    images = [ring_icon(Glance.DUE, asks=asks).pixmap(QSize(size, size), 1.0).toImage() for asks in Asked]
    pixels = [*itertools.product(range(size), range(size))]
    signs = [frozenset(at for at in pixels if image.pixelColor(*at).lightness() > 230) for image in images]
    for one, other in itertools.combinations(signs, 2):
        assert len(one ^ other) > size * size / 20
    for sign in signs:
        assert len(sign) > size * size / 20
        assert all(size / 8 <= place < size * 7 / 8 for at in sign for place in at)


@pytest.mark.parametrize(
    ("kind", "rises", "sign"),
    [
        ("stand", True, Asked.UP),
        ("stretch", True, Asked.UP),
        ("own:Tea", True, Asked.UP),
        ("rise", False, Asked.UP),
        ("sit", False, Asked.DOWN),
        ("feet", False, Asked.FEET),
        ("move", False, Asked.MOVE),
        ("micro", False, Asked.MOVE),
        ("own:Tea", False, Asked.MOVE),
        ("", False, Asked.UP),
    ],
)
def test_the_sign_is_that_of_what_is_done(kind: str, sign: Asked, *, rises: bool) -> None:
    assert sign is asked(kind, rises=rises)


def opaque(image: QImage) -> frozenset[tuple[int, int]]:
    pixels = itertools.product(range(image.width()), range(image.height()))
    return frozenset(at for at in pixels if image.pixelColor(*at).alpha() > 250)


@pytest.mark.usefixtures("fonts")
def test_the_minutes_stand_in_the_icon_and_change_it_but_only_while_one_sits() -> None:
    def icon(minutes: int, shows: Glance = Glance.SITTING) -> QIcon:
        return ring_icon(shows, 0.5, look="minutes", minutes=minutes)

    assert icon(18) is ring_icon(Glance.SITTING, 0.9, look="minutes", minutes=18)
    assert opaque(icon(18).pixmap(16, 16).toImage()) != opaque(icon(19).pixmap(16, 16).toImage())
    assert opaque(icon(120).pixmap(16, 16).toImage()) == opaque(icon(179).pixmap(16, 16).toImage())
    assert icon(18, Glance.DUE) is icon(19, Glance.DUE)


def test_its_picture_in_a_window_has_the_points_of_the_screen() -> None:
    drawn = RingPicture(Glance.DUE)
    drawn.resize(drawn.sizeHint())
    fine, coarse = picture(drawn, 2.0).toImage(), picture(drawn, 1.0).toImage()
    assert 4 * coarse.width() * coarse.height() == fine.width() * fine.height()
    coarse = coarse.scaled(fine.size())
    coarse.setDevicePixelRatio(2.0)
    assert fine != coarse
