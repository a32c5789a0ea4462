"""Every trace of the contract gives the answer that the contract gives."""

import json
from pathlib import Path

import pytest

from posture_app.core.replay.replay import replay
from posture_app.core.replay.trace import read_trace

TRACES = Path(__file__).parents[2] / "data" / "traces"


@pytest.mark.parametrize("trace", sorted(TRACES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_a_trace_gives_its_expected_answer(trace: Path) -> None:
    expected = json.loads(trace.with_suffix(".expected.json").read_text())
    with trace.open(encoding="utf-8") as lines:
        assert expected == replay(read_trace(lines, trace.name)).as_json()
