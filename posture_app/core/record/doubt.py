"""Whether the clock can be believed: a machine may come up years ahead, or before its own record.

One reading of it must not decide what cannot be undone. The days recorded tell: they rarely leave out two months.
"""

from collections.abc import Iterable
from datetime import date, timedelta

GAP = timedelta(days=60)
"""Days without a record that are long enough to doubt what comes after."""
ENOUGH = 7
"""So many days recorded since then are believed."""


def sure_day(recorded: Iterable[date]) -> date | None:
    """The newest of the days recorded that is not in doubt; None without any. The last `ENOUGH` of them will do."""
    days = sorted(set(recorded))
    for place in range(max(1, len(days) - ENOUGH + 1), len(days)):
        if days[place] - days[place - 1] > GAP:
            return days[place - 1]
    return days[-1] if days else None


def in_doubt(recorded: Iterable[date], today: date) -> bool:
    """Whether the clock that says `today` is in doubt, given the last days recorded: it stands before the newest, or so
    far after the others that it has to go on for some days before it is believed.
    """
    days = set(recorded)
    return sure_day({*days, today}) != today or any(day > today for day in days)
