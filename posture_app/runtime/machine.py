"""What the app has to do with the rest of the machine: its buses, its sensors, the ways to notify that are not ours."""

import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from posture_app.core.engine.inquiry import HOLDING
from posture_app.core.errors import Unavailable
from posture_app.core.events import QUIET_S, Fact, Sensed, Word
from posture_app.core.language import N_, _, lasting
from posture_app.core.ports import Loop, Message, Notifier, Sensor, Watch, owner_changes
from posture_app.core.settings.shortcuts import Shortcut
from posture_app.core.sight import Sight
from posture_app.core.words import APP_ID
from posture_app.desktop.dbus.lasting_bus import LastingBus
from posture_app.desktop.folder_watch import folder_watch
from posture_app.sensors.any_of import AnyOf, Doubt
from posture_app.sensors.chain import InputChain
from posture_app.sensors.compositors import find_compositors
from posture_app.sensors.film import ToldFacts, film_source
from posture_app.sensors.noted import Noted
from posture_app.sensors.question import Questions
from posture_app.sensors.source import FactSensor, FactSource, Refusal, Surroundings
from posture_app.sensors.sources import FACTS, QUESTIONS

if TYPE_CHECKING:
    from posture_app.core.detection import Detection
    from posture_app.sensors.hotkeys import Hotkeys

SILENT_SYSTEM = N_(
    "The system bus does not answer, so the app sees a locked screen and sleep less surely until it does. If that "
    "lasts, restart the computer."
)
TRAYS = "org.kde.StatusNotifierWatcher"

_log = logging.getLogger(__name__)


