"""Which exercise a prompt offers: what may answer what, to whom, where, and in which turn."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from functools import cache
from random import Random

import pytest

from posture_app.core.content.choosing import NO_HISTORY, ExerciseHistory, Offer
from posture_app.core.content.content import Content
from posture_app.core.content.exercises import FEET as FEET_REGIONS
from posture_app.core.content.exercises import Condition, Exercise, Kit, Place, Position, Shoes, Type
from posture_app.core.content.profile import Seat, Weight
from posture_app.core.errors import KnownError
from posture_app.core.events import Word
from posture_app.core.prompts import LoggedPrompt, Outcome, Shown
from posture_app.core.record.diary import Session
from posture_app.core.rules import rules_of
from posture_app.core.session.ends import Ended
from posture_app.core.settings.exercise_answers import answers_to
from posture_app.core.settings.own_reminders import Due, OwnReminder
from posture_app.core.settings.reminder_kinds import MOVE, RISE, SIT, STAND, Basis
from posture_app.core.settings.settings import DEFAULTS, Settings
from posture_app.core.settings.ways_to_sit import CHANGES, WayToSit
from posture_app.runtime.exercise_choice import NO_CHOICE, choose, exercise_history, said_by
from posture_app.runtime.prompt_words import prompt_message
from tests.core.content.shipped import library
from tests.core.content.test_content import raw_exercise, read
from tests.core.sitting_day import Day

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SHOWN = Shown(number=7, kind=STAND, at=NOON, zone="Europe/Berlin", sitting_s=1800)
WATER = OwnReminder("Water", Due(Basis.SITTING, 90), text="Drink a glass.")
STRETCH, FEET, MICRO, POSTURE = "stretch", "feet", "micro", "posture"
ON = Settings(micro=True, posture=True)


def content(*exercises: tuple[str, str]) -> Content:
    """Exercises, each with an id and a region, to be done seated or standing."""
    found, complaints = read(*(raw_exercise(id=name, region=of, position="either") for name, of in exercises))
    assert () == complaints
    return found


def of(kind: str, **more: object) -> Shown:
    return replace(SHOWN, kind=kind, **more)  # type: ignore[arg-type] # its own


def prompts(settings: Settings) -> dict[str, Shown]:
    """A prompt of each kind that is on."""
    return {
        each.kind: of(each.kind, rises=each.rises, length_s=each.length)
        for each in rules_of(settings).reminders
        if each.kind not in (RISE, SIT)
    }


def in_turn(found: Content, shown: Sequence[Shown], settings: Settings) -> Iterator[Exercise | None]:
    """What these prompts offer, one after another, each being done."""
    history = NO_HISTORY
    for number, prompt in enumerate(shown):
        at = NOON + number * MINUTE
        exercise = choose(found, replace(prompt, at=at), settings, history).first
        yield exercise
        if exercise is not None:
            offers = (*history.offers, Offer(prompt.kind, exercise.id, at))
            history = ExerciseHistory(offers, {**(history.done or {}), exercise.id: at})


def offered(kind: str, settings: Settings = ON, number: int = 100) -> set[str]:
    """All that so many prompts of a kind offer."""
    shown = prompts(settings)[kind]
    return {exercise.id for exercise in in_turn(library(), [shown] * number, settings) if exercise}


def exercises(ids: set[str]) -> list[Exercise]:
    return [exercise for exercise in library().exercises if exercise.id in ids]


# --- what may answer what -----------------------------------------------------------------------------------------


@cache
def get_up_prompts(settings: Settings) -> list[Shown]:
    """The first 200 prompts to get up of somebody who gets up each time, alone and merged with others."""
    day = Day(*rules_of(settings).reminders)
    minute, found = 0, list[Shown]()
    while len(found) < 200:
        minute += 5
        before = len(day.shown)
        day.run(minute)
        if len(day.shown) > before:
            found += [day.shown[-1]] if STAND in day.shown[-1].kinds else []
            day.say(minute, Word.UP)  # and typing goes on once the break is over
    return found


@pytest.mark.parametrize("minutes", [1, 2, 5])
def test_of_200_prompts_to_get_up_none_offers_what_is_done_seated_or_too_long(minutes: int) -> None:
    settings = Settings(break_length=minutes, stretch_length=10)
    shown = get_up_prompts(settings)
    assert {frozenset({STAND}), frozenset({STAND, STRETCH}), frozenset({STAND, STRETCH, FEET})} <= {
        frozenset(each.kinds) for each in shown
    }
    for each, exercise in zip(shown, in_turn(library(), shown, settings), strict=True):
        assert exercise is not None
        assert exercise.position is not Position.SEATED
        assert exercise.total_s <= each.length_s
        if each.kind == STAND:
            assert exercise.position is Position.STANDING


def test_get_up_is_answered_by_walking_and_by_what_moves_large_muscles_on_ones_feet() -> None:
    expected = {"walk", "sit_to_stand", "heel_raise", "single_leg_heel_raise", "hip_flexor_stretch", "desk_plank"}
    assert expected == offered(STAND)
    assert expected | {"calf_stretch_straight", "calf_stretch_bent"} == offered(STAND, replace(ON, break_length=3))


def test_a_stretch_offers_no_feet_and_feet_nothing_else() -> None:
    assert FEET_REGIONS.isdisjoint(each.region for each in exercises(offered(STRETCH)))
    assert {each.region for each in exercises(offered(FEET))} <= FEET_REGIONS
    assert "walk" not in offered(STRETCH)


def test_all_25_feet_exercises_have_their_turn_with_shoes_on_or_off_and_the_things_at_hand() -> None:
    settings = replace(ON, place=Seat.HOME.value, kit=frozenset(Kit), level="demanding")
    bare = offered(FEET, settings)
    shod = offered(FEET, replace(settings, place=Seat.DESK.value))
    assert 25 == len(bare | shod)
    assert {Shoes.OFF, Shoes.EITHER} == {each.shoes for each in exercises(bare)}
    assert {Shoes.ON, Shoes.EITHER} == {each.shoes for each in exercises(shod)}


def test_look_away_is_for_the_eyes_and_a_nudge_to_sit_otherwise_for_that() -> None:
    assert {"look_away"} == offered(MICRO)
    assert {"posture_shift", "foot_taps"} == offered(POSTURE)


@pytest.mark.parametrize("kind", [RISE, SIT, "own:Gone"])
def test_some_kinds_offer_none(kind: str) -> None:
    assert NO_CHOICE == choose(library(), of(kind), DEFAULTS)


def test_a_longer_break_offers_several_that_fit_together() -> None:
    shown = of(STAND, length_s=300)
    chosen = choose(library(), shown, DEFAULTS).exercises
    assert 2 <= len(chosen)
    assert sum(each.total_s for each in chosen) + 10 * (len(chosen) - 1) <= 300
    assert len(chosen) == len({each.region for each in chosen})
    assert {Position.STANDING} == {each.position for each in chosen}
    message = prompt_message(shown, DEFAULTS, choose(library(), shown, DEFAULTS))
    assert message.exercise == message.exercises[0] == chosen[0].id


# --- who stays seated ---------------------------------------------------------------------------------------------


def test_who_stays_seated_is_asked_to_move_by_the_settings_of_getting_up() -> None:
    settings = Settings(stand_every=45, break_length=3, stand_sound="both", seated_only=True, own=(WATER,))
    kinds = prompts(settings)
    assert {MOVE, STRETCH, FEET, "own:Water"} == set(kinds)
    assert not any(shown.rises for shown in kinds.values())
    assert 180 == kinds[MOVE].length_s
    assert 45 * 60 == rules_of(settings).every(MOVE)
    assert "both" == settings.sound_of(MOVE)
    message = prompt_message(kinds[MOVE], settings, choose(library(), kinds[MOVE], settings))
    assert ("Time to move", Word.DONE) == (message.title, message.answers[0][0])


def test_nothing_that_is_done_standing_is_offered_to_who_stays_seated() -> None:
    for settings in (replace(ON, seated_only=True), replace(ON, place=Seat.WHEELCHAIR.value)):
        for kind in prompts(settings):
            found = exercises(offered(kind, settings))
            assert found
            assert Position.STANDING not in {each.position for each in found}
    assert {"seated_march", "seated_chest_opener", "shoulder_rolls"} <= offered(MOVE, replace(ON, seated_only=True))


def test_in_a_wheelchair_it_offers_what_needs_no_legs() -> None:
    settings = replace(DEFAULTS, **CHANGES[WayToSit.WHEELCHAIR])  # type: ignore[arg-type] # its own
    assert [MOVE] == list(prompts(settings))
    found = exercises(offered(MOVE, settings))
    assert 4 <= len(found)
    for exercise in found:
        assert Place.WHEELCHAIR_UPPER_BODY in exercise.places
        assert exercise.type not in (Type.EYES, Type.BREATH)


def test_who_moves_the_upper_body_only_is_not_asked_to_move_the_feet() -> None:
    kinds = prompts(replace(ON, place=Seat.WHEELCHAIR_UPPER_BODY.value))
    assert {MOVE, STRETCH, MICRO, POSTURE} == set(kinds)
    assert {"posture_shift"} == offered(POSTURE, replace(ON, place=Seat.WHEELCHAIR_UPPER_BODY.value))


def test_a_standing_desk_is_no_reminder_for_who_stays_seated() -> None:
    desk = replace(DEFAULTS, **CHANGES[WayToSit.STANDING_DESK])  # type: ignore[arg-type] # its own
    assert {MOVE, STRETCH, FEET} == set(prompts(replace(desk, seated_only=True, sit_for=50)))
    assert 50 * 60 == rules_of(replace(desk, seated_only=True, sit_for=50)).every(MOVE)


# --- what a person has said ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("condition", Condition)
def test_what_does_not_go_with_a_condition_is_not_offered(condition: Condition) -> None:
    settings = replace(ON, conditions=frozenset({condition}), own=(replace(WATER, offers="hips"),))
    for kind in prompts(settings):
        assert not [each.id for each in exercises(offered(kind, settings, 40)) if condition in each.hide_if]


def test_where_nothing_suits_the_words_do_not_ask_for_it_either() -> None:
    settings = Settings(conditions=frozenset({Condition.FOOT_OR_LEG_INJURY}))
    shown = prompts(settings)[FEET]
    choice = choose(library(), shown, settings)
    assert () == choice.exercises
    body = prompt_message(shown, settings, choice).body
    assert body.startswith("No exercise fits what you said about yourself.")
    assert "your feet" not in body


@pytest.mark.parametrize(
    ("kind", "condition", "seat"),
    [
        (STAND, Condition.DIZZINESS, Seat.JOURNEY),
        (STAND, Condition.FOOT_OR_LEG_INJURY, Seat.THEATRE),
        (FEET, Condition.FOOT_OR_LEG_INJURY, Seat.HOME),
    ],
)
def test_where_the_place_leaves_nothing_the_words_do_not_ask_for_what_is_hidden(
    kind: str, condition: Condition, seat: Seat
) -> None:
    settings = Settings(conditions=frozenset({condition}), place=seat.value)
    choice = choose(library(), prompts(settings)[kind], settings)
    assert () == choice.exercises
    assert choice.why.startswith("No exercise fits what you said about yourself.")


def test_on_a_journey_getting_up_has_its_words_alone() -> None:
    settings = Settings(place=Seat.JOURNEY.value)
    choice = choose(library(), prompts(settings)[STAND], settings)
    assert NO_CHOICE == choice
    assert "Stand up and take a few steps." == prompt_message(prompts(settings)[STAND], settings, choice).body


def test_in_a_parked_car_each_offer_says_that_it_is_parked() -> None:
    settings = replace(ON, place=Seat.PARKED_CAR.value)
    shown = prompts(settings)[POSTURE]
    choice = choose(library(), shown, settings)
    assert choice.first is not None
    assert "Only while parked, with the engine off." == prompt_message(shown, settings, choice).body.split("\n")[-1]


def test_a_caution_for_what_was_said_comes_with_the_exercise() -> None:
    (found,) = content(("eyes", "eyes")).exercises
    found = replace(found, cautions=((Condition.PREGNANCY, "Hold on."), (Condition.GOUT, "Gently.")))
    settings = replace(ON, conditions=frozenset({Condition.PREGNANCY}))
    choice = choose(Content((found,)), of(MICRO, rises=False), settings)
    assert "Heel raises: 10 slow ones.\nHold on." == prompt_message(of(MICRO), settings, choice).body


def test_what_hurt_or_is_never_wanted_is_not_offered() -> None:
    settings = Settings(hurt=("walk", "heel_raise"), weights=(("desk_plank", Weight.NEVER),))
    assert {"sit_to_stand", "single_leg_heel_raise", "hip_flexor_stretch"} == offered(STAND, settings)


@pytest.mark.parametrize(
    ("offers", "found"),
    [("text", None), ("feet", "calf"), ("neck", "neck"), ("exercise:back", "back"), ("exercise:gone", None),
     ("exercise:", None), ("hands", None)],
)  # fmt: skip
def test_ones_own_offers_what_it_says(offers: str, found: str | None) -> None:
    some = content(("calf", "calf"), ("neck", "neck"), ("eyes", "eyes"), ("back", "back"))
    settings = Settings(own=(replace(WATER, offers=offers),))
    exercise = choose(some, of("own:Water"), settings).first
    assert found == (exercise and exercise.id)


def test_ones_own_never_offers_what_is_hidden_and_says_so() -> None:
    own = replace(WATER, offers="exercise:figure_four")
    shown = of("own:Water", rises=False)
    there = choose(library(), shown, Settings(own=(own,), place=Seat.THEATRE.value))
    assert ["figure_four"] == [each.id for each in there.exercises]  # wherever one is: the person wants that very one
    settings = Settings(own=(own,), conditions=frozenset({Condition.HIP_REPLACEMENT}))
    choice = choose(library(), shown, settings)
    assert () == choice.exercises
    assert (
        "Drink a glass.\n“Seated figure four” is not offered. Not offered with what you said about yourself: “A new hip"
        " joint, with rules on how to move”."
    ) == prompt_message(shown, settings, choice).body


# --- in turn ------------------------------------------------------------------------------------------------------


def test_the_same_log_and_day_give_the_same_choice_and_another_day_may_begin_with_another() -> None:
    again = [choose(library(), SHOWN, DEFAULTS).first for _ in range(3)]
    assert 1 == len(set(again))
    days = [choose(library(), replace(SHOWN, at=NOON + timedelta(days=day)), DEFAULTS).first for day in range(9)]
    assert 1 < len(set(days))


def test_the_exercises_of_a_programme_come_first() -> None:
    history = NO_HISTORY
    for number in range(8):
        at = NOON + number * MINUTE
        shown = replace(prompts(ON)[FEET], at=at)
        first = choose(library(), shown, ON, history, first=("toe_raise", "ankle_pumps")).first
        assert first is not None
        assert first.id in {"toe_raise", "ankle_pumps"}
        assert first.id != (history.offers[-1].exercise if history.offers else "")
        history = ExerciseHistory((*history.offers, Offer(FEET, first.id, at)))


@dataclass
class Kept:
    """A log that is read anew after each start."""

    shown: list[LoggedPrompt] = field(default_factory=list)
    done: list[Session] = field(default_factory=list)

    @property
    def diary(self) -> "Kept":
        return self

    def prompts(self, since: datetime | None = None, until: datetime | None = None) -> list[LoggedPrompt]:
        assert since is not None
        assert until is not None
        return [each for each in self.shown if since <= each.at < until]

    def sessions(self, since: datetime | None = None, until: datetime | None = None) -> list[Session]:
        assert since is not None
        assert until is not None
        return [each for each in self.done if since <= each.at < until]


def suiting(shown: Shown, settings: Settings) -> list[Exercise]:
    """All that could be offered."""
    wanted = answers_to(shown.kind, rises=shown.rises)
    assert wanted is not None
    found = library().suitable(settings.profile.within(wanted))
    return [each for each in found if not shown.length_s or each.total_s <= shown.length_s]


WISHES = {
    "as it comes": Settings(posture=True),
    "with wishes": Settings(
        posture=True,
        place=Seat.HOME.value,
        level="gentle",
        weights=(
            ("chin_tuck", Weight.MORE),
            ("neck_tilt", Weight.LESS),
            ("toe_curl", Weight.MORE),
            ("walk", Weight.LESS),
        ),
    ),
    "seated": Settings(posture=True, seated_only=True, conditions=frozenset({Condition.PREGNANCY})),
}
A_DAY = (STAND, MOVE, POSTURE, STAND, MOVE, STRETCH, FEET, STAND, MOVE, STRETCH)
DAYS = 1000


@pytest.mark.parametrize(
    ("wishes", "first"),
    [
        *((wishes, frozenset[str]()) for wishes in WISHES),
        ("as it comes", frozenset({"walk", "neck_tilt", "chin_tuck"})),
    ],
)
def test_over_1000_days_with_restarts_none_comes_twice_running_and_each_within_twice_their_number(
    wishes: str, first: frozenset[str]
) -> None:
    """Also with a programme, whose exercises go first."""
    settings, log, random, last = WISHES[wishes], Kept(), Random(wishes), ""
    shown = prompts(settings)
    offers: dict[str, list[str]] = {}
    for day in range(DAYS):
        start = NOON + timedelta(days=day)
        history = exercise_history(log, start)  # the app starts
        for number, kind in enumerate(kind for kind in A_DAY if kind in shown):
            at = start + number * 20 * MINUTE
            choice = choose(library(), replace(shown[kind], at=at), settings, history, first)
            assert choice.first is not None
            assert choice.first.id != last
            last = choice.first.id
            offers.setdefault(kind, []).append(last)
            outcome = random.choice((Outcome.KEPT, Outcome.SKIPPED, Outcome.MISSED))
            log.shown.append(LoggedPrompt(kind, (), at, "UTC", outcome, last))
            done = dict(history.done or {})
            if outcome is Outcome.KEPT:
                log.done.append(Session(last, at + MINUTE, "UTC", 60, random.choice(tuple(Ended))))
                done |= {} if log.done[-1].ended is Ended.SKIPPED else {last: at + MINUTE}
            skipped = outcome is Outcome.SKIPPED
            history = ExerciseHistory((*history.offers, Offer(kind, last, at, skipped=skipped)), done)
    order = [each.exercise for each in log.shown]
    for kind, found in offers.items():
        everyone = {each.id for each in suiting(shown[kind], settings)}
        window = 2 * len(everyone)
        places = [place for place, each in enumerate(log.shown) if each.kind == kind]
        for begin in range(len(found) - window + 1):
            between = order[places[begin] : places[begin + window - 1] + 1]
            assert everyone <= set(between), (kind, begin)
        if first & everyone:
            counts = Counter(found)
            assert max(counts[each] for each in everyone - first) < min(counts[each] for each in everyone & first)


def test_what_is_wanted_more_comes_more_often_and_what_is_wanted_less_seldom() -> None:
    weights = (("neck_tilt", Weight.MORE), ("chin_tuck", Weight.LESS))
    settings = Settings(weights=weights)
    shown = [prompts(settings)[STRETCH]] * 300
    found = [exercise.id for exercise in in_turn(library(), shown, settings) if exercise]
    counts = {name: found.count(name) for name in set(found)}
    usual = sorted(
        counts[each.id] for each in exercises(set(counts)) if each.id not in dict(weights) and each.level < 3
    )
    assert counts["chin_tuck"] < usual[0]
    assert usual[-1] < counts["neck_tilt"]


def test_what_was_done_lately_without_a_prompt_waits() -> None:
    before = [Offer(STRETCH, "neck_tilt", NOON - 9 * MINUTE), Offer(STRETCH, "chin_tuck", NOON - 8 * MINUTE)]
    before += [Offer(STRETCH, "shoulder_rolls", NOON - 7 * MINUTE)]
    some = Content(tuple(exercises({"neck_tilt", "chin_tuck", "shoulder_rolls"})))
    first = choose(some, of(STRETCH), DEFAULTS, ExerciseHistory(tuple(before))).first
    assert first is not None
    assert "neck_tilt" == first.id
    done = {"neck_tilt": NOON - MINUTE}
    second = choose(some, of(STRETCH), DEFAULTS, ExerciseHistory(tuple(before), done)).first
    assert second is not None
    assert "chin_tuck" == second.id


def test_a_log_that_cannot_be_read_is_no_reason_to_offer_nothing() -> None:
    class Broken(Kept):
        def prompts(self, since: datetime | None = None, until: datetime | None = None) -> list[LoggedPrompt]:
            raise KnownError("The log is locked.")

    assert NO_HISTORY == exercise_history(Broken(), NOON)


def test_ones_own_clock_times_stay_when_one_stays_seated() -> None:
    tea = OwnReminder("Tea", Due(Basis.CLOCK, times=((time(10),),) * 7), length=10)
    (reminder,) = [each for each in rules_of(Settings(own=(tea,), seated_only=True)).reminders if each.times]
    assert not reminder.rises


def test_what_hurt_is_hidden_until_the_person_says_otherwise_and_once_is_enough() -> None:
    hurt = Session("walk", NOON, "UTC", 20, Ended.HURT)
    assert {"hurt": ("heel_raise", "walk")} == said_by(hurt, Settings(hurt=("heel_raise",)))
    assert {} == said_by(hurt, Settings(hurt=("walk",)))
    for ended in set(Ended) - {Ended.HURT}:
        assert {} == said_by(replace(hurt, ended=ended), DEFAULTS)


def test_a_longer_break_says_what_else_there_is_time_for() -> None:
    shown = of(STAND, length_s=300)
    choice = choose(library(), shown, DEFAULTS)
    first, *more = choice.exercises
    names = " and ".join(each.name for each in more) if len(more) == 2 else more[0].name
    body = prompt_message(shown, DEFAULTS, choice).body
    assert [first.in_a_line, f"There is time for more: {names}."] == body.split("\n")
