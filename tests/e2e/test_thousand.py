"""A thousand prompts, asked in every way and answered, leave nothing behind."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.prompts import WAYS, find

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

PROMPTS, WARM_UP = 1002, 201
"""Each way as often, so that it is the same one that keeps what it showed last wherever it is counted."""
GROWTH_MIB = 2.0
"""In a thousand, and half of it in the latter half. In the first two hundred the heap grows to its full size, by 1 MiB;
in the thousand after them by 0.3 to 0.6, measured twice.
"""


def test_a_thousand_prompts_leave_nothing_behind(room: "Desk") -> None:
    desk = room
    desk.daemon("--invoke", "skip")
    desk.tray()  # without one, a timer looks for it in the first half minute
    env = {**desk.environ, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": os.fspath(Path(__file__).parents[2])}
    found = find(env, desk.data, prompts=PROMPTS, warm_up=WARM_UP, every=PROMPTS // 2)
    before, after = found["before"], found["after"]  # Qt's own threads for images may have ended meanwhile
    assert {} == {name: (before[name], after[name]) for name in before if after[name] > before[name]}
    first, middle, last = found["own_mib"]  # of the rest of PSS, other processes decide
    assert last - first <= GROWTH_MIB, found
    assert last - middle <= GROWTH_MIB / 2, found
    asked = dict(desk.rows("SELECT way, count(*) FROM prompts GROUP BY way"))
    assert set(WAYS) == asked.keys()
    assert (PROMPTS + WARM_UP, (PROMPTS + WARM_UP) // 3) == (sum(asked.values()), min(asked.values()))
    told = dict(desk.rows("SELECT outcome, count(*) FROM prompts GROUP BY outcome"))
    assert {"kept", "skipped"} == told.keys()