class Machine:
    """Connects to what there is. What is missing is noted, with the reason, and done without."""

    def __init__(
        self,
        loop: Loop,
        *,
        scale: float = 1.0,
        pretend: bool = False,
        ending: Callable[[], None] = lambda: None,
        seconds: Callable[[], float] = lambda: 0.0,
        trembles: Callable[[], bool] = lambda: False,
        unasked: Callable[[], AbstractSet[str]] = frozenset,
    ) -> None:
        """`ending` is called when the session or the computer is about to end; by the clock `seconds` readings age;
        `trembles` says whether the person's mouse may move by itself, `unasked` which questions they want nobody asked.
        """
        self._loop, self._pretend, self._unasked = loop, pretend, unasked
        self._closing = ExitStack()
        self._session = self._connect("SESSION")
        self._system = self._connect("SYSTEM")
        self._here = Surroundings(
            *(loop, os.environ, scale, self._session, self._system, ending, seconds, trembles),
            known=find_compositors(os.environ),
        )
        if pretend:
            from posture_app.sensors.pretend import SOURCE  # noqa: PLC0415 - for the demo only

            self.idle = InputChain(self._here, (SOURCE,))
        else:
            self.idle = InputChain(self._here)
        self._closing.callback(self.idle.close)
        self._fact_sources: list[tuple[FactSource, FactSensor]] = []
        self.refusals: list[Refusal] = []
        """The sources of facts that cannot work here; those of input are in `idle.refusals`."""
        for source in FACTS:
            try:
                self._fact_sources.append((source, source.make(self._here)))
            except Unavailable as why:
                self.refusals.append(Refusal(source.name, str(why), source.tells))
        told: list[Sensor] = [*(sensor for _, sensor in self._fact_sources), ToldFacts(self.idle)]
        self._noted = [Noted(sensor, seconds) for sensor in told]
        self._facts = AnyOf("facts", self._noted)
        self._closing.callback(self._facts.close)
        self._doubt = Doubt(loop, self._facts)
        self._closing.callback(self._doubt.close)
        self._hotkeys: Hotkeys | None = None
        self._bound: Mapping[str, Shortcut] | None = None
        self.hotkey_faults: Mapping[str, str] = {}
        """Which shortcuts cannot be had, by action, with one sentence why."""

    @cached_property
    def questions(self) -> Questions:
        """What can be asked here, once somebody asks for it. A demo makes up what is so."""
        questions = Questions(self._here, () if self._pretend else (*QUESTIONS, film_source(self.idle)))
        self._closing.callback(questions.close)
        return questions

    def ask(self, facts: AbstractSet[Fact], answered: Callable[[Mapping[Fact, bool]], None]) -> None:
        """Find out which of these facts hold, by all that the person lets us ask."""
        self.questions.off = self._unasked()
        self.questions.ask(facts, answered)

    def start(self, report: Callable[[Sensed], None], changed: Callable[[], None] = lambda: None) -> None:
        """Begin to report what the sensors see; `changed` is called when `sight` has changed."""
        runtime_folder = folder_watch(self._loop, self.idle.look)
        self._closing.callback(runtime_folder.watch, None)

        def sight_changed() -> None:
            """A compositor that comes back makes its socket anew."""
            path = os.environ.get("XDG_RUNTIME_DIR")
            runtime_folder.watch(Path(path) if path and self.idle.misses_one else None)
            changed()

        self.idle.changed = sight_changed

        def input_reported(sensed: Sensed) -> None:
            if not (self._pretend or self.idle.sight.blind):  # else it is made up, or the person's own word
                self._doubt.input(sensed)
            report(sensed)

        self._doubt.start(report, _nothing_left)
        self.idle.start(input_reported, _nothing_left)

    def sight(self) -> Sight:
        """Which source sees input, and which sources say that the screen is locked or the computer asleep."""
        locked, asleep = self._facts.saying(Fact.LOCKED), self._facts.saying(Fact.ASLEEP)
        return replace(self.idle.sight, locked_by=locked, asleep_by=asleep)

    def watch_zone(self, changed: Callable[[], None]) -> None:
        """Have it told when the service that sets the time zone says that something of it has changed."""
        if not isinstance(self._system, Unavailable):
            self._system.subscribe(
                lambda *_: changed(),
                interface="org.freedesktop.DBus.Properties",
                member="PropertiesChanged",
                path="/org/freedesktop/timedate1",
                arg0="org.freedesktop.timedate1",
            )

    def clicked(self) -> None:
        """The person is at this display: whatever says that it is locked is wrong."""
        self._doubt.take_back()

    def await_pause(self, call: Callable[[], None]) -> Callable[[], None]:
        """Call once when input has rested, at once where it is not seen: there nobody is known to be busy. What it
        returns calls that off.
        """
        try:
            return self.quiet(round(QUIET_S * 1000 / self._here.scale), call).stop
        except Unavailable:
            return self._loop.deadline(0, call).cancel

    def quiet(self, milliseconds: int, call: Callable[[], None]) -> Watch:
        """Call once, as soon as nobody has touched keyboard or pointer for so many real milliseconds.

        Raises Unavailable where input is not seen.
        """
        hands = self._hands
        if hands.sight.blind:
            raise Unavailable(lasting("when your hands rest is not seen here ({why})", why=hands.sight.why))
        return hands.quiet(milliseconds, call)

    @cached_property
    def _hands(self) -> InputChain:
        """What sees the input of whoever is at this computer, also where that of the app is made up."""
        if not self._pretend:
            return self.idle
        hands = InputChain(self._here)
        self._closing.callback(hands.close)
        hands.start(lambda _: None, _nothing_left)
        return hands

    def bind(
        self, shortcuts: Mapping[str, Shortcut], pressed: Callable[[str], None], changed: Callable[[], None]
    ) -> None:
        """Have these shortcuts, by action, in place of those before, as far as this desktop gives any. `changed` is
        called when `hotkey_faults` has changed. To have the same again does nothing: some desktops ask the person.
        """

        def missing(faults: Mapping[str, str]) -> None:
            self.hotkey_faults = faults
            changed()

        if shortcuts and (why := self.why_no_shortcuts()):
            missing(dict.fromkeys(shortcuts, why))
        elif self._hotkeys is None:
            if self.hotkey_faults:  # no shortcut is wanted any more, so none is missing
                missing({})
        elif shortcuts != self._bound:
            self._bound = dict(shortcuts)
            self._hotkeys.bind(shortcuts, pressed, missing)

    def why_no_shortcuts(self) -> str | None:
        """One sentence that says why this desktop gives no shortcuts, and what to do instead; None if it does."""
        if self._hotkeys is None:
            from posture_app.sensors.hotkeys import choose_hotkeys  # noqa: PLC0415 - for those who want some

            try:
                self._hotkeys = choose_hotkeys(self._here, APP_ID)
            except Unavailable as why:
                return str(why)
            self._closing.callback(self._hotkeys.close)
        return None

    def look_for_notifications(self, found: Callable[[str], None]) -> None:
        """Find out whether the desktop shows notifications, or why not; it answers later, if at all."""
        if isinstance(self._session, Unavailable):
            found(str(self._session))
            return
        from posture_app.notify.freedesktop import SERVICE  # noqa: PLC0415 - for doctor

        found(_("it has not answered yet"))
        self._session.call(SERVICE, "GetCapabilities", reply=lambda *_answer: found(_("works")), failed=found)

    def look_for_shortcuts(self, found: Callable[[str], None]) -> None:
        """Find out how this desktop gives shortcuts, or why it does not; a portal answers later, if at all."""
        if why := self.why_no_shortcuts():
            found(why)
        elif self._hotkeys is not None:
            self._hotkeys.look(found)

    def missing_buses(self) -> Iterator[tuple[str, str]]:
        """The buses that cannot be reached, and why."""
        for name, bus in ((N_("session bus"), self._session), (N_("system bus"), self._system)):
            trouble = str(bus) if isinstance(bus, Unavailable) else bus.trouble
            if trouble is not None:
                yield name, trouble

    def silent_system_bus(self) -> str | None:
        """A sentence for the person if there is a system bus that does not answer; the session bus was asked before."""
        return _(SILENT_SYSTEM) if isinstance(self._system, LastingBus) and self._system.is_silent else None

    def detect(self, then: Callable[["Detection"], None]) -> None:
        """Ask all that can be asked, and call with what is found out here, and by which source."""
        self.ask(HOLDING, lambda _: then(self.detection()))

    def detection(self) -> "Detection":
        """The same, as it was told or answered last."""
        from posture_app.runtime.detecting import MachineSources, detect  # noqa: PLC0415 - for who wants to see it

        *noted, by_the_way = self._noted
        facts = [(*each, note) for each, note in zip(self._fact_sources, noted, strict=True)]
        return detect(MachineSources(self.idle, by_the_way, facts, self.questions, self.refusals))

    def _connect(self, which: Literal["SESSION", "SYSTEM"]) -> LastingBus | Unavailable:
        try:
            bus = LastingBus(self._loop, which)
        except Unavailable as why:
            _log.info("no %s bus: %s", which.lower(), why)
            return why
        self._closing.callback(bus.close)
        return bus

    def watch_tray(self, changed: Callable[[], None]) -> None:
        """Have it told that trays come and go: those on the session bus, and on X11 those of the older kind."""
        if not isinstance(self._session, Unavailable):
            self._session.subscribe(lambda *_: changed(), **owner_changes(TRAYS))
        if sys.platform == "linux":
            from posture_app.sensors.x11.trays import X11Trays  # noqa: PLC0415 - on Linux only

            try:
                self._closing.callback(X11Trays(self._loop, os.environ, changed, self._here.compositors()).close)
            except Unavailable as why:
                _log.info("a tray of the X11 kind that comes late is not seen: %s", why)

    def watch_text_size(self, changed: Callable[[float], None]) -> None:
        """Have it told how much larger the person has text in all programs, where the desktop says so."""
        if not isinstance(self._session, Unavailable):
            from posture_app.desktop.text_size import watch_text_size  # noqa: PLC0415 - with the first window

            watch_text_size(self._session, changed)

    def links(
        self,
        answered: Callable[[int, Word], None],
        *,
        opened: Callable[[Message], None],
        returned: Callable[[], None],
        unheard: Callable[[], None],
    ) -> Mapping[str, Callable[[], Notifier]]:
        """The ways to remind that other programs show."""
        if not isinstance(self._session, Unavailable):
            self._session.on_back(returned)

        def session() -> LastingBus:
            if isinstance(self._session, Unavailable):
                raise self._session
            if self._session.trouble is not None:
                raise Unavailable(self._session.trouble)
            return self._session

        def desktop() -> Notifier:
            bus = session()
            from posture_app.desktop.bundled import icon_address  # noqa: PLC0415 - with the first prompt
            from posture_app.notify.freedesktop import FreedesktopNotifier  # noqa: PLC0415 - with the first prompt

            icon = icon_address(os.environ)
            return FreedesktopNotifier(
                bus, self._loop, answered, opened=opened, returned=returned, unheard=unheard, icon=icon
            )

        def plyer() -> Notifier:
            from posture_app.notify.plyer import PlyerNotifier  # noqa: PLC0415 - the third choice

            return PlyerNotifier(self._loop, session() if sys.platform == "linux" else None)

        return {"desktop": desktop, "plyer": plyer}

    def close(self) -> None:
        self._closing.close()


def _nothing_left(why: str) -> None:
    _log.info("no sensor of this kind is left: %s", why)
