"""One window for one library: starting Desk again raises the window that is there and gives it what is to be opened.

The window listens at a socket named after the library's real folder and the user. A start that finds no such socket
asks nobody, so it costs one look at the file system; a socket that a crash left behind is taken over.
"""

from __future__ import annotations

import os
import sys
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from desk.start import Start

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 3000
"""Milliseconds that the window may take to answer; a start that hears nothing by then opens a window of its own."""
_MOST = 1 << 20
"""The longest question in bytes."""
_TAKEN, _REFUSED = b"taken\n", b"refused\n"


def socket_name(library: Path) -> str:
    """Where the window of a library listens: a socket's path, or on Windows the name of a pipe."""
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    named = f"{os.path.realpath(library)}\0{user}".encode(errors="surrogateescape")
    name = f"desk-{zlib.crc32(named):08x}{zlib.adler32(named):08x}"
    if sys.platform == "win32":
        return rf"\\.\pipe\{name}"
    return str(Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / name)


def handed_on(library: Path, start: Start) -> bool:
    """Whether a window of the library is open and has taken over what was to be opened."""
    name = socket_name(library)
    return _is_own(name) and _was_taken(name, library, start)


def _is_own(name: str) -> bool:
    """Whether somebody listens there, or did, who is this user: nobody else is told which files are opened."""
    try:
        status = os.stat(name)  # noqa: PTH116 - a pipe's name on Windows is no path
    except OSError:
        return False
    return not hasattr(os, "getuid") or status.st_uid == os.getuid()


def _was_taken(name: str, library: Path, start: Start) -> bool:
    import json

    from PySide6.QtNetwork import QLocalSocket

    files = [os.path.abspath(file) for file in start.files]  # noqa: PTH100 - links are for the window to follow
    question = {"library": os.path.realpath(library), "story": start.story, "files": files, "samples": start.samples}
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(PATIENCE):
        return False
    socket.write(json.dumps(question).encode() + b"\n")
    while not socket.canReadLine():
        if not socket.waitForReadyRead(PATIENCE):
            return False
    return bytes(socket.readLine().data()) == _TAKEN


class OneWindow(QObject):
    """Listens for further starts of Desk on the same library, until the window is gone."""

    def __init__(self, library: Path, asked: Callable[[Start], object], parent: QObject) -> None:
        """`asked` is called with what a later start was to open."""
        super().__init__(parent)
        self._library, self._asked = library, asked
        self._server: QLocalServer | None = None

    def listen(self, start: Start) -> bool:
        """Listen from now on; False where another window of the library was quicker, which then has taken `start`."""
        from PySide6.QtNetwork import QLocalServer

        name = socket_name(self._library)
        server = QLocalServer(self)
        if sys.platform == "win32":  # elsewhere it would put the socket in another window's place unasked
            server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(name) and _is_own(name):
            if _was_taken(name, self._library, start):
                return False
            QLocalServer.removeServer(name)  # a crash has left it behind
            server.listen(name)
        server.newConnection.connect(self._on_connection)
        self._server = server
        return True

    def close(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()

    def _on_connection(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._on_words(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._on_words(socket)

    def _on_words(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _MOST:
            socket.abort()
        elif socket.canReadLine():
            start = self._understood(bytes(socket.readLine().data()))
            socket.write(_TAKEN if start is not None else _REFUSED)
            socket.flush()
            socket.disconnectFromServer()
            if start is not None:
                self._asked(start)

    def _understood(self, line: bytes) -> Start | None:
        """What was asked; None where it is about another library, or of another Desk."""
        import json

        try:
            data = json.loads(line)
        except ValueError:
            return None
        match data:
            case {"library": str(library), "story": str(story), "files": list(files), "samples": bool(samples)}:
                if library == os.path.realpath(self._library) and all(isinstance(file, str) for file in files):
                    return Start(library, story, tuple(map(Path, cast("list[str]", files))), samples)
        return None
