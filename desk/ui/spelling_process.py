"""The window's end of the process that spells: what is asked goes out, what is answered comes back on the GUI thread.

Starting the process, writing to it and reading from it are done by two threads, so that nothing of it is ever waited
for here. A process that says nothing for too long, or dies, is replaced by another; what it was asked stays unanswered.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desk.checks.dictionaries import Dictionary
from desk.checks.spelling import Word
from desk.checks.spelling_worker import command

PATIENCE = 60_000
"""Milliseconds without any answer after which the process is given up; the largest dictionaries take a tenth of it."""
MOST_STARTS = 5
"""Processes in a row that answered nothing: then spelling is given up until the dictionaries are others."""
GIVEN_UP = "Words cannot be looked up: the dictionaries of this computer are too much for it, or Desk is not whole."
Asked = dict[str, Any]
Then = Callable[[Asked], None]
_NO_WINDOW = 0x08000000
"""Windows: no console for the process (CREATE_NO_WINDOW)."""


def _nothing() -> None:
    """For who asks again without being told."""


class SpellingProcess(QObject):
    """Asks the process, which is started with the first question."""

    troubled = Signal(str)
    """A dictionary is broken: one plain sentence."""
    _said = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._setup: Asked = {"do": "setup", "files": {}, "known": []}
        self._talk: _Talk | None = None
        self._waiting: dict[int, Then] = {}
        self._number = 0
        self._starts = 0
        self._closed = False
        self._said.connect(self._on_said, Qt.ConnectionType.QueuedConnection)
        self._patience = QTimer(self, interval=PATIENCE, singleShot=True)
        self._patience.timeout.connect(self._give_up)

    def be_patient(self, milliseconds: int) -> None:
        """Wait so long for an answer."""
        self._patience.setInterval(milliseconds)

    @property
    def languages(self) -> frozenset[str]:
        """The languages that have a dictionary."""
        return frozenset(self._setup["files"])

    @property
    def is_busy(self) -> bool:
        """Whether something was asked that is not answered yet."""
        return bool(self._waiting)

    @property
    def number(self) -> int:
        """The process's number, 0 where none runs."""
        return self._talk.number if self._talk else 0

    def set_up(self, dictionaries: Mapping[str, Dictionary], known: Iterable[str]) -> None:
        """Use these dictionaries, by their languages, and take these words for right."""
        files = {tag: [str(one.aff), str(one.dic)] for tag, one in dictionaries.items()}
        self._setup = {"do": "setup", "files": files, "known": list(known)}
        self._starts = 0
        self._send(self._setup)

    def know(self, known: Iterable[str]) -> None:
        """Take these words for right from now on, and no others."""
        self._setup = {**self._setup, "known": list(known)}
        self._send({"do": "know", "known": self._setup["known"]})

    def check(
        self, text: str, tag: str, then: Callable[[list[Word]], None], lost: Callable[[], None] = _nothing
    ) -> None:
        """Ask which words of a text are wrong, in a story of language `tag`; `lost` if the process went meanwhile."""

        def answered(said: Asked) -> None:
            if "wrong" in said:
                then([Word(*word) for word in said["wrong"]])
            else:
                lost()

        self._ask({"do": "check", "text": text, "tag": tag}, answered)

    def suggest(self, word: str, tag: str, then: Callable[[list[str]], None]) -> None:
        """Ask what may have been meant by a word."""
        self._ask({"do": "suggest", "word": word, "tag": tag}, lambda said: then(list(said.get("words", ()))))

    def rest(self) -> None:
        """End the process until something is asked again; what was asked is answered with nothing."""
        self._give_up()

    def close(self) -> None:
        """End the process; nothing is answered any more."""
        self._closed = True
        self._end()
        self._waiting.clear()

    def _ask(self, asked: Asked, then: Then) -> None:
        if self._closed:
            return
        if self._starts >= MOST_STARTS and self._talk is None:
            self.troubled.emit(GIVEN_UP)
            return
        self._begin()
        self._number += 1
        self._waiting[self._number] = then
        self._send({**asked, "id": self._number})
        if not self._patience.isActive():
            self._patience.start()

    def _begin(self) -> None:
        if self._talk is None:
            self._starts += 1
            self._talk = _Talk(self._said.emit)
            self._send(self._setup)

    def _send(self, asked: Asked) -> None:
        if self._talk is not None:
            self._talk.say(asked)

    def _on_said(self, talk: object, said: Asked | None) -> None:
        if talk is not self._talk or self._closed:
            return
        if said is None:  # it is gone
            self._give_up()
            return
        self._starts = 0
        then = self._waiting.pop(said["id"], None)
        if self._waiting:
            self._patience.start()
        else:
            self._patience.stop()
        for sentence in said.get("troubles", ()):
            self.troubled.emit(sentence)
        if then is not None:
            then(said)

    def _give_up(self) -> None:
        """Let another process take over. What was asked is answered with nothing: it is what did not go well."""
        self._end()
        waiting, self._waiting = self._waiting, {}
        for then in waiting.values():
            then({})

    def _end(self) -> None:
        self._patience.stop()
        if self._talk is not None:
            self._talk.end()
            self._talk = None


class _Talk:
    """One process, and the two threads that write to it and read from it."""

    def __init__(self, said: Callable[[object, Asked | None], None]) -> None:
        self._said = said
        self._ended = False
        self._asked: SimpleQueue[Asked | None] = SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: Thread | None = None
        self._writer = Thread(target=self._write, name="desk-spelling-asks", daemon=True)
        self._writer.start()

    @property
    def number(self) -> int:
        return self._process.pid if self._process else 0

    def say(self, asked: Asked) -> None:
        """Send it when what came before is sent."""
        self._asked.put(asked)

    def end(self) -> None:
        """End the process now, whatever it is doing."""
        self._ended = True
        self._asked.put(None)
        if self._process is not None:
            self._process.kill()
        self._writer.join(5)

    def _write(self) -> None:
        try:
            self._process = process = _started()
        except OSError:
            self._tell(None)
            return
        self._reader = Thread(target=self._read, args=(process,), name="desk-spelling-answers", daemon=True)
        self._reader.start()
        assert process.stdin is not None
        try:
            while not self._ended and (asked := self._asked.get()) is not None:
                process.stdin.write(json.dumps(asked).encode() + b"\n")
                process.stdin.flush()
        except OSError:
            pass  # it is gone: the reader tells
        finally:
            process.kill()
            self._reader.join(5)
            for pipe in (process.stdin, process.stdout):
                _close(pipe)
            process.wait()

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self._tell(json.loads(line))
        self._tell(None)

    def _tell(self, said: Asked | None) -> None:
        if not self._ended:
            self._said(self, said)


def _started() -> subprocess.Popen[bytes]:
    pipe, flags = subprocess.PIPE, _NO_WINDOW if sys.platform == "win32" else 0
    return subprocess.Popen(command(), stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, creationflags=flags)


def _close(pipe: IO[bytes] | None) -> None:
    with suppress(OSError):
        if pipe is not None:
            pipe.close()
