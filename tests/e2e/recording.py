"""A run that was recorded and ended in order: what a replay of it makes, and what its log says."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from posture_app.core.replay.replay import Account, replay
from posture_app.core.replay.trace import read_trace

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

SPANS = "SELECT posture, start_us, end_us, ended_by FROM spans ORDER BY rowid"
PROMPTS = "SELECT kind, at_us, outcome FROM prompts ORDER BY rowid"


def quit_and_replay(desk: "Desk") -> None:
    """End the app; a replay gives the very spans and prompts of its log, which has nothing but that run in it."""
    desk.quit()
    assert_replays(desk)


def assert_replays(desk: "Desk") -> None:
    """The same of an app that has ended."""
    account = account_of(desk)
    spans = [(str(s.posture), s.start, s.end, str(s.ended_by)) for s in account.spans]
    prompts = [(p.kind, p.at, str(account.outcomes[p.number])) for p in account.prompts]
    assert spans == [(posture, _at(start), _at(end), why) for posture, start, end, why in desk.rows(SPANS)]
    assert prompts == [(kind, _at(at), outcome) for kind, at, outcome in desk.rows(PROMPTS)]


def account_of(desk: "Desk", stopped: float | None = None) -> Account:
    """What a replay makes of it; one that was cut off is taken to have stopped at this moment."""
    lines = desk.recording.read_text(encoding="utf-8").splitlines(keepends=True)
    if stopped is not None:
        lines.append(json.dumps({"event": "stop", "at": datetime.fromtimestamp(stopped, UTC).isoformat()}))
    return replay(read_trace(lines, desk.recording.name))


def _at(us: int) -> datetime:
    return datetime.fromtimestamp(us / 1e6, UTC)
