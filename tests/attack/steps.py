"""The steps of an attack, each in a process of its own with its time counted: what is found of them, and how to repeat
one of them.
"""

import faulthandler
import json
import os
import random
import re
import resource
import shutil
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

HANG_S = 2
"""Seconds of the processor; more is a hang, whoever else keeps the machine busy."""
STUCK_S = 20
"""Real seconds, for what waits and needs no processor."""
MEMORY = 3 << 30
LARGEST_FILE = 256 << 20
WORDS, WHERE = "words", "where"
Step = Callable[[random.Random, Path, "Notes"], None]
"""Does one thing in an empty folder, and notes what came of it; whatever it raises is a fault of the app."""


@dataclass
class Counts:
    """What came of an attack: how often what happened, and the faults, each with its step and all that is known."""

    steps: int = 0
    came: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        """The whole of a fault is told once, for those that look alike."""
        lines = [f"{self.steps} steps, {len(self.faults)} faults"]
        lines += [f"{number:8} {what}" for what, number in sorted(self.came.items())]
        seen: set[str] = set()
        for fault, whole in self.faults:
            alike = _alike(whole)
            lines.append(f"  ! {fault}: {alike}")
            lines += [] if alike in seen else whole.splitlines()
            seen.add(alike)
        return "\n".join(lines)


def _alike(whole: str) -> str:
    """What makes a fault another than others: where it was in the app, and its last word."""
    lines = whole.strip().splitlines() or [""]
    where = [line for line in lines if "posture_app/" in line]
    last = re.sub(r"\S*/steps/\S+", "…", lines[-1])
    return f"{last[:160]} {where[-1].strip().partition('posture_app/')[2] if where else ''}"


class Notes:
    """What one step has to tell."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / WORDS).open("w", encoding="utf-8", buffering=1)

    def to(self, what: str) -> None:
        """What it is done to, told with a fault."""
        self._file.write(json.dumps({"to": what}) + "\n")

    def came(self, what: str) -> None:
        """Count this."""
        self._file.write(json.dumps(what) + "\n")

    def arm(self) -> None:
        """From now on there is so much time once more."""
        if sys.platform == "win32":
            raise NotImplementedError
        signal.setitimer(signal.ITIMER_PROF, HANG_S)
        signal.setitimer(signal.ITIMER_REAL, STUCK_S)

    @contextmanager
    def limited(self, what: str) -> Iterator[None]:
        """What is done inside has so much time; whatever fails in it is told by this name."""
        self.arm()
        self._file.write(json.dumps({"doing": what}) + "\n")
        try:
            yield
        except BaseException:  # noqa: BLE001 - whatever it is, it is told
            self._file.write(json.dumps({"fault": what, "whole": traceback.format_exc()}) + "\n")
        if sys.platform == "win32":
            raise NotImplementedError
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


def attack(name: str, step: Step, numbers: range, seed: int, folder: Path) -> Counts:
    """Do the steps of these numbers, each alike whenever it is done again with the same seed."""
    counts = Counts()
    for number in numbers:
        place = folder / f"{name}-{number}"
        place.mkdir(parents=True)
        status = _step(step, random.Random(f"{seed} {name} {number}"), place)
        counts.steps += 1
        _read(f"{name} {number}", place, status, counts)
        _remove(place)
    return counts


def _step(step: Step, chance: random.Random, folder: Path) -> int:
    """How a process ended that did it: 0, or with a fault that it has written down."""
    with (folder / WHERE).open("w", encoding="utf-8") as where:

        def do() -> None:
            if sys.platform == "win32":
                raise NotImplementedError
            for number in (signal.SIGPROF, signal.SIGALRM):
                faulthandler.register(number, where, all_threads=True, chain=True)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
            os.dup2(os.open(os.devnull, os.O_RDWR), 2)
            step(chance, folder, Notes(folder))

        return in_child(do, where)


def in_child(do: Callable[[], None], where: IO[str]) -> int:
    """How a process ended that did it; what it raises is written there."""
    if sys.platform == "win32":
        raise NotImplementedError
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    status = 1
    try:
        do()
        status = 0
    except BaseException:  # noqa: BLE001 - whatever it is, it is told
        where.write(traceback.format_exc())
        where.flush()
    finally:
        os._exit(status)


def _read(step: str, folder: Path, status: int, counts: Counts) -> None:
    """Count what came of a step that has ended so."""
    doing = ""
    for line in (folder / WORDS).read_text(encoding="utf-8").splitlines():
        match json.loads(line):
            case {"doing": what}:
                doing = what
            case {"to": what}:
                step = f"{step}, {what}"
            case {"fault": what, "whole": whole}:
                counts.faults.append((f"{step}, {what}", whole))
            case what:
                counts.came[what] += 1
    if status:
        where = (folder / WHERE).read_text(encoding="utf-8", errors="replace")
        counts.faults.append((f"{step}, {doing}", f"{where}\n{_kind(status)}"))


def _kind(status: int) -> str:
    if sys.platform == "win32":
        raise NotImplementedError
    return {-signal.SIGPROF: "a hang", -signal.SIGALRM: "stuck", 1: "a failure"}.get(status, f"ended by {status}")


def _remove(folder: Path) -> None:
    shutil.rmtree(folder)
