"""What Windows tells a window: that the session is locked, that the computer goes to sleep, that a shortcut is pressed.

One thread with one hidden window hears all of it, for as long as somebody wants to hear something.
"""

import ctypes
import queue
import sys
import threading
from collections.abc import Callable, Collection
from typing import Protocol, TypeVar

from posture_app.core.errors import Unavailable, guarded
from posture_app.core.language import lasting
from posture_app.core.ports import Loop

T = TypeVar("T")
WAIT_S = 1.0
"""Real seconds that Windows is held up, before it sleeps or ends, until the app has taken it in; it waits for two."""

Heard = Callable[[int, int], None]
"""Gets the two numbers that come with a message."""


class Window(Protocol):
    """A hidden window of the calling thread; only `wake` is for others."""

    def open(self, heard: Callable[[int, int, int], None]) -> None:
        """Make it; `heard` gets each message, and its two numbers. Raises OSError."""

    def wait(self) -> None:
        """Hear messages until somebody wakes the thread."""

    def wake(self) -> None:
        """Have `wait` come back, also if it has not begun yet."""

    def close(self) -> None:
        """Destroy it."""

    def register(self, number: int, modifiers: int, key: int) -> int:
        """Ask for a shortcut under this number; 0, or the error."""

    def unregister(self, number: int) -> None:
        """Give it back."""


class MessageThread:
    """The thread. What is heard comes on the thread of the loop."""

    def __init__(self, loop: Loop, make: Callable[[], Window]) -> None:
        self.loop, self._make = loop, make
        self._hearing: list[_Hearing] = []
        self._orders: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._window: Window | None = None

    def hear(self, messages: Collection[int], heard: Heard, *, held_up: bool = False) -> "_Hearing":
        """Hear these messages until the watch is stopped. `held_up`: Windows waits until they are taken in.

        Raises Unavailable where Windows gives no window.
        """
        if self._thread is None:
            opened: queue.SimpleQueue[OSError | None] = queue.SimpleQueue()
            thread = threading.Thread(target=self._run, args=(opened,), name="windows messages", daemon=True)
            thread.start()
            error = opened.get()  # some calls of the system; orders are taken from then on
            if error is not None:
                raise Unavailable(
                    lasting("Windows gives no window ({reason})", reason=error.strerror or error)
                ) from error
            self._thread = thread
        hearing = _Hearing(self, messages, heard, held_up=held_up)
        self._hearing = [*self._hearing, hearing]
        return hearing

    def do(self, call: Callable[[Window], T]) -> T:
        """Have this done on the thread, which owns the window, and wait for it: a call or two of the system. To be
        asked only while something is heard.
        """
        done: list[T] = []
        over = threading.Event()

        def order() -> None:
            try:
                done.append(call(self._opened))
            finally:
                over.set()

        self._order(order)
        over.wait()
        return done[0]

    def forget(self, hearing: "_Hearing") -> None:
        """Hear it no longer; the thread ends with the last one."""
        self._hearing = [each for each in self._hearing if each is not hearing]
        if not self._hearing and self._thread is not None:
            self._order(None)
            self._thread.join()
            self._thread = None

    @property
    def _opened(self) -> Window:
        assert self._window is not None
        return self._window

    def _order(self, order: Callable[[], None] | None) -> None:
        self._orders.put(order)
        self._opened.wake()

    def _run(self, opened: "queue.SimpleQueue[OSError | None]") -> None:
        window = self._window = self._make()
        try:
            window.open(self._received)
        except OSError as error:
            opened.put(error)
            return
        opened.put(None)
        while True:
            window.wait()
            order = self._orders.get()
            if order is None:
                break
            guarded(order)
        window.close()

    def _received(self, message: int, first: int, second: int) -> None:
        """On the thread: hand it over."""
        for hearing in self._hearing:
            if message in hearing.messages:
                hearing.hand_over(self.loop, first, second)


class _Hearing:
    """Implements `core.ports.Watch`: somebody who hears some messages."""

    def __init__(self, thread: MessageThread, messages: Collection[int], heard: Heard, *, held_up: bool) -> None:
        self.messages = messages
        self._thread, self._heard, self._held_up = thread, heard, held_up
        self._over = False

    def stop(self) -> None:
        if not self._over:
            self._over = True
            self._thread.forget(self)

    def hand_over(self, loop: Loop, first: int, second: int) -> None:
        """On the thread of the window."""
        taken_in = threading.Event()

        def tell() -> None:
            try:
                if not self._over:
                    self._heard(first, second)
            finally:
                taken_in.set()

        loop.soon(tell)
        if self._held_up:
            taken_in.wait(WAIT_S)


