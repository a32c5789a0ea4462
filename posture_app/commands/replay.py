"""`posture-app replay`: run a trace through the engine."""

import argparse
import json

from posture_app.commands.output import line
from posture_app.core.calendar import zone_of
from posture_app.core.errors import UsageError
from posture_app.core.prompts import Outcome
from posture_app.core.replay.replay import Account
from posture_app.core.replay.replay import replay as run
from posture_app.core.replay.trace import read_trace
from posture_app.core.words import ENDINGS, duration, name_of, outcome_words


def replay(options: argparse.Namespace) -> int:
    """Print what the engine made of the trace; nothing at all if it is not valid."""
    try:
        with options.trace.open(encoding="utf-8", errors="surrogateescape") as lines:
            account = run(read_trace(lines, str(options.trace)))
    except OSError as error:
        raise UsageError(f"{options.trace} cannot be read ({error.strerror}).") from error
    if options.json:
        line(json.dumps(account.as_json(), indent=1))
    else:
        _print(account)
    return 0


def _print(account: Account) -> None:
    for span in account.spans:
        zone = zone_of(span.zone)
        start, end = span.start.astimezone(zone), span.end.astimezone(zone)
        ended = ENDINGS[span.ended_by] if span.ended_by else ""
        line(f"{start:%Y-%m-%d %H:%M:%S} – {end:%H:%M:%S}  {span.posture:8}  {ended}")
    for shown in account.prompts:
        at = shown.at.astimezone(zone_of(shown.zone))
        outcome = account.outcomes.get(shown.number, Outcome.OPEN)
        kinds = ", ".join(name_of(kind) for kind in shown.kinds)
        after = f"reminder after {duration(shown.sitting_s)} to {kinds}"
        line(f"{at:%Y-%m-%d %H:%M:%S}  {after}: {outcome_words(shown.kind, outcome)}")
    for day in account.days():
        line(
            f"{day.day}  sat {duration(day.sitting_s)}, stood {duration(day.standing_s)}, {day.bouts} bouts, "
            f"{day.breaks} breaks, longest bout {duration(day.longest_bout_s)}"
        )
