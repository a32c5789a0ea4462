"""Requests at the control socket of the installed app, of every kind and none, in every state, its windows open."""

import contextlib
import json
import os
import random
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import IO, Any

import pytest

from posture_app.core.errors import KnownError
from posture_app.core.events import Word
from posture_app.core.settings.settings import TABLE
from posture_app.desktop.control.protocol import ask
from posture_app.desktop.paths import places
from tests.attack.steps import HANG_S, STUCK_S, Counts
from tests.e2e.desk import Desk

EVERY = 25
"""After so many requests the app is asked how it is."""
SCALE = 600
FLOOD_S = 10
"""Seconds of the processor for an answer that comes after those to a flood."""
ERRORS = "errors"
MINUTES: tuple[Any, ...] = (None, 0, 1, 5, 600, 10_081, -1, 0.5, 1e400, True, "5", [], {}, 10**400, float("nan"))
UNTIL: tuple[Any, ...] = (
    "03:00",
    "tomorrow",
    "24:00",
    "",
    "25:99",
    "\0",
    "9" * 5000,
    None,
    7,
    ["03:00"],
    "é" * 300,
    "next hour",
)
PAGES: tuple[Any, ...] = (
    "today",
    "history",
    "week",
    "days",
    "statistics",
    "exercises",
    "settings",
    "record",
    "",
    "x" * 500,
    None,
    3,
    ["today"],
    "\ud800",
)
KINDS: tuple[Any, ...] = ("stand", "stretch", "feet", "micro", "posture", "alternate", "sit", "own:x", "", None, {}, 3)
LINES = (
    b"\n", b"{}\n", b"[]\n", b"null\n", b"7\n", b'"status"\n', b"{\n", b"\xff\xfe\x00\n", b"\0" * 100 + b"\n",
    b"[" * 60_000 + b"\n",
    b'{"command": "status"', b'{"command": ["status"]}\n', b'{"command": {"a": 1}}\n', b'{"command": null}\n',
    b'{"command": "say", "word": "\\ud800"}\n', b'{"command": "x\\u001b[2J"}\n', b"GET / HTTP/1.1\r\n\r\n",
    b'{"command": "say", "word": "up", "minutes": NaN}\n',
    b'{"command": "delete", "since": 1, "until": [], "all": "x"}\n',
    b'{"command": "delete"}\n', b'{"command": "delete", "since": "x", "until": "2026-01-01", "all": false}\n',
    b'{"command": "say", "word": "pause", "minutes": 1' + b"0" * 5000 + b"}\n", b"x" * 100_000 + b"\n", b"x" * 200_000,
)  # fmt: skip


