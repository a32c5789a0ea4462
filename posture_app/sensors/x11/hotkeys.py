"""Shortcuts that work everywhere, on X11: keys that the server keeps for us, whichever window has the focus."""

import logging
import struct
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from posture_app.core.ports import Loop
from posture_app.core.settings.shortcuts import Shortcut, find_doubles
from posture_app.sensors.x11.keyboard import Grab, Keyboard, read_keyboard
from posture_app.sensors.x11.session import XSession

_GRAB_KEY, _UNGRAB_KEY, _GET_INPUT_FOCUS, _GET_KEYBOARD_MAPPING, _GET_MODIFIER_MAPPING = 33, 34, 43, 101, 119
_KEY_PRESS, _KEY_RELEASE, _MAPPING_NOTIFY = 2, 3, 34
_KEYBOARD, _MODIFIERS = 0, 1  # of what a MappingNotify tells
_ASYNCHRONOUS = 1  # nobody's input waits for us
_MEANT = 0xFF  # of the state of a key event: the modifiers without the pointer's buttons

_log = logging.getLogger(__name__)


class X11Hotkeys:
    """Implements `sensors.hotkeys.Hotkeys` by grabs of keys. Raises Unavailable where X11 does not see all keys."""

    name = "x11"

    def __init__(self, loop: Loop, environ: Mapping[str, str]) -> None:
        self._loop = loop
        self._wanted: Mapping[str, Shortcut] = {}
        self._pressed: Callable[[str], None] = lambda _: None
        self._missing: Callable[[Mapping[str, str]], None] = lambda _: None
        self._told: Mapping[str, str] | None = None  # what was last said to be missing
        self._round = 0  # of learning the keyboard; the answers of an earlier one are void
        self._ours: dict[Grab, str] = {}  # and what each is for
        self._released = (0, 0)  # the last key that came up, and when
        self._gone: str | None = None
        self._display = XSession(environ)
        self._display.listen(loop, event=self._happened, lost=self._lose)

    def bind(
        self,
        shortcuts: Mapping[str, Shortcut],
        pressed: Callable[[str], None],
        missing: Callable[[Mapping[str, str]], None],
    ) -> None:
        """See `sensors.hotkeys.Hotkeys`."""
        self._wanted, self._pressed, self._missing, self._told = dict(shortcuts), pressed, missing, None
        self._ours = dict.fromkeys(self._ours, "")  # ours until others are grabbed, but for nothing any more
        if self._gone is None:
            self._learn()
        else:
            self._loop.soon(self._tell_gone)

    def close(self) -> None:
        """Let go of the display, and by that of all keys; harmless if done before."""
        self._pressed, self._missing = (lambda _: None), (lambda _: None)
        self._display.close()

    def _learn(self) -> None:
        """Ask what is on the keys, and grab those wanted once it is known."""
        self._round += 1
        number, codes = self._round, self._display.keycodes
        keys: list[bytes] = []

        def know(modifiers: bytes) -> None:
            if number == self._round:
                self._grab(*_plan(self._wanted, read_keyboard(codes[0], keys[0], modifiers)))

        which = struct.pack("=BBxx", codes[0], len(codes))
        self._display.send(_GET_KEYBOARD_MAPPING, body=which, reply=keys.append)
        self._display.send(_GET_MODIFIER_MAPPING, reply=know)

    def _grab(self, grabs: Mapping[Grab, str], missing: dict[str, str]) -> None:
        """Have these keys, in place of those that are ours. Those that we keep are never let go of in between."""
        number = self._round

        def refused(grab: Grab, _: int) -> None:
            action = self._ours.pop(grab, None)
            if action:
                missing[action] = f"{self._wanted[action]} is taken by another program."

        def settled(_: bytes) -> None:
            if number == self._round:
                self._ungrab([grab for grab, action in self._ours.items() if action in missing])
                self._tell(missing)

        self._ungrab(self._ours.keys() - grabs.keys())
        new = grabs.keys() - self._ours.keys()
        self._ours = dict(grabs)
        for code, held in new:
            body = struct.pack("=IHBBBxxx", self._display.root, held, code, _ASYNCHRONOUS, _ASYNCHRONOUS)
            self._display.send(_GRAB_KEY, body=body, refused=partial(refused, (code, held)))
        self._display.send(_GET_INPUT_FOCUS, reply=settled)  # any reply says that the requests before it are done

    def _ungrab(self, grabs: Iterable[Grab]) -> None:
        for code, held in grabs:
            self._display.send(_UNGRAB_KEY, code, struct.pack("=IHxx", self._display.root, held))
            self._ours.pop((code, held), None)

    def _happened(self, event: bytes) -> None:
        kind, code = event[0], event[1]  # an event of another program has a bit more, and is none of these
        if kind == _MAPPING_NOTIFY and event[4] in (_KEYBOARD, _MODIFIERS):
            self._learn()
        elif kind in (_KEY_PRESS, _KEY_RELEASE):
            (time,), (state,) = struct.unpack_from("=I", event, 4), struct.unpack_from("=H", event, 28)
            if kind == _KEY_RELEASE:
                self._released = (code, time)
            elif (code, time) != self._released:  # a key that is held comes up and down again at the same moment
                self._press((code, state & _MEANT))

    def _press(self, grab: Grab) -> None:
        action = self._ours.get(grab)
        if action:
            self._pressed(action)

    def _tell(self, missing: Mapping[str, str]) -> None:
        if missing != self._told:
            self._told = missing
            self._missing(missing)

    def _lose(self, why: str) -> None:
        _log.info("shortcuts work no more: %s", why)
        self._gone = f"{why[0].upper()}{why[1:]}."
        self._tell_gone()

    def _tell_gone(self) -> None:
        self._tell(dict.fromkeys(self._wanted, self._gone or ""))


def _plan(wanted: Mapping[str, Shortcut], keyboard: Keyboard) -> tuple[dict[Grab, str], dict[str, str]]:
    """What to grab for what, and why some of it cannot be had on this keyboard."""
    grabs: dict[Grab, str] = {}
    missing = find_doubles(wanted)
    for action, shortcut in wanted.items():
        if action in missing:
            continue
        try:
            grabs |= dict.fromkeys(keyboard.grabs(shortcut), action)
        except ValueError as error:
            missing[action] = str(error)
    return grabs, missing
