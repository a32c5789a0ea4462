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


def test_what_only_writes_stubs_is_run_when_it_is_asked_for() -> None:
    needs.qt()
    code = (
        "import builtins; plain = builtins.compile\n"
        "from posture_app.desktop import qt; qt.TRIED = (6, 0), (6, 99); qt.load_qt()\n"
        "assert builtins.compile is plain\n"
        "from PySide6.QtCore import QObject\n"
        "try:\n"
        "    QObject().setObjectName(3)\n"
        "except TypeError as error:\n"
        "    assert 'setObjectName' in str(error), error\n"
        "from PySide6.support.signature.lib import enum_sig, pyi_generator\n"
        "assert 'BaseFormatter' not in vars(enum_sig)\n"
        "assert issubclass(pyi_generator.Formatter, enum_sig.BaseFormatter)\n"
        "assert not hasattr(enum_sig, 'nothing')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


def test_with_a_version_that_nobody_has_tried_all_of_qt_is_loaded_as_it_is() -> None:
    needs.qt()
    code = (
        "from posture_app.desktop import qt; qt.TRIED = (7, 0), (7, 0); qt.load_qt()\n"
        "from PySide6.support.signature.lib import enum_sig\n"
        "assert 'BaseFormatter' in vars(enum_sig)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
