"""What it costs to read all content when it is first needed: python -m tests.bench.content_cost

CPU of a new process that has loaded nothing of it, the best of several: English within 60 ms, translated within 80.
"""

import gzip
import subprocess
import sys
import tempfile
from pathlib import Path

from posture_app.core.catalogue import Message, make_mo
from posture_app.core.content.translating import template, wordings
from posture_app.desktop.bundled import load_content

RUNS = 7
ONE = """
import logging, sys, time
logging.disable(logging.CRITICAL)
from posture_app.core import words
from posture_app.core.settings import settings
from posture_app.desktop import bundled
bundled.TRANSLATIONS = (sys.argv[1],)
bundled.read_bytes("content", "claims.md")
begun = time.process_time()
content, _ = bundled.load_content(sys.argv[2])
took = time.process_time() - begun
print(took, content.exercises[0].name)
"""


def costs(language: str, folder: Path, runs: int = RUNS) -> float:
    """The least CPU that reading it took, in seconds. `folder` has the catalogues."""
    command = [sys.executable, "-c", ONE, str(folder), language]
    done = [
        subprocess.run(command, capture_output=True, text=True, check=True).stdout.split(" ", 1) for _ in range(runs)
    ]
    assert all(name.startswith("[") is (language == "xx") for _, name in done)
    return min(float(took) for took, _ in done)


def write_pseudo(folder: Path) -> None:
    """A catalogue `xx` with every text, 40 % longer."""
    content = load_content()[0]
    messages = [
        Message(one.text, one.context, translations=(f"[{one.text}{'~' * (len(one.text) * 2 // 5)}]",))
        for one in wordings(content)
    ]
    (folder / "xx.mo.gz").write_bytes(gzip.compress(make_mo([template(content)[0], *messages])))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_pseudo(Path(folder))
        for language, name in (("en", "English"), ("xx", "translated")):
            print(f"{name}: {1000 * costs(language, Path(folder)):.0f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
