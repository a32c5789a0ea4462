"""Qt is loaded without what PySide6 does to Python's imports."""

import subprocess
import sys

from tests import needs


def test_imports_after_qt_are_the_interpreters_own_and_keep_no_source() -> None:
    needs.qt()
    code = (
        "import builtins, linecache; plain = builtins.__import__\n"
        "from posture_app.desktop.qt import load_qt; load_qt()\n"
        "import PySide6.QtCore, posture_app.core.rules\n"
        "assert builtins.__import__ is plain\n"
        "assert not [name for name in linecache.cache if 'posture_app' in name], linecache.cache.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
