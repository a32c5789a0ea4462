"""The part of the composition root that joins the app to its windows."""

import os
import shlex
import sys
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from posture_app.core.autostart import Autostart, DesktopEntry
from posture_app.core.errors import Unavailable
from posture_app.core.language import _
from posture_app.core.ports import MainLoop
from posture_app.core.settings.pauses import TOMORROW, pause_end
from posture_app.core.status_words import held_words
from posture_app.core.words import APP_ID, APP_NAME
from posture_app.desktop.clock import RealPace, SystemClock
from posture_app.desktop.paths import APP
from posture_app.desktop.select_loop import SelectLoop
from posture_app.notify.terminal import Terminal
from posture_app.runtime.app import App
from posture_app.runtime.breaks import breaks
from posture_app.runtime.display import outlive_compositor
from posture_app.runtime.run_options import RunOptions

if TYPE_CHECKING:
    from posture_app.core.content.exercises import Exercise
    from posture_app.core.content.programmes import SessionOffer
    from posture_app.core.engine.preview import UpcomingPrompt
    from posture_app.core.help_topics import HelpTopic
    from posture_app.ui.frontend import Desktop
    from posture_app.ui.settings.settings_sources import AboutSources, PreviewSources
    from posture_app.ui.sources import Sources


AHEAD_S = 4 * 3600
"""How far the windows look ahead."""


def make_app(options: RunOptions, *, screen: bool) -> App:
    """The app; `screen` says whether windows can be shown. Raises KnownError or UsageError if this run cannot begin."""
    return App(options, partial(make_loop, screen=screen), _desktop_face if screen else _terminal)


def make_loop(scale: float = 1.0, *, screen: bool) -> MainLoop:
    """Qt's where windows can be shown; without them, Qt costs memory for nothing, or cannot be loaded."""
    if not screen:
        return SelectLoop(SystemClock(), scale)
    desktop_application()
    from posture_app.desktop.loop import QtLoop  # noqa: PLC0415 - where windows show

    return QtLoop(scale)


def _terminal(app: App) -> Terminal:
    if not app.options.pretend:
        return Terminal()
    return Terminal(f"{APP} --data-dir {shlex.quote(str(app.options.where.data))}", lambda: app.live.zone)


