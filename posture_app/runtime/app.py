"""The composition root: builds every part, in one readable list, joins them, and closes them backwards."""

import itertools
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import field, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from posture_app.core.engine.runner import PAUSE, PRIVATE, Runner, read_pause, read_private
from posture_app.core.errors import KnownError, guarded
from posture_app.core.events import Say, Word
from posture_app.core.ports import Clock, MainLoop, Message, Notifier
from posture_app.core.record.diary import Session
from posture_app.core.record.memory import RECENT, remember, remember_reminders
from posture_app.core.rules import rules_of
from posture_app.core.settings.settings import NOTIFIERS
from posture_app.core.settings.shortcuts import ACTIONS
from posture_app.core.shortcut_actions import word_of
from posture_app.core.sight import blind_words
from posture_app.core.value import value
from posture_app.desktop.clock import ScaledClock, SystemClock
from posture_app.desktop.control.protocol import AddressFile
from posture_app.desktop.control.server import control_server
from posture_app.desktop.folder_watch import folder_watch
from posture_app.desktop.messages import standstill_file
from posture_app.desktop.paths import Places
from posture_app.desktop.scheduler import Scheduler
from posture_app.desktop.settings_file import SettingsFile
from posture_app.desktop.signals import QuitSignals
from posture_app.desktop.sounds import Sounds
from posture_app.desktop.watchdog import Watchdog
from posture_app.desktop.zone import FOLDER, local_zone
from posture_app.notify.chain import Chain
from posture_app.runtime.display import login
from posture_app.runtime.frontend import Frontend
from posture_app.runtime.prompter import Prompter
from posture_app.store.file.files import size_of
from posture_app.store.log.log import Log, open_later, open_log
from posture_app.upkeep.late_log import LateLog
from posture_app.upkeep.worker import Worker, why

if TYPE_CHECKING:
    from posture_app.core.content.content import Content
    from posture_app.runtime.feedback import Feedback
    from posture_app.runtime.machine import Machine
    from posture_app.runtime.requests import Requests
    from posture_app.upkeep.upkeep import Upkeep

LONG_LOG = 1024 * 1024
"""Bytes. Opening a log takes some 10 ms for each year (500 KB) in it; the worker looks at a longer one once the icon
shows.
"""
LATER = "The app tries again by itself, and keeps in memory what it records until then."
_log = logging.getLogger(__name__)


@value
class RunOptions:
    """How this run was asked for. `pretend` makes up input (demo); at the start `page` opens and `notices` are told."""

    where: Places
    scale: float = 1.0
    overrides: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False
    pretend: bool = False
    page: str | None = None
    notices: tuple[str, ...] = ()


class Closes(Protocol):
    """A part that holds something."""

    def close(self) -> None: ...


C = TypeVar("C", bound=Closes)


