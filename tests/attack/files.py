"""Files of this app and of other programs, mangled and imported; and mangled settings."""

import json
import random
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import tomlkit

from posture_app.core.errors import KnownError, UsageError
from posture_app.core.rules import rules_of
from posture_app.core.settings.settings import DEFAULTS, TABLE
from posture_app.desktop.settings_file import MOST_COMPLAINTS, SettingsFile
from posture_app.store.file.inspection import FileState, inspect
from posture_app.store.log.columns import TABLE_OF, Format
from posture_app.store.transfer.importing import Import, import_file, try_import
from tests.attack.damage import DAMAGES
from tests.attack.logs import LATER, content, make_log, own_rows, use
from tests.attack.mangle import mangled, many
from tests.attack.steps import Notes
from tests.store.conftest import MINUTE, NOW
from tests.store.entry_logs import exported

SUFFIX = {Format.CSV: "csv", Format.JSON: "json", Format.EXCEL: "txt"}
OWN = '[{"name": "Water", "due": "90 min sitting", "text": "Drink a glass.", "length": 2}]'
SET = {
    "own": OWN, "working_hours": "mon-fri 09:00-12:00 13:00-17:30", "goal_kept": "50", "hotkey_up": "Ctrl+Alt+U",
    "shared_folder": "/tmp/nowhere", "keep_years": "3",
}  # fmt: skip


class Imports:
    """The step of this attack: a log to import into, and whole files to mangle."""

    def __init__(self, folder: Path) -> None:
        self._log, theirs = folder / "ours.db", folder / "theirs.db"
        make_log(self._log, "b" * 16)
        make_log(theirs, "a" * 16)
        self._files = {
            f"{kind}.{SUFFIX[fmt]}": exported(theirs, kind, fmt).decode("utf-16" if fmt is Format.EXCEL else "utf-8")
            for kind in TABLE_OF
            for fmt in Format
        }
        other = {"activitywatch.json": _activitywatch(), "historystats": _workrave()}
        self._files |= {f"{number} {name}": text for number in range(9) for name, text in other.items()}
        self._database = folder / "workrave.db"
        _workrave_database(self._database)

    def __call__(self, chance: random.Random, folder: Path, notes: Notes) -> None:
        """Mangle one of them, and import it, twice; or try to."""
        file, log = folder / "file", folder / "log" / "posture.db"
        if chance.random() < 0.05:
            name, how = "workrave.db", "rows"
            shutil.copyfile(self._database, file)
            chance.choice(DAMAGES[chance.choice(("bytes", "pages", "length"))])(file, chance)
        elif chance.random() < 0.03:
            name, how = "activitywatch.json", "many"
            file.write_text(many(_activitywatch(), chance))
        else:
            name = chance.choice(list(self._files))
            whole, how = mangled(self._files[name], chance)
            file.write_bytes(whole)
        notes.to(f"{name} {how}")
        log.parent.mkdir()
        shutil.copyfile(self._log, log)
        before = own_rows(log)
        wanted = Import(file, "Europe/Berlin", LATER)
        with notes.limited("try"):
            whole_before = content(log)
            told = ""
            try:
                try_import(wanted, log)
            except KnownError as error:
                told = str(error)
                notes.came("refused")
            plain = told.replace("\t", " ").isprintable()  # a tab parts the fields of some files
            assert plain, f"a refusal on several lines, or with what a terminal obeys: {told}"
            assert content(log) == whole_before, "to try it has changed the log"
        with notes.limited("import"):
            try:
                import_file(wanted, log)
                word = "imported"
            except KnownError:
                word = "refused"
                assert content(log) == whole_before, "a refused file has changed the log"
            notes.came(f"{name.partition('.')[2] or name[2:]}: {word}")
        with notes.limited("again"):
            once = content(log)
            if word == "imported":
                import_file(wanted, log)
                assert content(log) == once, "what was imported came twice"
        with notes.limited("use"):
            after = own_rows(log)
            assert all(rows <= after[table] for table, rows in before.items()), "own rows are lost"
            assert inspect(log) is FileState.SOUND
            assert use(log) == ()


