"""The state of things at one moment, for windows and the command line."""

from datetime import datetime
from enum import StrEnum

from posture_app.core.prompts import Hold, Shown
from posture_app.core.value import value


class State(StrEnum):
    """What the person does, as far as the engine knows."""

    SITTING = "sitting"
    STANDING = "standing"
    AWAY = "away"
    UP = "up"
    """They said that they are up, and the break runs."""


@value
class Status:
    """Moments are aware datetimes in UTC by the wall clock, durations whole seconds.

    `since` is when the state began (None: unknown, as at the start). `bout_s` is the sitting of the running bout.
    `due_s` is how much more sitting (or standing) there is until the next reminder, of kind `due_kind`, is due (0: it
    is due; None: no bout runs, or there is no reminder), `progress` the part of the way to it, 0 to 1. If that was
    snoozed `until_pause`, it comes once the input rests, by then at the latest. `prompt` is the showing that waits for
    an answer. `paused` without `pause_until` lasts until resume, `private` (nothing is recorded or shown) without
    `private_until` until it is ended. `up_until` is when the break that was announced is over. `barred`: nobody can be
    present, and most words have no effect (section 1 of the contract). `today_s` is the sitting of the present day as
    far as the app has seen it itself.
    """

    at: datetime
    state: State
    since: datetime | None
    bout_s: int
    due_s: int | None
    progress: float
    prompt: Shown | None
    holds: tuple[Hold, ...]
    paused: bool
    pause_until: datetime | None
    up_until: datetime | None
    due_kind: str | None = None
    until_pause: bool = False
    private: bool = False
    private_until: datetime | None = None
    barred: bool = False
    today_s: int = 0

    @property
    def lasted_s(self) -> int:
        return 0 if self.since is None else max(0, int((self.at - self.since).total_seconds()))

    @property
    def break_left_s(self) -> int:
        return 0 if self.up_until is None else max(0, int((self.up_until - self.at).total_seconds()))
