"""A timer for what is to be done a moment after the last of many causes, but not put off for ever while they go on."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer


class Soon(QTimer):
    """Times out `pause` milliseconds after the last `start`, at the latest `longest` after the first."""

    def __init__(self, parent: QObject, pause: int, longest: int) -> None:
        super().__init__(parent, interval=pause, singleShot=True)
        self._longest, self._begun = longest / 1000, 0.0

    def again(self) -> None:
        """Something more happened: wait anew, unless it has waited long enough."""
        if not self.isActive():
            self._begun = time.monotonic()
        elif time.monotonic() - self._begun > self._longest:
            return
        self.start()
