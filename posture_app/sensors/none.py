"""The last resort, which cannot fail: no input is seen at all, and it says so."""

from collections.abc import Callable

from posture_app.core.events import Sensed


class NoIdle:
    """Implements `core.ports.IdleSensor`. It reports nothing; `why` says why there is nothing better."""

    name = "none"

    def __init__(self, reasons: str = "") -> None:
        self.why = f"no source of input here: {reasons or 'there is none for this system'}"

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:
        """Nothing to report, and nothing to lose."""

    def rearm(self) -> None:
        """Nothing to wait for."""

    def close(self) -> None:
        """Nothing to let go of."""
