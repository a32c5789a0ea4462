"""A Notifier in memory, which passes the contract as the real ones do, and a bus that says one thing only."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Unpack

from posture_app.core.ports import Address, Loop, Message, SignalFilter


class FakeNotifier:
    """Keeps what it was shown."""

    def __init__(self, name: str = "fake", *, answers: bool = True, fails: str | None = None) -> None:
        self.name = name
        self.answers = answers
        self.fails = fails
        """Why every prompt fails at once; None: it does not."""
        self.shown: list[Message] = []
        self.showing: Message | None = None
        self.closed = False
        self._failed: Callable[[str], None] | None = None

    def show(self, message: Message, failed: Callable[[str], None]) -> None:
        if self.fails is not None:
            failed(self.fails)
            return
        self.shown.append(message)
        self.showing, self._failed = message, failed

    def withdraw(self, number: int) -> None:
        if self.showing is not None and self.showing.number == number:
            self.showing = None

    def close(self) -> None:
        self.showing, self.closed = None, True

    def fail(self, why: str) -> None:
        """Report the last prompt as failed, whether it still shows or not."""
        assert self._failed is not None
        self._failed(why)


class FakeBus:
    """A session bus on which every call is answered alike: with `results`, or, if they are None, with an error."""

    def __init__(self, loop: Loop, *results: Any) -> None:
        self._loop = loop
        self._results = results

    def call(
        self,
        to: Address,
        method: str,
        signature: str = "",
        body: Sequence[Any] = (),
        *,
        reply: Callable[..., None] | None = None,
        failed: Callable[[str], None] | None = None,
        timeout: float = 5.0,
    ) -> None:
        if self._results == (None,):
            if failed is not None:
                self._loop.soon(partial(failed, f"nobody is there to {method}"))
        elif reply is not None:
            self._loop.soon(partial(reply, *self._results))

    def subscribe(self, callback: Callable[..., None], **signals: Unpack[SignalFilter]) -> Callable[[], None]:
        return lambda: None

    def on_lost(self, callback: Callable[[str], None]) -> None:
        """It is never lost."""

    def close(self) -> None:
        """There is nothing to let go of."""
