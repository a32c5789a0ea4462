"""One desk a test."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import needs

if TYPE_CHECKING:
    from tests.e2e.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Iterator[Desk]":
    needs.linux()
    needs.qt()
    from tests.e2e.desk import Desk  # noqa: PLC0415 - on Linux only

    desk = Desk(tmp_path, monkeypatch)
    yield desk
    desk.close()


@pytest.fixture
def bare_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Iterator[Desk]":
    """A desk without a display."""
    needs.linux()
    from tests.e2e.desk import Desk  # noqa: PLC0415 - on Linux only

    desk = Desk(tmp_path, monkeypatch, display=False)
    yield desk
    desk.close()


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Iterator[Desk]":
    """A desk with a larger display."""
    needs.linux()
    needs.qt()
    from tests.e2e.desk import Desk  # noqa: PLC0415 - on Linux only

    desk = Desk(tmp_path, monkeypatch, screen="1200x700x24")
    yield desk
    desk.close()
