"""What the library of exercises is given."""

from collections.abc import Callable, Sequence
from datetime import date

from posture_app.core.content.content import Content
from posture_app.core.content.exercises import Exercise
from posture_app.core.content.own import OwnShelf
from posture_app.core.settings.settings import Settings
from posture_app.core.value import value


@value
class LibrarySources:
    """What the pages about exercises are given. `own` keeps the person’s own, `tried` does what may fail and tells the
    person if it does. `drawing` gives the SVG of an exercise (empty: none), `start` does the exercises of these ids,
    one after the other, `done` keeps that one was done, `last_done` says when that was (None: never), `apply` keeps a
    setting, and raises KnownError if it cannot.
    """

    content: Callable[[], Content]
    own: OwnShelf
    tried: Callable[[Callable[[], None]], bool]
    drawing: Callable[[Exercise], bytes]
    settings: Callable[[], Settings]
    apply: Callable[[str, object], None]
    start: Callable[[Sequence[str]], None]
    done: Callable[[Exercise], None]
    last_done: Callable[[str], date | None]


@value
class OwnActions:
    """What may be done with an exercise of the person's own."""

    edit: Callable[[Exercise], None]
    export: Callable[[Exercise], None]
    delete: Callable[[Exercise], None]
