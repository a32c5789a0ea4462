"""The tip of the day, as the log remembers which were shown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from posture_app.core.content.tip_of_day import TipsShown, tip_of_day, tips_shown
from posture_app.core.errors import KnownError
from posture_app.core.settings.settings import Settings

if TYPE_CHECKING:
    from posture_app.core.content.content import Content, Tip  # read when first needed

KEY = "tips"


class Memory(Protocol):
    """Keeps values beyond the end of the app."""

    def recall(self, key: str) -> object: ...
    def remember(self, key: str, value: object) -> None: ...


class DayTips:
    """Asked for the tip wherever it shows; `today` is the present day. None where it is not wanted."""

    def __init__(
        self,
        memory: Memory,
        content: "Callable[[], Content]",
        settings: Callable[[], Settings],
        today: Callable[[], date],
    ) -> None:
        self._memory, self._content, self._settings, self._today = memory, content, settings, today

    def tip(self) -> "Tip | None":
        """That of today."""
        return self._chosen()[0] if self._settings().tip_of_day else None

    def after_break(self) -> "Tip | None":
        """The same, after the first break of the day only: who has read it need not read it again."""
        if not self._settings().tip_of_day:
            return None
        tip, shown = self._chosen()
        if tip is None or shown.after_break == shown.day:
            return None
        self._memory.remember(KEY, replace(shown, after_break=shown.day).stored())
        return tip

    def _chosen(self) -> "tuple[Tip | None, TipsShown]":
        try:
            before = tips_shown(self._memory.recall(KEY))
        except KnownError:  # the log cannot be read; of that the person is told elsewhere
            before = TipsShown()
        tip, shown = tip_of_day(self._content().tips, before, self._today(), self._settings().hidden_tips)
        if shown != before:
            self._memory.remember(KEY, shown.stored())
        return tip, shown
