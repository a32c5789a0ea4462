"""Each pair of colours that lies side by side or one on the other, in each set of colours that windows may wear.

`test_contrast` reads the painted text of whole windows besides; the icon of the tray has colours and tests of its own.
"""

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPalette

from posture_app.core.settings.settings import ACCENTS
from posture_app.core.spans import Origin
from posture_app.ui.charts.heat_steps import STEPS, step_colour
from posture_app.ui.charts.legend import SAMPLE, Sample
from posture_app.ui.charts.origin_marks import samples_of
from posture_app.ui.charts.reminder_marks import OTHERS, SAMPLES, paint_several
from posture_app.ui.kit.look.contrast import GRAPHICS, TEXT, contrast, mixed
from posture_app.ui.kit.look.theme import DARK, LIGHT, Colours
from posture_app.ui.kit.looks import high_contrast, with_accent

GROUNDS = ("window", "surface", "sunken")
READ = (
    *((text, ground) for text in ("text", "muted") for ground in (*GROUNDS, "notice")),
    *((text, ground) for text in ("accent", "wrong") for ground in GROUNDS),
    ("text", "marked"),  # a word that was searched for
    ("text", "weekend"),
    ("muted", "weekend"),
    ("on_accent", "accent"),
    ("on_wrong", "wrong"),
    ("surface", "text"),  # the number of several reminders that were kept
)
"""Words, and what is behind them."""
SEEN = (
    *((drawn, ground) for drawn in ("sitting", "standing", "over", "accent") for ground in ("surface", "sunken")),
    *((drawn, "weekend") for drawn in ("sitting", "standing", "over", "edge")),
    *((drawn, "surface") for drawn in ("text", "muted")),  # signs of reminders, lines at goal and average
    *(("edge", ground) for ground in ("surface", "window")),  # fields, and the bars of the time before
    ("accent", "window"),  # focus
    ("on_accent", "accent"),  # the tick of a box, the knob of a switch
)
"""What is drawn and says something, and what it lies on. Grid, panels, tracks and disabled things only part."""


def _worn() -> Iterator[tuple[str, Colours]]:
    for name, base in (("light", LIGHT), ("dark", DARK)):
        for accent in ACCENTS:
            yield f"{name}, {accent}", with_accent(base, accent, QPalette())
    for ground in ("#ffffff", "#000000", "#2d3236", "#202020"):
        palette = QPalette(QColor(ground), QColor(ground))
        palette.setColor(QPalette.ColorRole.Accent, QColor("#75e9fc"))
        yield f"much contrast, {ground}", high_contrast(palette)


@pytest.fixture(params=[pytest.param(colours, id=name) for name, colours in _worn()])
def c(qt: object, request: pytest.FixtureRequest) -> Colours:
    colours = request.param
    assert isinstance(colours, Colours)
    return colours


def colour(c: Colours, name: str) -> str:
    """Half transparent, the ground of weekends is as `weekend_ground` and a surface make it."""
    return mixed(c.surface, c.sunken, 0.6) if name == "weekend" else str(getattr(c, name))


@pytest.mark.parametrize(("pairs", "least"), [(READ, TEXT), (SEEN, GRAPHICS)], ids=["text", "graphics"])
def test_each_pair_of_colours_stands_out(c: Colours, pairs: tuple[tuple[str, str], ...], least: float) -> None:
    found = {pair: contrast(colour(c, pair[0]), colour(c, pair[1])) for pair in pairs}
    assert {} == {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < least}


def test_the_steps_of_cells_go_one_way_and_each_can_be_told_from_the_next(c: Colours) -> None:
    """Five steps of one scale have no 3 between neighbours, so that a legend and a table have their values."""
    ratios = [contrast(step_colour(c, step).name(), c.surface) for step in range(STEPS)]
    assert sorted(ratios) == ratios
    assert min(later / earlier for earlier, later in pairwise(ratios)) > 1.4


def shape(sample: Sample, c: Colours) -> tuple[bool, ...]:
    """Where it paints: what is left of it for somebody who sees no colours."""
    image = QImage(round(SAMPLE), round(SAMPLE), QImage.Format.Format_RGB32)
    image.fill(QColor(c.surface))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sample(painter, c, QRectF(0, 0, SAMPLE, SAMPLE))
    painter.end()
    pixels = ((x, y) for y in range(image.height()) for x in range(image.width()))
    return tuple(contrast(image.pixelColor(x, y).name(), c.surface) >= GRAPHICS for x, y in pixels)


def test_what_lies_side_by_side_in_a_chart_differs_by_its_shape_as_well(c: Colours) -> None:
    samples = [*SAMPLES, ("other", OTHERS), ("several", paint_several), *samples_of(list(Origin))]
    shapes = {words: shape(sample, c) for words, sample in samples}
    same = [(one, other) for one, other in combinations(shapes, 2) if shapes[one] == shapes[other]]
    assert [] == same
