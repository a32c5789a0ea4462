"""How long it takes to bring in twenty years of another computer, again, and to write the file of a shared folder.

python -m tests.bench.merge_logs
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from posture_app.store.log.opening import prepare
from posture_app.store.merge.merging import merge
from posture_app.store.merge.shared_folder import write_shared
from tests.bench.long_log import NOW, write
from tests.store.conftest import LATER

YEARS, SPANS = 20, 60


def _timed(what: str, do: Callable[[], object]) -> None:
    before = time.perf_counter()  # noqa: TID251 - real time is what is measured
    do()
    print(f"{what:40} {time.perf_counter() - before:6.2f} s")  # noqa: T201, TID251 - the result


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours, other, shared = (Path(folder) / name for name in ("ours.db", "other.db", "shared"))
        print(f"{write(other, YEARS, SPANS):,} spans")  # noqa: T201 - the result
        prepare(ours, NOW)
        shared.mkdir()
        _timed("merge", lambda: merge(ours, other, LATER))
        _timed("merge again", lambda: merge(ours, other, LATER))
        _timed("write the file of the shared folder", lambda: write_shared(other, shared, None))


if __name__ == "__main__":
    main()
