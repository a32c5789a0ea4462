"""A tray of the older kind: a window that takes in the icons of others, and says so when it comes."""

import struct

from posture_app.core.ports import Loop
from posture_app.sensors.x11.session import XSession
from tests.display import PrivateDisplay

CREATE_WINDOW, SET_SELECTION_OWNER, SEND_EVENT, INPUT_OUTPUT = 1, 22, 25, 1
CLIENT_MESSAGE, SENT, NUMBERS, STRUCTURE_NOTIFY = 33, 0x80, 32, 1 << 17
REQUEST_DOCK = 0
TRAY = b"_NET_SYSTEM_TRAY_S0"


class XEmbedTray(XSession):
    """It owns the tray of the display, and hears who wants to be in it."""

    def __init__(self, loop: Loop, display: PrivateDisplay) -> None:
        super().__init__({"DISPLAY": display.name})
        self.icons: list[int] = []
        """The windows that want to be in it."""
        self._window = self.first_id
        self._opcode, self._manager = self.atom(b"_NET_SYSTEM_TRAY_OPCODE"), self.atom(b"MANAGER")
        self._selections = {name: self.atom(name) for name in (TRAY, b"WM_S0")}
        self.listen(loop, event=self._noticed, lost=lambda _: None)
        shape = struct.pack("=hhHHHHII", 0, 0, 24, 24, 0, INPUT_OUTPUT, 0, 0)
        self.send(CREATE_WINDOW, body=struct.pack("=II", self._window, self.root) + shape)

    def begin(self, selection: bytes = TRAY) -> None:
        """Take over, and say so."""
        number = self._selections[selection]
        self.send(SET_SELECTION_OWNER, body=struct.pack("=III", self._window, number, 0))
        event = struct.pack(
            "=BBHIIIIIII", CLIENT_MESSAGE, NUMBERS, 0, self.root, self._manager, 0, number, self._window, 0, 0
        )
        self.send(SEND_EVENT, body=struct.pack("=II", self.root, STRUCTURE_NOTIFY) + event)

    def _noticed(self, event: bytes) -> None:
        if event[0] == CLIENT_MESSAGE | SENT:
            kind, _, code, window = struct.unpack_from("=IIII", event, 8)
            if (kind, code) == (self._opcode, REQUEST_DOCK):
                self.icons.append(window)
