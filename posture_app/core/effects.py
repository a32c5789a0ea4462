"""What comes out of the engine, to be carried out in the order given."""

from posture_app.core.prompts import Outcome, Shown
from posture_app.core.spans import Span
from posture_app.core.value import value


@value
class Record:
    """Keep this span. With `ended_by` None it goes on, and its end is a checkpoint, which a later Record of the same
    posture and start replaces, with an earlier or a later end. An ended span of no length is void: forget its
    checkpoints.
    """

    span: Span


@value
class Prompt:
    """Show this to the person; a prompt shown again replaces the one before."""

    shown: Shown


@value
class Withdraw:
    """Take the prompt of this number from the screen: it was answered, or is void. If `rest_s` is not 0, the break that
    it asked for goes on for so many seconds, and what counts it down may stay.
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
    """Send `Wake` at this true second, not at that asked for before; None: do not. Each `Wake` is answered by one."""

    at: int | None


Effect = Record | Prompt | Withdraw | Settled | WakeAt
