"""Merge the second log named on the command line into the first, in small steps, and say of each that it begins."""

import sys
from pathlib import Path

from posture_app.store.merge import merged_spans
from posture_app.store.merge.merging import merge
from tests.store.conftest import LATER


def _say() -> None:
    print("step", flush=True)  # noqa: T201 - what the test reads


merged_spans._PAGE = merged_spans._PAGE.replace(str(merged_spans.CHUNK), "40")
merged_spans.MOVED = 20
merge(Path(sys.argv[1]), Path(sys.argv[2]), LATER, stop=_say)
