"""A program for the tests of the break screen on a real X server.

`python -m tests.ui.prompts.break_programs FILE [strict] [one]` shows a break screen at once, on all monitors or one.
`FILE` says at each moment for how many milliseconds nobody has touched anything, or `none` if that is unknown. It
prints, whenever that changes, what covers the monitors, which button has the keyboard and how many keys came, and
what was answered.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QPushButton

from posture_app.core.events import Say, Word
from posture_app.core.ports import Message
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.loop import QtLoop
from posture_app.ui.kit.hold_button import HoldButton
from posture_app.ui.prompts.break_cover import BreakSurroundings
from posture_app.ui.prompts.break_screen import BreakOptions, BreakScreenNotifier
from posture_app.ui.prompts.break_window import BreakWindow
from posture_app.ui.prompts.entrance import AtOnce
from tests.ui.prompts.guides import empty_guide
from tests.ui.prompts.stillness import Stillness

ANSWERS = ((Word.UP, "I’m up"), (Word.SNOOZE, "Snooze"), (Word.SKIP, "Skip"))
LOOK_MS = 20


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def place(window: BreakWindow) -> str:
    area = window.geometry()
    return f"{area.x()},{area.y()},{area.width()},{area.height()}"


class OneBreak(QObject):
    def __init__(self, app: QApplication, arguments: list[str]) -> None:
        super().__init__(app)
        self.idle = Path(arguments[0])
        self.loop = QtLoop()
        self.stillness = Stillness(self.idle_ms(), self.loop.soon)
        self.notifier = BreakScreenNotifier(
            self.answered,
            ended=lambda number: say("ended", number),
            guide=empty_guide(),
            options=lambda: BreakOptions(all_monitors="one" not in arguments, notice_s=0),
            around=BreakSurroundings(self.loop, SystemClock(), self.stillness.quiet, AtOnce()),
        )
        self.keys = 0
        app.installEventFilter(self)
        self.said: dict[str, str] = {}
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.look)
        self.timer.start(LOOK_MS)
        message = Message(1, "Time to get up", "Walk a little.", ANSWERS, length_s=600, strict="strict" in arguments)
        self.notifier.show(message, say)

    def idle_ms(self) -> int | None:
        word = self.idle.read_text()
        return None if word == "none" else int(word)

    @Slot()
    def look(self) -> None:
        self.stillness.idle = self.idle_ms()
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, BreakWindow) and w.isVisible()]
        exposed = [w for w in windows if w.windowHandle().isExposed()]
        self.tell("covers", *sorted(f"{place(w)},{w.devicePixelRatio()}" for w in exposed))
        if any(w.isActiveWindow() for w in exposed):
            focused = QApplication.focusWidget()
            self.tell("keyboard", focused.objectName() if isinstance(focused, QPushButton) else "deaf")

        for button in (b for w in exposed for b in w.findChildren(HoldButton) if b.hasFocus()):
            at = button.mapToGlobal(button.rect().center())
            self.tell("hold", str(at.x()), str(at.y()))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress:
            self.keys += 1
            say("key", self.keys)
        return False

    def tell(self, what: str, *words: str) -> None:
        line = " ".join(words)
        if self.said.get(what) != line:
            self.said[what] = line
            say(what, line)

    def answered(self, number: int, answer: Say) -> None:
        say("answered", number, answer.word.value)
        QCoreApplication.quit()


def main() -> int:
    app = QApplication(sys.argv[:1])
    program = OneBreak(app, sys.argv[1:])
    code = app.exec()
    program.notifier.close()
    say("left")
    return code


if __name__ == "__main__":
    sys.exit(main())
