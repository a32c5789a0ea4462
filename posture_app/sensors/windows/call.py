"""Whether a program has the microphone or the camera, as Windows keeps it for its own sign of that in the taskbar.

A program that crashed stays in there as if it had it still; so one that has had it for more than four hours is no call.
"""

import ctypes
import sys
from collections.abc import Callable, Iterator, Mapping

from posture_app.core.events import Fact
from posture_app.core.language import lasting
from posture_app.core.ports import Loop
from posture_app.core.value import value
from posture_app.sensors.in_use import FOR_GOOD_S, InUse
from posture_app.sensors.question import QuestionSource

_A_SECOND = 10_000_000  # Windows counts in 100 ns, since 1601
STORE = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
DESKTOP_PROGRAMS = "NonPackaged"
"""The key under which those are that do not come from the store."""


@value
class Use:
    """One program's last use: when it began and ended, as Windows counts. It has no end while it goes on."""

    began: int
    ended: int


def holders(uses: Iterator[Use], now: int) -> tuple[frozenset[int], frozenset[int]]:
    """Who uses it at present, by when that began; and who has done so for more than four hours, or from then on that
    has not come yet.
    """
    going = frozenset(use.began for use in uses if use.began and not use.ended)
    return going, frozenset(began for began in going if not now - FOR_GOOD_S * _A_SECOND < began <= now + _A_SECOND)


class ConsentStore:
    """Implements `sensors.question.Question` for the device of this name in the store."""

    fact = Fact.CALL

    def __init__(self, loop: Loop, name: str, uses: Callable[[], Iterator[Use]], now: Callable[[], int]) -> None:
        self.name = name
        self._uses, self._now = uses, now
        self._use = InUse(loop)
        self.trouble: str | None = None

    @property
    def reading(self) -> str | None:
        return self._use.reading

    def ask(self, answer: Callable[[bool | None], None]) -> None:
        try:
            found = holders(self._uses(), self._now())
        except OSError as error:
            self.trouble = lasting("Windows does not say who has it ({reason})", reason=error.strerror or error)
            answer(None)
            return
        self.trouble = None
        answer(self._use.call(*found))

    def close(self) -> None:
        self._use.close()


if sys.platform == "win32":
    import winreg
    from ctypes import wintypes

    _kernel = ctypes.WinDLL("kernel32")

    def _keys(key: winreg.HKEYType) -> Iterator[winreg.HKEYType]:
        """https://learn.microsoft.com/windows/win32/api/winreg/nf-winreg-regenumkeyexw"""
        for number in range(winreg.QueryInfoKey(key)[0]):
            with winreg.OpenKey(key, winreg.EnumKey(key, number)) as found:
                yield found

    def _number(key: winreg.HKEYType, name: str) -> int:
        try:
            return int(winreg.QueryValueEx(key, name)[0])
        except (OSError, TypeError, ValueError):  # it was never used, or this is not the number that it was
            return 0

    def _uses(device: str) -> Iterator[Use]:
        """https://learn.microsoft.com/windows/privacy/manage-connections-from-windows-operating-system-components-to-microsoft-services
        tells of the store; that a use which goes on ends at 0 is seen, and what the sign in the taskbar goes by.
        """
        for place in (rf"{STORE}\{device}", rf"{STORE}\{device}\{DESKTOP_PROGRAMS}"):
            try:
                programs = winreg.OpenKey(winreg.HKEY_CURRENT_USER, place)
            except FileNotFoundError:  # nothing of that kind has ever used it
                continue
            with programs:
                for key in _keys(programs):
                    yield Use(_number(key, "LastUsedTimeStart"), _number(key, "LastUsedTimeStop"))

    def _now() -> int:
        """https://learn.microsoft.com/windows/win32/api/sysinfoapi/nf-sysinfoapi-getsystemtimeasfiletime"""
        read = wintypes.FILETIME()
        _kernel.GetSystemTimeAsFileTime(ctypes.byref(read))
        return (int(read.dwHighDateTime) << 32) | int(read.dwLowDateTime)

else:

    def _uses(device: str) -> Iterator[Use]:
        raise AssertionError(f"{device} asked for on Windows only")

    def _now() -> int:
        raise AssertionError("asked for on Windows only")


_DEVICES: Mapping[str, str] = {"microphone": "microphone", "camera": "webcam"}


def _source(name: str, device: str) -> QuestionSource:
    return QuestionSource(
        name, "call", Fact.CALL, lambda here: ConsentStore(here.loop, name, lambda: _uses(device), _now)
    )


SOURCES = tuple(_source(name, device) for name, device in _DEVICES.items())
