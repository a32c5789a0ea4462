"""A little content of our own, for tests of the page of exercises."""

from dataclasses import replace
from datetime import date

from posture_app.core.content.content import Content, Safety, Tip, Topic
from posture_app.core.content.exercises import (
    Evidence,
    Exercise,
    Mode,
    Place,
    Position,
    Region,
    Shoes,
    Sides,
    Source,
    Type,
)

REVIEWED = date(2026, 1, 1)
NECK_TILT = Exercise(
    id="neck_tilt",
    name="Neck side tilt",
    in_short="Tilt your head to one side and breathe out.",
    purpose="Lengthens the side of the neck after looking at a screen.",
    region=Region.NECK,
    muscles=("upper trapezius",),
    type=Type.STRETCH,
    position=Position.SEATED,
    places=frozenset({Place.DESK}),
    discreet=True,
    shoes=Shoes.EITHER,
    equipment=(),
    sides=Sides.EACH,
    mode=Mode.HOLD,
    up_s=3,
    hold_s=20,
    down_s=3,
    reps=2,
    sets=1,
    rest_s=0,
    switch_s=4,
    level=1,
    steps=("Sit tall.", "Let one ear sink towards the shoulder below it.", "Breathe out slowly, then change sides."),
    feel="Along the side of the neck.",
    errors=("Lifting the shoulder.",),
    easier="Tilt less far.",
    harder="Hold the seat with the hand of the stretched side.",
    avoid=("Neck pain after a fall.",),
    stop_if=("Tingling in the arm.",),
    hide_if=frozenset(),
    evidence=Evidence.B,
    evidence_note="Tried in office workers, together with other stretches.",
    sources=(Source("A trial of stretches at work, 2016."),),
    illustration="neck_tilt",
    reviewed=REVIEWED,
    also=("Ear to shoulder",),
)
SHORT_FOOT = replace(
    NECK_TILT,
    id="short_foot",
    also=(),
    name="Short foot",
    purpose="Wakes the small muscles of the arch.",
    region=Region.FOOT,
    muscles=("abductor hallucis",),
    type=Type.STRENGTH,
    position=Position.EITHER,
    shoes=Shoes.OFF,
    mode=Mode.REPS,
    up_s=2,
    hold_s=5,
    down_s=2,
    reps=8,
    sets=2,
    rest_s=30,
    evidence=Evidence.D,
    illustration="short_foot",
)
WALK = replace(
    NECK_TILT,
    id="walk",
    also=(),
    name="Walk about",
    purpose="Gets the blood moving.",
    region=Region.WHOLE_BODY,
    muscles=(),
    position=Position.STANDING,
    shoes=Shoes.ON,
    sides=Sides.NONE,
    mode=Mode.TIMED,
    up_s=120,
    hold_s=0,
    down_s=0,
    reps=1,
    illustration="walk",
)
TIP = Tip(
    id="move",
    topic=Topic.GETTING_UP,
    title="Move, do not only stand",
    text="Light walking does more than standing still.",
    evidence=Evidence.A,
    evidence_note="",
    sources=(Source("A review of breaks, 2022."),),
    reviewed=REVIEWED,
)
SAFETY = Safety(stop_rule="Stop if it hurts.", disclaimer="This is not medical advice.", emergency=("Chest pain.",))


def content() -> Content:
    return Content(exercises=(NECK_TILT, SHORT_FOOT, WALK), tips=(TIP,), safety=SAFETY)
