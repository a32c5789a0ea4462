"""The command line: its commands, options and exit codes.

Exit codes: 0, done; 1, it said why not; 2, wrong usage; 3, no running app. Qt is loaded only if a command needs it.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn, TypeVar

from posture_app import __version__
from posture_app.commands import argparse_words
from posture_app.commands.output import complain
from posture_app.core.errors import KnownError, UsageError
from posture_app.core.language import N_, _
from posture_app.core.pages import ABOUT, FORMER, HELP, SETTINGS, TITLES, WELCOME
from posture_app.core.settings.pauses import LONGEST_PAUSE, PRIVATE_MINUTES
from posture_app.core.spans import AWAY
from posture_app.desktop.languages import ENGLISH
from posture_app.desktop.paths import places
from posture_app.runtime.speaking import said_language, speak

A = TypeVar("A", bound=argparse.Action)
SAID_WHY, WRONG_USAGE = 1, 2
INTERRUPTED = 130
PRIVATE = 0o077
"""The umask: what is written is for this user only."""
DESCRIPTION = N_("Knows when you sit, tells you to get up, and remembers the day. Without a command it starts the app.")

STATS_JSON = N_(
    "JSON: lengths in seconds (keys that end in _s), shares from 0 to 1, days as YYYY-MM-DD, null for what is unknown."
    " “rows” are the days, weeks, months or years, today as far as it has come; “summary” is the whole without today,"
    " “before” as many days before it, “weekdays” averages, Monday first; “trend” has the slope in seconds a day with"
    " its 95 % interval, “goal” the days it was met on and the runs of them, “goal_kept” the same of the goal of kept"
    " reminders to get up, null without one; “timed_days” are those of which more than the totals is known."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. What is wrong is said in one sentence on standard error."""
    _mend_streams()
    os.umask(PRIVATE)
    try:
        given = sys.argv[1:] if arguments is None else arguments
        language = _speak(given)
        options = _parser(given).parse_args(given, argparse.Namespace(data_dir=None, language=language))
        module, _, function = options.run.partition(":")
        return int(getattr(import_module(f"posture_app.commands.{module}"), function)(options))
    except UsageError as error:
        return _say(error, WRONG_USAGE)
    except KnownError as error:
        return _say(error, SAID_WHY)
    except BrokenPipeError:
        return SAID_WHY  # nobody reads our output any more
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _say(KnownError(f"{where}{error.strerror or error}."), SAID_WHY)
    except KeyboardInterrupt:
        return INTERRUPTED


def _speak(given: Sequence[str]) -> str:
    """Speak the language of the person, before anything is said, be it the help: a wrong folder is told of later."""
    first = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    first.add_argument("--data-dir")
    first.add_argument("--set", action="append", default=[])
    try:
        known, _ = first.parse_known_args(given, argparse.Namespace(data_dir=None))
    except argparse.ArgumentError:
        return ENGLISH
    where = Path(known.data_dir) if known.data_dir else None
    language = speak(said_language(places(where).settings, known.set))
    if language != ENGLISH:
        argparse_words.speak()
    return language


def _mend_streams() -> None:
    """Make standard output and error usable with any encoding, and if they are closed or missing."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, like everything else here, and what is filled in in the language of the app."""

    def _add_action(self, action: A) -> A:
        if isinstance(action.metavar, str):
            action.metavar = _(action.metavar)
        return super()._add_action(action)

    def error(self, message: str) -> NoReturn:
        raise UsageError(_("{message}; see: {command}").format(message=message, command=f"{self.prog} --help"))


def _say(error: Exception, code: int) -> int:
    complain(str(error))
    return code


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """What can be said here, for these arguments: the commands, which take 20 ms, only where one may be among them."""
    shared = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--data-dir", type=_folder, metavar="DIR", help=_("keep everything in this folder"))
    refused = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    refused.add_argument("--data-dir", help=argparse.SUPPRESS)  # the demo says why
    parser = _Parser(prog="posture-app", description=_(DESCRIPTION), parents=[shared], allow_abbrev=False)
    parser.set_defaults(run="start:start")
    version = f"posture-app {__version__}"
    parser.add_argument("--version", action="version", version=version, help=_("say which version this is, and exit"))
    _add_start_options(parser)
    if all(each.startswith("-") and not each.startswith(("-h", "--help")) for each in given):
        return parser
    commands = parser.add_subparsers(metavar=_("COMMAND"), title=_("commands"))

    def add(name: str, run: str, text: str) -> argparse.ArgumentParser:
        where = refused if name == "demo" else shared
        made = commands.add_parser(name, help=text, description=text, parents=[where], allow_abbrev=False)
        made.set_defaults(run=run)
        return made

    _add_words(add)
    _add_offline(add)
    return parser


