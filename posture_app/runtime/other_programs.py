"""What other programs of the person may ask of the running app, and what those are told that follow it."""

from contextlib import ExitStack
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from posture_app.core.engine.runner import Runner
from posture_app.core.errors import KnownError
from posture_app.core.ports import MainLoop
from posture_app.core.prompts import Outcome, Shown
from posture_app.core.settings.settings import Settings
from posture_app.desktop.control.protocol import AddressFile
from posture_app.desktop.control.server import control_server
from posture_app.runtime.display import login
from posture_app.runtime.first_times import FirstTimes
from posture_app.runtime.frontend import Frontend
from posture_app.runtime.hearing import Hearing
from posture_app.runtime.run_options import RunOptions
from posture_app.runtime.tracing import Tracing
from posture_app.store.log.log import Log

if TYPE_CHECKING:
    from posture_app.runtime.followers import Followers
    from posture_app.runtime.machine import Machine
    from posture_app.runtime.requests import Requests
    from posture_app.upkeep.upkeep import Upkeep


class Host(Protocol):
    """The running app, much of which is made after this."""

    options: RunOptions
    loop: MainLoop
    settings: Settings
    log: Log
    first_times: FirstTimes
    frontend: Frontend
    hearing: Hearing
    tracing: Tracing
    live: Runner

    @property
    def machine(self) -> "Machine": ...
    @property
    def upkeep(self) -> "Upkeep": ...
    def leave(self) -> None: ...
    def reload_settings(self) -> None: ...
    def try_it(self, kind: str) -> bool: ...


class OtherPrograms:
    """Answers them once it has begun."""

    def __init__(self, app: Host) -> None:
        self._app = app
        self._followed = False
        self._closing = ExitStack()

    def begin(self) -> None:
        """Be asked from now on. Raises KnownError if that cannot be."""
        app, where = self._app, self._app.options.where
        answer = app.upkeep.erasing.answering(lambda request: self.requests.answer(request))  # noqa: PLW0108
        server = control_server(app.loop, where.control, app.tracing.lines.answering(answer))
        self._closing.callback(server.close)
        self._closing.callback(app.tracing.lines.answer_all)  # while they can be answered
        self._closing.callback(AddressFile(where.address, where.control).close)

    def close(self) -> None:
        """Be asked no more."""
        self._closing.close()

    def look(self) -> None:
        """Something may have changed."""
        if self._followed:
            self.followers.look()

    @cached_property
    def requests(self) -> "Requests":
        """What they may ask."""
        from posture_app.runtime.requests import Requests  # noqa: PLC0415 - with the first request

        app = self._app
        return Requests(
            runner=app.live,
            history=app.log,
            settings=lambda: app.settings,
            say=app.hearing.command,
            sight=app.machine.sight,
            show=app.frontend.show,
            begin_with=app.first_times.page_of_start,
            leave=app.leave,
            reload=app.reload_settings,
            try_it=app.try_it,
            changed=app.upkeep.changed,
            detect=app.machine.detect,
            login=login(windows=app.frontend.windows),
            follow=lambda send: self.followers.begin(send),  # noqa: PLW0108 - made with the first
        )

    @cached_property
    def followers(self) -> "Followers":
        """Those that are told of each change."""
        from posture_app.runtime.followers import Followers  # noqa: PLC0415 - with the first of them

        self._followed = True
        requests = self.requests
        return Followers(requests.status, self._app.live.status, requests.line, self._became)

    def _became(self, shown: Shown) -> Outcome | None:
        """What became of a showing; None where that is not known yet, or the log cannot be read."""
        moment = shown.at, shown.at + timedelta(microseconds=1)
        try:
            return next((each.outcome for each in self._app.log.own_prompts(*moment) if each.kind == shown.kind), None)
        except KnownError:
            return None