class Requests:
    """One app under attack, for as long as its desk stands."""

    def __init__(self, desk: Desk, chance: random.Random, counts: Counts) -> None:
        self._desk, self._chance, self._counts = desk, chance, counts
        self._app = desk.start(scale=SCALE)
        for pipe in (self._app.stdout, self._app.stderr):  # or it would wait for room in them
            Thread(target=_copy, args=(pipe, desk.data.parent / ERRORS), daemon=True).start()
        self._saver = desk.saver()
        self._locked = False
        self._open: list[socket.socket] = []
        self._last = ""

    def run(self, numbers: range) -> None:
        """Do so many, and have it end."""
        for number in numbers:
            self._last = f"requests {number}"
            kind = self._chance.choice(
                (self._word,) * 6
                + (self._state,) * 3
                + (self._page, self._page, self._line, self._line, self._flood, self._half, self._other, self._setting)
            )
            kind()
            self._counts.steps += 1
            self._counts.came[kind.__name__.strip("_")] += 1
            if number % EVERY == 0:
                self._check("status")
        self._end()

    def _state(self) -> None:
        """Into another state, in which the next requests find it."""
        chance = self._chance
        match chance.randrange(7):
            case 0:
                self._locked = not self._locked
                self._desk.lock(self._saver, on=self._locked)
                self._desk.loop.run_for(0.01)
            case 1:
                self._ask("say", word="private", minutes=chance.choice((None, 1, 60)))
            case 2:
                self._ask("say", word="private_off", minutes=None)
            case 3:
                self._ask("show", page=chance.choice(PAGES[:6]))
            case 4:
                self._ask("try", kind=chance.choice(KINDS[:6]))
            case 5:
                self._desk.type()
            case _:
                self._ask("say", word=chance.choice(("up", "sit", "stand", "pause", "resume")), minutes=None)

    def _word(self) -> None:
        chance = self._chance
        word: Any = chance.choice((*Word, *Word, "switch", "", "x", None, 3, [], "\ud800"))
        more: dict[str, Any] = {"minutes": chance.choice((None, None, None, *MINUTES))}
        if chance.random() < 0.15:
            more["until"] = chance.choice(UNTIL)
        if chance.random() < 0.1:
            del more["minutes"]
        self._ask("say", word=word, **more)

    def _page(self) -> None:
        self._ask("show", page=self._chance.choice(PAGES))

    def _other(self) -> None:
        chance = self._chance
        command: Any = chance.choice(
            ("status", "settings", "changed", "try", "raise", "", "quit ", "QUIT", None, 3, {}, [])
        )
        self._ask(command, kind=chance.choice(KINDS))

    def _setting(self) -> None:
        """A setting changed by hand, also to what it does not take."""
        chance = self._chance
        key = chance.choice(list(TABLE))
        value = chance.choice(
            ("true", "false", "1", "30", '"card"', '"screen"', '"silent"', "[]", '"always"', "-1", "x", '"22:00-06:00"')
        )
        if key in ("shared_folder", "theme") or key.startswith("hotkey"):
            return
        file = places(self._desk.data).settings
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        lines = [line for line in lines if not line.startswith(f"{key} ")][-30:]
        file.write_text("\n".join([*lines, f"{key} = {value}"]) + "\n", encoding="utf-8")
        self._ask("settings")

    def _line(self) -> None:
        """What is no request, or hardly one; who sent it waits for an answer or goes."""
        with self._connected() as line, contextlib.suppress(OSError):
            line.sendall(self._chance.choice(LINES))
            if self._chance.random() < 0.5:
                line.recv(100_000)

    def _flood(self) -> None:
        """Many at once, some of them on one line."""
        if self._chance.random() < 0.5:
            with self._connected() as line, contextlib.suppress(OSError):
                line.sendall(b'{"command": "status"}\n' * 2000)
            self._ask("status", within=FLOOD_S)
            return
        lines = [self._connected() for _ in range(self._chance.choice((20, 100)))]
        for line in lines:
            with contextlib.suppress(OSError):
                line.sendall(
                    json.dumps({"command": "say", "word": self._chance.choice(list(Word)), "minutes": None}).encode()
                    + b"\n"
                )
        for line in lines:
            line.close()
        self._ask("status", within=FLOOD_S)

    def _half(self) -> None:
        """Half a line, and nothing more for a long time."""
        line = self._connected()
        with contextlib.suppress(OSError):
            line.sendall(self._chance.choice((b"", b"{", b'{"command": "qu')))
        self._open.append(line)
        if len(self._open) > 40:
            self._open.pop(self._chance.randrange(40)).close()

    def _connected(self) -> socket.socket:
        if sys.platform == "win32":
            raise NotImplementedError
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(STUCK_S)
        with contextlib.suppress(OSError):
            line.connect(places(self._desk.data).found_control())
        return line

    def _ask(self, command: object, *, within: float = HANG_S, **more: object) -> dict[str, Any] | None:
        """What it answers; it must, within the time it has."""
        text = json.dumps({"command": command, **more})
        self._last = f"{self._last.partition(':')[0]}: {text[:200]}"
        before = self._cpu_s()
        try:
            answer = ask(places(self._desk.data).found_control(), {"command": command, **more}, STUCK_S)
        except KnownError as error:
            self._fault(f"no answer: {error}")
            return None
        if (took := self._cpu_s() - before) > within:
            self._fault(f"an answer took {took:.1f} s of the processor")
        return answer

    def _check(self, command: str) -> None:
        answer = self._ask(command)
        if answer is not None and not answer.get("ok"):
            self._fault(f"{command}: {answer}")
        elif answer is not None:
            state = answer["status"]
            self._counts.came[f"found {'private' if state['private'] else state['state']}"] += 1

    def _cpu_s(self) -> float:
        """How much of a processor the app has had."""
        if sys.platform == "win32":
            raise NotImplementedError
        try:
            words = Path(f"/proc/{self._app.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")

    def _fault(self, what: str) -> None:
        self._counts.faults.append((self._last, what))
        if self._app.poll() is not None or what.startswith("no answer"):
            raise DeadError

    def _end(self) -> None:
        """It ends when told to, and has nothing to complain of."""
        self._last = "requests: quit"
        self._ask("quit")
        try:
            status = self._app.wait(STUCK_S)
        except subprocess.TimeoutExpired:
            self._fault("it does not quit")
            return
        if status:
            self._fault(f"it ended with {status}")


def _copy(pipe: IO[str], to: Path) -> None:
    with to.open("a", encoding="utf-8") as file, contextlib.suppress(ValueError):
        shutil.copyfileobj(pipe, file)


class DeadError(Exception):
    """The app can no longer be asked."""


def attack_requests(numbers: range, seed: int, folder: Path) -> Counts:
    """Do the requests of these numbers; they are alike each time from the same first one on."""
    counts, chance = Counts(), random.Random(f"{seed} requests {numbers.start}")
    with pytest.MonkeyPatch.context() as patch:
        desk = Desk(folder, patch, screen="1200x700x24")
        desk.daemon()
        try:
            requests = Requests(desk, chance, counts)
            with contextlib.suppress(DeadError):
                requests.run(numbers)
        finally:
            desk.close()
    messages = places(folder / "data").messages
    for path in (*messages.parent.glob(f"{messages.name}*"), folder / ERRORS):
        for report in path.read_text(encoding="utf-8", errors="replace").split("Traceback (most recent call last):")[
            1:
        ]:
            counts.faults.append((f"requests, {path.name}", report[:4000]))
    return counts
