"""The stage's tools: what is being framed, quarter turns, straightening, and starting anew."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QValidator,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSlider,
    QSpinBox,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
    QWidget,
)

from desk.article.framing import FREE, SHAPES
from desk.ui import look
from desk.ui.buttons import IconButton, told
from desk.ui.labels import SmallLabel

FOCUS = "focus"
"""Setting the focal point, which every shape follows that nobody cut by hand."""
CHOICES = (FOCUS, FREE, *SHAPES)
"""What can be framed."""
KEYS = {FOCUS: "F", FREE: "0", "16:9": "1", "4:3": "2", "1:1": "3"}
"""The key that chooses each, while the photo has the keys."""
STEEPEST = 450
"""The greatest tilt either way, in tenths of a degree."""
_SEGMENT = 48
"""Pixels that each choice has at least."""
_ONE_ROW = 800
"""From so many pixels on, all tools stand in one row."""
_KNOB = 7
"""Pixels from the middle of the slider's grip to its rim."""
_WORDS = {FOCUS: "Focus", FREE: "Free"}
_RESETS = {FOCUS: "Put the focal point in the middle", FREE: "Show the whole photo"}


class Choices(QFrame):
    """What is being framed, as buttons side by side of which one is down."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "segments")
        self.setMinimumWidth(_SEGMENT * len(CHOICES))
        self._group = QButtonGroup(self, exclusive=True)
        line = _line(self)
        line.setSpacing(0)
        for number, choice in enumerate(CHOICES):
            button = _segment(choice)
            self._group.addButton(button, number)
            line.addWidget(button)
        self._group.idToggled.connect(self._on_toggled)

    def button(self, choice: str) -> QToolButton:
        """The button of a choice."""
        button = self._group.button(CHOICES.index(choice))
        assert isinstance(button, QToolButton)
        return button

    def show_choice(self, choice: str) -> None:
        """Have a choice's button down, without telling."""
        with QSignalBlocker(self._group):
            self.button(choice).setChecked(True)
        self.setFocusProxy(self.button(choice))

    def _on_toggled(self, number: int, on: bool) -> None:
        if on:
            self.chosen.emit(CHOICES[number])


def _segment(choice: str) -> QToolButton:
    button = QToolButton()
    button.setText(_WORDS.get(choice, choice))
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the photo
    button.setProperty("role", "segment")
    words = {FOCUS: "Set the focal point", FREE: "Cut the photo freely"}
    told(button, words.get(choice, f"Cut the photo for {choice}"))
    button.setToolTip(f"{button.toolTip()} ({KEYS[choice]})")
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setFixedHeight(look.TARGET)
    return button


