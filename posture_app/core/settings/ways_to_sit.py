"""How somebody sits, and which reminders fit that: what the welcome asks first."""

from collections.abc import Mapping
from enum import StrEnum

from posture_app.core.content.profile import Seat
from posture_app.core.language import N_


class WayToSit(StrEnum):
    """Where, and whether they can get up."""

    DESK = "desk"
    STANDING_DESK = "standing desk"
    WHEELCHAIR = "wheelchair"


NAMES: Mapping[WayToSit, str] = {
    WayToSit.DESK: N_("At a desk"),
    WayToSit.STANDING_DESK: N_("At a standing desk"),
    WayToSit.WHEELCHAIR: N_("In a wheelchair"),
}
MEANINGS: Mapping[WayToSit, str] = {
    WayToSit.DESK: N_("Reminders to get up and to stretch, and exercises for your feet once a day."),
    WayToSit.STANDING_DESK: N_(
        "Reminders to stand and to sit down again, in place of those to get up, and to stretch."
    ),
    WayToSit.WHEELCHAIR: N_(
        "Reminders to move, with exercises for neck, shoulders and back. None asks you to stand or to move your feet."
    ),
}
EVERY: Mapping[WayToSit, str] = {
    WayToSit.DESK: "stand_every",
    WayToSit.STANDING_DESK: "sit_for",
    WayToSit.WHEELCHAIR: "move_every",
}
"""The setting that says how often the first of these reminders comes."""
CHANGES: Mapping[WayToSit, Mapping[str, object]] = {
    WayToSit.DESK: {
        "stand": True,
        "move": False,
        "stretch": True,
        "feet": True,
        "posture": False,
        "alternate": False,
        "place": Seat.DESK.value,
    },
    WayToSit.STANDING_DESK: {
        "stand": False,
        "move": False,
        "stretch": True,
        "feet": True,
        "posture": False,
        "alternate": True,
        "place": Seat.DESK.value,
    },
    WayToSit.WHEELCHAIR: {
        "stand": False,
        "move": True,
        "stretch": False,
        "feet": False,
        "posture": False,
        "alternate": False,
        "place": Seat.WHEELCHAIR_UPPER_BODY.value,
    },
}
"""The settings that each of them wants."""
TRIED: Mapping[WayToSit, str] = {
    WayToSit.DESK: "stand",
    WayToSit.STANDING_DESK: "rise",
    WayToSit.WHEELCHAIR: "move",
}
"""The kind of reminder to show as an example."""