def desktop_application() -> None:
    """Qt with windows; it begins once in a process."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - widgets, which need a display

    outlive_compositor()
    QApplication.setDesktopFileName(APP_ID)
    QApplication.setApplicationName(APP_NAME)
    if QApplication.instance() is None:
        QApplication([APP])  # PySide keeps it


def end_desktop_application() -> None:
    """Delete all windows, and with them what Qt keeps of them for a screen reader. At the end of the process PySide6
    (6.11) would let go of that before Qt does, which is a segmentation fault.
    """
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = None if widgets is None else widgets.QApplication.instance()
    if app is not None:
        from PySide6.QtCore import QEvent  # noqa: PLC0415 - loaded by then

        for window in app.topLevelWidgets():
            window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _desktop_face(app: App) -> "Desktop":
    """Tray and windows. Much of the app is made after them, and is asked for when it is needed."""
    from posture_app.desktop.qt_language import QtLanguage  # noqa: PLC0415
    from posture_app.ui.frontend import Desktop  # noqa: PLC0415 - widgets, which need a display
    from posture_app.ui.tray.break_menu import Breaks  # noqa: PLC0415
    from posture_app.ui.wiring import Wiring  # noqa: PLC0415

    qt, pace = QtLanguage(), RealPace(app.loop, app.clock, SystemClock())
    qt.speak(app.language, app.settings)
    wiring = Wiring(
        loop=app.loop,
        clock=app.clock,
        player_loop=pace,
        player_clock=pace,
        quiet=lambda milliseconds, call: app.machine.quiet(milliseconds, call),  # noqa: PLW0108 - `machine` is made once the icon shows
        say=app.hearing.click,
        clicked=lambda: app.machine.clicked(),  # noqa: PLW0108 - likewise
        fresh=lambda: app.live.status_now(),  # noqa: PLW0108 - `live` is made after the face
        zone=lambda: app.live.zone,
        tomorrow=partial(_tomorrow, app),
        breaks=Breaks(lambda: breaks(app.settings), app.take_break),
        sources=lambda: _sources(app),
        apply=app.apply,
        apply_all=app.apply_all,
        overridden=app.settings_file.overridden,
        live=lambda: _live(app),
        watch_tray=app.watch_tray,
        exercised=app.exercising.done,
        coming_back=lambda: app.coming_back,
        first_time=app.first_times.comes,
        watch_text_size=lambda changed: app.machine.watch_text_size(changed),  # noqa: PLW0108 - `machine` is made later
        recall=app.log.recall,
        remember=app.log.remember,
        hidden=app.options.hidden,
        icon=_icon,
        cues=lambda: app.exercising.cues,
        tip=lambda: app.exercising.tips.tip(),  # noqa: PLW0108 - loaded when it is first asked for
        give_back=_give_back,
        speak=lambda settings: qt.speak(app.language, settings),
        topics=partial(_topics, app),
    )
    return Desktop(wiring, app.settings)


def _topics(app: App) -> "tuple[HelpTopic, ...]":
    from posture_app.desktop.bundled import load_help  # noqa: PLC0415 - for who asks for help

    return load_help(app.language)


def _tomorrow(app: App) -> datetime:
    """When work begins again, after today."""
    return pause_end(TOMORROW, app.live.now(), app.settings, app.live.zone)


def _offered(app: App) -> "Exercise | None":
    """The exercise of the prompt that shows, if it offers one."""
    prompt = app.live.status().prompt
    return None if prompt is None or prompt.asks else app.prompter.offered(prompt)


def _offered_session(app: App) -> "SessionOffer | None":
    prompt = app.live.status().prompt
    return None if prompt is None or prompt.asks else app.prompter.offered_session(prompt)


def _offered_on_feet(app: App) -> bool:
    prompt = app.live.status().prompt
    return prompt is not None and not prompt.asks and app.prompter.on_feet(prompt)


def _upcoming(app: App) -> "tuple[UpcomingPrompt, ...]":
    """The prompts of the coming hours."""
    return app.live.upcoming(app.exercising.rules(), AHEAD_S)


def _why_hidden(app: App, name: str) -> str:
    from posture_app.core.content.suitability import hidden_words  # noqa: PLC0415 - with the settings window

    exercise = app.exercising.content.exercise(name)
    return hidden_words(exercise, app.settings.profile) if exercise is not None else ""


def _live(app: App) -> "PreviewSources":
    from posture_app.desktop.settings_transfer import export_settings, settings_in  # noqa: PLC0415 - with that window
    from posture_app.desktop.speech import why_mute  # noqa: PLC0415 - likewise
    from posture_app.runtime.lacking import lacks, lost_ways  # noqa: PLC0415 - with the settings window
    from posture_app.ui.settings.settings_sources import (  # noqa: PLC0415 - likewise
        DetectionSources,
        PreviewSources,
    )

    return PreviewSources(
        try_it=app.try_it,
        end_trial=app.prompter.end_trial,
        preview=partial(_upcoming, app),
        zone=lambda: app.live.zone,
        now=app.live.now,
        held=lambda: held_words(app.live.status(), app.live.zone),
        exercises=lambda: tuple((exercise.id, exercise.name) for exercise in app.exercising.content.exercises),
        why_hidden=lambda name: _why_hidden(app, name),
        tips=lambda: tuple((tip.id, tip.title) for tip in app.exercising.content.tips),
        hotkey_faults=lambda: {f"hotkey_{action}": str(why) for action, why in app.machine.hotkey_faults.items()},
        record=app.upkeep.record_work,
        autostart=_autostart(app),
        menu=_menu(),
        detection=DetectionSources(
            detection=app.machine.detection,
            ask=lambda: app.machine.detect(lambda _: None),
            next_input=app.machine.idle.next_input,
        ),
        sight=app.machine.sight,
        about=_about(app),
        lacks=lambda: lacks(app.machine, app.settings.unasked, mute=app.sounds.trouble(), voiceless=why_mute()),
        lost_ways=lambda: lost_ways(app.chain),
        export_settings=lambda path, private: export_settings(app.settings, path, private=private),
        settings_in=settings_in,
    )


def _icon() -> str:
    from posture_app.desktop.bundled import icon_file  # noqa: PLC0415 - with the first window

    return str(icon_file() or "")


def _autostart(app: App) -> Autostart | Unavailable:
    from posture_app.desktop.autostart import autostart  # noqa: PLC0415 - with the settings window

    try:
        return autostart(os.environ, app.loop)
    except Unavailable as why:
        return why


def _about(app: App) -> "AboutSources":
    from posture_app.desktop.autostart import HIDDEN  # noqa: PLC0415 - with the settings window
    from posture_app.desktop.installation import installation  # noqa: PLC0415
    from posture_app.desktop.program import start_command, systemd_unit  # noqa: PLC0415
    from posture_app.ui.settings.settings_sources import AboutSources  # noqa: PLC0415

    where, command = app.options.where, start_command(os.environ)
    named = () if app.options.at_home else ("--data-dir", str(where.data))
    installed = installation(os.environ)
    return AboutSources(
        installed=(installed.words, installed.update),
        places=(
            (_("The record"), str(where.database)),
            (_("Its backups"), str(where.database.parent / "backups")),
            (_("The settings"), str(where.settings)),
            (_("Messages for who mends the app"), str(where.messages)),
        ),
        doctor=(*command, *named, "doctor"),
        unit=systemd_unit((*command, HIDDEN)),
        safety=lambda: app.exercising.content.spoken_safety,
    )


def _menu() -> DesktopEntry | Unavailable:
    from posture_app.desktop.menu_entry import menu_entry  # noqa: PLC0415 - with the settings window

    try:
        return menu_entry(os.environ)
    except Unavailable as why:
        return why


def _give_back() -> None:
    from posture_app.desktop.memory import give_back  # noqa: PLC0415 - with the first window that was closed

    give_back()


def _sources(app: App) -> "Sources":
    from posture_app.core.content.own import PICTURE  # noqa: PLC0415 - with the first window
    from posture_app.desktop.bundled import read_bytes  # noqa: PLC0415
    from posture_app.ui.sources import Sources  # noqa: PLC0415
    from posture_app.ui.tray.break_menu import Breaks  # noqa: PLC0415

    def illustration(name: str) -> bytes:
        if name.startswith(PICTURE):
            return app.exercising.own.picture(name)
        return read_bytes("illustrations", f"{name}.svg")

    return Sources(
        history=app.log,
        record=app.upkeep.record_work,
        diary=app.log.diary,
        status=app.live.status,
        sight=app.machine.sight,
        settings=lambda: app.settings,
        apply=app.apply,
        zone=lambda: app.live.zone,
        now=app.live.now,
        say=app.hearing.click,
        coming_back=app.coming_back,
        done=app.exercising.done,
        content=lambda: app.exercising.content,
        illustration=illustration,
        own=lambda: app.exercising.own,
        offered=partial(_offered, app),
        offered_session=partial(_offered_session, app),
        offered_on_feet=partial(_offered_on_feet, app),
        programmes=app.exercising.programmes,
        play=lambda items, belongs=None: app.frontend.play(items, belongs),
        open_settings=lambda: app.frontend.show("settings"),
        open_help=lambda: app.frontend.show("help"),
        tomorrow=partial(_tomorrow, app),
        upcoming=partial(_upcoming, app),
        breaks=Breaks(lambda: breaks(app.settings), app.take_break),
        tip=app.exercising.tips.tip,
        show_tip=lambda name: app.frontend.show_tip(name),  # noqa: PLW0108 - `frontend` is made later
        quit_app=app.leave,
        name=_("{app} (demo)").format(app=APP_NAME) if app.options.pretend else APP_NAME,
    )
