"""`posture-app note`: read or write a note on a day."""

import argparse

from posture_app.commands.context import changing, read_context
from posture_app.commands.correct import read_named_day
from posture_app.commands.output import line
from posture_app.core.language import _
from posture_app.core.record.diary import Note
from posture_app.store.log.log import open_diary, open_to_read


def note(options: argparse.Namespace) -> int:
    """Print the note on a day, or write another over it; an empty one removes it."""
    context = read_context(options)
    log, day = context.where.database, read_named_day(options.day, context)
    if options.text is None:
        with open_to_read(log) as reading:
            found = [each.text for each in reading.diary.notes(day, day)]
        line("\n".join(found) or _("There is no note on {day}.").format(day=day))
        return 0
    with changing(context.where), open_diary(log) as diary:
        diary.write_note(Note(day, options.text if options.text.strip() else "", context.now))
    line(
        _("Noted on {day}.").format(day=day)
        if options.text.strip()
        else _("The note on {day} is taken away.").format(day=day)
    )
    return 0
