"""The enumerations of Qt come out as Python itself makes them, but sooner."""

import subprocess
import sys

from tests import needs

COMPARED = """
import enum
from posture_app.desktop import qt_enums

by_python, differing, made = enum.EnumType._create_, [], []

def said(made, value):
    # of one that it has, of one that it does not have, and of what operators make of it
    try:
        member = made(value)
        found = [repr(member), str(member), member.name, member.value, bool(member)]
        if isinstance(member, enum.Flag):
            found += [repr(~member), repr(member | made(1)), len(member), [*map(repr, member)]]
        return found
    except Exception as error:  # Python's own find some of Qt's values odd
        return repr(error)

def both(kind, class_name, names, **options):
    name, pairs = class_name, names
    quick = qt_enums._create(kind, name, pairs, **options)
    plain = by_python(kind, name, pairs, **{**options, "module": "PySide6"})
    made.append((kind, len(pairs), any(value < 0 for _, value in pairs)))
    try:
        enum._test_simple_enum(plain, quick)
        assert list(map(repr, plain)) == list(map(repr, quick)), "order"
        assert list(plain.__members__) == list(quick.__members__), "names"
        for value in (0, 1, 3, 7, -2, 4096, getattr(plain, "_flag_mask_", 5)):
            assert said(plain, value) == said(quick, value), value
    except Exception as error:
        differing.append(f"{name}: {error}")
    return quick

enum.EnumType._create_ = both
qt_enums.quicken_enums = lambda: None
from posture_app.desktop.qt import load_qt
load_qt()
from PySide6 import QtCore, QtGui, QtSvg, QtWidgets
for module in (QtCore, QtGui, QtSvg, QtWidgets):
    for name in dir(module):
        thing = getattr(module, name)
        if isinstance(thing, type):
            dir(thing)
for kind, names, values in (
    (enum.Flag, "ABCDE", (4, 2, 6, 0, 4)),
    (enum.Flag, "AB", (1, -2)),
    (enum.Enum, "ABC", (2, -1, 2)),
    (enum.IntEnum, "BA", (1, 0)),
    (enum.IntFlag, "CA", (2, 1)),
    (enum.Enum, ("name", "value", "C"), (1, 2, 3)),
    (enum.Flag, "", ()),
):
    both(kind, "Made", list(zip(names, values)), boundary=enum.KEEP, module=None)
print(len(made), sum(count for _, count, _ in made), len({kind for kind, _, _ in made}), *differing, sep="\\n")
"""


def test_each_comes_out_as_python_makes_it() -> None:
    needs.qt()
    done = subprocess.run([sys.executable, "-c", COMPARED], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    many, members, kinds, *differing = done.stdout.splitlines()
    assert [] == differing
    assert int(many) > 400
    assert int(members) > 5000
    assert int(kinds) == 4


def test_with_a_python_that_nobody_has_tried_python_makes_them() -> None:
    needs.qt()
    code = (
        "import enum; from posture_app.desktop import qt, qt_enums; plain = enum.EnumType._create_\n"
        "qt_enums.TRIED = (4, 0), (4, 1); qt.load_qt()\n"
        "assert enum.EnumType._create_ is plain\n"
        "qt_enums.TRIED = (3, 11), (4, 0); qt.load_qt()\n"
        "assert enum.EnumType._create_ is qt_enums._create\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
