"""The meter of a goal on a tile."""

import pytest

from posture_app.ui.kit.theme import colours
from posture_app.ui.kit.tile import Meter
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
