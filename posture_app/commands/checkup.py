"""What the parts of the app say of this machine, for `posture-app doctor`: each is asked as the app would ask it."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from posture_app.core.detection import Detection
from posture_app.core.errors import Unavailable
from posture_app.core.events import Say, Word
from posture_app.core.language import N_, _, sentences
from posture_app.core.ports import MainLoop
from posture_app.core.settings.notification_settings import NOTIFIERS
from posture_app.core.sight import WHAT_WORKS, blind_words
from posture_app.core.value import value
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.sounds import Sounds
from posture_app.desktop.speech import choose_voice
from posture_app.notify.chain import STATES, Chain, LinkState
from posture_app.notify.terminal import Terminal
from posture_app.runtime.machine import Machine
from posture_app.runtime.wiring import make_loop

Row = tuple[str, str]
ANSWERS_S = 0.5
"""So long the services on the bus get to answer."""


@value
class Examined:
    """What was found: rows of name and finding, and by which sources the app sees what."""

    rows: Sequence[Row]
    detection: Detection


def examine(
    *, screen: bool, unasked: AbstractSet[str], fault: Callable[[str], None], seen: Detection | None
) -> Examined:
    """Ask each part, but for what the person wants `unasked`. `fault` gets what is wrong. Where windows can be shown
    (`screen`), it starts a Qt application, and shows none. `seen` is what the running app sees, if there is one: its
    session may be another than ours.
    """
    loop = make_loop(screen=screen)
    clock = SystemClock()
    machine = Machine(loop, seconds=lambda: clock.now().true, unasked=lambda: unasked)
    shortcuts: list[str] = []
    notifications: list[str] = []
    try:
        machine.start(lambda _: None)
        machine.look_for_shortcuts(shortcuts.append)
        machine.look_for_notifications(notifications.append)
        machine.detect(lambda _: None)
        _await_answers(machine, loop)
        if silence := machine.silent_system_bus():
            fault(silence)
        if machine.sight().blind and seen is None:
            fault(sentences(blind_words(machine.sight()), _(WHAT_WORKS)))
        table = (
            ("Qt", _qt(screen=screen)),
            *machine.missing_buses(),
            *_ways(machine, notifications[-1], screen=screen),
            (N_("sounds"), Sounds(Path()).why_silent() or _("chimes can be played")),
            (N_("speech"), _speech()),
            (N_("shortcuts"), shortcuts[-1]),
        )
        return Examined(table, seen or machine.detection())
    finally:
        machine.close()
        loop.close()


def _await_answers(machine: Machine, loop: MainLoop) -> None:
    """Give the services their time, and the sources of input, of which one is asked after the other, theirs."""
    loop.deadline(ANSWERS_S, loop.stop)
    loop.run()
    if machine.idle.asking:
        machine.idle.changed = loop.stop
        loop.run()


def _speech() -> str:
    try:
        return _("steps of exercises can be spoken, by {name}").format(name=choose_voice().name)
    except Unavailable as why:
        return _("steps of exercises cannot be spoken: {why}").format(why=why)


def _qt(*, screen: bool) -> str:
    try:
        from PySide6.QtCore import qVersion  # noqa: PLC0415 - where it can be loaded
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415
    except ImportError:
        return _("cannot be loaded")
    return f"{qVersion()} ({QGuiApplication.platformName() if screen else _('no windows')})"


def _ways(machine: Machine, notifications: str, *, screen: bool) -> Iterator[Row]:
    def nobody(_number: int, _answer: Word | Say) -> None:
        """A checkup shows nothing, so nobody answers."""

    def nothing() -> None:
        """As above."""

    links = dict(machine.links(nobody, opened=lambda _message: None, returned=nothing, unheard=nothing))
    if screen:
        from PySide6.QtWidgets import QSystemTrayIcon  # noqa: PLC0415

        from posture_app.ui.prompts.card_notifier import CardNotifier  # noqa: PLC0415

        yield (
            N_("tray"),
            _("there is one")
            if QSystemTrayIcon.isSystemTrayAvailable()
            else _("there is none; the app keeps a window"),
        )
        links["card"] = lambda: CardNotifier(nobody)
    else:
        links |= Terminal().links(nobody)
    chain = Chain(links, [*NOTIFIERS, "terminal"], last=next(reversed(links)))
    chain.probe()
    for name, state, why in chain.report():
        found = notifications if name == "desktop" and state is LinkState.READY else why or _(STATES[state])
        yield N_("reminders"), _("by {name}: {found}").format(name=name, found=found)
    chain.close()
