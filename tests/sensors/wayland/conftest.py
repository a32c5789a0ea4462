"""A compositor of the test's own, and what a source of input tells of it."""

from collections.abc import Callable, Iterator

import pytest

from posture_app.core.events import Signal
from posture_app.core.ports import Watch
from posture_app.sensors.wayland.notifier import EXT, KDE
from posture_app.sensors.wayland.waiting import WaylandWaiting
from tests import needs
from tests.compositor import runtime_folder
from tests.loop import SelectLoop
from tests.sensors.wayland.server import IdleServer, Mode

MakeServer = Callable[..., IdleServer]


@pytest.fixture
def make_server(loop: SelectLoop) -> Iterator[MakeServer]:
    needs.linux()
    servers: list[IdleServer] = []
    with runtime_folder() as folder:

        def make(mode: Mode = Mode.WLROOTS, version: int = 2, **more: object) -> IdleServer:
            servers.append(IdleServer(loop, folder / f"wl-{len(servers)}", mode, version, **more))  # type: ignore[arg-type]
            return servers[-1]

        yield make
        for server in servers:
            server.close()


class Asker:
    """A source of input by one of the protocols, and all that it has told, in order."""

    def __init__(self, loop: SelectLoop, environ: dict[str, str], protocol: str = EXT.interface) -> None:
        self.loop = loop
        self.told: list[object] = []
        self.losses: list[str] = []
        self.waiting = WaylandWaiting(loop, environ, {each.interface: each for each in (EXT, KDE)}[protocol])
        self.waiting.start(lambda: self.told.append("ready"), self.losses.append, self._signalled)

    def ready(self) -> "Asker":
        self.loop.run_until(lambda: self.told == ["ready"])
        self.told.clear()
        return self

    def silence(self, milliseconds: int) -> Watch:
        """Have a silence told as ("silence", milliseconds)."""
        return self.waiting.after_silence(milliseconds, lambda ms: self.told.append(("silence", ms)))

    def input(self) -> Watch:
        """Have the next input told as ("input", milliseconds)."""
        return self.waiting.at_input(lambda ms: self.told.append(("input", ms)))

    def silence_and_input(self, milliseconds: int) -> None:
        """Have both told, as whoever follows what somebody does."""

        def over(length: int) -> None:
            self.told.append(("silence", length))
            self.input()

        self.waiting.after_silence(milliseconds, over)

    def until(self, *told: object) -> None:
        """Come back once just this has been told since the last time."""
        self.loop.run_until(lambda: len(self.told) >= len(told), 20)
        assert list(told) == self.told
        self.told.clear()

    def rest(self) -> None:
        """Come back once all has been answered that the compositor was asked until now, and what was asked at that."""
        for _ in range(2):
            answered: list[bool] = []
            self.waiting._wire.sync(lambda answered=answered: answered.append(True))  # type: ignore[misc]
            self.loop.run_until(lambda answered=answered: answered)  # type: ignore[misc]

    def nothing(self, seconds: float = 0.2) -> None:
        """Nothing is told for so long."""
        self.loop.run_for(seconds)
        assert [] == self.told

    def _signalled(self, signal: Signal) -> None:
        self.told.append((str(signal.fact), signal.on))


@pytest.fixture
def ask(loop: SelectLoop) -> Iterator[Callable[[IdleServer], Asker]]:
    askers: list[Asker] = []

    def ask(server: IdleServer) -> Asker:
        askers.append(Asker(loop, server.environ))
        return askers[-1]

    yield ask
    for asker in askers:
        asker.waiting.close()
