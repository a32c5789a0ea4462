"""What comes out of the engine: for others to carry out, in the order given."""

from posture_app.core.prompts import Outcome, Shown
from posture_app.core.spans import Span
from posture_app.core.value import value


@value
class Record:
    """Keep this span. With `ended_by` None it goes on, and its end is a checkpoint that a later Record may put
    earlier or later; the Record of the same posture and start replaces it. An ended one of no length is void:
    forget its checkpoints.
    """

    span: Span


@value
class Prompt:
    """Show this to the person; a prompt shown again replaces the one before."""

    shown: Shown


@value
class Withdraw:
    """Take the prompt of this number from the screen: it was answered, or has become void. If `rest_s` is not 0, the
    break that it asked for runs for so many more seconds, and what counts it down may stay.
    """

    number: int
    rest_s: int = 0


@value
class Settled:
    """What became of the showing of this number."""

    number: int
    outcome: Outcome


@value
class WakeAt:
    """Send `Wake` then (true time, in seconds), in place of what was asked for before; None: not at all. Each `Wake` is
    followed by one.
    """

    at: int | None


Effect = Record | Prompt | Withdraw | Settled | WakeAt
