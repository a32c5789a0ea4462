"""The core loads alone and light: no window, file, socket, thread or other program comes with it."""

import json
import pkgutil
import subprocess
import sys

import posture_app.core

BANNED = {
    "PySide6", "shiboken6", "sqlite3", "apscheduler", "jeepney", "plyer", "tomlkit", "platformdirs", "tzlocal",
    "subprocess", "socket", "multiprocessing", "asyncio", "concurrent", "urllib.request", "http", "ctypes", "tkinter",
}  # fmt: skip
PROBE = """
import importlib, json, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(sorted(sys.modules)))
"""


def test_the_whole_core_loads_without_anything_of_the_outside() -> None:
    names = [module.name for module in pkgutil.walk_packages(posture_app.core.__path__, "posture_app.core.")]
    assert "posture_app.core.engine.engine" in names
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROBE, *names], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(json.loads(run.stdout))
    assert set(names) <= loaded
    assert set() == {name for name in loaded if any(name == b or name.startswith(f"{b}.") for b in BANNED)}
    rooms = {name for name in loaded if name.startswith("posture_app.")} - set(names)
    assert {"posture_app.core"} == rooms
