"""What the page's place shows when no story is open: a welcome to an empty library, or a quiet way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desk.ui import look
from desk.ui.icons import icon
from desk.ui.wording import going_on


class Welcome(QWidget):
    """New story, sample stories, import: the three ways to begin."""

    new_wanted = Signal()
    samples_wanted = Signal()
    import_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title.setFont(look.writing_font(24, bold=True))
        self._words = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._words.setProperty("role", "label")
        self._words.setFixedWidth(440)
        size = QFont(self._words.font())
        size.setPointSizeF(size.pointSizeF() * 1.1)
        self._words.setFont(size)
        self.new = _button("New story", "new", primary=True)
        self.samples = _button("Add the sample stories", "shelf")
        self.imports = _button("Import…", "import")
        self.new.clicked.connect(self.new_wanted)
        self.samples.clicked.connect(self.samples_wanted)
        self.imports.clicked.connect(self.import_wanted)
        self._arrange()
        self.show_for(empty_library=False)

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(look.GRID)
        buttons.addStretch()
        for button in (self.new, self.samples, self.imports):
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * look.GRID)
        layout.addStretch(2)
        layout.addWidget(self._title)
        layout.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(look.GRID)
        layout.addLayout(buttons)
        layout.addStretch(3)

    def show_for(self, *, empty_library: bool) -> None:
        """Say what fits: the library is empty, or merely no story is open."""
        self.samples.setVisible(empty_library)
        if empty_library:
            self._title.setText("Welcome to Desk")
            self._words.setText(
                "Write a story, add its photos, and watch the page take shape beside your words. "
                "Every key you press is kept on this computer; nothing needs a network."
            )
        else:
            self._title.setText("No story is open")
            self._words.setText("Choose one on the shelf, or begin a new one.")
        self._words.setMinimumHeight(self._words.heightForWidth(self._words.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button with the focus, as Space does."""
        button = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(button, QPushButton):
            button.click()
            return
        super().keyPressEvent(event)


def _button(text: str, name: str, *, primary: bool = False) -> QPushButton:
    button = QPushButton(going_on(text))
    button.setMinimumHeight(36)
    if primary:
        button.setProperty("role", "primary")
    else:
        button.setIcon(icon(name))
    return button
