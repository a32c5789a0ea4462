"""Where prompts have their exercises from, in tests."""

from posture_app.ui.exercises.player import PlayerSources
from posture_app.ui.prompts.guide import Guide


def no_player(*_wanted: object) -> PlayerSources:
    raise AssertionError("nothing is played here")


def empty_guide() -> Guide:
    """One that has no exercise."""
    return Guide(
        lambda _: None,
        lambda _: b"",
        lambda: "",
        done=lambda _: None,
        zone=lambda: "UTC",
        play=lambda _items, _belongs=None: None,
        sources=no_player,
    )
