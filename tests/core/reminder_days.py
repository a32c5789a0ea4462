"""Random days with all kinds of reminders on, in figures that the settings allow, as the lines of traces."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.core.days import ZONES, Lines

MINUTE, HOUR = 60, 3600
HOLDS = ("call", "watching", "fullscreen", "dnd")
ANSWERS = ("up", "done", "snooze", "snooze_quiet", "skip", "escape", "longer")
WORDS = (*ANSWERS, *ANSWERS, "stand", "sit", "back", "pause", "resume")
WAYS = ("silent", "notification", "card", "screen")

_every = st.sampled_from([10 * MINUTE, 12 * MINUTE, 15 * MINUTE, 20 * MINUTE, 30 * MINUTE])
_length = st.sampled_from([0, MINUTE, 2 * MINUTE, 3 * MINUTE, 10 * MINUTE])
_limit = st.none() | st.integers(1, 3)


@st.composite
def reminders(draw: st.DrawFn) -> list[dict[str, Any]]:
    """All kinds, or all but some of them; at least one counts unbroken sitting."""
    way = st.sampled_from(WAYS)
    some = [
        {"kind": "stretch", "every": draw(_every), "length": draw(_length) or MINUTE, "way": draw(way)},
        {"kind": "feet", "every": draw(_every), "length": draw(_length) or MINUTE, "way": draw(way)},
        {"kind": "micro", "every": draw(_every), "way": draw(way)},
        {"kind": "posture", "every": draw(_every), "way": draw(way)},
        {"kind": "own:Water", "basis": "sitting", "every": draw(_every), "length": draw(_length), "way": draw(way),
         "rises": draw(st.booleans())},
        {"kind": "own:Post", "basis": "unbroken", "every": draw(_every), "length": draw(_length), "way": draw(way),
         "rises": draw(st.booleans())},
        {"kind": "own:Tea", "basis": "clock", "length": draw(_length), "way": draw(way), "rises": draw(st.booleans()),
         "times": {day: draw(st.lists(_clock, min_size=1, max_size=4)) for day in ("mon", "tue", "sun", "thu")}},
        {"kind": "rise", "every": draw(_every), "length": 5 * MINUTE, "way": draw(way)},
        {"kind": "sit", "every": 5 * MINUTE, "way": draw(way)},
    ]  # fmt: skip
    stand = {"kind": "stand", "every": draw(_every), "way": draw(way)}
    return [stand, *(reminder for reminder in some if draw(st.integers(0, 3)))]


_clock = st.sampled_from(["00:05", "03:50", "04:10", "09:20", "09:21", "10:00", "11:30", "01:30", "23:50"])


@st.composite
def settings(draw: st.DrawFn) -> dict[str, Any]:
    """Settings within what the settings window allows."""
    return {
        "away_after": draw(st.sampled_from([MINUTE, 5 * MINUTE])),
        "break_min": draw(st.sampled_from([MINUTE, 2 * MINUTE, 6 * MINUTE])),
        "break_length": draw(st.sampled_from([MINUTE, 2 * MINUTE])),
        "again_after": draw(st.sampled_from([MINUTE, 4 * MINUTE, 10 * MINUTE])),
        "snooze": draw(st.sampled_from([MINUTE, 5 * MINUTE])),
        "snoozes_in_row": draw(_limit),
        "skips_a_day": draw(_limit),
        "quiet_after": draw(_limit),
        "escalate_after": draw(_limit),
        "reminders": draw(reminders()),
    }


_short = st.sampled_from([0, 1, 2, 20, 59, 60, 61, 100])
_gap = st.one_of(_short, st.sampled_from([119, 120, 121, 180, 299, 300, 301, 600, 2 * HOUR]))
_sitting = st.one_of(
    st.integers(1, 45).map(lambda minutes: minutes * MINUTE), st.integers(1, HOUR), _short, st.just(3 * HOUR)
)
_STEPS = ["sit"] * 10 + ["gap"] * 3 + ["say"] * 6 + ["hold"] * 3 + ["lock", "sleep", "restart", "clock_set"]


@st.composite
def busy_days(draw: st.DrawFn, *, most: int = 25) -> Lines:
    """The lines of a valid trace of some hours, mostly of sitting, on which nothing is left open: a hold that begins
    may last to the end, but who locks unlocks and who stops starts.
    """
    zone = draw(st.sampled_from(["Europe/Berlin", "UTC", "America/St_Johns"]))
    at = datetime.fromisoformat(draw(st.sampled_from(ZONES[zone])))
    start = {"event": "start", "zone": zone, "settings": draw(settings())}
    lines: Lines = []
    on: set[str] = set()

    def happens(event: str, **more: Any) -> None:
        lines.append({"at": at.isoformat(), "event": event, **more})

    lines.append({"at": at.isoformat(), **start})
    for _ in range(draw(st.integers(1, most))):
        step = draw(st.sampled_from(_STEPS))
        if step == "sit":
            until = at + timedelta(seconds=draw(_sitting))
            happens("input", until=until.isoformat())
            at = until if draw(st.integers(0, 4)) else at + (until - at) * draw(st.sampled_from([0, 0.25, 0.5]))
            at = at.replace(microsecond=0)
        elif step == "gap":
            at += timedelta(seconds=draw(_gap))
        elif step == "say":
            what = draw(st.sampled_from(WORDS))
            minutes = {"minutes": draw(st.sampled_from([1, 2, 5, 30]))} if what in ("snooze", "pause") else {}
            happens("say", what=what, **minutes)
        elif step == "hold":
            name = draw(st.sampled_from(HOLDS))
            on ^= {name}
            happens(f"{name}_{'on' if name in on else 'off'}")
        elif step == "clock_set":
            to = at + timedelta(seconds=draw(st.sampled_from([2, -2, HOUR, -HOUR, -300, 24 * HOUR])))
            happens("clock_set", to=to.isoformat())
            at = to
        else:
            off, back = {"lock": ("lock", "unlock"), "sleep": ("sleep", "wake")}.get(step, ("stop", "start"))
            happens("kill" if off == "stop" and draw(st.booleans()) else off)
            at += timedelta(seconds=draw(_gap))
            lines.append({"at": at.isoformat(), **(start if back == "start" else {"event": back})})
        at += timedelta(seconds=draw(st.sampled_from([0, 0, 0, 1, 5])))
    happens("end")
    return lines
