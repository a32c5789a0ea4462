"""How an exercise is put into words: how much of it, for what, how well it is supported."""

from posture_app.core.content.content import Topic
from posture_app.core.content.exercises import Evidence, Exercise, Mode, Position, Region, Shoes, Sides
from posture_app.core.words import duration

EVIDENCE = {
    Evidence.A: "Well supported: several trials, or a good review of them.",
    Evidence.B: "Some support: one trial, small trials, or a cautious review.",
    Evidence.C: "Indirect support: laboratory findings or observation only.",
    Evidence.D: "Customary practice: no direct trial was found.",
}
TOPICS = {
    Topic.FEET: "Feet",
    Topic.FOOTWEAR: "Footwear",
    Topic.ORTHOTICS: "Insoles and supports",
    Topic.EXERCISE: "Exercise",
    Topic.WEIGHT: "Weight",
    Topic.POSTURE: "Posture",
    Topic.GETTING_UP: "Getting up",
    Topic.STANDING_DESK: "Standing at the desk",
    Topic.SEATS: "Seats and cushions",
    Topic.WHEELCHAIR: "In a wheelchair",
    Topic.DRIVING: "Driving",
    Topic.TRAVEL: "Travel",
    Topic.WORKSTATION: "Screen and keyboard",
    Topic.EYES: "Eyes",
    Topic.HANDS: "Hands",
    Topic.SEEKING_HELP: "When to ask for help",
}
_POSITIONS = {
    Position.SEATED: "seated",
    Position.STANDING: "standing",
    Position.EITHER: "seated or standing",
    Position.FLOOR: "on the floor",
}
_SIDES = {
    Sides.NONE: "",
    Sides.BOTH: "",
    Sides.EACH: " on each side",
    Sides.ALTERNATE: " with each side, in turn",
}


def kind_line(exercise: Exercise) -> str:
    """Where it works and how one sits or stands: “Upper back · seated”, feet as the filter has them."""
    region = "Feet" if exercise.region is Region.FOOT else exercise.region.replace("_", " ").capitalize()
    return f"{region} · {_POSITIONS[exercise.position]}"


def needs_line(exercise: Exercise) -> str:
    """What one needs for it, as a sentence; empty if nothing."""
    needs = ["Shoes off"] if exercise.shoes is Shoes.OFF else ["Shoes on"] if exercise.shoes is Shoes.ON else []
    needs += [f"{thing[:1].lower()}{thing[1:]}".replace("_", " ") for thing in exercise.equipment]
    return f"You need: {', '.join(needs)}".replace("You need: Shoes", "Shoes") + "." if needs else ""


def dose(exercise: Exercise) -> str:
    """How much of it: “Hold for 20 s, 3 times on each side. About 2 min.”"""
    side = _SIDES[exercise.sides]
    times = "once" if exercise.reps == 1 else f"{exercise.reps} times"
    if exercise.mode is Mode.HOLD:
        much = f"Hold for {duration(exercise.hold_s)}, {times}{side}"
    elif exercise.mode is Mode.REPS:
        much = f"{times.capitalize()}{side}"
    else:
        much = f"For {duration(exercise.up_s + exercise.hold_s + exercise.down_s)}{side}"
        much += "" if exercise.reps == 1 else f", {times}"
    if exercise.sets > 1:
        much += f"; {exercise.sets} sets"
        much += f" with {duration(exercise.rest_s)} of rest" if exercise.rest_s else ""
    return f"{much}. About {about(exercise.total_s)}."


def about(seconds: int) -> str:
    """Rounded to 5 s below 90 s, and to half a minute above."""
    if seconds < 90:  # noqa: PLR2004
        return f"{max(5, round(seconds / 5) * 5)} s"
    halves = round(seconds / 30)
    return f"{halves // 2}{'½' if halves % 2 else ''} min"
