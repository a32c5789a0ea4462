"""Leaving by holding on: three seconds of the Escape key or of a button, and how far it has come."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt

from posture_app.core.ports import Loop, Timer
from posture_app.ui.kit.button import Look, NoRepeatButton

HOLD_S = 3.0
REPEAT_S = 0.05
"""A key that goes up and down again within this time was held, and repeats: X says it so, and Qt does not always see
that the two belong together.
"""
FRAMES = 90
"""How often the fill is painted anew in that time."""


class LongPress:
    """A press that counts once it has lasted for three seconds: `held` then, and `progress` (0 to 1) on the way."""

    def __init__(self, loop: Loop, progress: Callable[[float], None], held: Callable[[], None]) -> None:
        self._loop = loop
        self._progress, self._held = progress, held
        self._timers: list[Timer] = []
        self._release: Timer | None = None
        self._frame = 0

    def press(self) -> None:
        """The press begins, or goes on as when a key repeats."""
        self._cancel_release()
        if not self._timers:
            self._frame = 0
            self._timers = [self._loop.deadline(HOLD_S, self._done), self._next_frame()]

    def release(self, tapped: Callable[[], None] = lambda: None) -> None:
        """The press ends, unless it goes on in a moment. `tapped` is called if it was too short to count."""
        if self._timers and self._release is None:
            self._release = self._loop.deadline(REPEAT_S, lambda: self._released(tapped))

    def cancel(self) -> None:
        """Give the press up; harmless if there is none."""
        self._cancel_release()
        timers, self._timers = self._timers, []
        for timer in timers:
            timer.cancel()
        if timers:
            self._progress(0.0)

    def _released(self, tapped: Callable[[], None]) -> None:
        self.cancel()
        tapped()

    def _cancel_release(self) -> None:
        if self._release is not None:
            self._release.cancel()
            self._release = None

    def _next_frame(self) -> Timer:
        return self._loop.deadline(HOLD_S / FRAMES, self._on)

    def _on(self) -> None:
        self._frame += 1
        self._timers[1] = self._next_frame()
        self._progress(min(1.0, self._frame / FRAMES))

    def _done(self) -> None:
        self.cancel()
        self._held()


class HoldButton(NoRepeatButton):
    """Leaves when it is held, and fills up meanwhile. As a mere `hint` it cannot be pressed, and shows how far the
    key is: `text` at rest, `holding` while it is held.
    """

    def __init__(self, text: str, holding: str, *, hint: bool) -> None:
        super().__init__(text, "hold", Look.HINT if hint else Look.CHIP)
        self.setCheckable(False)
        self.setAutoDefault(False)
        self._resting, self._holding, self.hint = text, holding, hint
        if hint:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return self.size_for(self._resting).expandedTo(self.size_for(self._holding))

    def fill(self, share: float) -> None:
        """Show how far it is, from 0 to 1."""
        self.filled = share
        self.setText(self._holding if share else self._resting)
        self.update()
