"""A log without a file, beside which that of a test is put."""

from posture_app.store.file.moments import EPOCH
from posture_app.store.log.database import Database
from posture_app.store.log.log import Log


def open_in_memory() -> Log:
    """A log that is forgotten at the end."""
    return Log(Database(None), EPOCH)
