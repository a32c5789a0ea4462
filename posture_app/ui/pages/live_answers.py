"""The answers that fit this moment, as buttons that say them."""

from collections.abc import Callable

from posture_app.core.events import Say, Word
from posture_app.core.language import _
from posture_app.core.settings.settings import Settings
from posture_app.core.snooze_choices import snooze_choices
from posture_app.core.status import Status
from posture_app.core.status_words import unmet_prompt
from posture_app.ui.pages.answers import Answers, Said
from posture_app.ui.pages.live_words import answers
from posture_app.ui.sources import Sources
from posture_app.ui.tray.snooze_menu import SnoozeMenu


class LiveAnswers(Answers):
    """Offers what can be said now. `said` is called after an answer, `shows` before an exercise is shown."""

    def __init__(self, sources: Sources, said: Callable[[], None], shows: Callable[[], object] = lambda: None) -> None:
        super().__init__(self._chosen)
        self._sources, self._said, self._shows = sources, said, shows
        self._snoozes = SnoozeMenu(self, lambda: snooze_choices(sources.settings()), self._pass_on)

    def fit(self, status: Status, settings: Settings, *, blind: bool) -> None:
        """Offer the answers, and with a prompt that offers an exercise to show it; the prompt says which stands out."""
        words, main = answers(status, settings, blind=blind)
        texts: dict[Said, str] = dict(words.items())
        if unmet_prompt(status) is not None and self._sources.offered() is not None:
            texts["show"] = _("Show &me") if self._sources.offered_session() is None else _("St&art")
        if Word.SNOOZE in texts:
            texts["more"] = ""
        self.offer(texts, "show" if "show" in texts and main is Word.DONE else main)

    def _chosen(self, word: Said) -> None:
        if word == "more":
            self.drop(self._snoozes, word)
        elif word != "show":
            self._pass_on(Say(word))
        elif self._sources.offered():
            self._shows()
            self._sources.play_offered()

    def _pass_on(self, say: Say) -> None:
        self._sources.say(say.word, say.minutes)
        self._said()
