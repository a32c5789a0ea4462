"""What to erase of the record: days, or what has been kept for long enough."""

from collections.abc import Mapping
from datetime import date, datetime, time

from posture_app.core.calendar import DAY, day_begins, day_of, zone_of
from posture_app.core.formats import date_words, number_words
from posture_app.core.language import N_, _, ngettext
from posture_app.core.value import value

NOT_YET = N_("Not everything has been deleted yet.")
"""The sentence goes on with why."""


@value
class Stretch:
    """From `since` (None: the beginning of the record) until `until`, which is not in it, in UTC. `days` are the first
    and the last day that lie wholly in it (None: none does), `date.min` for the beginning of the record.
    """

    since: datetime | None
    until: datetime
    days: tuple[date, date] | None


def stretch_of_days(first: date | None, last: date | None, now: datetime, zone: str, day_start: time) -> Stretch:
    """These days, both included; today as far as it has come. None: the beginning of the record, and today.

    Raises ValueError, in words for the person, if there is nothing to erase between them.
    """
    today = day_of(now, zone, day_start)
    last = today if last is None else last
    if last > today:
        raise ValueError(_("{last} lies in the future").format(last=last))
    if first is not None and first > last:
        raise ValueError(
            _("{first} lies in the future").format(first=first)
            if first > today
            else _("{last} lies before {first}").format(last=last, first=first)
        )
    try:
        since = None if first is None else day_begins(first, zone, day_start)
        until = min(day_begins(last + DAY, zone, day_start), now.replace(microsecond=0))
    except OverflowError:
        raise ValueError(_("{first} lies beyond the calendar").format(first=first or last)) from None
    if since is not None and until <= since:
        raise ValueError(_("{first} has only just begun").format(first=first))
    return Stretch(since, until, (first or date.min, last))


def read_stretch(request: Mapping[str, object], now: datetime, zone: str, day_start: time) -> Stretch | None:
    """What somebody asks to be deleted, by the days `since` and `until` (ISO 8601), or with `all` everything (None).

    Raises ValueError, in words for the person, if that is no such thing.
    """
    since, until = (request.get(name) for name in ("since", "until"))
    if request.get("all") is True and since is None and until is None:
        return None
    if since is None and until is None:
        raise ValueError(_("it was not said what"))
    first, last = (None if day is None else _day(day) for day in (since, until))
    return stretch_of_days(first, last, now, zone, day_start)


def _day(text: object) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise ValueError(_("“{text}” is not a day such as 2026-03-02").format(text=text)) from None


def expired(years: int, newest: date, zone: str, day_start: time) -> Stretch | None:
    """What is older than so many years (0: nothing is), counted back from the newest day that can be believed, by whole
    months, so that backups are rewritten only once a month; None if nothing can be.
    """
    if not 0 < years < newest.year:
        return None
    first_kept = date(newest.year - years, newest.month, 1)
    return Stretch(None, day_begins(first_kept, zone, day_start), (date.min, first_kept - DAY))


@value
class Retention:
    """For how many years to keep the record, when deletion was announced (UTC; None: not yet), whether it has begun."""

    years: int
    announced: datetime | None = None
    begun: bool = False

    def may_begin(self, now: datetime) -> bool:
        """Whether it was announced a day ago or longer, so that there was time to choose again."""
        return self.announced is not None and now - self.announced >= DAY

    def to_json(self) -> dict[str, object]:
        announced = None if self.announced is None else self.announced.isoformat()
        return {"years": self.years, "announced": announced, "begun": self.begun}


def read_retention(years: int, stored: object, now: datetime) -> Retention:
    """The retention of so many years as the log keeps it; a new one if it is of other years, cannot be read, or was
    announced at a moment that has not come yet, by a clock that was ahead.
    """
    match stored:
        case {"years": int() as same, "announced": str() as text, "begun": bool() as begun} if same == years:
            pass
        case _:
            return Retention(years)
    try:
        announced = datetime.fromisoformat(text)
        return Retention(years) if announced > now else Retention(years, announced, begun)
    except (ValueError, TypeError):
        return Retention(years)


def announcement(years: int, stretch: Stretch, now: datetime, zone: str) -> str:
    """What the person is told a day before the first deletion."""
    day, first = (date_words(at.astimezone(zone_of(zone)).date()) for at in (now + DAY, stretch.until))
    text = ngettext(
        "From {day} on, what was recorded before {first} will be deleted for good, from the backups too: the settings"
        " keep the record for {number} year. To keep more of it, choose more years in the settings before then.",
        "From {day} on, what was recorded before {first} will be deleted for good, from the backups too: the settings"
        " keep the record for {number} years. To keep more of it, choose more years in the settings before then.",
        years,
    )
    return text.format(day=day, first=first, number=number_words(years))
