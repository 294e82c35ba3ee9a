"""One line over the foot of the window: what happened, and what can be done about it. It moves nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from desk.ui.icons import icon
from desk.ui.labels import Label
from desk.ui.wording import going_on

STAYS = 12_000
"""Milliseconds that a quiet line stays; one about trouble stays until it is closed or mended."""
WIDEST = 760
"""Pixels; longer sentences wrap."""
Offer = tuple[str, Callable[[], object]]


def _nothing() -> tuple[str, Sequence[Offer]]:
    return "", ()


class Notice(QFrame):
    """The line. A new sentence takes the place of the old one."""

    def __init__(
        self, parent: QWidget | None = None, more: Callable[[], tuple[str, Sequence[Offer]]] = _nothing
    ) -> None:
        """`more` is what is to be said with every sentence, with its buttons, until that ends."""
        super().__init__(parent)
        self._more = more
        self._said: tuple[str, Sequence[Offer], bool, object] = ("", (), False, None)
        self._stays = False
        self.setObjectName("notice")
        self.words = Label(wraps=True)
        self._close = QToolButton()
        self._close.setToolTip("Close (Esc)")
        self._close.setAccessibleName("Close this line")
        self._close.clicked.connect(self.hide)
        self.buttons: list[QPushButton] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 4, 8, 4)
        self._layout.addWidget(self.words, 1)
        self._layout.addWidget(self._close)
        self.setMinimumHeight(44)
        self._timer = QTimer(self, singleShot=True, interval=STAYS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def tell(
        self,
        sentence: str,
        offers: Sequence[Offer] = (),
        *,
        trouble: bool = False,
        about: object = None,
        stays: bool = False,
    ) -> None:
        """Show a sentence, with buttons for what can be done about it; `about` is what it says was done.

        One that `stays` waits for an answer, or until it is closed.
        """
        self._said, self._stays = (sentence, offers, trouble, about), stays
        more, more_offers = self._more()
        for button in self.buttons:
            self._layout.removeWidget(button)
            button.deleteLater()
        self.buttons = [self._button(text, run) for text, run in (*offers, *more_offers)]
        self.words.setText(f"{sentence} {more}".strip())
        self.setProperty("tone", "problem" if trouble else "quiet")
        self.style().unpolish(self)
        self.style().polish(self)
        self._close.setIcon(icon("close"))
        self._timer.stop() if trouble or more or stays else self._timer.start()
        self._layout.invalidate()  # the style may have changed what the words need
        self.place()
        self.show()
        self.raise_()

    def drop(self, about: object) -> None:
        """Say no longer that this was done."""
        if self.is_about(about):
            self.hide()

    def is_about(self, about: object) -> bool:
        """Whether the line shown says that this was done."""
        return self.isVisible() and about is not None and self._said[3] == about

    def tell_anew(self) -> None:
        """Where a line is shown, say with it what is to be said by now."""
        if self.isVisible():
            sentence, offers, trouble, about = self._said
            self.tell(sentence, offers, trouble=trouble, about=about, stays=self._stays)

    def place(self) -> None:
        """Lie at the foot of the window, in the middle, as wide as the words want."""
        around = self.parentWidget()
        if around is None:
            return
        wanted = self.words.fontMetrics().horizontalAdvance(self.words.text())
        wanted += sum(button.sizeHint().width() for button in self.buttons) + 96
        width = max(160, min(wanted, WIDEST, around.width() - 48))
        self.resize(width, self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height())
        self.move((around.width() - width) // 2, around.height() - self.height() - 16)

    @property
    def is_trouble(self) -> bool:
        """Whether the line shown is about trouble."""
        return self.isVisible() and self.property("tone") == "problem"

    def _button(self, text: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(going_on(text) if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else text)
        button.setProperty("role", "quiet")

        def do() -> None:
            self.hide()
            run()

        button.clicked.connect(do)
        self._layout.insertWidget(self._layout.count() - 1, button)
        button.show()  # a layout leaves no room for one that is not shown yet, and the words would seem to have it
        return button