def _activitywatch() -> str:
    events = []
    for number in range(30):
        at = NOW + number * 50 * MINUTE
        for begins, minutes, status in ((at, 40, "not-afk"), (at + 40 * MINUTE, 9.99, "afk")):
            event = {"timestamp": begins.isoformat(), "duration": minutes * 60, "data": {"status": status}}
            events.append(event)
    seen = {"app": "editor", "title": "x — y"}
    window = [{"timestamp": NOW.isoformat(), "duration": 20.5, "data": seen}]
    buckets = {
        f"{client}_PC": {"id": f"{client}_PC", "type": kind, "client": client, "hostname": "PC", "events": some}
        for client, kind, some in (
            ("aw-watcher-window", "currentwindow", window),
            ("aw-watcher-afk", "afkstatus", events),
        )
    }
    return json.dumps({"buckets": buckets}, indent=1)


def _workrave() -> str:
    lines = ["WorkRaveStats 4"]
    for number in range(30):
        day = date(2026, 2, 20) + timedelta(days=number)
        begins = f"{day.day} {day.month - 1} {day.year - 1900}"
        lines += [f"D {begins} 9 10 {begins} 18 40", "B 0 7 3 1 9 0 1 2 300 ", f"m 6 {20100 + number} 100 50 20 30 40 "]
    return "\n".join(lines) + "\n"


def _workrave_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(
            "CREATE TABLE schema_info (key TEXT PRIMARY KEY, value TEXT NOT NULL);"
            "INSERT INTO schema_info VALUES ('schema_version', '1');"
            "CREATE TABLE stats_day (day TEXT PRIMARY KEY, start_time INTEGER NOT NULL, stop_day TEXT NOT NULL,"
            " stop_time INTEGER NOT NULL);"
            "CREATE TABLE stats_misc (day TEXT NOT NULL, counter INTEGER NOT NULL, value INTEGER NOT NULL,"
            " PRIMARY KEY (day, counter)) WITHOUT ROWID;"
        )
        for number in range(28):
            day = f"2026-02-{number + 1:02}"
            connection.execute("INSERT INTO stats_day VALUES (?, 33000, ?, 63600)", (day, day))
            connection.execute("INSERT INTO stats_misc VALUES (?, 0, ?)", (day, 20000 + number))


class SettingsFiles:
    """The step of this attack: a file with every setting in it, to mangle."""

    def __init__(self, folder: Path) -> None:
        document = tomlkit.document()
        document.add(tomlkit.comment("what I like"))
        for key, setting in TABLE.items():
            value = setting.kind.from_text(SET[key]) if key in SET else getattr(DEFAULTS, key)
            raw = setting.kind.to_raw(value)
            if raw is not None:
                document[key] = raw
        self._text = tomlkit.dumps(document)

    def __call__(self, chance: random.Random, folder: Path, notes: Notes) -> None:
        """Read it, change a setting, and read it again."""
        whole, how = mangled(self._text, chance)
        notes.to(how)
        file = SettingsFile(folder / "settings.toml")
        file.path.write_bytes(whole)
        with notes.limited("read"):
            loaded = file.load()
            rules_of(loaded.settings)
            assert len(loaded.complaints) <= MOST_COMPLAINTS + 1
            assert all(len(one.splitlines()) == 1 for one in loaded.complaints), loaded.complaints
            notes.came(f"read, {'with' if loaded.complaints else 'without'} complaints")
        with notes.limited("change"):
            try:
                file.set("volume", 30, LATER)
            except (KnownError, UsageError):
                notes.came("not changed")
                unchanged = file.path.read_bytes() == whole
                assert unchanged
            else:
                again = file.load()
                assert again.settings.volume == 30
                asides = [path for path in folder.iterdir() if ".damaged-" in path.name]
                notes.came("set aside and changed" if asides else "changed")
                assert [] == [path for path in asides if path.read_bytes() != whole], (
                    "what was set aside is not what was there"
                )
                if not asides:
                    others = {key: value for key, value in vars_of(loaded.settings).items() if key != "volume"}
                    now = vars_of(again.settings)
                    assert {key: now[key] for key in others} == others, "another setting has changed"


def vars_of(settings: object) -> dict[str, object]:
    """All settings by name."""
    return {key: getattr(settings, key) for key in TABLE}
