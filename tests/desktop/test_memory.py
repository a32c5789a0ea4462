"""What a window leaves behind goes back to the system."""

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from posture_app.desktop.memory import give_back

if sys.platform != "linux":
    pytest.skip("the memory of a process is read from /proc", allow_module_level=True)

MIB, PIECE = 1024 * 1024, 1024
LEFT_BEHIND = 40
"""MiB. In pieces, so that the C library keeps them, and with the last of them still in use."""
FILL = f"""
import ctypes, gc, sys
from pathlib import Path
from posture_app.desktop.memory import give_back
def resident():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 // {MIB}
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
give_back()
before = resident()
held = []
for _ in range({LEFT_BEHIND * MIB // PIECE}):
    held.append(libc.malloc({PIECE - 16}))
    ctypes.memset(held[-1], 1, {PIECE - 16})
last = held.pop()
for each in held:
    libc.free(each)
del held
kept = resident()
give_back()
print(kept - before, resident() - before)
"""


@pytest.fixture(autouse=True)
def _nothing_set_aside() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.collect()
    gc.freeze()  # what was set aside before all tests was given free with the rest


class Ring:
    """Held by nothing but itself."""

    gone = 0

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Ring.gone += 1


def test_what_only_cycles_hold_goes() -> None:
    Ring.gone = 0
    Ring()
    give_back()
    assert 1 == Ring.gone


def test_what_was_set_aside_is_not_looked_through_until_the_next_window_has_gone() -> None:
    Ring.gone, ring = 0, Ring()
    give_back()
    del ring
    gc.collect()
    assert 0 == Ring.gone
    give_back()
    assert 1 == Ring.gone


def test_what_the_c_library_keeps_goes_back_to_the_system() -> None:
    done = subprocess.run([sys.executable, "-c", FILL], capture_output=True, text=True, timeout=60, check=True)
    kept, left = map(int, done.stdout.split())
    if kept < LEFT_BEHIND // 2:
        pytest.skip("this C library keeps nothing")
    assert left < LEFT_BEHIND // 4
