"""The composition root: builds every part, in one readable list, joins them, and closes them backwards."""

import logging
import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import cached_property, partial
from typing import TYPE_CHECKING

from posture_app.core.engine.runner import Runner
from posture_app.core.errors import KnownError, guarded
from posture_app.core.ports import Clock, MainLoop
from posture_app.core.sight import Sight, blind_words
from posture_app.desktop.clock import ScaledClock, SystemClock
from posture_app.desktop.folder_watch import folder_watch
from posture_app.desktop.messages import standstill_file
from posture_app.desktop.scheduler import Scheduler
from posture_app.desktop.settings_file import SettingsFile
from posture_app.desktop.signals import QuitSignals
from posture_app.desktop.sounds import Sounds
from posture_app.desktop.watchdog import Watchdog
from posture_app.desktop.zone import FOLDER, local_zone
from posture_app.notify.chain import Chain
from posture_app.runtime.exercise_choice import exercise_history
from posture_app.runtime.exercising import C, Exercising
from posture_app.runtime.first_times import FirstTimes
from posture_app.runtime.frontend import Frontend
from posture_app.runtime.hearing import Hearing
from posture_app.runtime.links import make_chain, show_message
from posture_app.runtime.log_start import LogStart, open_at_start
from posture_app.runtime.other_programs import OtherPrograms
from posture_app.runtime.prompter import Prompter
from posture_app.runtime.run_options import RunOptions
from posture_app.runtime.speaking import speak
from posture_app.runtime.telling import Telling
from posture_app.runtime.tracing import Tracing
from posture_app.upkeep.worker import Worker

if TYPE_CHECKING:
    from posture_app.core.record.coming_back import ComingBack
    from posture_app.runtime.feedback import Feedback
    from posture_app.runtime.machine import Machine
    from posture_app.upkeep.upkeep import Upkeep

