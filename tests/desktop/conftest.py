"""The loops of the app, run until something is true."""

from collections.abc import Callable, Iterator
from typing import Protocol

import pytest

from posture_app.core.ports import MainLoop
from tests import needs
from tests.loop import SelectLoop


class RunningLoop(MainLoop, Protocol):
    @property
    def pending(self) -> int: ...

    def run_until(self, condition: Callable[[], object], timeout: float = 10.0) -> None: ...


MakeLoop = Callable[[float], RunningLoop]


def new_loop(kind: str, scale: float = 1.0) -> RunningLoop:
    """The loop of the standard library, `select`, or Qt's, `qt`."""
    if kind == "select":
        return SelectLoop(scale)
    needs.qt()
    from tests.desktop.qt_loop import TestedQtLoop  # noqa: PLC0415 - only where Qt loads

    return TestedQtLoop(scale)


@pytest.fixture(params=["select", "qt"])
def make(request: pytest.FixtureRequest) -> Iterator[MakeLoop]:
    made: list[RunningLoop] = []

    def make(scale: float) -> RunningLoop:
        made.append(new_loop(request.param, scale))
        return made[-1]

    yield make
    for loop in made:
        loop.close()


@pytest.fixture
def loop(make: MakeLoop) -> RunningLoop:
    return make(1.0)


@pytest.fixture
def until() -> Callable[[Callable[[], object]], None]:
    """Runs the loop until its argument is true; fails if it does not come about."""
    needs.qt()
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415 - only where Qt loads
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from tests.ui.waiting import until as run_until  # noqa: PLC0415

    application = QCoreApplication.instance() or QApplication([])

    def until(condition: Callable[[], object]) -> None:
        assert application is not None
        run_until(condition)

    return until
