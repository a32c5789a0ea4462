"""The memory that a window leaves behind, given back to the system."""

import gc
import sys


def give_back() -> None:
    """Free what only cycles hold, and have the C library give back what it keeps for later. It would be the most after
    a page of many widgets, and whoever closes a window rarely opens another at once. What is left is set aside, so that
    the next window opens without a search through it.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - with the first window that was closed

        if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):  # of glibc alone
            trim(0)
