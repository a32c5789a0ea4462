"""`posture-app help`: the topics of the help, in the terminal."""

import argparse
import shutil

from posture_app.commands.output import line, write
from posture_app.core.errors import KnownError
from posture_app.core.help_topics import for_terminal, search
from posture_app.core.language import _
from posture_app.core.search import query_of
from posture_app.desktop.bundled import load_help

WIDEST = 88


def show(options: argparse.Namespace) -> int:
    """Print a topic; without one, what there is; of other words, where they stand."""
    topics = load_help(options.language)
    words = " ".join(options.words)
    width = min(WIDEST, shutil.get_terminal_size().columns)
    wanted = next((topic for topic in topics if topic.name == words.lower().replace(" ", "-")), None)
    if wanted is not None:
        write(f"{for_terminal(wanted, width)}\n")
    elif words:
        found = search(topics, query_of(words))
        if not found:
            text = _("The help says nothing of “{words}”; its topics are: {names}.")
            raise KnownError(text.format(words=words, names=", ".join(topic.name for topic in topics)))
        for each in found:
            line(f"posture-app help {each.topic.name}: {each.section.heading}")
            line(f"    {each.excerpt}")
    else:
        longest = max(len(topic.name) for topic in topics)
        for topic in topics:
            line(f"{topic.name:{longest}}  {topic.title}")
    return 0