if sys.platform == "win32":
    from ctypes import wintypes

    _user = ctypes.WinDLL("user32", use_last_error=True)
    _sessions = ctypes.WinDLL("wtsapi32", use_last_error=True)
    _kernel = ctypes.WinDLL("kernel32")
    _PROCEDURE = ctypes.WINFUNCTYPE(ctypes.c_ssize_t, wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)
    _user.DefWindowProcW.argtypes = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)
    _user.DefWindowProcW.restype = ctypes.c_ssize_t
    _user.CreateWindowExW.restype = wintypes.HWND
    _user.DestroyWindow.argtypes = (wintypes.HWND,)
    _user.PostMessageW.argtypes = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)
    _user.RegisterHotKey.argtypes = (wintypes.HWND, ctypes.c_int, wintypes.UINT, wintypes.UINT)
    _user.UnregisterHotKey.argtypes = (wintypes.HWND, ctypes.c_int)
    _sessions.WTSRegisterSessionNotification.argtypes = (wintypes.HWND, wintypes.DWORD)
    _sessions.WTSUnRegisterSessionNotification.argtypes = (wintypes.HWND,)
    _kernel.GetModuleHandleW.restype = wintypes.HMODULE
    _WAKE, _THIS_SESSION = 0x8000, 0  # WM_APP; NOTIFY_FOR_THIS_SESSION

    class _Class(ctypes.Structure):
        _fields_ = (
            ("style", wintypes.UINT),
            ("lpfnWndProc", _PROCEDURE),
            ("cbClsExtra", ctypes.c_int),
            ("cbWndExtra", ctypes.c_int),
            ("hInstance", wintypes.HINSTANCE),
            ("hIcon", wintypes.HICON),
            ("hCursor", wintypes.HANDLE),
            ("hbrBackground", wintypes.HBRUSH),
            ("lpszMenuName", wintypes.LPCWSTR),
            ("lpszClassName", wintypes.LPCWSTR),
        )

    class _HiddenWindow:
        """Implements `Window`. It is one of the top level, for to no other does Windows tell of sleep."""

        def open(self, heard: Callable[[int, int, int], None]) -> None:
            """https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-createwindowexw
            https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsregistersessionnotification
            """

            def procedure(window: int, message: int, first: int, second: int) -> int:
                heard(message, first, second)
                return int(_user.DefWindowProcW(window, message, first, second))

            self._procedure = _PROCEDURE(procedure)  # Windows does not keep it
            module, name = _kernel.GetModuleHandleW(None), "posture_app messages"
            kind = _Class(lpfnWndProc=self._procedure, hInstance=module, lpszClassName=name)
            _user.UnregisterClassW(name, wintypes.HINSTANCE(module))
            if not _user.RegisterClassW(ctypes.byref(kind)):
                raise ctypes.WinError(ctypes.get_last_error())
            where = (0, 0, 0, 0, None, None, wintypes.HINSTANCE(module), None)
            self._window = _user.CreateWindowExW(0, name, name, 0, *where)
            if not self._window:
                raise ctypes.WinError(ctypes.get_last_error())
            _sessions.WTSRegisterSessionNotification(self._window, _THIS_SESSION)

        def wait(self) -> None:
            """https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getmessagew"""
            message = wintypes.MSG()
            while _user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0 and message.message != _WAKE:
                _user.DispatchMessageW(ctypes.byref(message))

        def wake(self) -> None:
            _user.PostMessageW(self._window, _WAKE, 0, 0)

        def close(self) -> None:
            _sessions.WTSUnRegisterSessionNotification(self._window)
            _user.DestroyWindow(self._window)

        def register(self, number: int, modifiers: int, key: int) -> int:
            """https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-registerhotkey"""
            done = _user.RegisterHotKey(self._window, number, modifiers, key)
            return 0 if done else ctypes.get_last_error() or -1

        def unregister(self, number: int) -> None:
            _user.UnregisterHotKey(self._window, number)

    def _hidden_window() -> Window:
        return _HiddenWindow()

else:

    def _hidden_window() -> Window:
        raise AssertionError("asked for on Windows only")


_shared: list[MessageThread] = []


def message_thread(loop: Loop) -> MessageThread:
    """The one of this loop, which all share that hear messages of Windows."""
    if not _shared or _shared[0].loop is not loop:
        _shared[:] = [MessageThread(loop, _hidden_window)]
    return _shared[0]
