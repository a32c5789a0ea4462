"""Random days, as the lines of traces: full of bursts, barriers and words at the awkward second."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

Lines = list[dict[str, Any]]

ZONES = {
    "Europe/Berlin": ["2026-03-02T09:00:00+01:00", "2026-03-29T01:10:00+01:00", "2026-10-25T02:20:00+02:00"],
    "Asia/Kolkata": ["2026-03-02T23:40:00+05:30", "2026-06-01T03:30:00+05:30"],
    "America/St_Johns": ["2026-03-08T01:40:00-03:30", "2026-11-01T01:05:00-02:30"],
    "Australia/Lord_Howe": ["2026-04-05T01:20:00+11:00", "2026-10-04T01:40:00+10:30"],
    "Pacific/Kiritimati": ["2026-03-02T03:15:00+14:00"],
    "UTC": ["2026-03-02T08:00:00+00:00", "2026-12-31T23:20:00+00:00"],
}
DEFAULTS = {
    "away_after": 300,
    "break_min": 120,
    "break_length": 120,
    "stand_every": 1800,
    "again_after": 600,
    "snooze": 300,
}
SWITCHES = ["call", "watching", "fullscreen", "dnd"]
ON_OFF = [("lock", "unlock"), ("sleep", "wake"), *((f"{name}_on", f"{name}_off") for name in SWITCHES)]
SAID = ["stand", "sit", "up", "back", "snooze", "snooze_quiet", "skip", "pause", "resume"]
WORDS = [*SAID * 2, "private", "private_off", "private_off"]

_times = st.sampled_from(["00:00", "01:30", "02:00", "02:30", "03:00", "03:45", "08:30", "09:10", "12:00", "23:30"])


@st.composite
def hours(draw: st.DrawFn) -> dict[str, list[list[str]]] | None:
    """Working hours with some ranges on some days, close to the moments at which the days here begin."""
    if draw(st.integers(0, 3)):
        return None
    week = {}
    for day in draw(st.sets(st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), min_size=3)):
        edges = sorted(draw(st.sets(_times, min_size=2, max_size=4)))
        pairs = [list(pair) for pair in zip(edges[::2], edges[1::2], strict=False)]
        if draw(st.booleans()):
            pairs[-1][1] = "24:00"
        week[day] = pairs
    for day in ("mon", "sun") if draw(st.booleans()) else ():
        week[day] = [["23:30", draw(st.sampled_from(["00:30", "02:30"]))]]
        week.pop({"mon": "tue", "sun": "mon"}[day], None)
    return week


@st.composite
def settings(draw: st.DrawFn) -> dict[str, Any]:
    """Mostly short durations, so that much happens in little time."""
    if draw(st.integers(0, 9)) == 0:
        return {}
    found: dict[str, Any] = {
        "stand_every": draw(st.sampled_from([60, 119, 300, 301, 600])),
        "away_after": draw(st.sampled_from([60, 100, 300])),
        "break_min": draw(st.sampled_from([30, 60, 120, 400])),
        "break_length": draw(st.sampled_from([30, 60, 120, 500])),
        "again_after": draw(st.sampled_from([45, 120, 299, 600])),
        "snooze": draw(st.sampled_from([30, 60, 300])),
        "right_moment": draw(st.sampled_from([0, 5, 60, 120])),
        "passive_limit": draw(st.sampled_from([0, 200, 900, 7200])),
        "day_start": draw(_times),
    }
    found = {key: found[key] for key in found if draw(st.integers(0, 3))}
    if (week := draw(hours())) is not None:
        found["working_hours"] = week
    return found


def _steps(rules: dict[str, Any]) -> st.SearchStrategy[int]:
    """Time between two lines: anything, but often just a figure of the settings, a second more or less."""
    figures = [rules.get(key, default) for key, default in DEFAULTS.items()]
    awkward = [max(0, figure + off) for figure in figures for off in (-1, 0, 1)]
    return st.one_of(
        st.sampled_from([0, 0, 1, 2]),
        st.sampled_from(awkward),
        st.integers(1, 90),
        st.integers(1, 1500),
    )


@st.composite
def _happening(draw: st.DrawFn, name: str, steps: st.SearchStrategy[int]) -> dict[str, Any]:
    line: dict[str, Any]
    if name == "input":
        line = {"event": "input"}
        if draw(st.integers(0, 3)):
            line["lasts"] = draw(steps)
        if not draw(st.integers(0, 3)):
            line["ago"] = draw(st.sampled_from([0, 1, 5.5, 15, 29, 130]))
        return line
    if name == "say":
        what = draw(st.sampled_from(WORDS))
        line = {"event": "say", "what": what}
        if what in ("snooze", "pause", "private") and draw(st.booleans()):
            line["minutes"] = draw(st.sampled_from([0.5, 1, 2, 5, 10, 0.05, 1.25]))
        return line
    if name == "clock_set":
        shifts = [1, -1, 1, 2, -2, 3600, -3600, 45, -300, 86400, 7 * 3600]
        return {"event": "clock_set", "by": draw(st.sampled_from(shifts))}
    return {"event": name}


_KINDS = (
    ["quiet"] * 2 + ["input"] * 9 + ["say"] * 6 + ["switch"] * 4 + ["clock_set", "restart", "restart", "stop", "kill"]
)
_STEPS_MOST = 45


@st.composite
def days(draw: st.DrawFn, *, most: int = _STEPS_MOST, hours_too: bool = True) -> Lines:  # noqa: C901, PLR0912 - one happening after the other
    """The lines of a valid trace of a few hours."""
    zone = draw(st.sampled_from(sorted(ZONES)))
    at = datetime.fromisoformat(draw(st.sampled_from(ZONES[zone])))
    rules = draw(settings())
    if not hours_too:
        rules.pop("working_hours", None)
    steps = _steps(rules)
    start: dict[str, Any] = {"event": "start", "zone": zone}
    if rules:
        start["settings"] = rules
    lines: Lines = [{"at": at.isoformat(), **start}]
    on: set[str] = set()
    running = True
    for _ in range(draw(st.integers(1, most))):
        at += timedelta(seconds=draw(steps))
        name = draw(st.sampled_from(_KINDS))
        barriers = sorted(on & {"lock", "sleep"})
        if not running and name not in ("switch", "clock_set"):
            name = "start"
        elif barriers and draw(st.integers(0, 2)) > 0:
            name = "switch"
        if name in ("restart", "stop", "kill"):
            lines.append({"at": at.isoformat(), "event": "kill" if name == "kill" else "stop"})
            running = False
            if name == "restart":
                at += timedelta(seconds=draw(steps))
                name = "start"
        if name == "start":
            lines.append({"at": at.isoformat(), **start})
            running = True
        if name in ("start", "stop", "kill"):
            continue
        if name == "switch":
            which, off = draw(st.sampled_from([pair for pair in ON_OFF if pair[0] in barriers] or ON_OFF))
            name = off if which in on else which
            on ^= {which}
        line = {"at": at.isoformat(), **draw(_happening(name, steps))}
        if "lasts" in line:
            line["until"] = (at + timedelta(seconds=line.pop("lasts"))).isoformat()
        if "by" in line:
            at += timedelta(seconds=line.pop("by"))
            line["to"] = at.isoformat()
        lines.append(line)
        if name == "input" and "until" in line and draw(st.integers(0, 2)):
            at = datetime.fromisoformat(line["until"])
    if draw(st.integers(0, 3)):
        at += timedelta(seconds=draw(steps))
        lines.append({"at": at.astimezone(draw(st.sampled_from(_OFFSETS))).isoformat(), "event": "end"})
    return lines


_OFFSETS = [timezone.utc, timezone(timedelta(hours=5, minutes=45)), timezone(timedelta(hours=-8))]  # noqa: UP017


def as_text(lines: Lines) -> list[str]:
    return [json.dumps(line) for line in lines]
