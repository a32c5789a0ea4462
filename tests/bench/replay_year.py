"""How long a replay of a year of working days takes: `python tests/bench/replay_year.py [--profile]`."""

import cProfile
import json
import pstats
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from posture_app.core.replay.replay import replay
from posture_app.core.replay.trace import read_trace

WORKING_DAYS = 250
Line = dict[str, str]


def burst(at: datetime, seconds: float) -> Line:
    return {"at": at.isoformat(), "event": "input", "until": (at + timedelta(seconds=int(seconds))).isoformat()}


def working_day(day: date, chance: random.Random) -> Iterator[Line]:
    """Eight hours at the desk: typing and reading by turns, calls, breaks with the screen locked."""
    at = datetime(day.year, day.month, day.day, 8, chance.randrange(30), tzinfo=UTC)
    end = at + timedelta(hours=8)
    yield {"at": at.isoformat(), "event": "wake"}
    while at < end:
        typing = int(chance.expovariate(1 / 90)) + 1
        yield burst(at, typing)
        at += timedelta(seconds=typing)
        what = chance.random()
        if what < 0.02:
            yield {"at": at.isoformat(), "event": "call_on"}
            at += timedelta(minutes=chance.randrange(5, 50))
            yield {"at": at.isoformat(), "event": "call_off"}
        elif what < 0.08:
            yield {"at": at.isoformat(), "event": "lock"}
            at += timedelta(minutes=chance.randrange(2, 15))
            yield {"at": at.isoformat(), "event": "unlock"}
        elif what < 0.10:
            yield {
                "at": at.isoformat(),
                "event": "say",
                "what": chance.choice(["up", "snooze", "skip", "stand", "sit"]),
            }
        at += timedelta(seconds=int(chance.expovariate(1 / 40)) + 1)
    yield {"at": at.isoformat(), "event": "sleep"}


def write_year(path: Path) -> int:
    chance = random.Random(2026)
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(366)]
    office = {day: [["09:00", "12:00"], ["13:00", "17:30"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    lines: list[object] = [
        {"at": "2026-01-01T00:00:00Z", "event": "start", "zone": "Europe/Berlin", "settings": {"working_hours": office}}
    ]
    for day in [d for d in days if d.weekday() < 5][:WORKING_DAYS]:
        lines.extend(working_day(day, chance))
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return len(lines)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "year.jsonl"
        count = write_year(path)
        profile = cProfile.Profile()
        begun = time.perf_counter()  # noqa: TID251 - a bench measures real time
        with path.open(encoding="utf-8") as lines:
            if "--profile" in sys.argv:
                profile.enable()
            account = replay(read_trace(lines, path.name))
            answer = account.as_json()
            profile.disable()
        took = time.perf_counter() - begun  # noqa: TID251
    sys.stdout.write(f"{count} lines, {len(account.spans)} spans, {len(account.prompts)} showings, ")
    sys.stdout.write(f"{len(account.days())} days, {len(json.dumps(answer))} characters: {took:.2f} s\n")
    if "--profile" in sys.argv:
        pstats.Stats(profile).sort_stats("tottime").print_stats(18)


if __name__ == "__main__":
    main()
