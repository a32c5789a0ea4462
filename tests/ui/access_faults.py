"""What a screen reader is told of a window, and what is wrong with that: in this process, without a bus."""

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from posture_app.ui.charts.chart import Chart

Role = QAccessible.Role
WINDOWS = (Role.Window, Role.Dialog, Role.AlertMessage, Role.PopupMenu, Role.ToolTip)
CONTROLS = (
    Role.Button, Role.ButtonMenu, Role.CheckBox, Role.ComboBox, Role.EditableText, Role.Link, Role.MenuItem,
    Role.PageTab, Role.ProgressBar, Role.RadioButton, Role.Slider, Role.SpinBox, Role.Table, Role.Tree,
)  # fmt: skip


def access_faults(window: QWidget) -> list[str]:
    """Each fault as a sentence."""
    root = QAccessible.queryAccessibleInterface(window)
    found = [] if root.role() in WINDOWS else [f"the window is a {root.role().name}"]
    if not root.text(QAccessible.Text.Name) and root.role() in (Role.Window, Role.Dialog):
        found.append("the window has no name")
    for each in _below(root):
        state, role, name = each.state(), each.role(), each.text(QAccessible.Text.Name)
        widget: QObject | None = each.object()
        which = f"{role.name} “{name}”" if widget is None else f"{type(widget).__name__} “{widget.objectName()}”"
        if not name and (role in CONTROLS or (role in (Role.List, Role.Pane) and state.focusable)):
            found.append(f"{which} has no name")
        if role in (Role.Client, Role.NoRole, Role.Border) and state.focusable:
            found.append(f"{which} can have the focus, and is a {role.name}")
        if isinstance(widget, Chart):
            found += _not_told(widget, each)
    return found


def _not_told(chart: Chart, told: QAccessibleInterface) -> Iterator[str]:
    words = [told.child(index).text(QAccessible.Text.Name) for index in range(told.childCount())]
    if words != [chart.part_words(index) for index in range(chart.part_count())] or not all(words):
        yield f"of “{chart.objectName()}” is told: {words}"


def _below(above: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for index in range(above.childCount()):
        each: QAccessibleInterface | None = above.child(index)
        if each is not None and not each.state().invisible:
            yield each
            yield from _below(each)
