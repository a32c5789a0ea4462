"""What was changed in the settings, to be undone and done again."""

from collections.abc import Callable, Mapping

from posture_app.core.settings.settings import Settings
from posture_app.core.value import value

Values = Mapping[str, object]
"""Some settings by their keys."""


@value
class Change:
    """What was made of some settings, and what they had been."""

    before: Values
    after: Values


class Changes:
    """Makes changes by `apply`, which raises KnownError or UsageError if it cannot, and remembers those it made."""

    def __init__(self, apply: Callable[[Values], None], settings: Callable[[], Settings]) -> None:
        self._apply, self._settings = apply, settings
        self._done: list[Change] = []
        self._undone: list[Change] = []

    @property
    def to_undo(self) -> Change | None:
        """The last change that still holds; what was changed since from elsewhere stays as it is."""
        return next((change for change in reversed(self._done) if self._holds(change.after)), None)

    @property
    def to_redo(self) -> Change | None:
        return next((change for change in reversed(self._undone) if self._holds(change.before)), None)

    def make(self, values: Values) -> None:
        """Have these values from now on: one change, however many they are."""
        settings = self._settings()
        changed = {key: value for key, value in values.items() if getattr(settings, key) != value}
        if not changed:
            return
        before = {key: getattr(settings, key) for key in changed}
        self._apply(changed)
        self._done.append(Change(before, changed))
        self._undone.clear()

    def undo(self) -> None:
        """Take the last change back; nothing if there is none."""
        if (change := self.to_undo) is not None:
            self._apply(change.before)
            _drop_from(self._done, change)
            self._undone.append(change)

    def redo(self) -> None:
        """Make the change again that was taken back last; nothing if there is none."""
        if (change := self.to_redo) is not None:
            self._apply(change.after)
            _drop_from(self._undone, change)
            self._done.append(change)

    def _holds(self, values: Values) -> bool:
        settings = self._settings()
        return all(getattr(settings, key) == value for key, value in values.items())


def _drop_from(changes: list[Change], last: Change) -> None:
    """Drop this one, and those after it, which do not hold any more."""
    while changes.pop() is not last:
        pass
