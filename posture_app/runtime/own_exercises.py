"""The exercises of the person's own in the running app: read when first needed, and anew when the folder changes."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from posture_app.core.content.checked_table import Fault
from posture_app.core.content.content import Content
from posture_app.core.content.fault_lines import line_of
from posture_app.core.content.own import (
    FILE_NAME,
    PICTURE,
    OwnExercise,
    completed,
    free_id,
    read_own,
    table_of,
    toml,
)
from posture_app.core.content.own_pack import LARGEST, PackError, pack, unpack
from posture_app.core.content.picture_check import CheckedPicture, RefusedError, checked
from posture_app.core.content.raster_check import LARGEST as LARGEST_PICTURE
from posture_app.core.errors import KnownError
from posture_app.core.language import _, labelled
from posture_app.core.ports import Loop, Timer
from posture_app.desktop.content_files import parsed
from posture_app.desktop.folder_watch import folder_watch
from posture_app.desktop.own_folder import OwnFolder
from posture_app.desktop.paths import make_folder

REST_S = 0.3
"""After a change the folder is left alone for so long: what writes files rarely writes one."""
Table = Mapping[str, object]


class OwnExercises:
    """Implements `OwnShelf`. `shipped` is what comes with the app, `changed` is called when there is something else."""

    def __init__(self, path: Path, loop: Loop, shipped: Callable[[], Content], changed: Callable[[], None]) -> None:
        self._folder, self._loop = OwnFolder(path), loop
        self._shipped, self._changed = shipped, changed
        self._watch = folder_watch(loop, self._soon, written=True)
        self._timer: Timer | None = None
        self._content: Content | None = None
        self._own = Content()
        self._faults: tuple[Fault, ...] = ()

    @property
    def content(self) -> Content:
        """All that there is, the person's own after what is shipped."""
        return self._read() if self._content is None else self._content

    @property
    def _mine(self) -> Content:
        """The person's own alone."""
        if self._content is None:
            self._read()
        return self._own

    def forget(self) -> None:
        """Read all anew when it is next asked for."""
        self._content = None

    def close(self) -> None:
        """Watch it no more."""
        self._watch.watch(None)
        if self._timer is not None:
            self._timer.cancel()

    def faults(self) -> Sequence[str]:
        """Each with its file, line and field."""
        told = []
        if self._content is None:
            self._read()
        texts: dict[str, str] = {}
        for fault in self._faults:
            if fault.file not in texts:
                texts[fault.file] = (self._folder.read(fault.file) or b"").decode(errors="replace")
            where = _("{file}, line {line}").format(file=fault.file, line=line_of(texts[fault.file], fault))
            where = where if fault.kind and texts[fault.file] else fault.file
            told.append(
                labelled(where, labelled(fault.label, fault.what) if fault.kind else f"{fault.label}{fault.what}")
            )
        return told

    def is_own(self, id_: str) -> bool:
        """Whether the person has written it."""
        return self._mine.exercise(id_) is not None

    def is_simple(self, id_: str) -> bool:
        """Whether it has a file to itself."""
        return self.is_own(id_) and self._table(id_) is not None

    def picture(self, name: str) -> CheckedPicture:
        """The picture of this name in the folder, checked anew."""
        return self._folder.picture(name)

    def checked_picture(self, path: str) -> CheckedPicture:
        """The picture in this file, which the person chose."""
        return checked_file(Path(path))

    def save(self, own: OwnExercise, id_: str = "", picture: tuple[str, bytes] | None = None) -> str:
        """Keep it. What its file says besides stays, and so does a picture that is not new."""
        before = self._table(id_) if id_ else None
        id_ = id_ or free_id(own.name, self._taken())
        new = table_of(id_, own)
        files: dict[str, bytes | None] = {}
        if picture is not None:
            name = f"{id_}{Path(picture[0]).suffix.lower()}"
            files[name] = picture[1]
            new["illustration"] = name
        rest = {key: said for key, said in (before or {}).items() if key not in ("illustration", "purpose", "when")}
        tables = {"exercise": [rest | new]}
        self._refuse_faults(tables, tuple(files))
        old = str((before or {}).get("illustration", ""))
        if old != new.get("illustration", "") and FILE_NAME.fullmatch(old) and not self._used(old, besides=id_):
            files[old] = None
        self._write({**files, f"{id_}.toml": toml(tables).encode()})
        return id_

    def delete(self, id_: str) -> Callable[[], None]:
        """Take away its file, and its picture if it is in no other use; what is returned writes them again."""
        exercise = self._mine.exercise(id_)
        if exercise is None or self._table(id_) is None:
            raise KnownError(_("This exercise shares its file with others; take it out of the file in the folder."))
        names = [f"{id_}.toml"]
        picture = exercise.illustration.removeprefix(PICTURE)
        kept: dict[str, bytes | None] = {names[0]: self._folder.read(names[0])}
        if exercise.illustration.startswith(PICTURE) and not self._used(picture, besides=id_):
            with suppress(KnownError):  # one that cannot be shown is left where it is
                kept[picture] = bytes(self._folder.picture(picture))
        self._write(dict.fromkeys(kept))
        return lambda: self._write(kept)

    def export(self, ids: Sequence[str]) -> bytes:
        """One file with these in it, and their pictures, but for those that ship."""
        tables: list[Table] = []
        pictures: dict[str, bytes] = {}
        for id_ in ids:
            exercise, written = self._mine.exercise(id_), self._table(id_)
            if exercise is None or written is None:
                raise KnownError(_("This exercise shares its file with others; give that file away instead."))
            table: dict[str, object] = dict(written)
            if exercise.illustration.startswith(PICTURE):
                data = bytes(self._folder.picture(exercise.illustration))
                name = f"{id_}{Path(exercise.illustration).suffix.lower()}"
                pictures[name] = data
                table["illustration"] = name
            tables.append(table)
        try:
            return pack(tables, pictures)
        except PackError as error:
            raise KnownError(str(error)) from error

    def take_in(self, path: str) -> Sequence[str]:
        """Take in what this file has, each under a name that is free. All of it or, if anything is wrong, nothing."""
        try:
            tables, pictures = unpack(read_chosen(Path(path), LARGEST))
        except PackError as error:
            raise KnownError(str(error)) from error
        files: dict[str, bytes | None] = {}
        taken, made = list(self._taken()), []
        new_tables: list[dict[str, object]] = []
        for table in tables:
            id_ = free_id(str(table.get("name", "")), taken)
            taken.append(id_)
            made.append(id_)
            new: dict[str, object] = {**table, "id": id_}
            wanted = table.get("illustration")
            if isinstance(wanted, str) and wanted in pictures:
                try:
                    data = checked(pictures[wanted])
                except RefusedError as error:
                    raise KnownError(labelled(str(wanted), str(error))) from error
                new["illustration"] = f"{id_}{Path(wanted).suffix}"
                files[str(new["illustration"])] = bytes(data)
            new_tables.append(new)
        self._refuse_faults({"exercise": new_tables}, tuple(name for name in files))
        for id_, new in zip(made, new_tables, strict=True):
            files[f"{id_}.toml"] = toml({"exercise": [new]}).encode()
        self._write(files)
        return made

    def folder(self) -> str:
        """Where it lies; it is made if it is not there."""
        make_folder(self._folder.path)
        self._forget()
        return str(self._folder.path)

    def _read(self) -> Content:
        shipped = self._shipped()
        self._watch.watch(self._folder.path if self._folder.path.is_dir() else None)
        self._own, self._faults = self._folder.load(shipped)
        self._content = shipped.with_own(self._own)
        return self._content

    def _soon(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.deadline(REST_S, self._forget)

    def _forget(self) -> None:
        self._content = None
        self._watch.watch(self._folder.path if self._folder.path.is_dir() else None)
        self._changed()

    def _write(self, files: Mapping[str, bytes | None]) -> None:
        self._folder.write(files)
        self._forget()

    def _taken(self) -> tuple[str, ...]:
        files = tuple(name.removesuffix(".toml") for name in self._folder.names())
        return (*(exercise.id for exercise in self.content.exercises), *files)

    def _table(self, id_: str) -> Table | None:
        """What its file says of it, if that says nothing else."""
        data = self._folder.read(f"{id_}.toml")
        if data is None:
            return None
        raw = parsed({id_: data}, [])[0].get(id_, {})
        if set(raw) != {"format", "exercise"} or raw["format"] != 2:  # noqa: PLR2004 - the present one
            return None
        listed = completed(raw, id_)["exercise"]
        alone = isinstance(listed, list) and len(listed) == 1 and listed[0].get("id") == id_
        exercise = raw["exercise"]
        return exercise[0] if alone and isinstance(exercise, list) else None

    def _used(self, picture: str, *, besides: str) -> bool:
        named = {each.illustration for each in self._mine.exercises if each.id != besides}
        return f"{PICTURE}{picture}" in named

    def _refuse_faults(self, tables: Mapping[str, Sequence[Table]], pictures: Sequence[str]) -> None:
        """Raises KnownError with the first thing that is wrong."""
        raw = {"format": 2, **{kind: list(entries) for kind, entries in tables.items()}}
        there = (*self._folder.names(), *pictures)
        faults = read_own({"": raw}, there, self._shipped())[1]
        if faults:
            raise KnownError(f"{faults[0].what}")


def read_chosen(path: Path, most: int) -> bytes:
    """A file that the person chose. Raises KnownError if it cannot be read, or is larger."""
    try:
        if path.stat().st_size > most:
            raise KnownError(_("{file} is larger than {size} MiB.").format(file=path.name, size=most // 2**20))
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise KnownError(_("{file} cannot be read: {why}.").format(file=path.name, why=error.strerror)) from error


def checked_file(path: Path) -> CheckedPicture:
    """The picture in it. Raises KnownError if it cannot be shown."""
    try:
        return checked(read_chosen(path, LARGEST_PICTURE))
    except RefusedError as error:
        raise KnownError(labelled(path.name, str(error))) from error