class App:
    """Everything that runs."""

    def __init__(
        self, options: RunOptions, make_loop: Callable[[float], MainLoop], make_frontend: Callable[["App"], Frontend]
    ) -> None:
        """`make_loop` gets the time scale, `make_frontend` the app as far as built. Raises KnownError or UsageError."""
        self._closing = ExitStack()
        clock: Clock = SystemClock()
        self.options = options
        self.loop = self.own(make_loop(options.scale))
        self.worker = Worker(self.loop, clock)
        self.settings_file = SettingsFile(options.where.settings, options.overrides)
        loaded = self.settings_file.load()
        self.settings = loaded.settings
        self.log, self._log_notices = self._open_log(clock.now().wall)
        self.own(self.log)
        self.clock = clock if options.scale == 1 else ScaledClock(clock, options.scale, self._last_end())
        self.scheduler = self.own(Scheduler(self.loop, clock, scale=options.scale, app=self.clock))
        self.frontend: Frontend = self.own(make_frontend(self))
        self.sounds = Sounds(options.where.data / "sounds", volume=self.settings.volume)
        self._foreign: tuple[str, ...] = ()
        self.chain = self._make_chain()
        self.prompter = self._make_prompter()
        self.live = Runner(
            clock=self.clock,
            scale=options.scale,
            alarm=self.scheduler,
            recorder=self.log,
            notifier=self.prompter,
            words=self.prompter.words,
            zone=local_zone,
            rearm=lambda: self.machine.idle.rearm(),  # noqa: PLW0108 - made once the icon shows
            changed=self._changed,
            guarded=guarded,
        )
        self.late = LateLog(
            self.log,
            self.worker,
            self.scheduler,
            self.loop,
            now=lambda: clock.now().wall,
            opened=self._log_opened,
            failed=self._log_not_opened,
        )
        self._planned_in: str | None = None
        self._closed = False
        self._complaints = loaded.complaints
        self._cannot_run: KnownError | None = None

    @cached_property
    def machine(self) -> "Machine":
        """The rest of the computer."""
        from posture_app.runtime.machine import Machine  # noqa: PLC0415 - once the icon shows

        return self.own(Machine(self.loop, scale=self.options.scale, pretend=self.options.pretend))

    @cached_property
    def upkeep(self) -> "Upkeep":
        """What is done with the log beside recording in it."""
        from posture_app.upkeep.host import Host  # noqa: PLC0415 - once the icon shows
        from posture_app.upkeep.upkeep import Upkeep  # noqa: PLC0415

        return self.own(
            Upkeep(
                Host(
                    worker=self.worker,
                    log=self.log,
                    runner=self.live,
                    settings=lambda: self.settings,
                    alarm=self.scheduler,
                    loop=self.loop,
                    reread=self.frontend.reread,
                    tell=self.frontend.notify,
                    where=self.options.where,
                )
            )
        )

    @cached_property
    def feedback(self) -> "Feedback":
        """What is said back about breaks and the day."""
        from posture_app.runtime.feedback import Feedback  # noqa: PLC0415 - once the icon shows

        return Feedback(
            runner=self.live,
            alarm=self.scheduler,
            history=self.log,
            settings=lambda: self.settings,
            frontend=self.frontend,
            tell=self._show_message,
            over=self.prompter.break_over,
        )

    @cached_property
    def requests(self) -> "Requests":
        """What other programs of the person may ask."""
        from posture_app.runtime.requests import Requests  # noqa: PLC0415 - with the first request

        return Requests(
            runner=self.live,
            history=self.log,
            settings=lambda: self.settings,
            say=self._heard,
            sight=self.machine.sight,
            show=self.frontend.show,
            leave=self.leave,
            reload=self.reload_settings,
            try_it=self.try_it,
            changed=self.upkeep.changed,
            login=login(windows=self.frontend.windows),
        )

    def run(self) -> int:
        """Run until told to leave; returns the exit code. What the tray icon does not need is loaded after it, with a
        long log once that is open. Raises KnownError if the app cannot run.
        """
        self.own(QuitSignals(self.loop, self.leave))
        self._begin()
        self._closing.callback(self._stop)
        self.frontend.start(self.live.status())
        if self._put_off:
            self.late.again()
        else:
            self.late.plan()
            self._start()
        code = self.loop.run()
        if self._cannot_run is not None:
            raise self._cannot_run
        return code

    def _begin(self) -> None:
        """Have the engine begin with what the log remembers."""
        spans = list(itertools.islice(self.log.last_spans(), RECENT))[::-1]
        now = self.live.now()
        paused, until = read_pause(self.log.recall(PAUSE), now)
        private, private_until = read_private(self.log.recall(PRIVATE), now)
        rules = rules_of(self.settings)
        memory = remember(spans, rules, paused=paused, pause_until=until, private=private, private_until=private_until)
        since = spans[0].start if spans else now
        asked, zone = self.log.own_prompts(since), self.live.zone
        self.live.start(rules, remember_reminders(memory, spans, asked, rules, now=now, zone=zone))

    def _start(self) -> None:
        where, zone_watch = self.options.where, folder_watch(self.loop, self.live.look_at_zone)
        self.machine.start(self.live.feed, self._sight_changed)
        self.own(self.prompter)  # what it shows by way of the machine goes before that
        self._sight_changed()
        self.machine.watch_zone(self.live.look_at_zone)
        zone_watch.watch(FOLDER)
        self._closing.callback(zone_watch.watch, None)
        self._plan()
        self._closing.callback(self._stop)  # before upkeep ends, which is to have what was recorded last
        self._changed()
        answer = self.upkeep.erasing.answering(lambda request: self.requests.answer(request))  # noqa: PLW0108
        self.own(control_server(self.loop, where.control, answer))
        self.own(AddressFile(where.address, where.control))
        self._bind_keys()
        if self.options.page and self.frontend.windows:
            self.frontend.show(self.options.page)
        self._tell_all((*self.options.notices, *self._log_notices, *self._complaints))
        self.own(Watchdog(self.loop, standstill_file(where.messages)))

    def _stop(self) -> None:
        if not self._closed:
            self.live.stop()
            self._closed = True
            self.late.close()

    def close(self) -> None:
        """Close every part, the last one first."""
        self._closing.close()

    def leave(self) -> None:
        """End the app once the loop is free."""
        self.loop.soon(self.loop.stop)

    def say(self, word: Word, minutes: float | None = None) -> None:
        """Pass on the person's word."""
        self._heard(Say(word, minutes))

    def click(self, word: Word, minutes: float | None = None) -> None:
        """Pass on a word that was said by a click or a key on this display, where somebody must be."""
        self.machine.clicked()
        self.say(word, minutes)

    def try_it(self, kind: str) -> bool:
        """Show the prompt of this kind of reminder now; whether there is such a kind."""
        return self.prompter.try_it(kind, self.live.now(), self.live.zone)

    def exercised(self, session: Session) -> None:
        """Keep the exercise that a break has shown, as far as it was done; but nothing of it in private mode."""
        if not self.live.status().private:
            self.log.done(session)

    def apply(self, key: str, value: object) -> None:
        """Keep one setting and go by it at once. Raises UsageError or KnownError if it cannot be kept."""
        self.settings_file.set(key, value, self.live.now())
        self.reload_settings()

    def reload_settings(self) -> None:
        """Go by what the settings file says now; what is wrong in it is told once."""
        loaded = self.settings_file.load()
        before, self.settings = self.settings, loaded.settings
        if before.notify_order != self.settings.notify_order:
            self.chain.reorder(self.settings.notify_order)
        self.sounds.set_volume(self.settings.volume)
        self.live.adjust(rules_of(self.settings))
        self._plan()
        self._bind_keys()
        self.frontend.settings_changed(self.settings)
        self._tell_all([text for text in loaded.complaints if text not in self._complaints])
        self._complaints = loaded.complaints

    @cached_property
    def content(self) -> "Content":
        """Exercises and tips, read when first needed; a fault in the files is logged and told once."""
        from posture_app.desktop.bundled import load_content  # noqa: PLC0415 - 1 MiB that not every run needs

        content, complaints = load_content()
        for sentence in complaints:  # they are in the log already
            self.frontend.notify(sentence)
        return content

    def own(self, part: C) -> C:
        """Have this part closed before those that are there already."""
        self._closing.callback(part.close)
        return part

    def _open_log(self, now: datetime) -> tuple[Log, tuple[str, ...]]:
        tell, where = self._tell, self.options.where.database
        self._put_off = self.options.scale == 1 and size_of(where) > LONG_LOG
        if self._put_off:
            return self._late_log(now), ()
        try:
            opened = open_log(where, now=now, trouble=tell, recovered=tell)
            opened.log.recover()
        except KnownError as error:
            return self._late_log(now), (f"{error} {LATER}",)
        return opened.log, opened.notices

    def _late_log(self, now: datetime) -> Log:
        tell, where = self._tell, self.options.where.database
        return open_later(where, lambda: self.late.again(), now=now, trouble=tell, recovered=tell)  # noqa: PLW0108

    def _log_opened(self, said: Sequence[str]) -> None:
        """Go on as after a start with this log."""
        self._begin_with_log()
        if self._closed:
            self._tell_all(said)
            return
        self._begin()
        self.frontend.reread()
        if self._put_off:
            self._start_late(said)
            return
        self.machine.idle.rearm()
        self.upkeep.plan()
        for sentence in self._log_notices:  # that it is not open
            self.frontend.take_back(sentence)
        self._tell_all((*said, f"The log {self.log.path} has been opened; what was recorded meanwhile is kept."))

    def _log_not_opened(self, error: Exception) -> None:
        if self._put_off:
            self._start_late((f"{why(error)} {LATER}",))

    def _start_late(self, notices: Sequence[str]) -> None:
        """Begin with everything else, now that it is known what becomes of a log that was put off."""
        self._put_off, self._log_notices = False, tuple(notices)
        try:
            self._start()
        except KnownError as error:  # for `run`, which the loop hides from here
            self._cannot_run = error
            self.leave()

    def _begin_with_log(self) -> None:
        """Write what was recorded before it was open, but for what fell into a private mode that nobody knew of."""
        was_private, until = read_private(self.log.recall_stored(PRIVATE), self.live.now())
        if not self._closed:
            self.live.stop()
        if was_private:
            self.log.leave_out(None if until is None else datetime.fromtimestamp(until, UTC))
        self.log.go_on()

    def _tell_all(self, sentences: Iterable[str]) -> None:
        for sentence in sentences:
            _log.warning("%s", sentence)
            self.frontend.notify(sentence)

    def _show_message(self, message: Message) -> None:
        """Show what is no prompt. A card has to have a way to close it; in a terminal there is nothing to close."""
        closes = ((Word.DONE, "Close"),) if self.frontend.windows else ()
        self.chain.show(replace(message, answers=closes), _untold)

    def _last_end(self) -> datetime | None:
        return next((span.end for span in self.log.last_spans()), None)

    def _tell(self, sentence: str) -> None:
        self.loop.soon(lambda: self.frontend.notify(sentence))

    def _make_chain(self) -> Chain:
        links = dict(self.frontend.links(self._clicked))
        if self.frontend.windows:  # without one, whoever looks at another screen is not who sits here
            self._foreign = tuple(name for name in NOTIFIERS if name not in links)
            links = {**{name: partial(self._foreign_link, name) for name in self._foreign}, **links}
        return Chain(links, self.settings.notify_order, last=next(reversed(links)))

    def _make_prompter(self) -> Prompter:
        return Prompter(
            chain=self.chain,
            links=self.frontend.ways(self._clicked, lambda _: self.prompter.break_over()),
            settings=lambda: self.settings,
            content=lambda: self.content,
            sounds=self.sounds,
            say=self.say,
            apply=self._apply_longer,
        )

    def _apply_longer(self, key: str, value: object) -> None:
        try:
            self.apply(key, value)
        except KnownError as error:  # the answer itself holds all the same
            self._tell_all([str(error)])

    def _bind_keys(self) -> None:
        keys = {action: getattr(self.settings, f"hotkey_{action}") for action in ACTIONS}
        wanted = {action: shortcut for action, shortcut in keys.items() if shortcut is not None}
        self.machine.bind(wanted, self._pressed, lambda: self.frontend.settings_changed(self.settings))

    def _pressed(self, action: str) -> None:
        word = word_of(action, self.live.status_now(), strict=self.settings.strict)
        if word is not None:
            self.click(word)

    @cached_property
    def _foreign_links(self) -> Mapping[str, Callable[[], Notifier]]:
        return self.machine.links(
            self.prompter.answered,
            opened=lambda: self.frontend.show("today"),
            returned=self._notifications_returned,
            unheard=self.prompter.unheard,
        )

    def _foreign_link(self, name: str) -> Notifier:
        return self._foreign_links[name]()

    def _notifications_returned(self) -> None:
        for name in self._foreign:
            self.chain.restore(name)

    def _heard(self, say: Say) -> None:
        self.live.feed(say)
        self.machine.idle.said(say.word)

    def _sight_changed(self) -> None:
        sight = self.machine.sight()
        if sight.blind:
            _log.warning("%s", blind_words(sight))
        self.frontend.see(sight)

    def _clicked(self, number: int, word: Word) -> None:
        """An answer in a window of ours."""
        self.machine.clicked()
        self.prompter.answered(number, word)

    def _plan(self) -> None:
        """Plan what comes at hours of the day, as the settings and the time zone are now."""
        self._planned_in = self.live.zone
        self.feedback.plan()
        self.upkeep.plan()

    def _changed(self) -> None:
        status = self.live.status()
        guarded(partial(self.frontend.refresh, status))
        if self._planned_in is None:
            return  # only the icon shows yet
        if self._planned_in != self.live.zone:
            self._plan()
        for look in (self.feedback.look, self.upkeep.look):
            guarded(partial(look, status))


def _untold(why: str) -> None:
    _log.warning("a message could not be shown: %s", why)
