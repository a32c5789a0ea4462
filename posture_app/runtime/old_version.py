"""That this version is over a year old, said once, by its own date: nobody is asked whether there is a newer one."""

from collections.abc import Callable, Mapping
from datetime import date

import posture_app
from posture_app.core.formats import date_words
from posture_app.core.language import _

KNOWN = "old version {version}"


def old_version(first_time: Callable[[str], bool], today: date, environ: Mapping[str, str]) -> tuple[str, ...]:
    """The sentence, if it is true; `first_time` says whether this is asked for the first time in all runs."""
    if not is_old(posture_app.RELEASE_DAY, today):
        return ()
    if not first_time(KNOWN.format(version=posture_app.__version__)):
        return ()
    from posture_app.desktop.installation import installation  # noqa: PLC0415 - once in a year

    return (
        _("Version {version} is over a year old: it is of {day}. To update it: {command}").format(
            version=posture_app.__version__,
            day=date_words(date.fromisoformat(posture_app.RELEASE_DAY)),
            command=installation(environ).update,
        ),
    )


def is_old(released: str, today: date) -> bool:
    """Whether a year has passed since this day (YYYY-MM-DD); not before the first release, when there is none."""
    if not released:
        return False
    day = date.fromisoformat(released)
    return (today.year - day.year, (today.month, today.day) > (day.month, day.day)) >= (1, True)
