"""Attack the app, over and over, in ways that nobody thinks of, and say what came of it: see the files beside this one.

    python -m tests.attack [--only NAME]... [--seed N] [--count N] [--first N]

A fault is told with its number; `--only NAME --seed N --first NUMBER --count 1` does it again.
"""

import argparse
import logging
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.attack.contained import contained
from tests.attack.damages import Damages
from tests.attack.days import Days
from tests.attack.files import Imports, SettingsFiles
from tests.attack.orders import Orders
from tests.attack.own_files import OwnFiles
from tests.attack.requests import attack_requests
from tests.attack.steps import Counts, Step, attack

Run = Callable[[range, int, Path], Counts]


def _steps(name: str, make: Callable[[Path], Step]) -> Run:
    return lambda numbers, seed, folder: attack(name, make(folder), numbers, seed, folder / "steps")


ATTACKS: dict[str, tuple[int, Run]] = {
    "requests": (4000, attack_requests),
    "damages": (1000, _steps("damages", Damages)),
    "imports": (1000, _steps("imports", Imports)),
    "own_files": (2000, _steps("own_files", OwnFiles)),
    "settings": (1000, _steps("settings", SettingsFiles)),
    "orders": (200, _steps("orders", Orders)),
    "days": (10, _steps("days", Days)),
}
"""Each with how many steps make it a whole one."""


def main() -> int:
    """Do what the arguments say; 1 if there are faults."""
    parser = argparse.ArgumentParser(prog="python -m tests.attack", description="Attack the app, and count its faults.")
    parser.add_argument("--only", action="append", choices=list(ATTACKS), help="this attack; else all, one by one")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="to do it again")
    parser.add_argument("--first", type=int, default=0, help="the number of the first step")
    parser.add_argument("--count", type=int, help="how many steps; else as many as make it a whole attack")
    options = parser.parse_args()
    return contained(lambda: _attack(options))


def _attack(options: argparse.Namespace) -> int:
    logging.disable(logging.CRITICAL)
    faults = 0
    for name in options.only or ATTACKS:
        count, run = ATTACKS[name]
        numbers = range(options.first, options.first + (options.count or count))
        with tempfile.TemporaryDirectory(prefix="posture-app-attack-") as folder:
            counts = run(numbers, options.seed, Path(folder))
        faults += len(counts.faults)
        sys.stdout.write(f"{name}, seed {options.seed}: {counts}\n")
        sys.stdout.flush()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
