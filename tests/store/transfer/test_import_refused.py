"""A file that is not in order is refused, by line and reason in one sentence, before anything is changed; a record that
is not is left out of one that is.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from posture_app.core.errors import KnownError
from posture_app.store.log.columns import ExportKind
from posture_app.store.log.opening import prepare
from posture_app.store.transfer.importing import Import, ImportCounts, Program, import_file
from tests.store.conftest import NOW
from tests.store.entry_logs import LATE, bring, everything, exported

SPANS = (
    "posture,start_utc,end_utc,start_local,end_local,zone,length_s,ended_by,gap_s,device,device_name,device_kind\r\n"
)
GOOD = "sitting,2026-03-02T08:00:00Z,2026-03-02T09:00:00Z,,,Europe/Berlin,,idle,,other,,computer\r\n"
PROMPTS = (
    "kind,also,way,length_s,at_utc,at_local,zone,sitting_s,again,outcome,device,device_name,device_kind\r\n"
    "stand,,card,120,2026-03-02T08:00:00Z,,UTC,1800,0,kept,other,,computer\r\n"
)
NOTES = "day,text,changed_utc,device,device_name,device_kind\r\n2026-03-02,sore,2026-03-02T20:00:00Z,o,,computer\r\n"
CORRECTIONS = (
    "posture,start_utc,end_utc,start_local,end_local,zone,length_s,made_utc,undone_utc,device,device_name,device_kind\r\n"
    "standing,2026-03-02T08:00:00Z,2026-03-02T09:00:00Z,,,UTC,,2026-03-03T08:00:00Z,,o,,computer\r\n"
)
TOTALS = "day,sitting_s,standing_s,device,device_name,device_kind\r\n2026-03-02,3600,0,workrave,Workrave,import\r\n"
WIDE = "\ufeff" + (SPANS.replace("length_s", "length").replace("gap_s", "gap") + GOOD).replace(",", "\t")
OPEN = GOOD.replace("idle", "").replace("08:00:00Z", "08:30:00Z")
WATCH = (
    '{"buckets": {"aw-watcher-afk_pc": {"id": "aw-watcher-afk_pc", "type": "afkstatus", "hostname": "pc", "events": ['
    '{"timestamp": "2026-03-02T08:00:00+00:00", "duration": 60.5, "data": {"status": "not-afk"}}]}}}'
)
WORKRAVE = "WorkRaveStats 4\nD 2 2 126 9 0 2 2 126 17 0\nB 0 7 1 2 3 4 5 6 7 \nm 6 3600 2 3 4 5 6 \n"
ITEM = (
    '[{"day": "2026-03-02", "text": "sore", "changed_utc": "2026-03-02T20:00:00Z", "device": "o", "device_name": "",'
    ' "device_kind": "computer"}]'
)
OTHER_KEYS = ",\n".join([ITEM[:-1], *[ITEM[1:-1].replace('"text"', '"txt"')] * 2]) + "]"


def span(**changed: str) -> str:
    """The good span with other values in some columns."""
    values = dict(zip(SPANS.strip().split(","), GOOD.strip().split(","), strict=True)) | changed
    return ",".join(values.values()) + "\r\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    prepare(tmp_path / "log.db", NOW)
    return tmp_path / "log.db"


def refused(log: Path, content: bytes | str, origin: Program | None = None) -> str:
    file = log.with_name("file.csv")
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    before = everything(log)
    with pytest.raises(KnownError) as caught:
        import_file(Import(file, "UTC", LATE, origin), log)
    assert before == everything(log)
    said = str(caught.value).replace(str(file), "FILE")
    assert len(said) < 300
    assert 1 == len(said.splitlines())
    return said


@pytest.mark.parametrize("content", [SPANS + GOOD + OPEN, PROMPTS, NOTES, CORRECTIONS, TOTALS, WATCH, WORKRAVE, ITEM])
def test_what_the_others_are_made_from_is_in_order(log: Path, content: str) -> None:
    file = log.with_name("file")
    file.write_text(content, newline="")
    assert sum(counts.added for counts in bring(file, log).counts.values())


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"posture": "lying"}, "posture is none of sitting, standing: “lying”"),
        ({"posture": ""}, "posture is empty"),
        ({"ended_by": "boredom"}, "ended_by is none of"),
        ({"zone": "Mars/Olympus"}, "zone is no time zone: “Mars/Olympus”"),
        ({"zone": '"Mars\n\x1b[2J"'}, "zone is no time zone: “Mars��[2J”"),
        ({"zone": "../etc/passwd"}, "zone is no time zone"),
        ({"zone": ""}, "zone is empty"),
        ({"start_utc": "2026-03-02T08:00:00"}, "start_utc does not say how far from UTC it is"),
        ({"start_utc": "2026-03-02"}, "start_utc does not say how far from UTC it is"),
        ({"start_utc": "yesterday"}, "start_utc is no moment in ISO 8601: “yesterday”"),
        ({"start_utc": "2026-02-30T08:00:00Z"}, "start_utc is no moment"),
        ({"start_utc": "0001-01-01T00:00:00+14:00"}, "start_utc lies beyond the calendar"),
        ({"end_utc": "9999-12-31T23:59:59Z"}, "end_utc lies beyond the calendar"),
        ({"end_utc": "9999-12-31T23:59:59-14:00"}, "end_utc lies beyond the calendar"),
        ({"end_utc": "2026-03-02T07:59:59Z"}, "it ends before it begins"),
        ({"end_utc": "2026-03-02T08:00:00Z"}, "it ends where it begins"),
        ({"gap_s": "-1"}, "gap_s is no length in seconds: “-1”"),
        ({"gap_s": "nan"}, "gap_s is no length in seconds"),
        ({"gap_s": "inf"}, "gap_s is no length in seconds"),
        ({"gap_s": "1e9"}, "gap_s is no length in seconds"),
        ({"gap_s": "٣"}, "gap_s is no length in seconds"),
        ({"gap_s": "0.0000001"}, "gap_s is no length in seconds"),
        ({"gap_s": "99999999999"}, "gap_s is no length in seconds"),
        ({"device": ""}, "device is empty"),
        ({"device_kind": "own"}, "device_kind is none of computer, import: “own”"),
        ({"device_kind": "computer,"}, "it has 13 fields, and 12 belong there"),
        ({"posture": "s" * 2000}, "posture is none of sitting, standing: “ssss"),
    ],
)
def test_a_wrong_span_is_named_by_its_line_and_left_out_unless_most_are(
    log: Path, changed: dict[str, str], why: str
) -> None:
    said = refused(log, SPANS + GOOD + span(**changed) * 2)
    assert said.startswith(f"FILE, line 3: {why}")
    assert said.endswith("; 2 of its 3 records are not in order. Nothing was imported.")
    file = log.with_name("file.csv")
    file.write_text(SPANS + span(**changed) + GOOD, newline="")
    done = bring(file, log)
    assert (ImportCounts(1, 0, 0), 2) == (
        done.counts[ExportKind.SPANS],
        len(exported(log, ExportKind.SPANS).splitlines()),
    )
    assert done.left_out.startswith(f"1 record that is not in order (line 2: {why}")


@pytest.mark.parametrize(
    ("content", "where", "why"),
    [
        (PROMPTS.replace(",0,kept", ",maybe,kept"), "line 2", "again is not 1 or 0: “maybe”"),
        (PROMPTS.replace("kept", "liked"), "line 2", "outcome is none of"),
        (PROMPTS.replace("card", "shout"), "line 2", "way is none of"),
        (PROMPTS.replace("1800", "1800.5"), "line 2", "sitting_s is no whole number"),
        (PROMPTS.replace("1800", ""), "line 2", "sitting_s is empty"),
        (PROMPTS.replace("120", "-120"), "line 2", "length_s is no length in seconds"),
        (PROMPTS.replace("stand,", ",", 1), "line 2", "kind is empty"),
        (NOTES.replace("-02,sore", "-32,sore"), "line 2", "day is no day such as 2026-03-02"),
        (NOTES.replace("2026-03-02,sore", "0001-01-01,sore"), "line 2", "day lies beyond the calendar"),
        (SPANS + GOOD + span(device_name='"x"y'), "line 3", "it is not proper CSV"),
        (NOTES + (NOTES.splitlines()[1] + "\r\n") * 2, "line 3", "its day has been there before"),
        (NOTES.replace("sore", '"sore'), "line 2", "it is not proper CSV"),
        (CORRECTIONS.replace("09:00:00Z", "07:00:00Z"), "line 2", "it ends before it begins"),
        (CORRECTIONS.replace(",2026-03-03T08:00:00Z", ","), "line 2", "made_utc is empty"),
        (TOTALS.replace("3600", "many"), "line 2", "sitting_s is no length in seconds"),
        (SPANS + OPEN + OPEN.replace("30", "45") * 2, "line 3", "a span of this device is open already"),
        (SPANS + GOOD[:-2], "line 2", "it is cut short"),
        (SPANS + GOOD[:50] + "\n", "line 2", "it has 4 fields, and 12 belong there"),
        (SPANS + GOOD.replace("idle", "id\0le"), "", "is no text"),
        (SPANS + GOOD * 100 + GOOD.replace("idle", "id\0le"), "line 102", "it is no text"),
        (SPANS.encode() + GOOD.encode() + b"\xff\xfe" + GOOD.encode(), "line 3", "it is not in UTF-8"),
        (("\ufeff" + SPANS[1:]).encode("utf-16-be"), "line 1", "its columns are not those of an export"),
        (WIDE.encode("utf-16-le") + b"\0", "about line", "it is not in UTF-16, or cut short"),
        ("\ufeffday\ttext".encode("utf-16-le"), "line 1", "its columns are not those of an export"),
        (SPANS.replace("posture", "Posture") + GOOD, "line 1", "its columns are not those of an export"),
        (SPANS.replace(",", ";") + GOOD, "line 2", "it has 1 field, and 12 belong there"),
        ("day,sitting_s,standing_s,bouts,breaks,longest_bout_s\r\n", "", "export the spans, and import those"),
        ("\r\n", "line 1", "its columns are not those of an export"),
        ("a" * 1_000_001, "line 1", "it is longer than 1,000,000 characters"),
        (SPANS + '"' + "a\r\n" * 400_000, "line 2", "it is not proper CSV"),
        (b"", "", " is empty"),
        (b"PK\x03\x04\0\0", "", "is no text"),
        ("WorkRaveStats 5\n", "line 1", "it is of another version"),
        ("WorkRaveStats\n", "line 1", "it is of another version"),
        (WORKRAVE.replace("m 6", "m 7"), "line 4", "it is no line that Workrave writes, or is cut short"),
        (WORKRAVE.replace("m 6 3600", "m 6 -1"), "line 4", "no day has -1 second of activity"),
        (WORKRAVE.replace("m 6 3600", "m 6 90001"), "line 4", "no day has 90,001 seconds of activity"),
        (WORKRAVE.replace("m 6 3600", "m 6 nan"), "line 4", "it has something other than numbers"),
        (WORKRAVE.replace("B 0", "Q 0"), "line 3", "it is no line that Workrave writes"),
        (WORKRAVE.replace("D 2 2", "D 31 1"), "line 2", "there is no such day"),
        (WORKRAVE.replace("126 9", f"{'9' * 30} 9"), "line 2", "there is no such day"),
        (WORKRAVE.replace(" 17 0", " 17"), "line 2", "9 numbers follow the D, and 10 belong there"),
        (WORKRAVE.replace("m 6", "B 6"), "line 4", "it is no line that Workrave writes"),
        (WORKRAVE[: WORKRAVE.index("m")], "line 2", "what this day came to is missing"),
        (WORKRAVE[:-5], "line 4", "it is no line that Workrave writes, or is cut short"),
        (WORKRAVE[:-1], "line 4", "it is cut short"),
        (WORKRAVE.replace("D 2 2 126 9 0 2 2 126 17 0\n", ""), "line 2", "it comes before the first day"),
    ],
)  # fmt: skip
def test_a_wrong_table_is_named_by_its_line(log: Path, content: bytes | str, where: str, why: str) -> None:
    said = refused(log, content)
    assert said.startswith(f"FILE, {where}" if where else "FILE")
    assert why in said


@pytest.mark.parametrize(
    ("content", "where", "why"),
    [
        (ITEM.replace("sore", "so\\ud800re"), "line 1", "it has a character that is none"),
        (ITEM.replace("sore", "so\\u0000re"), "line 1", "text has a character that is no text"),
        (ITEM.replace('"sore"', "5"), "line 1", "text is no text, but “5”"),
        (ITEM.replace('"sore"', "null"), "line 1", "text is missing"),
        (ITEM.replace('"text"', '"txt"'), "", "its columns are not those of an export"),
        (OTHER_KEYS, "line 2", "other keys than the first"),
        (ITEM.replace("}]", "},\n7, 8]"), "line 2", "it is no object"),
        (ITEM.replace('"o"', "NaN"), "line 1", "it is not proper JSON (NaN is no number)"),
        (ITEM.replace('"o"', "9" * 5000), "line 1", "it is not proper JSON"),
        (ITEM.replace("}]", "}\x1b{}]"), "line 1", "“,” is expected, not “�”"),
        (ITEM[:-1], "line 1", "it is cut short"),
        (ITEM[:-9], "line 1", "it is cut short"),
        (ITEM.replace("}]", "} {}]"), "line 1", "“,” is expected, not “{”"),
        (ITEM + "\n[]", "line 2", "something comes after the end"),
        ("[" * 100_000, "line 1", "it is nested too deeply"),
        ('[{"day": "' + "9" * 1_200_000 + '"}]', "line 1", "a value is longer than 1,000,000 characters"),
        (ITEM.encode("latin-1") + b"\xe4", "before byte", "it is not in UTF-8"),
        ("{}", "", "it has no bucket of type afkstatus"),
        ('{"buckets": {"aw-watcher-window_pc": {"type": "currentwindow", "events": []}}}', "", "it has no bucket"),
        ('{"buckets": [1]}', "line 1", "“{” is expected, not “[”"),
        ('{"buckets": {"x": 5}}', "line 1", "“{” is expected, not “5”"),
        (WATCH[:-1], "line 1", "it is cut short"),
        (WATCH[:200], "line 1", "it is cut short"),
        (WATCH.replace("+00:00", ""), "bucket aw-watcher-afk_pc, event 1", "its timestamp does not say how far"),
        (WATCH.replace("2026", "9999"), "bucket aw-watcher-afk_pc, event 1", "its timestamp lies beyond the calendar"),
        (WATCH.replace("60.5", "-60.5"), "bucket aw-watcher-afk_pc, event 1", "its duration is less than nothing"),
        (WATCH.replace("60.5", "1e999"), "bucket aw-watcher-afk_pc, event 1", "its duration is no length"),
        (WATCH.replace("60.5", "9" * 400), "bucket aw-watcher-afk_pc, event 1", "its duration is no length"),
        (WATCH.replace("60.5", "NaN"), "line 1", "it is not proper JSON (NaN is no number)"),
        (WATCH.replace("60.5", "true"), "bucket aw-watcher-afk_pc, event 1", "is missing, or of another kind"),
        (WATCH.replace("60.5", '"60"'), "bucket aw-watcher-afk_pc, event 1", "is missing, or of another kind"),
        (WATCH.replace('"not-afk"', "null"), "bucket aw-watcher-afk_pc, event 1", "is missing, or of another kind"),
        (WATCH.replace('{"status": "not-afk"}', "[]"), "bucket aw-watcher-afk_pc, event 1", "is missing"),
        (WATCH.replace("60.5", "[" * 5000 + "]" * 5000), "line 1", "it is nested too deeply"),
    ],
)  # fmt: skip
def test_wrong_json_is_named_by_its_place(log: Path, content: bytes | str, where: str, why: str) -> None:
    said = refused(log, content)
    assert said.startswith(f"FILE, {where}" if where else "FILE")
    assert why in said


def test_a_file_of_another_program_than_was_said_is_refused(log: Path) -> None:
    assert "it is no history of Workrave" in refused(log, WATCH, Program.WORKRAVE)
    assert "“{” is expected, not “W”" in refused(log, WORKRAVE, Program.ACTIVITYWATCH)
    assert "its columns are not those" in refused(log, WORKRAVE, Program.OWN)


def make_pipe(path: Path) -> None:
    if sys.platform == "win32":
        raise AssertionError("there is none on Windows")
    os.mkfifo(path)


def make_unreadable(path: Path) -> None:
    path.write_text(SPANS)
    path.chmod(0)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are another matter there")
@pytest.mark.parametrize(
    ("make", "part"),
    [
        (lambda path: None, "There is no file"),
        (Path.mkdir, "is a folder"),
        (make_pipe, "is no ordinary file"),
        (make_unreadable, "cannot be read"),
    ],
)
def test_what_is_no_readable_file_is_refused(unprivileged: Path, make: Callable[[Path], object], part: str) -> None:
    prepare(unprivileged / "log.db", NOW)
    make(unprivileged / "file")
    with pytest.raises(KnownError, match=part):
        bring(unprivileged / "file", unprivileged / "log.db")
