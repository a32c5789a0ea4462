"""The control socket as a QLocalServer, for Windows, where Python has no local sockets of its own."""

import contextlib
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from posture_app.core.errors import KnownError
from posture_app.desktop.control.protocol import IDLE_S, LONGEST, Answer, respond


class PipeServer(QObject):
    """Answers on a named pipe (elsewhere a Unix socket) that only this user can open."""

    def __init__(self, address: str, answer: Answer, *, idle_s: float = IDLE_S) -> None:
        """Raises KnownError if the pipe cannot be opened."""
        super().__init__()
        self._answer, self._idle_s = answer, idle_s
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(address)
        if not self._server.listen(address):
            raise KnownError(f"The control socket {address} cannot be opened ({self._server.errorString()}).")
        self._server.newConnection.connect(self._accept)

    def close(self) -> None:
        """Answer no more."""
        self._server.close()

    def _accept(self) -> None:
        line = self._server.nextPendingConnection()
        if line is not None:
            patience = QTimer(line)
            patience.setSingleShot(True)
            patience.timeout.connect(line.abort)
            patience.start(round(self._idle_s * 1000))
            line.readyRead.connect(self._hear)
            line.disconnected.connect(line.deleteLater)
            if line.bytesAvailable():
                self._listen(line)

    def _hear(self) -> None:
        line = self.sender()
        assert isinstance(line, QLocalSocket)
        self._listen(line)

    def _listen(self, line: QLocalSocket) -> None:
        if line.canReadLine():
            for patience in line.findChildren(QTimer):
                patience.stop()
            respond(bytes(line.readLine().data()), self._answer, partial(_reply, line))
        elif line.bytesAvailable() > LONGEST:
            line.abort()


def _reply(line: QLocalSocket, reply: bytes) -> None:
    with contextlib.suppress(RuntimeError):  # they have hung up meanwhile, and Qt has deleted the line
        line.write(reply)
        line.flush()
        line.disconnectFromServer()
