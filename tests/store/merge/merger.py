"""Merge the second log named on the command line into the first, in small steps.

Before each it says so, and goes on once it is answered: so whoever asks can end it within a step of their choice.
"""

import sys
from pathlib import Path

from posture_app.store.merge import merged_spans
from posture_app.store.merge.merging import merge
from tests.store.conftest import LATER


def _ask() -> None:
    print("step", flush=True)  # noqa: T201 - what the test reads
    sys.stdin.readline()


merged_spans._PAGE = merged_spans._PAGE.replace(str(merged_spans.CHUNK), "40")
merged_spans.MOVED = 20
merge(Path(sys.argv[1]), Path(sys.argv[2]), LATER, stop=_ask)
