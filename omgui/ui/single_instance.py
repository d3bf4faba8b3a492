"""One window per person: a second start hands over what it was given, and ends."""

from __future__ import annotations

import getpass
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from omgui.ui import places

_PATIENCE_MS = 1000
_SIZE_LIMIT = 1_000_000


def server_name() -> str:
    """Return a name that only windows of the same person with the same preferences share."""
    own = f"{getpass.getuser()} {places.preferences_file()}"
    return f"omgui-{hashlib.sha256(own.encode()).hexdigest()[:16]}"


def hand_over(name: str, paths: Sequence[Path]) -> bool:
    """Give paths to the window that is open already.

    Returns:
        Whether there is one, and it has understood.
    """
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    socket.write(f"{json.dumps([str(path.absolute()) for path in paths])}\n".encode())
    socket.waitForBytesWritten(_PATIENCE_MS)
    has_answer = socket.waitForReadyRead(_PATIENCE_MS)
    socket.close()
    return has_answer


class SingleInstance(QObject):
    """Listens for later starts of the program.

    Signals:
        started_again(list): Paths that a later start was given; perhaps none.
    """

    started_again = Signal(list)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left by a window that crashed
            self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    @Slot()
    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._on_line)
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    @Slot()
    def _on_line(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _SIZE_LIMIT:
                socket.abort()
            return
        try:
            said = json.loads(bytes(socket.readLine().data()))
        except ValueError:
            socket.abort()
            return
        if not isinstance(said, list):
            socket.abort()
            return
        socket.write(b"ok\n")
        socket.flush()
        self.started_again.emit([Path(one) for one in said if isinstance(one, str)])
