"""The lengths of a snooze in words, and what is said by choosing one."""

from posture_app.core.events import Say, Word
from posture_app.core.formats import number_words
from posture_app.core.language import _, ngettext
from posture_app.core.settings.settings import Settings

SnoozeChoices = tuple[tuple[Say, str], ...]


def snooze_choices(settings: Settings) -> SnoozeChoices:
    """The lengths that the person wants to choose from, in their order."""
    return tuple(
        (Say(Word.SNOOZE_QUIET), _("Until my hands rest"))
        if minutes is None
        else (
            Say(Word.SNOOZE, minutes),
            ngettext("{number} minute", "{number} minutes", minutes).format(number=number_words(minutes)),
        )
        for minutes in settings.snooze_choices
    )
