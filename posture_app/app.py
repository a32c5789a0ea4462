"""The composition root: builds every part, in one readable list, joins them, and closes them backwards."""

import itertools
import logging
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication

from posture_app.core.calendar import work_resumes
from posture_app.core.errors import KnownError
from posture_app.core.events import Say, Word
from posture_app.core.live import PAUSE, Live, read_pause
from posture_app.core.memory import RECENT, remember
from posture_app.core.ports import Clock, Message, Notifier
from posture_app.core.prompts import Shown
from posture_app.core.requests import Requests
from posture_app.core.settings import Settings
from posture_app.core.status import Status
from posture_app.core.words import prompt_message
from posture_app.desktop.clock import ScaledClock, SystemClock
from posture_app.desktop.control import Answer, Left
from posture_app.desktop.loop import QtLoop
from posture_app.desktop.paths import APP, Places
from posture_app.desktop.scheduler import Scheduler
from posture_app.desktop.settings_file import SettingsFile
from posture_app.desktop.signals import QuitSignals
from posture_app.desktop.zone import local_zone
from posture_app.notify.chain import Chain
from posture_app.notify.console import Terminal
from posture_app.outside import Outside
from posture_app.store.log import Log, open_in_memory, open_log

if TYPE_CHECKING:
    from posture_app.core.content import Content
    from posture_app.ui.face import Desktop
    from posture_app.ui.sources import Sources

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """How this run was asked for. `pretend` makes up input, for the demo; `page` is opened at the start."""

    where: Places
    scale: float = 1.0
    overrides: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False
    pretend: bool = False
    page: str | None = None


class Closes(Protocol):
    """A part that holds something."""

    def close(self) -> None: ...


C = TypeVar("C", bound=Closes)


class Face(Protocol):
    """What the person sees of the app: a desktop, or a terminal."""

    def start(self, status: Status) -> None: ...
    def links(self, answered: Callable[[int, Word], None]) -> Mapping[str, Callable[[], Notifier]]: ...
    def refresh(self, status: Status) -> None: ...
    def settings_changed(self, settings: Settings) -> None: ...
    def show(self, page: str) -> None: ...
    def notify(self, sentence: str) -> None: ...
    def crashed(self, report: str) -> None: ...
    def close(self) -> None: ...


