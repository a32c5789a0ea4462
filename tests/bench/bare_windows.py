"""The baseline of `windows_cost`: a PySide6 program that shows a tray icon, opens one window with one widget of each
class that our windows have, in Qt's own style, and closes it. It says what that cost, in MiB and milliseconds.
"""

import ctypes
import gc
import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

SETTLE_MS = 1000
PICTURE = Path(__file__).parents[2] / "resources" / "illustrations" / "chin_tuck.svg"


def memory(when: str) -> dict[str, float]:
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    sizes = {line.split()[0]: int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss")}
    return {f"private {when}": sizes["Pss_Anon:"], f"files {when}": sizes["Pss_File:"] + sizes["Pss_Shmem:"]}


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def open_window() -> object:
    """Open it, and wait until it is painted."""
    from PySide6.QtGui import QPainter, QPaintEvent  # noqa: PLC0415 - with the window
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415
    from PySide6.QtWidgets import (  # noqa: PLC0415
        QCheckBox,
        QComboBox,
        QDateEdit,
        QLabel,
        QLineEdit,
        QListWidget,
        QMainWindow,
        QPlainTextEdit,
        QProgressBar,
        QPushButton,
        QRadioButton,
        QScrollArea,
        QSpinBox,
        QStackedWidget,
        QTableWidget,
        QTextBrowser,
        QTimeEdit,
        QVBoxLayout,
        QWidget,
    )

    class Picture(QWidget):
        def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - as Qt calls it
            painter = QPainter(self)
            QSvgRenderer(str(PICTURE)).render(painter)

    window, inside, stack, area = QMainWindow(), QWidget(), QStackedWidget(), QScrollArea()
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    column = QVBoxLayout(inside)
    table, box, entries, text = QTableWidget(3, 3), QComboBox(), QListWidget(), QTextBrowser()
    box.addItems(["one", "two"])
    entries.addItems(["one", "two"])
    text.setMarkdown("# Title\n\nText with a [link](https://example.org).")
    picture = Picture()
    picture.setMinimumHeight(100)
    for part in (QLabel("text"), QPushButton("text"), QCheckBox("text"), QRadioButton("text"), QLineEdit("text")):
        column.addWidget(part)
    for made in (QPlainTextEdit("text"), QSpinBox(), QDateEdit(), QTimeEdit(), QProgressBar()):
        column.addWidget(made)
    for filled in (box, entries, table, text, picture):
        column.addWidget(filled)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    stack.addWidget(area)
    window.setCentralWidget(stack)
    window.resize(880, 720)
    window.show()
    handle = window.windowHandle()
    while not handle.isExposed():
        QCoreApplication.processEvents()
    QCoreApplication.processEvents()
    return window


def report() -> None:
    found = memory("before")
    begun = time.process_time()
    window = open_window()
    found["first"] = (time.process_time() - begun) * 1000
    window.close()  # type: ignore[attr-defined] # a window
    del window
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    wait(SETTLE_MS // 2)
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    found |= memory("after")
    sys.stdout.write(f"windows: {json.dumps(found)}\n")
    app.quit()


app = QApplication(sys.argv)
app.setApplicationName("bare-windows")
app.setQuitOnLastWindowClosed(False)
mark = QPixmap(22, 22)
mark.fill(QColor("#d02020"))
tray = QSystemTrayIcon(QIcon(mark))
menu = QMenu()
menu.addAction("Quit", app.quit)
tray.setContextMenu(menu)
tray.show()
QTimer.singleShot(SETTLE_MS, report)
sys.exit(app.exec())
