"""The window in which exercises are done, as pictures show it."""

from typing import TYPE_CHECKING

from tests.ui.hand_loop import HandLoop

if TYPE_CHECKING:
    from posture_app.core.content.exercises import Exercise
    from posture_app.ui.exercises.player import Player, PlayerSources
    from posture_app.ui.exercises.player_window import PlayerWindow


def player(seconds: float, *, size: tuple[int, int] = (800, 560)) -> "PlayerWindow":
    """So many seconds into a stretch and a foot exercise."""
    from posture_app.ui.exercises.player_window import PlayerWindow  # noqa: PLC0415 - only where Qt loads

    loop = HandLoop()
    window = PlayerWindow(*_given(loop), again=lambda: None, offer=lambda _: None, show_hurt=lambda: None)
    window.resize(*size)
    window.show()
    loop.go(seconds)
    return window


def playing(seconds: float, *, scale: float) -> "Player":
    """The same, to be put into another window."""
    from posture_app.ui.exercises.player import Player  # noqa: PLC0415 - as above

    loop = HandLoop()
    made = Player(*_given(loop), scale=scale)
    loop.go(seconds)
    return made


def _given(loop: HandLoop) -> "tuple[list[Exercise], PlayerSources]":
    from posture_app.desktop.bundled import load_content, read_bytes  # noqa: PLC0415 - as above
    from posture_app.ui.exercises.player import PlayerSources  # noqa: PLC0415

    content = load_content()[0]
    by_id = {exercise.id: exercise for exercise in content.exercises}
    sources = PlayerSources(
        loop,
        loop,
        drawing=lambda exercise: read_bytes("illustrations", f"{exercise.illustration}.svg"),
        stop_rule=lambda: content.spoken_safety.stop_rule,
        easier=lambda _: None,
        keep=lambda _: None,
    )
    return [by_id["seated_hamstring"], by_id["toe_spread"]], sources
