"""A program that keeps the screen on, the old way: it calls XResetScreenSaver."""

from posture_app.sensors.x11.wire import XConnection
from tests.display import PrivateDisplay

FORCE_SCREEN_SAVER, RESET, GET_INPUT_FOCUS = 115, 0, 43


class Player:
    """It resets the idle time when it is told to."""

    def __init__(self, display: PrivateDisplay) -> None:
        self._connection = XConnection({"DISPLAY": display.name})

    def reset(self) -> None:
        self._connection.send(FORCE_SCREEN_SAVER, RESET)
        self._connection.ask(GET_INPUT_FOCUS)  # until the server has done it

    def close(self) -> None:
        self._connection.close()
