"""Pictures of the dialogs about the record, for `tests.ui.screens`."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from tests.ui.fake_record import FakeRecord
from tests.ui.samples import NOW

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from posture_app.ui.record.record_dialog import RecordDialog

HOME = "/home/anna/Documents"
LONG = f"{HOME}/backups/2026/" + "a-folder-with-a-rather-long-name/" * 3
DAYS = date(2024, 1, 3), date(2026, 3, 4)
AMOUNTS = {"spans": 12345, "prompts": 4021, "sessions": 212, "corrections": 31, "notes": 17}
LEFT_OUT = (
    "2 records that are not in order (the first, bucket aw-watcher-afk_laptop, event 1204: it lies in the future)"
)
UNLIKELY = (
    "Left out of log.db, as it cannot be: 3 spans in the future (from 2031-05-01), 1 span of over 48 hours "
    "(2019-02-03). See whether the clock of this computer is right."
)
LINE = "line 1,204: end_utc lies before start_utc"


def _shown(dialog: "RecordDialog") -> "RecordDialog":
    """Not a child of a window any more, which a picture has no use for."""
    dialog.setParent(None, dialog.windowFlags())
    dialog.show()
    return dialog


def _press(dialog: "QWidget", *names: str) -> None:
    from PySide6.QtWidgets import QAbstractButton  # noqa: PLC0415 - the list of names is there without Qt

    for name in names:
        found = dialog.findChild(QAbstractButton, name)
        assert found is not None, name
        found.click()


def _export(*pressed: str, kind: str = "spans") -> "tuple[RecordDialog, FakeRecord]":
    from PySide6.QtWidgets import QComboBox, QWidget  # noqa: PLC0415

    from posture_app.ui.record.export_dialog import ExportDialog  # noqa: PLC0415

    record = FakeRecord()
    parent = QWidget()
    dialog = ExportDialog(parent, record)
    combo = dialog.findChild(QComboBox, "kind")
    assert combo is not None
    combo.setCurrentIndex(combo.findData(kind))
    combo.activated.emit(combo.currentIndex())
    _shown(dialog)
    _press(dialog, *pressed)
    return dialog, record


def _exporting(kind: str = "spans") -> "tuple[RecordDialog, FakeRecord]":
    from posture_app.ui.record.export_dialog import ExportDialog  # noqa: PLC0415

    dialog, record = _export("days this year", kind=kind)
    assert isinstance(dialog, ExportDialog)
    dialog._write(dialog._form_of.value(), f"{HOME}/posture-{kind}-2026-01-01-to-2026-03-04.csv")
    return dialog, record


def _export_half() -> "QWidget":
    dialog, record = _exporting()
    record.job.progress(37, 100)
    return dialog


def _export_ending() -> "QWidget":
    dialog, record = _exporting()
    record.job.progress(37, 100)
    dialog.reject()
    return dialog


def _export_done(rows: int | None, kind: str = "spans") -> "QWidget":
    dialog, record = _exporting(kind)
    record.job.succeed(rows)
    return dialog


def _export_failed() -> "QWidget":
    dialog, record = _exporting()
    record.job.fail(f"{LONG}posture-spans.csv cannot be written: the disk is full; free some space.")
    return dialog


def _export_refused() -> "QWidget":
    from PySide6.QtCore import QDate  # noqa: PLC0415
    from PySide6.QtWidgets import QDateEdit  # noqa: PLC0415

    dialog, _ = _export("days choose days")
    last = dialog.findChild(QDateEdit, "last day")
    assert last is not None
    last.setDate(QDate(2025, 12, 1))
    _press(dialog, "export to")
    return dialog


def _import(path: str = f"{HOME}/aw-buckets-export.json") -> "tuple[RecordDialog, FakeRecord]":
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415

    from posture_app.ui.record.file_dialog import ImportDialog  # noqa: PLC0415

    record = FakeRecord()
    parent = QWidget()
    dialog = ImportDialog(parent, record)
    dialog.chosen(path)
    return _shown(dialog), record


def _import_found(*pressed: str, left_out: str = "") -> "tuple[RecordDialog, FakeRecord]":
    from posture_app.core.record.record_jobs import FileContents  # noqa: PLC0415

    dialog, record = _import()
    record.job.succeed(
        FileContents(
            {"spans": 12345, "day_totals": 310}, DAYS, "ActivityWatch", {"spans": 11142, "day_totals": 310}, left_out
        )
    )
    _press(dialog, *pressed)
    return dialog, record


def _import_reading() -> "QWidget":
    dialog, record = _import()
    record.job.progress(2, 10)
    return dialog


def _import_refused() -> "QWidget":
    dialog, record = _import(f"{LONG}spans.csv")
    record.job.fail(f"{LONG}spans.csv, {LINE}. Nothing was imported.")
    return dialog


def _import_old() -> "QWidget":
    from posture_app.core.record.record_jobs import FileContents  # noqa: PLC0415

    dialog, record = _import()
    record.job.succeed(FileContents({"spans": 12345}, DAYS, "ActivityWatch", {}))
    return dialog


def _importing() -> "QWidget":
    dialog, record = _import_found("go on")
    record.job.progress(8, 10)
    return dialog


def _imported() -> "QWidget":
    dialog, record = _import_found("go on", left_out=LEFT_OUT)
    record.job.succeed({"spans": 11142, "day_totals": 310})
    return dialog


def _import_ended() -> "QWidget":
    dialog, record = _import_found("go on")
    dialog.reject()
    record.job.end()
    return dialog


def _merge(*pressed: str, name: str = "Laptop", left_out: str = "") -> "tuple[RecordDialog, FakeRecord]":
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415

    from posture_app.core.record.record_jobs import DeviceContents  # noqa: PLC0415
    from posture_app.ui.record.file_dialog import MergeDialog  # noqa: PLC0415

    record = FakeRecord()
    parent = QWidget()
    dialog = MergeDialog(parent, record)
    dialog.chosen("/media/anna/laptop/log.db")
    _shown(dialog)
    record.job.succeed(DeviceContents({"spans": 3412, "prompts": 1203}, DAYS, name, left_out))
    _press(dialog, *pressed)
    return dialog, record


def _merged() -> "QWidget":
    from posture_app.core.record.record_jobs import DeviceContents  # noqa: PLC0415

    dialog, record = _merge("go on")
    record.job.succeed(
        (DeviceContents({"spans": 3412, "prompts": 1203}, DAYS, "Laptop"), DeviceContents({"notes": 2}, None, ""))
    )
    return dialog


def _restore(*pressed: str, none: bool = False) -> "tuple[RecordDialog, FakeRecord]":
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415

    from posture_app.core.record.record_jobs import BackupContents, BackupFile  # noqa: PLC0415
    from posture_app.ui.record.restore_dialog import RestoreDialog  # noqa: PLC0415

    record = FakeRecord()
    parent = QWidget()
    dialog = RestoreDialog(parent, record)
    dialog.start()
    folder = "/home/anna/.local/share/posture-app"
    kept = BackupFile(f"{folder}/posture-before-restore-20260304T101500Z.db", NOW, 2_340_000, kept=True)
    nightly = [BackupFile(f"{folder}/backups/{day}.db", day, 2_110_000) for day in DAYS[::-1]]
    record.job.succeed(() if none else (kept, *nightly))
    for name in pressed:
        _press(dialog, name)
        if record.job.asked[0] == "look back" and name == "next":
            record.job.succeed(BackupContents(AMOUNTS, DAYS, {"spans": 41, "prompts": 12, "notes": 1}, UNLIKELY))
    return _shown(dialog), record


def _restored() -> "QWidget":
    from posture_app.core.record.record_jobs import RestoredContents  # noqa: PLC0415

    dialog, record = _restore("next", "go on")
    record.job.succeed(RestoredContents(AMOUNTS, DAYS, "/home/anna/.local/share/posture-app/posture-before-restore.db"))
    return dialog


def _not_restored() -> "QWidget":
    dialog, record = _restore("next", "go on")
    record.job.fail("The log /home/anna/.local/share/posture-app/posture.db cannot be replaced: the disk is full.")
    return dialog


def _backup() -> "tuple[RecordDialog, FakeRecord]":
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415

    from posture_app.ui.record.file_dialog import BackupDialog  # noqa: PLC0415

    record = FakeRecord()
    parent = QWidget()
    dialog = BackupDialog(parent, record)
    dialog.chosen(f"{HOME}/posture-2026-03-04.db")
    return _shown(dialog), record


def _backed_up() -> "QWidget":
    from posture_app.core.record.record_jobs import RecordContents  # noqa: PLC0415

    dialog, record = _backup()
    record.job.succeed(RecordContents({"spans": 12345, "prompts": 4021}, DAYS))
    return dialog


def _backup_failed() -> "QWidget":
    dialog, record = _backup()
    record.job.fail(f"The backup {HOME}/posture-2026-03-04.db cannot be written: the disk is full; free some space.")
    return dialog


def _delete(*pressed: str) -> "tuple[RecordDialog, FakeRecord]":
    from PySide6.QtCore import QDate  # noqa: PLC0415
    from PySide6.QtWidgets import QDateEdit, QWidget  # noqa: PLC0415

    from posture_app.ui.record.delete_dialog import DeleteDialog  # noqa: PLC0415

    record = FakeRecord()
    parent = QWidget()
    dialog = DeleteDialog(parent, record)
    _shown(dialog)
    first = dialog.findChild(QDateEdit, "first day")
    assert first is not None
    first.setDate(QDate(2026, 3, 2))
    record.job.succeed({"spans": 212, "prompts": 31, "notes": 1})
    for name in pressed:
        _press(dialog, name)
        if record.job.asked == ("count", None):
            record.job.succeed(AMOUNTS)
    return dialog, record


def _deleted() -> "QWidget":
    dialog, record = _delete("delete some", "delete now")
    record.job.succeed(2)
    return dialog


def _delete_failed() -> "QWidget":
    dialog, record = _delete("delete some", "delete now")
    why = "The log /home/anna/.local/share/posture-app/log.db is being read by another program; close that."
    record.job.fail(f"{why} Not everything has been deleted yet.")
    return dialog


SCREENS: "dict[str, Callable[[], QWidget]]" = {
    "export": lambda: _export()[0],
    "export_days": lambda: _export(kind="days")[0],
    "export_some": lambda: _export("days choose days", "part json", "part time zone here")[0],
    "export_refused": _export_refused,
    "export_half": _export_half,
    "export_ending": _export_ending,
    "export_done": lambda: _export_done(12345),
    "export_none": lambda: _export_done(0, "notes"),
    "export_done_days": lambda: _export_done(None, "days"),
    "export_failed": _export_failed,
    "import_reading": _import_reading,
    "import_found": lambda: _import_found()[0],
    "import_left_out": lambda: _import_found(left_out=LEFT_OUT)[0],
    "import_refused": _import_refused,
    "import_old": _import_old,
    "importing": _importing,
    "imported": _imported,
    "import_ended": _import_ended,
    "merge": lambda: _merge()[0],
    "merge_nameless": lambda: _merge(name="")[0],
    "merge_left_out": lambda: _merge(left_out=UNLIKELY)[0],
    "merging": lambda: _merge("go on")[0],
    "merged": _merged,
    "backup": lambda: _backup()[0],
    "backed_up": _backed_up,
    "backup_failed": _backup_failed,
    "restore": lambda: _restore()[0],
    "restore_none": lambda: _restore(none=True)[0],
    "restore_seen": lambda: _restore("next")[0],
    "restoring": lambda: _restore("next", "go on")[0],
    "restored": _restored,
    "not_restored": _not_restored,
    "delete": lambda: _delete()[0],
    "delete_again": lambda: _delete("delete some")[0],
    "deleting": lambda: _delete("delete some", "delete now")[0],
    "deleted": _deleted,
    "delete_failed": _delete_failed,
    "delete_all": lambda: _delete("part everything")[0],
    "delete_all_sure": lambda: _delete("part everything", "sure")[0],
}
"""Each picture's name, and what builds its widget."""
