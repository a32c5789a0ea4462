"""The whole attack in a process group of its own, so that nothing that it started is left running, whatever ends it."""

import ctypes
import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

PR_SET_PDEATHSIG = 1


def contained(do: Callable[[], int]) -> int:
    """The status that it returns. Nothing that it starts outlives it, nor it this process, whatever ends that."""
    if sys.platform != "linux":
        raise NotImplementedError
    parent = os.getpid()
    worker = os.fork()
    if worker:
        status = os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])
        with suppress(ProcessLookupError):
            os.killpg(worker, signal.SIGKILL)
        return status
    status = 1
    try:
        os.setpgid(0, 0)
        signal.signal(signal.SIGTERM, _end)
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() == parent:
            status = do()
    except SystemExit:
        pass  # the parent is gone, and what was started has been cleared away
    except BaseException:  # noqa: BLE001 - whatever it is, it is told
        traceback.print_exc()
    finally:
        if os.getppid() != parent:
            os.killpg(0, signal.SIGKILL)
        sys.stdout.flush()
        os._exit(status)


def _end(number: int, frame: FrameType | None) -> None:
    """Whoever waits for a process of ours need not, and clears away what is its own."""
    if sys.platform == "win32":
        raise NotImplementedError
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.killpg(0, signal.SIGTERM)
    sys.exit(1)
