"""Pictures of the dialogs about the record, for `tests.ui.screens`."""

import errno
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.core.formats import digits
from posture_app.core.language import _, sentences
from posture_app.core.record.erasing import NOT_YET
from posture_app.core.record.plausible import TOO_LATE, TOO_LONG
from posture_app.store.file.faults import backup_failed, explained, reason
from posture_app.store.file.odd_rows import Odd, OddRows
from posture_app.store.transfer.import_text import SkippedRecords, line_place
from tests.ui.fake_record import FakeRecord
from tests.ui.samples import NOW

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from posture_app.ui.record.record_dialog import RecordDialog

HOME = "/home/anna/Documents"
LONG = f"{HOME}/backups/2026/" + "a-folder-with-a-rather-long-name/" * 3
DAYS = date(2024, 1, 3), date(2026, 3, 4)
AMOUNTS = {"spans": 12345, "prompts": 4021, "sessions": 212, "corrections": 31, "notes": 17}
FULL = OSError(errno.ENOSPC, "No space left on device")


def _odd() -> str:
    """What cannot be of another log."""
    odd = Odd("spans", TOO_LATE, 3, "2031-05-01"), Odd("spans", TOO_LONG, 1, "2019-02-03")
    return OddRows(odd, again=NOW).sentence("log.db")


def _left_out() -> str:
    """What could not be taken in of a file of ActivityWatch."""
    place = _("bucket {name}, event {number}").format(name="aw-watcher-afk_laptop", number=digits(1204))
    return SkippedRecords(2, place, _(TOO_LATE)).words()


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
    text = _("{path} cannot be written: {why}.")
    record.job.fail(text.format(path=f"{LONG}posture-spans.csv", why=reason(FULL)))
    return dialog


def _export_refused() -> "QWidget":
    from PySide6.QtCore import QDate  # noqa: PLC0415
    from PySide6.QtWidgets import QDateEdit  # noqa: PLC0415

    dialog, _record = _export("days choose days")
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
    text = _("{path}, {place}: {fault}. Nothing was imported.")
    place = line_place(1204)
    record.job.fail(text.format(path=f"{LONG}spans.csv", place=place, fault=_("it ends before it begins")))
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
    dialog, record = _import_found("go on", left_out=_left_out())
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
    record.job.succeed(DeviceContents({"spans": 3412, "prompts": 1203}, DAYS, left_out, name))
    _press(dialog, *pressed)
    return dialog, record


def _merged() -> "QWidget":
    from posture_app.core.record.record_jobs import DeviceContents  # noqa: PLC0415

    dialog, record = _merge("go on")
    record.job.succeed(
        (
            DeviceContents({"spans": 3412, "prompts": 1203}, DAYS, "", "Laptop"),
            DeviceContents({"notes": 2}, None, "", ""),
        )
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
            record.job.succeed(BackupContents(AMOUNTS, DAYS, _odd(), {"spans": 41, "prompts": 12, "notes": 1}))
    return _shown(dialog), record


def _restored() -> "QWidget":
    from posture_app.core.record.record_jobs import RestoredContents  # noqa: PLC0415

    dialog, record = _restore("next", "go on")
    record.job.succeed(RestoredContents(AMOUNTS, DAYS, "/home/anna/.local/share/posture-app/posture-before-restore.db"))
    return dialog


def _not_restored() -> "QWidget":
    dialog, record = _restore("next", "go on")
    record.job.fail(str(explained(Path("/home/anna/.local/share/posture-app/posture.db"), FULL, doing="replaced")))
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
    record.job.fail(str(backup_failed(Path(f"{HOME}/posture-2026-03-04.db"), FULL)))
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
    text = _("The log {log} is being read by another program, or by this app as it exports; wait, or close that.")
    record.job.fail(sentences(text.format(log="/home/anna/.local/share/posture-app/log.db"), _(NOT_YET)))
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
    "import_left_out": lambda: _import_found(left_out=_left_out())[0],
    "import_refused": _import_refused,
    "import_old": _import_old,
    "importing": _importing,
    "imported": _imported,
    "import_ended": _import_ended,
    "merge": lambda: _merge()[0],
    "merge_nameless": lambda: _merge(name="")[0],
    "merge_left_out": lambda: _merge(left_out=_odd())[0],
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