class TenthsBox(QSpinBox):
    """Degrees with tenths of them; its value is in tenths. Escape takes back what was typed, and is done here."""

    left = Signal()
    """Escape was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(-STEEPEST, STEEPEST)
        self.setKeyboardTracking(False)
        self.setFixedWidth(64)
        self.setStyleSheet("QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a sign stands before its number
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def event(self, event: QEvent) -> bool:
        if _is_escape(event) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # the window's own shortcuts wait
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _is_escape(event):
            super().keyPressEvent(event)
            return
        self.lineEdit().setText(self.textFromValue(self.value()))
        self.left.emit()

    def textFromValue(self, value: int) -> str:
        return f"{value / 10:.1f}°".replace("-", "−")

    def valueFromText(self, text: str) -> int:
        return _tenths(text) or 0

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        tenths, state = _tenths(text), QValidator.State
        if tenths is None:
            unfinished = text.strip(" °") in ("", "-", "−", "+", ".", ",")
            return (state.Intermediate if unfinished else state.Invalid), text, place
        return (state.Acceptable if abs(tenths) <= STEEPEST else state.Intermediate), text, place


def _tenths(text: str) -> int | None:
    """Tenths of a degree as typed, in digits of any script; None where it is no number."""
    plain = text.replace("°", "").replace("−", "-").replace(",", ".").replace("٫", ".").strip()
    if set(plain) - set("+-.") and not set(plain.lower()) & set("einf_"):
        try:
            return round(float(plain) * 10)
        except ValueError:
            return None
    return None


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape


class TiltSlider(QSlider):
    """Degrees of straightening, in tenths; further right is further clockwise, in a mirrored window too."""

    levelled = Signal()
    taken_back = Signal()
    """Escape was pressed in the midst of a drag."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(-STEEPEST, STEEPEST)
        self.setSingleStep(1)
        self.setPageStep(10)
        self.setMinimumSize(96, look.TARGET)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._is_dropped = False

    def drop(self) -> None:
        """End a drag, telling nobody; the mouse moves nothing more until it is pressed again."""
        if self.isSliderDown():
            self._is_dropped = True
            with QSignalBlocker(self):
                self.setSliderDown(False)

    def event(self, event: QEvent) -> bool:
        if _is_escape(event) and self.isSliderDown() and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_escape(event) and self.isSliderDown():
            self.drop()
            self.taken_back.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_dropped = False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._is_dropped:
            super().mouseMoveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The tilt is told from the middle, where there is none, outwards."""
        scheme, painter = look.colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, level = self.rect().toRectF().center(), self.height() / 2
        grip = QPointF(self._grip_x(), level)
        colours = QColor(scheme.faint), QColor(scheme.accent if self.isEnabled() else scheme.line)
        painter.setPen(QPen(colours[0], 1))
        painter.drawLine(QPointF(_KNOB, level), QPointF(self.width() - _KNOB, level))
        painter.drawLine(QPointF(middle.x(), level - 6), QPointF(middle.x(), level + 6))
        painter.setPen(QPen(colours[1], 3))
        if self.value():
            painter.drawLine(QPointF(middle.x(), level), grip)
        painter.setPen(QPen(colours[1] if self.hasFocus() or self.isSliderDown() else colours[0], 1.5))
        painter.setBrush(QColor(scheme.raised))
        painter.drawEllipse(grip, _KNOB, _KNOB)
        painter.end()

    def _grip_x(self) -> float:
        """Where the style has the grip, for that is where the mouse takes hold of it."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_SliderHandle
        return self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self).toRectF().center().x()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.levelled.emit()
        event.accept()


