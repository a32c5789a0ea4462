"""Who follows the status: programs that show it, told at each change and in between not at all."""

from collections.abc import Callable, Mapping
from typing import Any

from posture_app.core.prompts import Outcome, Shown
from posture_app.core.status import State, Status

Send = Callable[[Mapping[str, Any]], None]
Read = Callable[[], Mapping[str, Any]]


class Followers:
    """Tells each of them what `read` gives, with the name of what happened, whenever something did, or the `line` of
    the status is another one. Without any of them, nothing is asked. `became` says what became of a showing.
    """

    def __init__(
        self,
        read: Read,
        status: Callable[[], Status],
        line: Callable[[], str],
        became: Callable[[Shown], Outcome | None],
    ) -> None:
        self._read, self._status, self._line, self._became = read, status, line, became
        self._sends: list[Send] = []
        self._before: Status | None = None
        self._told = ""

    def begin(self, send: Send) -> Callable[[], None]:
        """Tell this one from now on, first of all how things stand; returns what ends that."""
        if not self._sends:
            self._before, self._told = self._status(), self._line()
        self._sends.append(send)

        def end() -> None:
            if send in self._sends:
                self._sends.remove(send)

        send({"ok": True, "event": "status", **self._read()})
        return end

    def look(self) -> None:
        """Something may have changed."""
        if not self._sends:
            return
        status, line = self._status(), self._line()
        happened = _events(self._before, status)
        if not happened and line == self._told:
            return
        over = self._before and self._before.prompt
        self._before, self._told = status, line
        told = self._read()
        for event in happened or ["status"]:
            answer = {"outcome": self._became(over)} if event == "prompt_over" and over else {}
            for send in tuple(self._sends):
                send({"ok": True, "event": event, **answer, **told})


def _events(before: Status | None, now: Status) -> list[str]:
    """What has happened between two looks, by name."""
    if before is None:
        return []
    was, shows = before.prompt, now.prompt
    pairs = (
        (shows is not None and (was is None or was.number != shows.number), "prompt"),
        (was is not None and shows is None, "prompt_over"),
        (now.state is State.UP and before.state is not State.UP, "break"),
        (before.state is State.UP and now.state is not State.UP, "break_over"),
        (now.paused and not before.paused, "pause"),
        (before.paused and not now.paused, "pause_over"),
        (now.private and not before.private, "private"),
        (before.private and not now.private, "private_over"),
    )
    return [name for holds, name in pairs if holds]
