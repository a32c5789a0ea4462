"""What the parts of the app say of this machine, for `posture-app doctor`: each is asked as the app would ask it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from posture_app.core.events import Word
from posture_app.core.ports import MainLoop
from posture_app.core.settings.settings import NOTIFIERS
from posture_app.core.sight import WHAT_WORKS, blind_words
from posture_app.desktop.sounds import Sounds
from posture_app.notify.chain import Chain
from posture_app.notify.terminal import Terminal
from posture_app.runtime.machine import Machine
from posture_app.runtime.wiring import make_loop

Row = tuple[str, str]
ANSWERS_S = 0.5
"""So long the services on the bus get to answer."""


def examine(*, screen: bool, fault: Callable[[str], None], runs: bool) -> Iterator[Row]:
    """Rows of name and finding; `fault` gets what is wrong. Where windows can be shown (`screen`), it starts a Qt
    application, and shows none. `runs` says whether there is an app that has said by itself what it sees.
    """
    loop = make_loop(screen=screen)
    yield "Qt", _qt(screen=screen)
    machine = Machine(loop)
    shortcuts: list[str] = []
    try:
        machine.start(lambda _: None)
        machine.look_for_shortcuts(shortcuts.append)
        _await_answers(machine, loop)
        yield from _sensors(machine)
        if silence := machine.silent_system_bus():
            fault(silence)
        if machine.sight().blind and not runs:
            fault(f"{blind_words(machine.sight())} {WHAT_WORKS}")
        yield from _ways(machine, screen=screen)
        yield "sounds", Sounds(Path()).why_silent() or "chimes can be played"
        yield "shortcuts", shortcuts[-1]
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


def _qt(*, screen: bool) -> str:
    try:
        from PySide6.QtCore import qVersion  # noqa: PLC0415 - where it can be loaded
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415
    except ImportError:
        return "cannot be loaded"
    return f"{qVersion()} ({QGuiApplication.platformName() if screen else 'no windows'})"


def _sensors(machine: Machine) -> Iterator[Row]:
    missing = dict(machine.missing_buses())
    yield from missing.items()
    yield "input", f"by {machine.idle.name}" if not machine.sight().blind else "not seen"
    for refusal in machine.idle.refusals:
        yield "", f"not by {refusal.name}: {refusal.why}"
    for source, trouble, facts in machine.facts():
        yield source.tells, f"{source.name}: {trouble or 'works'}"
        for fact in facts:
            yield "", f"{fact} according to {source.name}"
    for refusal in machine.refusals:
        if refusal.why not in missing.values():
            yield "", f"not by {refusal.name}: {refusal.why}"
    yield "", "sleep and a set clock are found by comparing clocks, too"


def _ways(machine: Machine, *, screen: bool) -> Iterator[Row]:
    def nobody(_number: int, _word: Word) -> None:
        """A checkup shows nothing, so nobody answers."""

    def nothing() -> None:
        """As above."""

    links = dict(machine.links(nobody, opened=nothing, returned=nothing, unheard=nothing))
    if screen:
        from PySide6.QtWidgets import QSystemTrayIcon  # noqa: PLC0415

        from posture_app.ui.prompts.card import CardNotifier  # noqa: PLC0415

        yield (
            "tray",
            "there is one" if QSystemTrayIcon.isSystemTrayAvailable() else "there is none; the app keeps a window",
        )
        links["card"] = lambda: CardNotifier(nobody)
    else:
        links |= Terminal().links(nobody)
    chain = Chain(links, [*NOTIFIERS, "terminal"], last=next(reversed(links)))
    chain.probe()
    for name, state, why in chain.report():
        yield "reminders", f"by {name}: {why or state}"
    chain.close()
