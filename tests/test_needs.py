"""What all tests of widgets need, said once where it is missing."""

from tests import needs


def test_qt_loads() -> None:
    """Where it does not, the tests of `ui` and some of `desktop` are not collected."""
    needs.qt()
