"""Calls the window that has a case open already, from another start of the program.

A second double-click on a case starts the program once more. It finds the window that holds the
case by a name made from the path, asks it to come to the front, and ends. Only programs of the same
user on the same computer can call; nothing goes over a network (a local socket or named pipe).
"""

import getpass
import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 800  # ms; a window that answers no sooner is busy, and the lock tells the rest
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""Where the desktop leaves its permission to come to the front, on Wayland and on X11."""


class Summons(QObject):
    """Hears calls for the case that this window has open."""

    called = Signal()
    """The window is wanted in front; the desktop's permission for it stands in the environment."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def listen(self, path: Path) -> bool:
        """Hear calls for this case from now on; False when the system does not let us.

        The caller holds the case's lock, so a name that is taken is left from a crash.
        """
        self.stop()
        name = _name(path)
        QLocalServer.removeServer(name)
        return self._server.listen(name)

    def stop(self) -> None:
        """Hear no more calls."""
        if self._server.isListening():
            self._server.close()

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            if caller.bytesAvailable() or caller.waitForReadyRead(50):
                _take_token(bytes(caller.readAll().data()))
            caller.write(b"here\n")
            caller.flush()
            caller.disconnectFromServer()
            self.called.emit()


def summon(path: Path) -> bool:
    """Ask the window that has this case open to come to the front.

    Returns:
        Whether there is one, and it answered.
    """
    call = QLocalSocket()
    call.connectToServer(_name(path))
    if not call.waitForConnected(_PATIENCE):
        return False
    token = next((os.environ[key] for key in _TOKENS if os.environ.get(key)), "")
    call.write(token.encode() + b"\n")
    call.flush()
    has_answer = call.waitForReadyRead(_PATIENCE)
    call.abort()
    return has_answer


def _take_token(told: bytes) -> None:
    token = told.split(b"\n", 1)[0].decode(errors="replace").strip()
    if token and token.isprintable():
        for key in _TOKENS:
            os.environ[key] = token


def _name(path: Path) -> str:
    """A name that two users, or two cases, do not share; the path cannot be read from it."""
    told = f"{getpass.getuser()}\n{path.resolve()}"
    return "appealdesk-" + hashlib.sha256(told.encode()).hexdigest()[:24]
