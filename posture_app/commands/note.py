"""`posture-app note`: a person's words on a day, read or written."""

import argparse

from posture_app.commands.changing import changing
from posture_app.commands.correct import present
from posture_app.commands.output import line
from posture_app.core.record.diary import Note
from posture_app.desktop.paths import places
from posture_app.store.log.log import open_diary, open_to_read


def note(options: argparse.Namespace) -> int:
    """Print the note on a day, or put another in its place; an empty one takes it away."""
    where = places(options.data_dir)
    at = present(where)
    day = at.day(options.day)
    if options.text is None:
        with open_to_read(where.database) as log:
            found = [each.text for each in log.diary.notes(day, day)]
        line("\n".join(found) or f"There is no note on {day}.")
        return 0
    with changing(where), open_diary(where.database) as diary:
        diary.write_note(Note(day, options.text if options.text.strip() else "", at.now))
    line(f"Noted on {day}." if options.text.strip() else f"The note on {day} is taken away.")
    return 0
