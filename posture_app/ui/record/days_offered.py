"""The days that are offered where some of the record is taken along."""

from datetime import date

from posture_app.core.calendar import DAY
from posture_app.core.formats import month, year_title
from posture_app.core.language import _, pgettext
from posture_app.core.record.record_jobs import Days
from posture_app.core.statistics.periods import Length, period_of
from posture_app.ui.kit.fields.days_choice import DaysOffer
from posture_app.ui.record.record_words import days_words

ALL, SHOWN = "all", "shown"


def days_offered(today: date, shown: Days | None = None) -> tuple[tuple[DaysOffer, ...], str]:
    """What is usual, up to today, and before that the days that show now if they are others; and the name of the one to
    begin with: those that show, or all.
    """
    before = period_of(Length.MONTH, today.replace(day=1) - DAY)
    usual = (
        DaysOffer("this month", _("This month"), month(today), (today.replace(day=1), today)),
        DaysOffer("last month", _("Last month"), month(before.first), (before.first, before.last)),
        DaysOffer("this year", _("This year"), year_title(today), (date(today.year, 1, 1), today)),
        DaysOffer(ALL, pgettext("days", "All"), _("from the first record on"), None),
    )
    if shown is None:
        return usual, ALL
    days = shown[0], min(shown[1], today)
    for offer in usual:
        if offer.days == days:
            return usual, offer.name
    whole = period_of(Length.MONTH, days[0])
    words = month(days[0]) if days == (whole.first, whole.last) else days_words(days)
    return (DaysOffer(SHOWN, words, _("as it shows now"), days), *usual), SHOWN
