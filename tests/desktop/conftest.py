"""Qt's loop, run until something is true."""

from collections.abc import Callable

import pytest

from tests import needs


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