def _add_start_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--time-scale", type=_scale, default=1.0, metavar="N", help=_("run the clock N times faster"))
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        dest="overrides",
        help=_("override a setting for this run"),
    )
    record = _("write down what the app sees, in the form that `replay` reads")
    parser.add_argument("--record", type=Path, metavar="FILE", help=record)
    move = _("where the app runs in another session of yours, end it there and have it here")
    parser.add_argument("--move", action="store_true", help=move)
    parser.add_argument("--hidden", action="store_true", help=_("open no window, even without a tray"))
    parser.add_argument("--verbose", action="store_true", help=_("say more on standard error"))


def _add_words(add: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    """The commands that talk to the running app."""
    status = add("status", "remote:status", _("Say how things stand."))
    status.add_argument("--json", action="store_true", help=_("as JSON"))
    status.add_argument("--follow", action="store_true", help=_("go on, and print a line at each change"))
    formats = _("how lines look that --follow prints (default: text)")
    status.add_argument("--format", choices=("text", "json", "waybar"), default="text", help=formats)
    for word, text in (
        ("up", _("Say that you are up: a break begins.")),
        ("stand", _("Say that you are standing.")),
        ("sit", _("Say that you are sitting.")),
        ("switch", _("Say that you stand now, or sit again.")),
        ("done", _("Say that you have done, at your desk, what the reminder asks for.")),
        ("skip", _("Skip the reminder that shows.")),
        ("longer", _("Have the reminder come less often, where it asks whether it should.")),
        ("escape", _("Leave it as it is, where it asks that.")),
        ("resume", _("End a pause.")),
    ):
        add(word, "remote:say", text).set_defaults(word=word, minutes=None)
    for word, text in (
        ("snooze", _("Have the reminder that shows again after some more sitting.")),
        ("pause", _("Show no reminders for a time, or until you resume.")),
    ):
        command = add(word, "remote:say", text)
        how_long = command.add_mutually_exclusive_group() if word == "snooze" else command
        how_long.add_argument("minutes", nargs="?", type=_minutes, metavar="MIN", help=_("for how many minutes"))
        command.set_defaults(word=word)
        if word == "pause":
            command.add_argument("--until", metavar="WHEN", help=_("until HH:MM, or until work begins “tomorrow”"))
        else:
            rests = _("until your hands rest for a moment, for an hour at the most")
            how_long.add_argument("--until-pause", action="store_true", help=rests)
    _add_private(add)
    add("watch", "watch:watch", _("Print what the app sees, as it comes, in the form that `replay` reads."))
    trial = add("try", "remote:trial", _("Show a reminder now, as it would be shown."))
    kinds = _("which, as “stretch” (`settings list` has them), or the name of one of your own")
    trial.add_argument("kind", metavar="KIND", help=kinds)
    show = add("show", "remote:show", _("Open a page of the app."))
    pages = _("one of {names}").format(names=", ".join((*TITLES, SETTINGS, ABOUT, WELCOME, HELP)))
    show.add_argument("page", choices=(*TITLES, SETTINGS, ABOUT, WELCOME, HELP, *FORMER), metavar="PAGE", help=pages)
    add("quit", "remote:leave", _("End the running app."))


def _add_private(add: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    private = add("private", "remote:private", _("Record nothing and show nothing for a time."))
    how_long = private.add_mutually_exclusive_group()
    lasts = _("for how many minutes; else {number}").format(number=f"{PRIVATE_MINUTES:g}")
    how_long.add_argument("minutes", nargs="?", type=_minutes, metavar="MIN", help=lasts)
    how_long.add_argument("--until-ended", action="store_true", help=_("until you end it"))
    how_long.add_argument("--off", action="store_true", help=_("end it now"))


def _add_offline(add: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    """The commands that need no running app."""
    helps = add("help", "help:show", _("Explain a topic, list the topics, or say where words stand in them."))
    helps.add_argument("words", nargs="*", metavar="TOPIC", help=_("the name of a topic, or words to search for"))
    replay = add("replay", "replay:replay", _("Run a trace through the engine and say what came of it."))
    replay.add_argument("trace", type=Path, metavar="FILE")
    replay.add_argument("--json", action="store_true", help=_("as JSON"))
    _add_export(add)
    _add_stats(add)
    _add_report(add)
    backup = add("backup", "backup:backup", _("Back the log up now, whether the app runs or not."))
    backup.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help=_("where to; else among the nightly backups")
    )
    restore = add("restore", "backup:restore", _("Put a backup in the place of the log, which is kept."))
    restore.add_argument("file", nargs="?", type=Path, metavar="FILE", help=_("which; without it, lists what there is"))
    merge = add(
        "merge", "merge:merge", _("Bring the log of another computer of yours into this one’s, each part once.")
    )
    merge.add_argument("file", nargs="?", type=Path, metavar="FILE", help=_("its log, or a copy of it"))
    new = _("count as a computer of its own, where this began with a copy of another one’s data")
    merge.add_argument("--new-device", action="store_true", help=new)
    _add_diary(add)
    add("check", "check:check_log", _("Say whether the log is whole; make anew what it keeps for speed, and compare."))
    _add_delete(add)
    _add_content(add)
    settings = add("settings", "settings:list_all", _("List, get, set, export or import settings.")).add_subparsers(
        metavar=_("ACTION"), required=True
    )
    settings.add_parser("list", help=_("all settings, and what each takes")).set_defaults(run="settings:list_all")
    get = settings.add_parser("get", help=_("one setting"))
    get.add_argument("key", metavar="KEY")
    get.set_defaults(run="settings:get")
    change = settings.add_parser("set", help=_("change a setting"))
    change.add_argument("key", metavar="KEY")
    change.add_argument("value", metavar="VALUE")
    change.set_defaults(run="settings:change")
    for word, run, text in (
        ("export", "write_out", _("write them to a file, but not what you said about yourself")),
        ("import", "take_in", _("take those of such a file")),
    ):
        transfer = settings.add_parser(word, help=text)
        transfer.add_argument("file", type=Path, metavar="FILE")
        transfer.set_defaults(run=f"settings:{run}")
        if word == "export":
            transfer.add_argument("--private", action="store_true", help=_("also what you said about yourself"))
    _add_entries(add)
    doctor = add("doctor", "doctor:doctor", _("Say what works on this machine, what does not, and why."))
    doctor.add_argument("--json", action="store_true", help=_("as JSON"))
    demo = add("demo", "demo:demo", _("Try the app with made-up history and a fast clock; touches no data of yours."))
    demo.add_argument("--time-scale", type=_scale, default=60.0, metavar="N", help=_("run the clock N times faster"))
    demo.add_argument("--verbose", action="store_true", help=_("say more on standard error"))


def _add_entries(add: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    """What the desktop is told of the app."""
    begins = add("autostart", "autostart:show", _("Start the app with the session, or no longer.")).add_subparsers(
        metavar=_("ACTION"), required=True
    )
    for word, on, text in (("on", True, _("turn it on")), ("off", False, _("turn it off"))):
        begins.add_parser(word, help=text).set_defaults(run="autostart:turn", on=on)
    begins.add_parser("status", help=_("say whether it is on, and what it starts")).set_defaults(run="autostart:show")
    unit = _("print a systemd unit that does it, for sway, i3 and the like, which start nothing by themselves")
    begins.add_parser("unit", help=unit).set_defaults(run="autostart:unit")
    menu = add(
        "desktop",
        "desktop:desktop",
        _("Have the app in the menu of programs, its man page and completions, or none of it."),
    )
    wanted = menu.add_mutually_exclusive_group()
    parts = _("add or mend entry, icon, man page and completions")
    wanted.add_argument("--install", action="store_const", const=True, dest="wanted", help=parts)
    wanted.add_argument("--remove", action="store_const", const=False, dest="wanted", help=_("take them away"))
    wanted.add_argument("--check", action="store_const", const=None, dest="wanted", help=_("say how it stands"))


def _add_content(add: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    text = _("Check files of exercises, tips and translations, or begin a translation.")
    actions = add("content", "content:check", text).add_subparsers(metavar=_("ACTION"), required=True)
    check = actions.add_parser("check", help=_("name each fault of a file or folder, with its line"))
    check.add_argument("path", type=Path, metavar="PATH", help=_("a .toml or .po file, or a folder of them"))
    check.set_defaults(run="content:check")
    pot = actions.add_parser("pot", help=_("write the template that a translation begins with"))
    pot.add_argument("file", nargs="?", type=Path, metavar="FILE", help=_("where to; else to standard output"))
    pot.set_defaults(run="content:pot")


def _add_diary(add: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    """What a person adds to the record themselves, with or without a running app."""
    correct = add("correct", "correct:correct", _("Say what you did in a stretch of a day; what was recorded is kept."))
    correct.add_argument("day", nargs="?", metavar="DAY", help=_("YYYY-MM-DD, today or yesterday"))
    correct.add_argument("first", nargs="?", metavar="FROM", help=_("HH:MM; before the day begins, of the night after"))
    correct.add_argument("last", nargs="?", metavar="TO", help="HH:MM")
    did = "sitting", "standing", AWAY
    correct.add_argument("posture", nargs="?", choices=did, help=_("what you did; away: it was not you"))
    correct.add_argument("--list", nargs="?", const="", metavar="DAY", dest="listed", help=_("list the corrections"))
    correct.add_argument("--undo", type=_number, metavar="NUMBER", help=_("take back the correction of this number"))
    note = add("note", "note:note", _("Read or write your note on a day."))
    note.add_argument("day", metavar="DAY", help=_("YYYY-MM-DD, today or yesterday"))
    note.add_argument("text", nargs="?", metavar="TEXT", help=_("what to note in its place; empty takes it away"))


def _add_delete(add: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    delete = add("delete", "delete:delete", _("Delete a part of the record, or all of it, for good."))
    delete.add_argument("--since", metavar="DAY", help=_("from this day on (YYYY-MM-DD); else from the beginning"))
    delete.add_argument("--until", metavar="DAY", help=_("up to this day, included; else until now"))
    delete.add_argument(
        "--all", action="store_true", help=_("everything, as if the app had never run; but settings stay")
    )
    delete.add_argument("--yes", action="store_true", help=_("do not ask"))


def _add_export(add: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    export = add(
        "export", "export:export", _("Write your record for other programs, to standard output or into a file.")
    )
    export.add_argument("what", choices=("spans", "days", "prompts", "sessions", "corrections", "notes", "totals"))
    export.add_argument("--format", choices=("csv", "json", "excel"), default="csv", help=_("csv if you do not say"))
    export.add_argument("--since", metavar="DAY", help=_("from this day on (YYYY-MM-DD)"))
    export.add_argument("--until", metavar="DAY", help=_("up to this day, included"))
    export.add_argument("--zone", metavar="ZONE", help=_("local times in this time zone; else each in its own"))
    export.add_argument("--output", type=Path, metavar="FILE", help=_("into this file, once all of it is written"))
    columns = Path(__file__).parent / "store" / "transfer" / "EXPORT.md"
    export.epilog = _("What each column means: {file}").format(file=columns)
    text = _("Bring a file into your record: an export of this app or of ActivityWatch, or Workrave’s history.")
    bring = add("import", "importing:import_", text)
    bring.add_argument("file", type=Path, metavar="FILE")
    origins = ("own", "activitywatch", "workrave")
    bring.add_argument("--from", choices=origins, dest="origin", help=_("whose file it is; else it is looked into"))
    bring.add_argument("--zone", metavar="ZONE", help=_("the time zone of ActivityWatch’s spans; else that of now"))
    bring.add_argument("--dry-run", action="store_true", help=_("change nothing, and say what would come"))


def _add_report(add: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    report = add("report", "report:report", _("Write a report of last month, or of other days, on one page, as PDF."))
    report.add_argument("file", type=Path, metavar="FILE.PDF")
    since = _("from this day on (YYYY-MM-DD); else, with --until, from the first of its month")
    report.add_argument("--since", metavar="DAY", help=since)
    report.add_argument("--until", metavar="DAY", help=_("up to this day, included; else, with --since, up to today"))
    report.add_argument("--all", action="store_true", help=_("all that is recorded"))
    report.add_argument("--paper", choices=("a4", "letter"), default="a4", help=_("a4 if you do not say"))
    report.add_argument("--name", metavar="NAME", help=_("whose it is, to stand on it"))


def _add_stats(add: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    stats = add(
        "stats", "stats:stats", _("Say what the log amounts to: how long you sit, how long at a time, and the trend.")
    )
    stats.add_argument("--since", metavar="DAY", help=_("from this day on (YYYY-MM-DD); else 30 days"))
    stats.add_argument("--until", metavar="DAY", help=_("up to this day, included; else today"))
    stats.add_argument("--by", choices=("day", "week", "month", "year"), default="week", help=_("one row each (week)"))
    stats.add_argument("--json", action="store_true", help=_("as JSON"))
    stats.epilog = _(STATS_JSON)


def _scale(text: str) -> float:
    return _between(text, 10_000, _("“{text}” is not a number from 1 to {most}"))


def _minutes(text: str) -> float:
    return _between(text, LONGEST_PAUSE, _("“{text}” is not a number of minutes from 1 to {most}"))


def _between(text: str, most: int, fault: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 1 <= number <= most:
        raise argparse.ArgumentTypeError(fault.format(text=text, most=most))
    return number


def _number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(_("“{text}” is not a number from the list").format(text=text))
    return int(text)


def _folder(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError(_("name a folder"))
    return Path(text)
