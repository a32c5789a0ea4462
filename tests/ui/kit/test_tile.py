"""Tiles: the meter of a goal, and how many stand side by side."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from posture_app.ui.kit.look.theme import colours
from posture_app.ui.kit.tile import Meter, Tile, TileRow
from tests.ui.showing import shown


@pytest.mark.parametrize("hours", [0, 4, 8, 8 + 2 / 60, 12])
def test_a_meter_has_the_colour_of_a_warning_beyond_its_goal_alone(qt: object, hours: float) -> None:
    with shown(Meter()) as meter:
        meter.resize(400, meter.sizeHint().height())
        meter.show_share(hours / 8)
        image, c = meter.grab().toImage(), colours(meter)
        row = [image.pixelColor(x, meter.height() // 2).name() for x in range(4, 397)]
        goal = min(400 * 8 / max(hours, 8), 394 if hours > 8 else 400)
        assert (hours > 8) == (c.over in row) == (c.text == image.pixelColor(round(goal) - 1, 0).name())
        for name, wanted in (
            (c.sitting, min(goal, 400 * hours / 8)),
            (c.over, 400 - goal),
            (c.sunken, 400 - hours * 50),
        ):
            assert row.count(name) == pytest.approx(max(0, wanted), abs=9), name


def test_tiles_stand_side_by_side_in_pairs_or_below_each_other_as_there_is_room(qt: object) -> None:
    tiles = [Tile(name) for name in "abcd"]
    with shown(TileRow(*tiles)) as row:

        def places() -> list[tuple[int, int]]:
            QApplication.processEvents()
            lefts, tops = (sorted({getattr(tile, side)() for tile in tiles}) for side in ("x", "y"))
            return [(tops.index(tile.y()), lefts.index(tile.x())) for tile in tiles]

        for width, wanted in (
            (900, [(0, 0), (0, 1), (0, 2), (0, 3)]),
            (400, [(0, 0), (0, 1), (1, 0), (1, 1)]),
            (200, [(0, 0), (1, 0), (2, 0), (3, 0)]),
        ):
            row.resize(width, 500)
            assert wanted == places()
        assert 1 == len({tile.width() for tile in tiles})
        assert row.minimumSizeHint().width() < 200
        row.show_tiles(tiles[:1])
        row.resize(900, 500)
        QApplication.processEvents()
        assert (900, False) == (tiles[0].width(), tiles[1].isVisible())


def test_a_meter_fills_up_from_where_reading_begins(qt: object) -> None:
    with shown(Meter()) as meter:
        meter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        meter.resize(400, meter.sizeHint().height())
        middle, c = meter.height() // 2, colours(meter)
        for share, left, right in ((0.25, c.sunken, c.sitting), (2.0, c.over, c.sitting)):
            meter.show_share(share)
            image = meter.grab().toImage()
            assert (left, right) == tuple(image.pixelColor(x, middle).name() for x in (40, 360))