class App:
    """Everything that runs."""

    def __init__(self, options: Options, *, screen: bool) -> None:
        """`screen` says whether windows can be shown. Raises KnownError or UsageError if this run cannot begin."""
        self._closing = ExitStack()
        clock: Clock = SystemClock()
        self.options = options
        self._screen = screen
        self._qt = _desktop_application() if screen else QCoreApplication([APP])
        self.loop = self._own(QtLoop(options.scale))
        self.scheduler = self._own(Scheduler(clock, scale=options.scale))
        self.settings_file = SettingsFile(options.where.settings, options.overrides)
        loaded = self.settings_file.load()
        self.settings = loaded.settings
        self.log, notices = self._open_log(clock.now().wall)
        self._own(self.log)
        self.clock = clock if options.scale == 1 else ScaledClock(clock, options.scale, self._last_end())
        self.outside = self._own(Outside(self.loop, scale=options.scale, pretend=options.pretend))
        self.face: Face = self._own(self._desktop() if screen else Terminal())
        self.chain = self._own(self._make_chain())
        self.live = Live(
            clock=self.clock,
            scale=options.scale,
            alarm=self.scheduler,
            recorder=self.log,
            notifier=self.chain,
            words=self._words,
            zone=local_zone,
            rearm=self.outside.idle.rearm,
            changed=self._changed,
        )
        self.requests = Requests(
            live=self.live,
            history=self.log,
            settings=lambda: self.settings,
            show=self.face.show,
            leave=self.leave,
            reload=self.reload_settings,
        )
        self._notices = notices
        self._complaints = loaded.complaints

    def run(self) -> int:
        """Count and remind until told to leave; returns the exit code."""
        where = self.options.where
        self._own(_control_server(self.loop, where.control, self.requests.answer))
        self._own(Left(where.address, where.control))
        self._own(QuitSignals(self.loop, self.leave))
        self._start()
        return self._qt.exec()

    def _start(self) -> None:
        spans = list(itertools.islice(self.log.last_spans(), RECENT))[::-1]
        paused, until = read_pause(self.log.recall(PAUSE))
        rules = self.settings.rules()
        self.live.start(rules, remember(spans, rules, paused=paused, pause_until=until))
        self._closing.callback(self.live.stop)
        self.face.start(self.live.status())
        self.outside.start(self.live.feed)
        if self.options.page and self._screen:
            self.face.show(self.options.page)
        self._tell_all((*self._notices, *self._complaints))

    def close(self) -> None:
        """Close every part, the last one first."""
        self._closing.close()

    def leave(self) -> None:
        """End the app once the loop is free."""
        self.loop.soon(QCoreApplication.quit)

    def say(self, word: Word, minutes: float | None = None) -> None:
        """Pass on the person's word."""
        self.live.feed(Say(word, minutes))

    def pause_until_tomorrow(self) -> None:
        """Pause until work begins on the next working day; without working hours, until the next day begins."""
        now, settings = self.live.now(), self.settings
        resumes = work_resumes(now, self.live.zone, settings.day_start, settings.working_hours)
        self.say(Word.PAUSE, (resumes - now).total_seconds() / 60)

    def apply(self, key: str, value: object) -> None:
        """Keep one setting and go by it at once. Raises UsageError or KnownError if it cannot be kept."""
        self.settings_file.set(key, value, self.live.now())
        self.reload_settings()

    def reload_settings(self) -> None:
        """Go by what the settings file says now; what is wrong in it is told once."""
        loaded = self.settings_file.load()
        before, self.settings = self.settings, loaded.settings
        if before.notify_order != self.settings.notify_order:
            self.chain.reorder(self._order())
        self.live.adjust(self.settings.rules())
        self.face.settings_changed(self.settings)
        self._tell_all([text for text in loaded.complaints if text not in self._complaints])
        self._complaints = loaded.complaints

    @cached_property
    def content(self) -> "Content":
        """Exercises and tips, read when first needed; a fault in the files is logged and told once."""
        from posture_app.desktop.bundled import load_content  # noqa: PLC0415 - 1 MiB that not every run needs

        content, complaints = load_content()
        for sentence in complaints:  # they are in the log already
            self.face.notify(sentence)
        return content

    def _own(self, part: C) -> C:
        self._closing.callback(part.close)
        return part

    def _open_log(self, now: datetime) -> tuple[Log, tuple[str, ...]]:
        tell = self._tell
        try:
            opened = open_log(self.options.where.database, now=now, trouble=tell, recovered=tell)
            opened.log.recover()
        except KnownError as error:
            return open_in_memory(), (f"{error} Until the app is started again, nothing is kept.",)
        return opened.log, opened.notices

    def _tell_all(self, sentences: Iterable[str]) -> None:
        for sentence in sentences:
            _log.warning("%s", sentence)
            self.face.notify(sentence)

    def _last_end(self) -> datetime | None:
        return next((span.end for span in self.log.last_spans()), None)

    def _tell(self, sentence: str) -> None:
        self.loop.soon(lambda: self.face.notify(sentence))

    def _desktop(self) -> "Desktop":
        from posture_app.ui.face import Desktop, Wiring  # noqa: PLC0415 - widgets, which need a display

        wiring = Wiring(
            loop=self.loop,
            say=self.say,
            fresh=lambda: self.live.status_now(),  # noqa: PLW0108 - `live` is made after the face
            zone=lambda: self.live.zone,
            pause_until_tomorrow=self.pause_until_tomorrow,
            sources=self._sources,
            apply=self.apply,
            overridden=self.settings_file.overridden,
            watch_tray=self.outside.watch_tray,
            hidden=self.options.hidden,
        )
        return Desktop(wiring, self.settings)

    def _sources(self) -> "Sources":
        from posture_app.desktop.bundled import read_bytes  # noqa: PLC0415 - with the first window
        from posture_app.ui.sources import Sources  # noqa: PLC0415

        return Sources(
            history=self.log,
            status=self.live.status,
            settings=lambda: self.settings,
            zone=lambda: self.live.zone,
            now=self.live.now,
            say=self.say,
            content=lambda: self.content,
            illustration=lambda name: read_bytes("illustrations", f"{name}.svg"),
            open_settings=lambda: self.face.show("settings"),
        )

    def _make_chain(self) -> Chain:
        links = dict(self.face.links(self._answered))
        if self._screen:  # without one, whoever looks at another screen is not who sits here
            links = {**self.outside.links(self._answered, self._opened, self._returned), **links}
        return Chain(links, self._order(), last=next(reversed(links)))

    def _order(self) -> tuple[str, ...]:
        return self.settings.notify_order

    def _answered(self, _number: int, word: Word) -> None:
        self.say(word)

    def _opened(self) -> None:
        self.face.show("today")

    def _returned(self) -> None:
        self.chain.restore("desktop")

    def _words(self, shown: Shown) -> Message:
        exercise = self.content.suggest(shown.number)
        line = exercise.in_short if exercise else ""
        return prompt_message(shown, line, snooze_minutes=self.settings.snooze)

    def _changed(self) -> None:
        self.face.refresh(self.live.status())


def _desktop_application() -> QCoreApplication:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - widgets, which need a display

    QApplication.setDesktopFileName(APP)
    return QApplication([APP])


def _control_server(loop: QtLoop, address: str, answer: Answer) -> Closes:
    if sys.platform == "win32":
        from posture_app.desktop.control_pipe import PipeServer  # noqa: PLC0415 - 3 MiB of QtNetwork

        return PipeServer(address, answer)
    from posture_app.desktop.control_socket import SocketServer  # noqa: PLC0415 - not on Windows

    return SocketServer(loop, address, answer)
