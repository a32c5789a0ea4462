"""Every command in a language that nobody speaks: what it says comes from a catalogue, but for what people wrote, type
or have on their machine.
"""

import argparse
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import timedelta
from io import StringIO
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from posture_app import cli
from posture_app.commands import remote
from posture_app.commands.demo import make_history
from posture_app.core.events import Input
from posture_app.core.help_topics import TOPICS
from posture_app.core.settings.settings import DEFAULTS, TABLE
from posture_app.desktop.bundled import load_help
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.control.protocol import NotRunningError
from posture_app.desktop.paths import places
from tests.pseudo import OPEN, english, spoken
from tests.runtime.test_requests import Asked

DATA = Path(__file__).parents[1] / "data"
NOW = SystemClock().now().wall
DAYS = [(NOW - timedelta(days=days)).date().isoformat() for days in range(20)]
ZONE = "Europe/Berlin"
"""By its name alone, UTC cannot be told from a word in English."""
WRONG = (
    ("--set", "x"),
    ("--time-scale", "fast"),
    ("nonsense",),
    ("--nonsense",),
)
RUNS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "status": ((),),
    **dict.fromkeys(("up", "stand", "sit", "switch", "done", "skip", "longer", "escape", "resume", "quit"), ((),)),
    "snooze": ((), ("5",), ("--until-pause",), ("never",), ("5", "--until-pause")),
    "pause": ((), ("30",), ("--until", "tomorrow"), ("--until", "99:00"), ("5", "--until", "12:00"), ("0",)),
    "private": ((), ("20",), ("--off",), ("--until-ended",), ("5", "--off")),
    "watch": ((),),
    "try": (("stand",), ("lunch",), ()),
    "show": (("today",), ("nowhere",), ()),
    "help": ((), ("lunch",)),
    "replay": (("day.jsonl",), ("none",), ()),
    "export": (("spans",), ("days", "--output", "days.csv"), ("days", "--zone", "x"), ("dreams",), ()),
    "import": (("days.csv", "--dry-run"), ("days.csv",), ("none",), ("words",), ()),
    "stats": ((), ("--by", "month"), ("--by", "day"), ("--since", DAYS[2], "--until", DAYS[5]), ("--since", "x")),
    "report": (("x.pdf", "--since", "2999-01-01"), ()),
    "backup": ((), ("copy.db",), ("no/copy.db",)),
    "restore": ((), ("copy.db",), ("none.db",), ("words",)),
    "merge": (("copy.db",), ("words",), ("--new-device",), ()),
    "correct": (
        ("yesterday", "14:00", "15:00", "standing"), ("--list",), ("--undo", "1"), ("--undo", "9"), ("--undo", "x"), (),
        ("x", "14:00", "15:00", "away"), ("today", "14:00", "13:00", "away"), ("today", "14:00"),
    ),
    "note": (("today", "Back sore"), ("today",), ("yesterday",), ("2999-01-01", "x"), ()),
    "check": ((),),
    "delete": (
        (), ("--since", DAYS[9]), ("--since", DAYS[9], "--until", DAYS[8], "--yes"), ("--all",),
        ("--since", "2999-01-01"), ("--all", "--yes"),
    ),
    "content check": (("none",), ("own.toml",), ("wrong.toml",), ("words",)),
    "content pot": (("c.pot",), ("no/c.pot",)),
    "settings list": ((),),
    "settings get": (("stand_every",), ("lunch",), ()),
    "settings set": (("stand_every", "40"), ("stand_every", "4"), ("clock", "x"), ("snooze", "x"), ("theme",)),
    "settings export": (("s.toml",), ("no/s.toml",)),
    "settings import": (("s.toml",), ("none",), ("words",)),
    "autostart on": ((),),
    "autostart status": ((),),
    "autostart off": ((),),
    "autostart unit": ((),),
    "desktop": (("--check",), ("--install",), ("--remove",)),
    "doctor": ((),),
    "demo": ((),),
}  # fmt: skip
"""What each command is given, one run after the other in one folder."""
BEFORE: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "import": (("export", "days", "--output", "days.csv"),),
    "restore": (("backup", "copy.db"),),
    "merge": (("backup", "copy.db"),),
    "settings import": (("settings", "export", "s.toml"),),
}
"""What is run before it."""
SAME = re.compile(
    # what the system says, in a language of its own
    r"No such file or directory|Invalid argument|\[Errno \d+\]|Expected '=' .* column \d+"
    # names of the system, files of other programs, and their command lines
    r"|DBUS_SESSION_BUS_ADDRESS|ext_idle_notifier_v1|org_kde_kwin_idle|zwlr_foreign_toplevel_manager_v1"
    r"|logind(?:, idle)?|mutter|plyer|offscreen"
    r"|\[Unit\]|\[Service\]|\[Install\]|(?:uv tool|pipx|git) .*|Python|YYYY-MM-DD|KEY=VALUE"
    r"|\b(?:desktop|terminal)\b"
    # what was typed, and what files have
    r"|['“](?:lunch|words|none|nonsense|fast|never|dreams|nowhere)['”]|Back sore|\[\{.*\}\]"
    r"|exercise “(?:own|wrong)”|hold_s|timed|\bname\b"
)


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from parsers(each)


