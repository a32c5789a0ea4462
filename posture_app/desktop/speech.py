"""Words spoken by a program of the system: `spd-say` (Speech Dispatcher), `say` of macOS, or Windows’ own voice.

QtTextToSpeech is not part of the Qt that the app needs. A program is written to and never waited for.
"""

import logging
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from posture_app.core.errors import Unavailable
from posture_app.core.language import lasting
from posture_app.core.text import clipped, one_line
from posture_app.core.value import value

if TYPE_CHECKING:
    from PySide6.QtCore import QProcess

LONGEST = 600
"""Nobody listens to more in one go, and a line of it fits into what `spd-say` reads at once."""
LEAVES_MS = 1000
"""Real milliseconds in which a program is to end that has nothing more to say; then it is killed."""
COMMAND_SIGN = "!"
"""`spd-say` takes a line that begins with three signs of its own, this the first, for a command."""
_WINDOWS = (
    "[Console]::InputEncoding=[Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
    "$voice=New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "while(($line=[Console]::In.ReadLine()) -ne $null){$voice.SpeakAsyncCancelAll(); "
    "if($line){$null=$voice.SpeakAsync($line)}}; $voice.SpeakAsyncCancelAll()"
)
_log = logging.getLogger(__name__)


@value
class Voice:
    """A program that speaks the lines that it reads. `silence` is the line that cuts it short; a program that has none
    speaks once it has read all, and is ended to cut it short.
    """

    name: str
    command: Sequence[str]
    silence: str | None


def speech_dispatcher(platform: str = sys.platform) -> Voice:
    """What most desktops of Linux have. Only our own words are cut short, not those of a screen reader."""
    program = shutil.which("spd-say") if platform not in ("darwin", "win32") else None
    if program is None:
        raise Unavailable(lasting("spd-say is not installed; the package speech-dispatcher has it"))
    return Voice("spd-say", (program, "--pipe-mode", "--application-name", "posture"), "!-!CANCEL SELF")


def mac_voice(platform: str = sys.platform) -> Voice:
    """macOS’s own."""
    program = shutil.which("say") if platform == "darwin" else None  # on Linux that is another program
    if program is None:
        raise Unavailable(lasting("this is not macOS"))
    return Voice("say", (program,), None)


def windows_voice(platform: str = sys.platform) -> Voice:
    """Windows’ own, by way of PowerShell."""
    program = shutil.which("powershell") if platform == "win32" else None
    if program is None:
        raise Unavailable(lasting("this is not Windows"))
    return Voice("SAPI", (program, "-NoProfile", "-NonInteractive", "-Command", _WINDOWS), "")


def choose_voice(platform: str = sys.platform) -> Voice:
    """The one of this system. Raises Unavailable, with what would have to be installed."""
    candidates: Sequence[Callable[[str], Voice]] = (mac_voice, windows_voice, speech_dispatcher)
    why = Unavailable(lasting("there is no voice for this system"))
    for candidate in candidates:
        try:
            return candidate(platform)
        except Unavailable as error:
            why = error
    raise why


def why_mute() -> str | None:
    """Why nothing can be spoken here; None if it can."""
    try:
        choose_voice()
    except Unavailable as why:
        return str(why)
    return None


class Speech:
    """Speaks one text at a time, each in place of the one before. What goes wrong is logged once, and silent."""

    def __init__(self, choose: Callable[[], Voice] = choose_voice) -> None:
        self._choose = choose
        self._process: QProcess | None = None
        self._silence: str | None = None
        self._logged: set[str] = set()

    def say(self, text: str) -> None:
        """Begin to speak this, and come back at once."""
        line = clipped(one_line(text).lstrip(COMMAND_SIGN), LONGEST)
        if not line:
            return
        if self._process is not None and self._silence is None:
            self._kill()
        process = self._process or self._begin()
        if process is None:
            return
        if self._silence is None:
            process.write(f"{line}\n".encode())
            process.closeWriteChannel()
        else:
            process.write(f"{self._silence}\n{line}\n".encode())

    def stop(self) -> None:
        """Be silent, and let the program end."""
        process = self._process
        if process is None:
            return
        if self._silence is None:
            self._kill()
            return
        from PySide6.QtCore import QTimer  # noqa: PLC0415 - a program runs, so it is loaded

        self._process = None
        process.write(f"{self._silence}\n".encode())
        process.closeWriteChannel()
        patience = QTimer(process)
        patience.setSingleShot(True)
        patience.timeout.connect(process.kill)
        process.finished.connect(patience.stop)
        patience.start(LEAVES_MS)

    def close(self) -> None:
        """Be silent for good; no program is left."""
        from PySide6.QtCore import QProcess  # noqa: PLC0415 - as above

        process = self._process
        self.stop()
        if process is not None and process.state() is not QProcess.ProcessState.NotRunning:
            process.waitForBytesWritten(LEAVES_MS // 10)
            if not process.waitForFinished(LEAVES_MS // 10):
                process.kill()
                process.waitForFinished(LEAVES_MS)

    def _begin(self) -> "QProcess | None":
        from PySide6.QtCore import QCoreApplication, QProcess  # noqa: PLC0415 - with the first word

        try:
            voice = self._choose()
        except Unavailable as why:
            self._log_once(str(why))
            return None
        process = QProcess(QCoreApplication.instance())
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(lambda *_: self._ended(process))
        process.errorOccurred.connect(lambda _: self._failed(process, voice.name))
        self._process, self._silence = process, voice.silence
        process.start(voice.command[0], list(voice.command[1:]))
        return self._process

    def _ended(self, process: "QProcess") -> None:
        if self._process is process:
            self._process = None
        process.deleteLater()

    def _failed(self, process: "QProcess", name: str) -> None:
        from PySide6.QtCore import QProcess  # noqa: PLC0415 - one runs, so it is loaded

        if process.error() is QProcess.ProcessError.FailedToStart:
            self._log_once(f"{name} cannot be started ({process.errorString()})")
            self._ended(process)

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()

    def _log_once(self, what: str) -> None:
        if what not in self._logged:
            self._logged.add(what)
            _log.info("nothing is spoken: %s", what)
