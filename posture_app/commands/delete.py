"""`posture-app delete`: delete a part of the record, or all of it, from the log and the copies that the app keeps."""

import argparse
import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from posture_app.commands.autostart import switch
from posture_app.commands.context import Context, changing, read_context
from posture_app.commands.output import line, write
from posture_app.commands.remote import ask_app
from posture_app.core.errors import KnownError, Unavailable, UsageError
from posture_app.core.language import N_, _, ngettext, sentences
from posture_app.core.record.amounts import TABLES, amounts_words
from posture_app.core.record.erasing import NOT_YET, Stretch, read_stretch
from posture_app.core.settings.settings import Settings
from posture_app.desktop.control.protocol import NotRunningError
from posture_app.desktop.menu_entry import menu_entry
from posture_app.desktop.messages import forget_messages
from posture_app.desktop.paths import Places
from posture_app.store.erase.copies import copies, erase_copies, erase_shared
from posture_app.store.erase.erasing import RowCounts, count, erase, forget

DONE, NOT_DONE = 0, 1
PATIENCE_S = 3600
"""The running app may need so long: it may have to rewrite hundreds of backups of many years."""
YES = "yes"
WHAT = N_("Say what to delete: --since DAY, --until DAY, or both; or --all.")


def delete(options: argparse.Namespace) -> int:
    """Delete the days asked for, or everything, if the person says yes."""
    context = read_context(options)
    where, settings = context.where, context.settings
    request = {"since": options.since, "until": options.until, "all": options.all}
    stretch = _stretch(request, context)
    if not options.yes and not sys.stdin.isatty():
        raise UsageError(_("Nobody is there to ask whether to delete; say --yes."))
    if not where.database.exists() and not copies(where.database):
        raise KnownError(
            _("There is no log {database} and no copy of one, so there is nothing to delete.").format(
                database=where.database
            )
        )
    _announce(where.database, stretch, request, at_home=options.data_dir is None)
    if not options.yes and not _agreed():
        line(_("Nothing was deleted."))
        return NOT_DONE
    with changing(where) as running:
        unreadable = _ask(where, request) if running else _delete(where, stretch, settings)
    if stretch is None and settings.shared_folder is not None:
        line(
            _("What other computers have put into the shared folder comes again, as long as it is one of the settings.")
        )
    if stretch is None and options.data_dir is None:
        _leave_the_desktop()
    for path in unreadable:
        line(_("{path} could not be read, and is gone as a whole.").format(path=path))
    line(_("Deleted."))
    return DONE


def _stretch(request: dict[str, object], context: Context) -> Stretch | None:
    days = [request["since"], request["until"]]
    if bool(request["all"]) != (days == [None, None]):
        raise UsageError(_(WHAT))
    try:
        return read_stretch(request, context.now, context.zone, context.settings.day_start)
    except ValueError as error:
        raise UsageError(_("Nothing can be deleted: {error}.").format(error=error)) from error


def _leave_the_desktop() -> None:
    """Be neither in the menu of programs nor in the start of the session. Raises KnownError."""
    with suppress(Unavailable):
        switch(on=False)
    with suppress(Unavailable):
        menu_entry(os.environ).turn(on=False)


def _announce(log: Path, stretch: Stretch | None, request: dict[str, object], *, at_home: bool) -> None:
    try:
        contents = _words(count(log, stretch)) if stretch is not None or log.exists() else _copies_alone(log)
    except KnownError as error:
        if stretch is not None:
            raise
        contents = _("what there is cannot be told, for: {error}").format(error=error)
    since, until = request["since"], request["until"]
    if stretch is None:
        line(_("This deletes all of the record: {contents}").format(contents=contents))
        if at_home:
            line(_("It takes the app out of the menu of programs and the start of the session, too."))
    elif since is None and until is None:
        line(_("This deletes the record from the beginning until today: {contents}").format(contents=contents))
    elif since is None:
        text = _("This deletes the record from the beginning until {last}, included: {contents}")
        line(text.format(last=until, contents=contents))
    elif until is None:
        text = _("This deletes the record from {first} until today: {contents}")
        line(text.format(first=since, contents=contents))
    else:
        text = _("This deletes the record from {first} until {last}, included: {contents}")
        line(text.format(first=since, last=until, contents=contents))
    line(
        _(
            "It goes from the log and from every copy that the app keeps; backups that you made elsewhere stay as they "
            "are."
        )
    )


def _words(contents: RowCounts) -> str:
    return amounts_words({table: getattr(contents, table) for table in TABLES}) or _("nothing is in it")


def _copies_alone(log: Path) -> str:
    found = len(copies(log))
    text = ngettext("{count} copy of a log that is gone", "{count} copies of a log that is gone", found)
    return text.format(count=found)


def _agreed() -> bool:
    # Translators: {word} is what has to be typed, and is the same in every language.
    write(_("There is no way back. Type {word} to go on:").format(word=YES) + " ")
    return sys.stdin.readline().strip().casefold() == YES


def _ask(where: Places, request: dict[str, object]) -> list[str]:
    try:
        answer = ask_app(where, {"command": "delete", **request}, PATIENCE_S)
    except NotRunningError:
        raise KnownError(_("The app is just starting or ending; try again in a moment.")) from None
    return list(answer.get("gone", ()))


def _forget_messages(where: Places, until: datetime | None = None) -> None:
    for file in (where.messages, where.recording):
        forget_messages(file, until)


def _delete(where: Places, stretch: Stretch | None, settings: Settings) -> list[str]:
    """Delete without a running app. The log comes last, so that it shows what is still to be deleted."""
    log, folder = where.database, settings.shared_folder
    try:
        if stretch is None and folder is not None and log.exists():
            erase_shared(log, None, Path(folder).expanduser())
        unreadable = erase_copies(log, stretch, lambda: False)
        if stretch is None:
            _forget_messages(where)
            forget(log)
        else:
            erase(log, stretch)
            _forget_messages(where, stretch.until)
            if folder is not None:
                erase_shared(log, stretch, Path(folder).expanduser())
    except KnownError as error:
        raise KnownError(sentences(str(error), _(NOT_YET))) from error
    return [str(path) for path in unreadable]
