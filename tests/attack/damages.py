"""Damaged and hostile logs: opened as our own, restored as backups, and merged into ours."""

import random
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.store.backup.restore import restore
from posture_app.store.file.backup_folder import backup_path
from posture_app.store.file.inspection import FileState, inspect
from posture_app.store.merge.merging import merge
from posture_app.store.merge.shared_folder import SharedFolder
from tests.attack.damage import DAMAGES, make_fifo
from tests.attack.logs import LATER, content, make_log, own_rows, schema, use
from tests.attack.steps import Notes
from tests.store.conftest import NOW

ALLOWED = ("database of another program", "of version", "older version", "is no ordinary file")
"""What an app may say that does not start with a log as its own: it is left untouched."""


MET = "it is damaged; quit and start again"
"""What it says of damage that a look at the log at its start does not see, as that of an index."""


class Damages:
    """The step of this attack, with a log to damage and one to defend, and their backup."""

    def __init__(self, folder: Path) -> None:
        self._theirs, self._ours = folder / "theirs.db", folder / "ours.db"
        make_log(self._theirs, "a" * 16)
        make_log(self._ours, "b" * 16)
        self._schema = schema(self._ours)

    def __call__(self, chance: random.Random, folder: Path, notes: Notes) -> None:
        """Damage it in one way or two, and try it in every place."""
        kinds = chance.choices(list(DAMAGES), k=chance.choice((1, 1, 1, 2)))
        damages = [chance.choice(DAMAGES[kind]) for kind in kinds]
        notes.to(" and ".join(each.__name__.strip("_") for each in damages))
        hostile = folder / "hostile" / "other.db"
        hostile.parent.mkdir()
        shutil.copyfile(self._theirs, hostile)
        for damage in damages:
            with suppress(
                sqlite3.Error, ValueError, IndexError, FileExistsError
            ):  # where another damage has left nothing to be damaged
                damage(hostile, chance)
        with notes.limited("open"):
            notes.came(self._open(hostile, folder / "open" / "posture.db", backup=chance.random() < 0.5))
        with notes.limited("restore"):
            notes.came(self._restore(hostile, folder / "restore" / "posture.db"))
        with notes.limited("merge"):
            notes.came(self._merge(hostile, folder / "merge" / "posture.db"))
        with notes.limited("share"):
            notes.came(self._share(hostile, folder / "share" / "posture.db"))

    def _open(self, hostile: Path, log: Path, *, backup: bool) -> str:
        """Start with it as our own log."""
        _place(hostile, log)
        if backup:
            _put(self._ours, backup_path(log, NOW.date()))
        try:
            try:
                notices = use(log)
            except KnownError as error:
                if MET not in str(error):
                    raise
                notices = use(log)  # as it says
        except KnownError as error:
            if not any(words in str(error) for words in ALLOWED):
                raise
            return "open: left alone"
        self._check_sound(log)
        return "open: recovered" if notices else "open: sound"

    def _restore(self, hostile: Path, log: Path) -> str:
        _put(self._ours, log)
        before = content(log)
        try:
            restore(log, hostile, LATER)
        except KnownError:
            assert content(log) == before, "the log is not as it was"
            assert [] == [each for each in _beside(log) if not each.name.endswith(("-wal", "-shm"))]
            self._check_sound(log)
            return "restore: refused"
        self._check_sound(log)
        return "restore: done"

    def _merge(self, hostile: Path, log: Path) -> str:
        _put(self._ours, log)
        before = own_rows(log)
        try:
            merge(log, hostile, LATER)
            word = "merge: done"
        except KnownError:
            word = "merge: refused"
        self._check_kept(log, before)
        return word

    def _share(self, hostile: Path, log: Path) -> str:
        """It lies in the shared folder, before one that is in order."""
        _put(self._ours, log)
        before = own_rows(log)
        shared = log.parent / "shared"
        shared.mkdir()
        _place(hostile, shared / "posture-aaaaaaaaaaaaaaaa.db")
        _put(self._theirs, shared / "posture-ffffffffffffffff.db")
        found = SharedFolder(log, shared).exchange(write=True, now=LATER, stop=lambda: None)
        self._check_kept(log, before)
        assert found.came, f"what is in order has not come: {found.faults}"
        return "share: told" if found.faults else "share: done"

    def _check_kept(self, log: Path, before: dict[str, set[tuple[object, ...]]]) -> None:
        after = own_rows(log)
        lost = {table: rows - after[table] for table, rows in before.items() if rows - after[table]}
        assert lost == {}, f"lost: {lost}"
        self._check_sound(log)

    def _check_sound(self, log: Path) -> None:
        """It can be used, and is one of ours."""
        assert inspect(log) is FileState.SOUND
        notices = use(log)
        assert all("has been brought up to date" in each for each in notices), notices  # of one that was restored
        assert schema(log) == self._schema, set(schema(log)) ^ set(self._schema)


def _put(log: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(log, to)


def _place(hostile: Path, to: Path) -> None:
    """With all that lies beside it."""
    to.parent.mkdir(parents=True, exist_ok=True)
    for path in hostile.parent.iterdir():
        new = to.with_name(to.name + path.name.removeprefix(hostile.name))
        if path.is_symlink():
            new.symlink_to(path.readlink())
        elif path.is_fifo():
            make_fifo(new)
        elif path.is_dir():
            new.mkdir()
        else:
            shutil.copyfile(path, new)


def _beside(log: Path) -> list[Path]:
    return [path for path in log.parent.iterdir() if path != log]
