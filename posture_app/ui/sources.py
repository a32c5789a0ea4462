"""What the main window is given from outside: where it reads, and what it may call."""

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from posture_app.core.calendar import day_bounds, day_of
from posture_app.core.content.programmes import Item, ProgrammeSession, SessionOffer, percents_of
from posture_app.core.engine.preview import UpcomingPrompt
from posture_app.core.errors import KnownError
from posture_app.core.events import Word, main_answer
from posture_app.core.record.coming_back import ComingBack
from posture_app.core.record.day_record import DayRecord, as_of, read_day
from posture_app.core.record.diary import Diary, Session
from posture_app.core.record.programmes import Programmes
from posture_app.core.record.record_jobs import RecordActions
from posture_app.core.session.ends import Ended
from posture_app.core.session.run import Done
from posture_app.core.settings.settings import Settings
from posture_app.core.sight import Sight
from posture_app.core.statistics.history import first_known
from posture_app.core.statistics.ports import History
from posture_app.core.status import Status
from posture_app.core.value import value
from posture_app.core.words import APP_NAME
from posture_app.ui.tray.break_menu import Breaks

if TYPE_CHECKING:
    from posture_app.core.content.content import Content, Tip  # a page of its own loads it
    from posture_app.core.content.exercises import Exercise
    from posture_app.core.content.own import OwnShelf

_log = logging.getLogger(__name__)


class Play(Protocol):
    """Does these exercises, each in its dose, as a session that they may belong to."""

    def __call__(self, items: Sequence[Item | str], belongs: ProgrammeSession | None = None, /) -> None: ...


def played(item: Item | str, known: "Callable[[str], Exercise | None]") -> "Exercise | None":
    """The exercise in the dose of an item, or as the one of a name has it; None if there is none."""
    exercise = known(item if isinstance(item, str) else item.exercise)
    return exercise if exercise is None or isinstance(item, str) else item.dosed(exercise)


def drawing_of(exercise: "Exercise", illustration: Callable[[str], bytes]) -> bytes:
    """The drawing (SVG) of an exercise; empty if there is none or it cannot be read."""
    if not exercise.illustration:
        return b""
    try:
        return illustration(exercise.illustration)
    except KnownError as error:
        _log.warning("%s", error)
        return b""


@value
class Sources:
    """Everything the main window needs. `now` gives the wall clock in UTC, `zone` the IANA name in force;
    `illustration` the picture of this name, or raises KnownError; `own` keeps the person’s own exercises. `done` keeps
    that an exercise was done, `offered` is the exercise of the prompt that shows, `offered_session` the session of a
    programme if it offers one, `offered_on_feet` whether who begins that gets up for it. `play` does these, one after
    the other; `apply` keeps a setting. `tomorrow` is when work begins again, `upcoming` are the next reminders. `tip`
    is that of the day, `show_tip` opens one by its id. `name` is the title of the window.
    """

    history: History
    record: RecordActions
    diary: Diary
    status: Callable[[], Status]
    sight: Callable[[], Sight]
    settings: Callable[[], Settings]
    zone: Callable[[], str]
    now: Callable[[], datetime]
    apply: Callable[[str, object], None]
    say: Callable[[Word, float | None], None]
    coming_back: ComingBack
    done: Callable[[Session], None]
    content: "Callable[[], Content]"
    illustration: Callable[[str], bytes]
    own: "Callable[[], OwnShelf]"
    offered: "Callable[[], Exercise | None]"
    offered_session: Callable[[], SessionOffer | None]
    offered_on_feet: Callable[[], bool]
    programmes: Programmes
    play: "Play"
    open_settings: Callable[[], None]
    open_help: Callable[[], None]
    tomorrow: Callable[[], datetime]
    upcoming: Callable[[], Sequence[UpcomingPrompt]]
    breaks: Breaks
    tip: "Callable[[], Tip | None]"
    show_tip: Callable[[str], None]
    quit_app: Callable[[], None]
    name: str = APP_NAME

    def drawing(self, exercise: "Exercise") -> bytes:
        """Its drawing; empty if there is none or it cannot be read: the words are enough to go by."""
        return drawing_of(exercise, self.illustration)

    def keep(
        self,
        results: Sequence[Done],
        *,
        belongs: ProgrammeSession | None = None,
        planned: "Sequence[Exercise]" = (),
    ) -> None:
        """Keep what was done of a run of exercises; it may belong to a session of a programme for which these were
        `planned`. The one that a prompt offers for the desk answers it.
        """
        percents = dict(percents_of(planned)) if belongs else {}
        for exercise in planned:  # in whose place an easier one may have been done
            percents.setdefault(exercise.easier_exercise, percents.get(exercise.id, 0))
        for each in results:
            share, percent = round(100 * each.share), percents.get(each.exercise, 0)
            came_to = each.length_s, each.ended, each.side, share, belongs, percent
            self.done(Session(each.exercise, each.at, self.zone(), *came_to))
        prompt, offered = self.status().prompt, self.offered()
        done = {each.exercise for each in results if each.ended is Ended.DONE}
        if prompt and offered and offered.id in done and main_answer(prompt) is Word.DONE:
            self.say(Word.DONE, None)

    def play_offered(self) -> None:
        """Do what the prompt offers: its exercise, or the whole session. Who gets up for it does."""
        session, exercise = self.offered_session(), self.offered()
        if (session or exercise) and self.offered_on_feet():
            self.say(Word.UP, None)
        if session is not None:
            self.play(session.items, session.belongs)
        elif exercise is not None:
            self.play((exercise.id,), None)

    def live_status(self) -> Status:
        """The status at this moment, not at the last event."""
        return as_of(self.status(), self.now())

    def today(self) -> date:
        """The present day."""
        return day_of(self.now(), self.zone(), self.settings().day_start)

    def first_day(self) -> date:
        """The first day with a record; today, if there is none."""
        return first_known(self.history, self.today(), self.settings())

    def day(self, day: date | None = None) -> DayRecord:
        """Read a day from the log; None: today."""
        status, settings, zone = self.live_status(), self.settings(), self.zone()
        wanted = day or day_of(status.at, zone, settings.day_start)
        said = tuple(self.diary.corrections(*day_bounds(wanted, zone, settings.day_start)))
        return read_day(self.history, status, settings, zone=zone, day=wanted, corrections=said)