class StageTools(QWidget):
    """All tools, in one row or, where that would be cramped, in two."""

    chosen = Signal(str)
    turned = Signal(int)
    """Quarters of a circle, clockwise."""
    tilt_drafted = Signal(float)
    """Degrees, while the slider is dragged; `tilt_settled` when it is let go."""
    tilt_settled = Signal(float)
    tilt_nudged = Signal(float)
    """Degrees, by a key or typed: a step that the next one joins."""
    reset = Signal()
    taken_back = Signal()
    """A drag of the slider is to come to nothing."""
    straightening = Signal(bool)
    """Whether the slider or the box of degrees is in use."""
    left = Signal()
    """Whoever typed degrees is done with it."""

    def __init__(self) -> None:
        super().__init__()
        self.choices = Choices()
        self.left_button = IconButton("turn-left", "Turn left", "Turn a quarter to the left ([)")
        self.right_button = IconButton("turn-right", "Turn right", "Turn a quarter to the right (])")
        self.reset_button = QPushButton("Reset")
        self.reset_button.setMinimumHeight(look.TARGET + 2)
        self.slider, self.degrees = TiltSlider(), TenthsBox()
        self.level_button = IconButton("restore", "Set straightening to 0°", "Back to 0° (double-click on the slider)")
        told(self.slider, "Straighten, degrees clockwise", "Straighten: degrees clockwise (double-click for 0°)")
        told(self.degrees, "Straighten, degrees clockwise", "Degrees clockwise, from −45 to 45")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._parts = self._upper(), self._lower()
        for row in self._parts:
            row.setParent(self)
        self._join()

    def show_choice(self, choice: str, *, can_reset: bool) -> None:
        """What is being framed, and whether there is anything to reset of it."""
        self.choices.show_choice(choice)
        self.reset_button.setEnabled(can_reset)
        self.reset_button.setToolTip(f"{_RESETS.get(choice, f'Cut {choice} by the focal point again')} (Delete)")

    def show_tilt(self, degrees: float) -> None:
        """The tilt as it is, without telling."""
        tenths = round(degrees * 10)
        for part in (self.slider, self.degrees):
            with QSignalBlocker(part):
                part.setValue(tenths)
        self.level_button.setEnabled(bool(tenths))

    def _upper(self) -> QWidget:
        turns = QWidget()
        turns.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # left is left, in a mirrored window too
        pair = _line(turns)
        pair.setSpacing(0)
        pair.addWidget(self.left_button)
        pair.addWidget(self.right_button)
        row = QWidget()
        line = _line(row)
        line.addWidget(self.choices, 1)
        line.addWidget(turns)
        line.addWidget(self.reset_button)
        return row

    def _lower(self) -> QWidget:
        row = QWidget()
        line = _line(row)
        line.addWidget(SmallLabel("Straighten"))
        line.addWidget(self.slider, 1)
        line.addWidget(self.degrees)
        line.addWidget(self.level_button)
        return row

    def _join(self) -> None:
        self.choices.chosen.connect(self.chosen)
        self.left_button.clicked.connect(lambda: self.turned.emit(-1))
        self.right_button.clicked.connect(lambda: self.turned.emit(1))
        self.reset_button.clicked.connect(lambda: self.reset.emit())
        self.slider.valueChanged.connect(self._on_slid)
        self.slider.sliderReleased.connect(lambda: self.tilt_settled.emit(self.slider.value() / 10))
        self.slider.taken_back.connect(self.taken_back)
        self.degrees.left.connect(self.left)
        self.slider.levelled.connect(lambda: self.tilt_nudged.emit(0.0))
        self.degrees.valueChanged.connect(lambda tenths: self.tilt_nudged.emit(tenths / 10))
        self.level_button.clicked.connect(lambda: self.tilt_nudged.emit(0.0))
        for part in (self.slider, self.degrees):
            part.installEventFilter(self)

    def _on_slid(self, tenths: int) -> None:
        (self.tilt_drafted if self.slider.isSliderDown() else self.tilt_nudged).emit(tenths / 10)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and watched in (self.slider, self.degrees):
            self.straightening.emit(event.gotFocus())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange()

    def _arrange(self) -> None:
        """Lay the rows beside or below each other; by hand, for a layout would learn of the height too late."""
        upper, lower = self._parts
        whole, height = self.rect(), max(row.sizeHint().height() for row in self._parts)
        if self.width() >= _ONE_ROW:
            share = max(self.width() * 9 // 20, upper.minimumSizeHint().width())
            first = QRect(0, 0, share, height)
            second = QRect(first.width() + 3 * look.GRID, 0, self.width() - first.width() - 3 * look.GRID, height)
        else:
            first = QRect(0, 0, self.width(), height)
            second = first.translated(0, height + look.GRID)
        upper.setGeometry(QStyle.visualRect(self.layoutDirection(), whole, first))
        lower.setGeometry(QStyle.visualRect(self.layoutDirection(), whole, second))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of one row or of both, known before the width is there."""
        height = max(row.sizeHint().height() for row in self._parts)
        return height if width >= _ONE_ROW else 2 * height + look.GRID

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of two rows, so that one row can always be broken again."""
        width = max(row.minimumSizeHint().width() for row in self._parts)
        return QSize(width, self.heightForWidth(width))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


def _line(parent: QWidget) -> QHBoxLayout:
    line = QHBoxLayout(parent)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(look.GRID)
    return line
