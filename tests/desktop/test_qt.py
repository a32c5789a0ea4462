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


def test_what_tells_of_signatures_is_run_when_it_is_asked_for() -> None:
    needs.qt()
    code = (
        "import builtins; plain = builtins.compile\n"
        "from posture_app.desktop import qt; qt.TRIED = (6, 0), (6, 99); qt.load_qt()\n"
        "assert builtins.compile is plain\n"
        "from PySide6.QtCore import QObject, Qt\n"
        "from PySide6.support.signature import get_signature, parser\n"
        "assert Qt.AlignmentFlag.AlignLeft | Qt.AlignTop == Qt.AlignmentFlag(0x21)\n"
        "assert not hasattr(QObject, 'nothing') and 'pyside_type_init' not in vars(parser)\n"
        "try:\n"
        "    QObject().setObjectName(3)\n"
        "except TypeError as error:\n"
        "    assert 'setObjectName' in str(error), error\n"
        "assert 'pyside_type_init' in vars(parser)\n"
        "assert 'str' in str(get_signature(QObject.setObjectName))\n"
        "from PySide6.support.signature.lib import enum_sig, pyi_generator\n"
        "assert 'ExactEnumerator' not in vars(enum_sig)\n"
        "assert issubclass(pyi_generator.HintingEnumerator, enum_sig.ExactEnumerator)\n"
        "assert not hasattr(enum_sig, 'nothing')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


def test_with_a_version_that_nobody_has_tried_all_of_qt_is_loaded_as_it_is() -> None:
    needs.qt()
    code = (
        "from posture_app.desktop import qt; qt.TRIED = (7, 0), (7, 0); qt.load_qt()\n"
        "from PySide6.support.signature.lib import enum_sig\n"
        "assert 'ExactEnumerator' in vars(enum_sig)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