SAID = "language", "region", "clock", "week_begins"
"""Settings of how things are said."""
ICON_S = 0.1
"""Real seconds until the rest begins: the tray asks for the picture of the icon, and our loop has to answer."""
_log = logging.getLogger(__name__)


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
        self.language = speak(self.settings.language)
        self.telling = Telling(self.loop, lambda: self.frontend, lambda: self.chain)
        at_start = open_at_start(
            options.where.database,
            lambda: self._log_start.again(),  # noqa: PLW0108 - made after it
            now=clock.now().wall,
            may_wait=options.scale == 1,  # else the clock goes on from the end of the log
            trouble=self.telling.tell_soon,
            recovered=self.telling.tell_soon,
        )
        self.log = self.own(at_start.log)
        self.first_times = FirstTimes(self.log)
        last_end = next((span.end for span in self.log.last_spans()), None) if options.scale != 1 else None
        self.clock = clock if options.scale == 1 else ScaledClock(clock, options.scale, last_end)
        self.scheduler = self.own(Scheduler(self.loop, clock, scale=options.scale, app=self.clock))
        self.exercising: Exercising = Exercising(self)
        self.hearing = Hearing(
            lambda: self.live,
            lambda: self.machine,
            lambda: self.prompter,
            lambda: self.settings,
            session_done=self.exercising.said_done,
        )
        self.programs = OtherPrograms(self)
        self.tracing = Tracing(lambda: self.live, self.loop, lambda text: self.telling.tell_all([text]))
        self.frontend: Frontend = self.own(make_frontend(self))
        self.sounds = Sounds(options.where.data / "sounds", volume=self.settings.volume)
        self.chain: Chain = make_chain(
            self.frontend,
            self.settings.notify_order,
            self.hearing.answer,
            machine=lambda: self.machine,
            prompter=lambda: self.prompter,
        )
        self.prompter: Prompter = self._make_prompter()
        self.live: Runner = Runner(
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
            ask=lambda facts, answered: self.machine.ask(facts, answered),  # noqa: PLW0108 - as above
            kept=lambda: self.machine.idle.check(),  # noqa: PLW0108 - as above
            fed=self.tracing.fed,
            await_pause=lambda call: self.machine.await_pause(call),  # noqa: PLW0108 - as above
        )
        self._log_start: LogStart = LogStart(
            at_start,
            self.live,
            self.exercising.rules,
            self,
            self.telling,
            worker=self.worker,
            alarm=self.scheduler,
            loop=self.loop,
            now=lambda: clock.now().wall,
        )
        self._planned_in: str | None = None
        self._complaints = loaded.complaints
        self._sight: Sight | None = None
        self._cannot_run: KnownError | None = None

    @cached_property
    def machine(self) -> "Machine":
        """The rest of the computer."""
        from posture_app.runtime.machine import Machine  # noqa: PLC0415 - once the icon shows

        return self.own(
            Machine(
                self.loop,
                scale=self.options.scale,
                pretend=self.options.pretend,
                ending=self.live.save,
                seconds=lambda: self.clock.now().true,
                trembles=lambda: self.settings.mouse_trembles,
                unasked=lambda: self.settings.unasked,
            )
        )

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
                    reread=self.exercising.record_changed,
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
            tell=partial(show_message, self.chain, windows=self.frontend.windows),
            over=self.prompter.break_over,
            tip=self.exercising.tips.after_break,
        )

    @cached_property
    def coming_back(self) -> "ComingBack":
        """What may be said about a long absence."""
        from posture_app.core.record.coming_back import ComingBack  # noqa: PLC0415 - once the icon shows

        return ComingBack(
            self.log,
            settings=lambda: self.settings,
            zone=lambda: self.live.zone,
            now=self.live.now,
            sees=lambda: not self.machine.sight().blind,
            changed=self.frontend.reread,
        )

    def run(self) -> int:
        """Run until told to leave; returns the exit code. What the tray icon does not need is loaded after it, with a
        long log once that is open. Raises KnownError if the app cannot run.
        """
        self.own(QuitSignals(self.loop, self.leave))
        self.own(self.tracing)
        self._record()
        self._log_start.begin()
        self._closing.callback(self._log_start.stop)
        self.frontend.start(self.live.status())
        if self.frontend.windows:
            self.loop.deadline(ICON_S, self._start_rest)
        else:
            self._start_rest()
        code = self.loop.run()
        if self._cannot_run is not None:
            raise self._cannot_run
        return code

    def _start_rest(self) -> None:
        self.scheduler.begin()
        self._log_start.start_rest()

    def start(self) -> None:
        """Begin with everything but the icon and the engine. Raises KnownError if the app cannot run."""
        where, zone_watch = self.options.where, folder_watch(self.loop, self.live.look_at_zone)
        self.machine.start(self.live.feed, self._sight_changed)
        self.own(self.prompter)  # what it shows by way of the machine goes before that
        self._sight_changed()
        self.exercising.record_changed()
        self.machine.watch_zone(self.live.look_at_zone)
        zone_watch.watch(FOLDER)
        self._closing.callback(zone_watch.watch, None)
        self._plan()
        self._closing.callback(self._log_start.stop)  # before upkeep ends, which is to have what was recorded last
        self._changed()
        self.own(self.programs).begin()
        self._bind_keys()
        page = self.options.page or self.first_times.page(self.options, troubled=bool(self._log_start.notices))
        if page and self.frontend.windows:
            self.frontend.show(page)
        self.telling.tell_all((*self.options.notices, *self._log_start.notices, *self._complaints))
        self.own(Watchdog(self.loop, standstill_file(where.messages)))
        from posture_app.sensors.wayland.compositor_end import CompositorEnd  # noqa: PLC0415 - once the icon shows

        self.own(CompositorEnd(self.loop, os.environ, self.live.save))
        if self.options.at_home:
            from posture_app.desktop.entries import mend  # noqa: PLC0415 - once the icon shows
            from posture_app.runtime.moving import keep_autostart  # noqa: PLC0415 - likewise

            mend(os.environ)
            keep_autostart(self.log, os.environ, self.loop)
        if self.options.scale == 1 and not self.options.pretend:
            from posture_app.runtime.old_version import old_version  # noqa: PLC0415 - once the icon shows

            self.telling.tell_all(old_version(self.first_times.comes, self.clock.now().wall.date(), os.environ))

    def close(self) -> None:
        """Close every part, the last one first."""
        self._closing.close()

    def leave(self) -> None:
        """End the app once the loop is free."""
        self.loop.soon(self.loop.stop)

    def watch_tray(self, changed: Callable[[], None]) -> None:
        """Have it told when trays come or go, once the icon has had its time."""
        self.loop.deadline(ICON_S, lambda: self.machine.watch_tray(changed))

    def try_it(self, kind: str) -> bool:
        """Show the prompt of this kind of reminder now; whether there is such a kind."""
        return self.prompter.try_it(kind, self.live.now(), self.live.zone)

    def take_break(self, kind: str) -> None:
        """Begin the break of this kind of reminder, as the person has clicked."""
        self.machine.clicked()
        self.prompter.take_break(kind, self.live.now(), self.live.zone)

    def apply(self, key: str, value: object) -> None:
        """Keep one setting and go by it at once. Raises UsageError or KnownError if it cannot be kept."""
        self.apply_all({key: value})

    def apply_all(self, values: Mapping[str, object]) -> None:
        """The same with several of them, of which all hold or none."""
        self.settings_file.set_all(values, self.live.now())
        self.reload_settings()

    def apply_said(self, key: str, value: object) -> bool:
        """Keep a setting that goes with what the person said; if it cannot be kept, they are told. Whether it could."""
        try:
            self.apply(key, value)
        except KnownError as error:  # what was said holds all the same
            self.telling.tell_all([str(error)])
            return False
        return True

    def reload_settings(self) -> None:
        """Go by what the settings file says now; what is wrong in it is told once."""
        loaded = self.settings_file.load()
        before, self.settings = self.settings, loaded.settings
        if before.notify_order != self.settings.notify_order:
            self.chain.reorder(self.settings.notify_order)
        if before.recording is not self.settings.recording:
            self._record()
        self.sounds.set_volume(self.settings.volume)
        self.live.adjust(self.exercising.rules())
        self._plan()
        self._bind_keys()
        self.frontend.settings_changed(self.settings)
        if [getattr(before, key) for key in SAID] != [getattr(self.settings, key) for key in SAID]:
            self.loop.soon(self._reword)  # what has asked for it is a window that goes with it
        self.telling.tell_all([text for text in loaded.complaints if text not in self._complaints])
        self._complaints = loaded.complaints

    def _reword(self) -> None:
        """Say all that shows anew, as the settings have language and formats now."""
        self.language = speak(self.settings.language)
        self.exercising.reread()
        self.frontend.reword()
        self.live.reword()

    def own(self, part: C) -> C:
        """Have this part closed before those that are there already."""
        self._closing.callback(part.close)
        return part

    def cannot_run(self, error: KnownError) -> None:
        """End; `run` raises this, which the loop would hide from it."""
        self._cannot_run = error
        self.leave()

    def log_opened(self) -> None:
        """Go on with the log, which could not be opened at the start."""
        self.frontend.reread()
        self.machine.idle.rearm()
        self.upkeep.plan()

    def _make_prompter(self) -> Prompter:
        return Prompter(
            chain=self.chain,
            links=self.frontend.ways(self.hearing.answer, lambda _: self.prompter.break_over()),
            settings=lambda: self.settings,
            content=lambda: self.exercising.content,
            history=lambda now: exercise_history(self.log, now),
            programmes=self.exercising.programmes,
            sounds=self.sounds,
            say=self.hearing.say,
            taken=self.hearing.take_break,
            apply=self.apply_said,
        )

    def _bind_keys(self) -> None:
        self.machine.bind(
            self.settings.hotkeys, self.hearing.press, lambda: self.frontend.settings_changed(self.settings)
        )

    def _record(self) -> None:
        """Record what the engine is fed, if that is wanted."""
        file = self.options.where.recording if self.settings.recording else None
        self.tracing.record_to(self.options.recording or file)

    def _sight_changed(self) -> None:
        before, sight = self._sight, self.machine.sight()
        self._sight = sight
        if sight.blind and sight != before:
            _log.warning("%s", blind_words(sight))
        self.frontend.see(sight)

    def _plan(self) -> None:
        """Plan what comes at hours of the day, as the settings and the time zone are now."""
        self._planned_in = self.live.zone
        self.feedback.plan()
        self.upkeep.plan()

    def _changed(self) -> None:
        status = self.live.status()
        if self._planned_in is not None:
            guarded(partial(self.coming_back.look, status))
        guarded(partial(self.frontend.refresh, status))
        if self._planned_in is None:
            return  # only the icon shows yet
        if self._planned_in != self.live.zone:
            self._plan()
        for look in (self.exercising.look, self.feedback.look, self.upkeep.look):
            guarded(partial(look, status))
        guarded(self.programs.look)
