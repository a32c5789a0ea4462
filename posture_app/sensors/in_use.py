"""Whether who has the microphone or the camera is in a call, or has it for good."""

from collections.abc import Hashable
from collections.abc import Set as AbstractSet
from functools import partial

from posture_app.core.language import lasting
from posture_app.core.ports import Loop, Timer

FOR_GOOD_S = 4 * 3600
"""Whoever has it for so many seconds of the app is no call: a noise suppressor, a voice assistant, a baby monitor."""


class InUse:
    """Follows who has a device from question to question. Only numbers are kept of them, and only meanwhile."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._waiting: dict[Hashable, Timer] = {}
        self._for_good: set[Hashable] = set()
        self.reading: str | None = None
        """How it stands with the device, for `posture-app doctor`."""

    def call(self, holders: AbstractSet[Hashable], long: AbstractSet[Hashable] = frozenset()) -> bool:
        """Whether one of those that have it now may be in a call. Not those that every question of FOR_GOOD_S found
        with it, nor those that are known to have had it for so `long`.
        """
        self._for_good = (self._for_good | long) & holders
        for gone in self._waiting.keys() - (holders - self._for_good):
            self._waiting.pop(gone).cancel()
        for new in holders - self._waiting.keys() - self._for_good:
            self._waiting[new] = self._loop.later(FOR_GOOD_S, partial(self._stays, new))
        if self._waiting:
            self.reading = lasting("in use")
        elif self._for_good:
            self.reading = lasting("in use for more than 4 hours without a break, which is not taken for a call")
        else:
            self.reading = lasting("not in use")
        return bool(self._waiting)

    def close(self) -> None:
        """Follow nobody any more."""
        for timer in self._waiting.values():
            timer.cancel()
        self._waiting.clear()

    def _stays(self, holder: Hashable) -> None:
        del self._waiting[holder]
        self._for_good.add(holder)
