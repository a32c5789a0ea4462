"""Somebody before a break screen, for tests of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from posture_app.core.content.exercises import Exercise
from posture_app.core.content.programmes import Item, ProgrammeSession
from posture_app.core.events import Say, Word
from posture_app.core.ports import Message, Watch
from posture_app.core.record.diary import Session
from posture_app.core.session.run import Done
from posture_app.ui.exercises.player import PlayerSources
from posture_app.ui.prompts.break_cover import BreakSurroundings
from posture_app.ui.prompts.break_screen import BreakOptions, BreakScreenNotifier
from posture_app.ui.prompts.break_window import BreakWindow
from posture_app.ui.prompts.card import Card
from posture_app.ui.prompts.entrance import PAUSE_MS, AtOnce, Entrance
from posture_app.ui.prompts.guide import Guide
from tests.notify.contract import unexpected
from tests.ui.hand_loop import HandLoop
from tests.ui.lessons import NECK_TILT, SHORT_FOOT
from tests.ui.prompts.stillness import Stillness
from tests.ui.samples import ZONE
from tests.ui.sources import DRAWING
from tests.ui.waiting import delete_what_was_closed

UP, SNOOZE, SKIP = (Word.UP, "I’m up"), (Word.SNOOZE, "Snooze 5 min"), (Word.SKIP, "Skip")
BREAK = Message(1, "Time to get up", "Walk a little.", (UP, SNOOZE, SKIP), length_s=120)
STRICT = replace(BREAK, strict=True)
STOP_RULE = "Stop if it hurts."


def windows() -> list[BreakWindow]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, BreakWindow) and w.isVisible()]


def cards() -> list[Card]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, Card) and w.isVisible()]


class Person:
    """Somebody before a break screen, in a time that passes by hand."""

    def __init__(self) -> None:
        self.loop = HandLoop()
        self.options = BreakOptions(notice_s=0)
        self.stillness = Stillness(60_000, self.loop.soon)
        self.entrance: Entrance = AtOnce()
        self.heard: list[tuple[int, Word]] = []
        self.ended: list[int] = []
        self.exercised: list[Session] = []
        self.played: list[Sequence[Item | str]] = []
        self.belongs: list[ProgrammeSession | None] = []
        self.kept: list[Done] = []
        self.keep: Callable[[Sequence[Done]], None] = self.kept.extend
        self.drawing: Callable[[str], bytes] = lambda _name: DRAWING
        self.answered: Callable[[int, Word], None] = lambda *_: None
        self.notifier = BreakScreenNotifier(
            self.hear,
            ended=self.ended.append,
            guide=Guide(
                {each.id: each for each in (NECK_TILT, SHORT_FOOT)}.get,
                self.draw,
                lambda: STOP_RULE,
                done=self.exercised.append,
                zone=lambda: ZONE,
                play=lambda items, _belongs=None: self.played.append(items),
                sources=self.player_sources,
            ),
            options=lambda: self.options,
            around=BreakSurroundings(self.loop, self.loop, self.stillness.quiet, self),
        )
        self.takes_keyboard = False

    def wait(self, title: str, body: str, come: Callable[[], None], pause_ms: int = PAUSE_MS) -> Watch:
        """How windows come here, which a test may change."""
        return self.entrance.wait(title, body, come, pause_ms)

    def hear(self, number: int, say: Say) -> None:
        self.heard.append((number, say.word))
        self.answered(number, say.word)

    def player_sources(self, _planned: Sequence[Exercise], belongs: ProgrammeSession | None) -> PlayerSources:
        if belongs is not None:
            self.belongs.append(belongs)
        return PlayerSources(
            self.loop,
            self.loop,
            drawing=lambda _: DRAWING,
            stop_rule=lambda: STOP_RULE,
            easier=lambda _: None,
            keep=lambda results: self.keep(results),  # noqa: PLW0108 - a test may change it
        )

    def draw(self, name: str) -> bytes:
        return self.drawing(name)

    def see(self, message: Message = BREAK) -> BreakWindow:
        """Have it shown and painted."""
        self.notifier.show(message, unexpected)
        QApplication.processEvents()
        return self.window

    @property
    def window(self) -> BreakWindow:
        (window,) = windows()
        return window

    def attend(self, message: Message = BREAK) -> BreakWindow:
        """Have it shown, and wait until it listens."""
        window = self.see(message)
        self.loop.go(1.5)
        return window

    def labels(self) -> list[str]:
        """The buttons of the break, but for the one to hold."""
        QApplication.processEvents()
        found = self.window.findChildren(QPushButton)
        return [b.text() for b in found if b.isVisible() and b.objectName().startswith("answer_")]

    def click(self, name: str, within: QWidget | None = None) -> None:
        button = (within or self.window).findChild(QPushButton, name)
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def before_a_break() -> Iterator[Person]:
    """For a fixture: a person, and afterwards nothing left behind."""
    person = Person()
    yield person
    person.notifier.close()
    person.loop.go(0)
    delete_what_was_closed()
    assert person.loop.pending == 0