PARSERS = {each.prog.removeprefix("posture-app").strip(): each for each in parsers(cli._parser(["help"]))}
LEAVES = {name for name, each in PARSERS.items() if each._subparsers is None}
"""The commands with nothing below them."""


def typed() -> set[str]:
    """What people type, the same in all languages: commands, what they take, settings, their values, and topics."""
    words = [*PARSERS, *TABLE, *TOPICS, "waybar"]
    for each in PARSERS.values():
        words += [str(choice) for action in each._actions for choice in action.choices or ()]
    for key, setting in TABLE.items():
        kind = setting.kind
        words += [kind.to_text(getattr(DEFAULTS, key)), *getattr(kind, "options", ()), *getattr(kind, "names", ())]
    return {part for word in words for part in re.findall(r"[^\W\d_]+", str(word))}


TYPED = typed()


def left_in_english(text: str) -> list[str]:
    """What of a text comes from no catalogue."""
    for title in sorted({topic.title for topic in load_help()}, key=len, reverse=True):
        text = text.replace(title, " ")  # the help is in files of its own
    return [word for word in english(SAME.sub(" ", text)) if word not in TYPED]


class Spoken:
    """The command line in that language, on a record, and an app that answers it."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self._capsys = home, capsys
        self.app = Asked()
        self.app.desk.live.feed(Input())
        self.app.desk.run(40 * 60)

    def say(self, *arguments: str) -> str:
        """All that it says to these."""
        with suppress(SystemExit):
            cli.main(["--data-dir", str(self.home / "data"), *arguments])
        done = self._capsys.readouterr()
        return done.out + done.err

    def ask(self, _address: object, request: Mapping[str, Any], _patience: int = 0) -> Mapping[str, Any]:
        """In the place of the control socket."""
        if request["command"] == "watch":
            raise NotRunningError
        answer = self.app.requests.answer(json.loads(json.dumps(request)))
        assert isinstance(answer, Mapping)
        return dict(answer)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of three months."""
    folder = tmp_path_factory.mktemp("record")
    make_history(places(folder), NOW - timedelta(days=1), ZONE)
    return folder


@pytest.fixture
def line(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Spoken]:
    copytree(record, tmp_path / "data")
    (tmp_path / "day.jsonl").write_bytes((DATA / "traces" / "morning.jsonl").read_bytes())
    (tmp_path / "words").write_text("lorem ipsum", encoding="utf-8")
    (tmp_path / "own.toml").write_text('format = 2\n[[exercise]]\nname = "Abc"\nsteps = ["Abc."]\n', encoding="utf-8")
    (tmp_path / "wrong.toml").write_text('format = 2\n[[exercise]]\nname = 7\nsteps = ["Abc."]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TZ", ZONE)
    monkeypatch.setenv("QT_WAYLAND_RECONNECT", "1")  # or `doctor` would set it for good
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    with spoken():
        made = Spoken(tmp_path, capsys)
        monkeypatch.setattr(cli, "speak", lambda _language: "xx")  # what is spoken already
        monkeypatch.setattr(remote, "ask", made.ask)
        yield made


def test_every_command_is_run() -> None:
    assert LEAVES == set(RUNS)


@pytest.mark.parametrize("name", RUNS)
def test_what_a_command_says_comes_from_a_catalogue(name: str, line: Spoken, monkeypatch: pytest.MonkeyPatch) -> None:
    before = BEFORE.get(name, ())
    for arguments in (*before, *((*name.split(), *each) for each in RUNS[name])):
        monkeypatch.setattr("sys.stdin", StringIO("no\n"))
        said = line.say(*arguments)
        if arguments != ("export", "spans"):  # which programs read
            assert [] == left_in_english(said), (arguments, said)


@pytest.mark.parametrize("name", sorted(PARSERS))
def test_the_help_of_a_command_comes_from_a_catalogue(name: str, line: Spoken) -> None:
    said = line.say(*name.split(), "--help")
    assert OPEN in said
    assert [] == left_in_english(said), said


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_what_is_wrong_is_said_in_it(arguments: tuple[str, ...], line: Spoken) -> None:
    said = line.say(*arguments)
    assert OPEN in said
    assert [] == left_in_english(said), said


def test_a_word_in_english_is_found() -> None:
    assert ["said", "nobody"] == left_in_english("⟦ßö~⟧ said stand_every nobody --json")
