"""Whether a program listens to a microphone, on macOS. That a device runs is all that it tells: a headset that is both
microphone and loudspeaker runs while it plays, too, so only what does nothing but listen is asked. Cameras cannot be
asked without the permission to use them (since macOS 26.3), so they are not.
"""

import ctypes
import sys
from collections.abc import Callable, Iterable

from posture_app.core.events import Fact
from posture_app.core.language import N_, lasting
from posture_app.core.ports import Loop
from posture_app.core.value import value
from posture_app.sensors.in_use import InUse
from posture_app.sensors.question import QuestionSource


def four(code: str) -> int:
    """The number that stands for these four letters."""
    return int.from_bytes(code.encode("ascii"), "big")


@value
class AudioDevice:
    """A sound device: which it is, whether it listens, whether it plays, and whether any program makes it run."""

    number: int
    listens: bool
    plays: bool
    runs: bool


def listening(devices: Iterable[AudioDevice]) -> frozenset[int]:
    """Those that run and do nothing but listen."""
    return frozenset(device.number for device in devices if device.runs and device.listens and not device.plays)


class MacMicrophone:
    """Implements `sensors.question.Question`. `devices` reads them, and raises OSError where macOS does not answer."""

    name, fact = N_("microphone"), Fact.CALL

    def __init__(self, loop: Loop, devices: Callable[[], Iterable[AudioDevice]]) -> None:
        self._devices = devices
        self._use = InUse(loop)
        self.trouble: str | None = None

    @property
    def reading(self) -> str | None:
        return self._use.reading

    def ask(self, answer: Callable[[bool | None], None]) -> None:
        try:
            found = listening(self._devices())
        except OSError as error:
            self.trouble = lasting("macOS does not say which sound devices run ({error})", error=error)
            answer(None)
            return
        self.trouble = None
        answer(self._use.call(found))

    def close(self) -> None:
        self._use.close()


if sys.platform == "darwin":

    class _Address(ctypes.Structure):
        _fields_ = (("selector", ctypes.c_uint32), ("scope", ctypes.c_uint32), ("element", ctypes.c_uint32))

    _audio = ctypes.CDLL("/System/Library/Frameworks/CoreAudio.framework/CoreAudio")
    _SYSTEM = 1
    _EVERYWHERE, _INPUT, _OUTPUT = four("glob"), four("inpt"), four("outp")

    def _read(number: int, selector: str, scope: int) -> list[int]:
        """https://developer.apple.com/documentation/coreaudio/audioobjectgetpropertydata(_:_:_:_:_:_:)"""
        address, size = _Address(four(selector), scope, 0), ctypes.c_uint32()
        if status := _audio.AudioObjectGetPropertyDataSize(number, ctypes.byref(address), 0, None, ctypes.byref(size)):
            raise OSError(lasting("status {status} for {selector}", status=status, selector=selector))
        numbers = (ctypes.c_uint32 * (size.value // 4))()
        if status := _audio.AudioObjectGetPropertyData(
            number, ctypes.byref(address), 0, None, ctypes.byref(size), numbers
        ):
            raise OSError(lasting("status {status} for {selector}", status=status, selector=selector))
        return list(numbers)[: size.value // 4]

    def _devices() -> Iterable[AudioDevice]:
        """https://developer.apple.com/documentation/coreaudio/kaudiodevicepropertydeviceisrunningsomewhere

        It is told in the global scope only.
        """
        for number in _read(_SYSTEM, "dev#", _EVERYWHERE):
            listens, plays = (bool(_read(number, "stm#", scope)) for scope in (_INPUT, _OUTPUT))
            yield AudioDevice(number, listens, plays, any(_read(number, "gone", _EVERYWHERE)))

else:

    def _devices() -> Iterable[AudioDevice]:
        raise AssertionError("asked for on macOS only")


SOURCE = QuestionSource(MacMicrophone.name, "call", Fact.CALL, lambda here: MacMicrophone(here.loop, _devices))
