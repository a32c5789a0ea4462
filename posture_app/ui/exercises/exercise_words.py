"""How an exercise is put into words: how much of it, for what, how well it is supported."""

from posture_app.core.content.content import Topic
from posture_app.core.content.exercises import REGION_NAMES, Evidence, Exercise, Mode, Position, Shoes, Sides
from posture_app.core.formats import listed, number_words
from posture_app.core.language import N_, NP_, _, ngettext, sentences
from posture_app.core.units import amount, amount_form
from posture_app.core.words import duration

EVIDENCE = {
    Evidence.A: N_("Well supported: several trials, or a good review of them."),
    Evidence.B: N_("Some support: one trial, small trials, or a cautious review."),
    Evidence.C: N_("Indirect support: laboratory findings or observation only."),
    Evidence.D: N_("Customary practice: no direct trial was found."),
}
TOPICS = {
    Topic.FEET: N_("Feet"),
    Topic.FOOTWEAR: N_("Footwear"),
    Topic.ORTHOTICS: N_("Insoles and supports"),
    Topic.EXERCISE: NP_("subject of tips", "Exercise"),
    Topic.WEIGHT: N_("Weight"),
    Topic.POSTURE: N_("Posture"),
    Topic.GETTING_UP: N_("Getting up"),
    Topic.STANDING_DESK: N_("Standing at the desk"),
    Topic.SEATS: N_("Seats and cushions"),
    Topic.WHEELCHAIR: N_("In a wheelchair"),
    Topic.DRIVING: N_("Driving"),
    Topic.TRAVEL: N_("Travel"),
    Topic.WORKSTATION: N_("Screen and keyboard"),
    Topic.EYES: N_("Eyes"),
    Topic.HANDS: N_("Hands"),
    Topic.SEEKING_HELP: N_("When to ask for help"),
}
_POSITIONS = {
    Position.SEATED: N_("{region} · seated"),
    Position.STANDING: N_("{region} · standing"),
    Position.EITHER: N_("{region} · seated or standing"),
    Position.FLOOR: N_("{region} · on the floor"),
}


def kind_line(exercise: Exercise) -> str:
    """Where it works and how one sits or stands: “Upper back · seated”."""
    return _(_POSITIONS[exercise.position]).format(region=_(REGION_NAMES[exercise.region]))


def needs_line(exercise: Exercise) -> str:
    """What one needs for it, as sentences; empty if nothing."""
    said = [_("Shoes off.")] if exercise.shoes is Shoes.OFF else [_("Shoes on.")] if exercise.shoes is Shoes.ON else []
    if exercise.equipment:
        said.append(_("You need: {things}.").format(things=listed(exercise.equipment)))
    return sentences(*said)


def dose(exercise: Exercise) -> str:
    """How much of it: “Hold for 20 s, 3 times on each side. About 2 min.”"""
    said = [_once(exercise)]
    if exercise.sets > 1:
        sets = ngettext("{number} set.", "{number} sets.", exercise.sets)
        if exercise.rest_s:
            sets = ngettext("{number} set, {rest} of rest.", "{number} sets with {rest} of rest.", exercise.sets)
        said.append(sets.format(number=number_words(exercise.sets), rest=duration(exercise.rest_s)))
    said.append(_("About {length}.").format(length=about(exercise.total_s)))
    return sentences(*said)


def _once(exercise: Exercise) -> str:
    """What is done in a set of it."""
    times = exercise.reps
    if exercise.mode is Mode.HOLD:
        text, seconds = _hold(exercise.sides, times), exercise.hold_s
    elif exercise.mode is Mode.REPS:
        text, seconds = _repeat(exercise.sides, times), 0
    else:
        text, seconds = _go_on(exercise.sides, times), exercise.up_s + exercise.hold_s + exercise.down_s
    return text.format(number=number_words(times), length=duration(seconds))


def _hold(sides: Sides, times: int) -> str:
    if sides is Sides.EACH:
        return ngettext(
            "Hold for {length}, once on each side.", "Hold for {length}, {number} times on each side.", times
        )
    if sides is Sides.ALTERNATE:
        return ngettext(
            "Hold for {length}, once with each side, in turn.",
            "Hold for {length}, {number} times with each side, in turn.",
            times,
        )
    return ngettext("Hold for {length}, once.", "Hold for {length}, {number} times.", times)


def _repeat(sides: Sides, times: int) -> str:
    if sides is Sides.EACH:
        return ngettext("Once on each side.", "{number} times on each side.", times)
    if sides is Sides.ALTERNATE:
        return ngettext("Once with each side, in turn.", "{number} times with each side, in turn.", times)
    return ngettext("Once.", "{number} times.", times)


def _go_on(sides: Sides, times: int) -> str:
    if sides is Sides.EACH:
        return ngettext("For {length} on each side.", "For {length} on each side, {number} times.", times)
    if sides is Sides.ALTERNATE:
        return ngettext(
            "For {length} with each side, in turn.", "For {length} with each side, in turn, {number} times.", times
        )
    return ngettext("For {length}.", "For {length}, {number} times.", times)


def about(seconds: int) -> str:
    """Rounded to 5 s below 90 s, and to half a minute above."""
    if seconds < 90:  # noqa: PLR2004
        return amount(max(5, round(seconds / 5) * 5), "s")
    halves = round(seconds / 30)
    whole = number_words(halves // 2)
    return amount_form(halves / 2, "min").format(number=f"{whole}½" if halves % 2 else whole)
