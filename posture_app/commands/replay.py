"""`posture-app replay`: run a trace through the engine."""

import argparse
import json

from posture_app.commands.output import line
from posture_app.core.calendar import zone_of
from posture_app.core.errors import UsageError
from posture_app.core.language import N_, _
from posture_app.core.prompts import Outcome
from posture_app.core.replay.replay import Account
from posture_app.core.replay.replay import replay as run
from posture_app.core.replay.trace import read_trace
from posture_app.core.spans import Posture
from posture_app.core.text import padded
from posture_app.core.words import ENDINGS, asked_words, duration, outcome_words

POSTURES = {Posture.SITTING: N_("sitting"), Posture.STANDING: N_("standing")}


def replay(options: argparse.Namespace) -> int:
    """Print what the engine made of the trace; nothing at all if it is not valid."""
    try:
        with options.trace.open(encoding="utf-8", errors="surrogateescape") as lines:
            account = run(read_trace(lines, str(options.trace)))
    except OSError as error:
        raise UsageError(
            _("{trace} cannot be read ({reason}).").format(trace=options.trace, reason=error.strerror)
        ) from error
    if options.json:
        line(json.dumps(account.as_json(), indent=1))
    else:
        _print(account)
    return 0


def _print(account: Account) -> None:
    for span in account.spans:
        zone = zone_of(span.zone)
        start, end = span.start.astimezone(zone), span.end.astimezone(zone)
        ended = _(ENDINGS[span.ended_by]) if span.ended_by else ""
        line(f"{start:%Y-%m-%d %H:%M:%S} – {end:%H:%M:%S}  {padded(_(POSTURES[span.posture]), 8)}  {ended}")
    for shown in account.prompts:
        at = shown.at.astimezone(zone_of(shown.zone))
        outcome = account.outcomes.get(shown.number, Outcome.OPEN)
        # Translators: {what} is what a reminder asks for: “reminder after 30 min: get up (kept)”.
        words = _("reminder after {length}: {what} ({outcome})").format(
            length=duration(shown.sitting_s), what=asked_words(shown.kinds), outcome=outcome_words(shown.kind, outcome)
        )
        line(f"{at:%Y-%m-%d %H:%M:%S}  {words}")
    for day in account.days():
        text = _("sat {sitting}, stood {standing}, bouts: {bouts}, breaks: {breaks}, longest bout {longest}")
        words = text.format(
            sitting=duration(day.sitting_s),
            standing=duration(day.standing_s),
            bouts=day.bouts,
            breaks=day.breaks,
            longest=duration(day.longest_bout_s),
        )
        line(f"{day.day}  {words}")
