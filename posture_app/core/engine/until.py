"""What the person asked for until a moment, or until they end it: a pause, private mode."""

from dataclasses import dataclass


@dataclass(slots=True)
class Term:
    """Whether it is on, and until which true second; it outlives a stop of the app. Without an end it lasts until the
    person ends it.
    """

    on: bool = False
    until: int | None = None

    def begin(self, until: int | None) -> None:
        """On from now; a later word replaces an earlier one."""
        self.on, self.until = True, until

    def end(self) -> None:
        """Off."""
        self.on, self.until = False, None

    def over(self, now: int) -> bool:
        """Whether its time has come."""
        return self.until is not None and self.until <= now

    def pass_time(self, now: int) -> None:
        """End it if its time has come."""
        if self.over(now):
            self.end()
