"""The person's own record in forms that other programs read, written piece by piece. `EXPORT.md` says what is in them.

Whatever fails is raised as KnownError, in one sentence.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from posture_app.core.calendar import DAY
from posture_app.core.settings.settings import Settings
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.history import known_days
from posture_app.core.statistics.periods import Length, Period
from posture_app.store.log.columns import COLUMNS, ExportKind, Format
from posture_app.store.log.entries import Range
from posture_app.store.log.entry_rows import Row
from posture_app.store.log.reading import Reading
from posture_app.store.transfer.layouts import LAYOUTS

Write = Callable[[bytes], object]
Progress = Callable[[int, int], None]
Stop = Callable[[], bool]
Page = tuple[int, list[Row]]
"""Some rows, and how far one has come with them."""


def silent(_done: int, _total: int) -> None:
    """Nobody wants to be told how far it has come."""


def never() -> bool:
    """Nobody can stop it."""
    return False


@dataclass(frozen=True, slots=True)
class Target:
    """How to write an export, and where to: local times in `zone`, if not each in its own.

    `progress` is told after each piece how far it has come, of how much; `stop` is asked before each whether to end.
    """

    fmt: Format
    write: Write
    zone: str | None = None
    progress: Progress = silent
    stop: Stop = never


def export_entries(log: Reading, kind: ExportKind, within: Range, target: Target) -> bool:
    """Write the rows of a kind with a part in the range, whole, as they were recorded, of all computers. False if it
    was stopped, and what has been written is not all.
    """
    with log.entries.at_one_moment():
        pages = _counted(log.entries.pages(kind, within))
        return _export(kind, pages, log.entries.count(kind, within), target)


def export_days(log: Reading, within: Range, settings: Settings, today: date, target: Target) -> bool:
    """Write what the known days of the range come to, by what counts of all computers. False if it was stopped."""
    with log.entries.at_one_moment():
        months = _months(log, within, today)
        days = (known_days(log, month, settings, today=today) for month in months)
        pages = ([_row(each.figures.totals) for each in some] for some in days)
        return _export(ExportKind.DAYS, enumerate(pages, 1), len(months), target)


def _months(log: Reading, within: Range, today: date) -> list[Period]:
    """The months, or parts of such, in which there may be known days in the range. A log may have moments far ahead."""
    found = log.entries.days()
    if found is None:
        return []
    first, last = max(found[0], within.first or found[0]), min(found[1], within.last or found[1], today + 2 * DAY)
    return list(Period(Length.RANGE, first, last).parts(Length.MONTH)) if first <= last else []


def _row(day: DayTotals) -> Row:
    return day.day.isoformat(), day.sitting_s, day.standing_s, day.bouts, day.breaks, day.longest_bout_s


def _counted(pages: Iterable[list[Row]]) -> Iterator[Page]:
    done = 0
    for page in pages:
        done += len(page)
        yield done, page


def _export(kind: ExportKind, pages: Iterable[Page], total: int, target: Target) -> bool:
    layout = LAYOUTS[target.fmt](COLUMNS[kind], target.zone)

    def put(text: str) -> None:
        target.write(text.encode(layout.encoding))

    put(layout.head())
    for done, page in pages:
        if target.stop():
            return False
        if page:
            put(layout.rows(page))
        target.progress(done, total)
    put(layout.foot())
    return True
