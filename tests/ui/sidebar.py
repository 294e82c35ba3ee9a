"""What tests of the sidebar share: its two panes, each on a story, and hands to type into them."""

from __future__ import annotations

import io

from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.article.changes import Change
from desk.article.model import Article
from desk.article.session import Session
from desk.ui.details import DetailsPane
from desk.ui.entries import LineEntry
from desk.ui.photos import PhotosPane
from desk.ui.rows import TextRow
from tests.builders import a_photo, a_story, an_article

KNOWN = {"section": ["Politics", "Police", "Sport"], "place": ["ERBIL", "Erfurt"], "keywords": ["water", "war"]}
"""What the library under test completes, field by field."""
THREE = (
    a_photo(),
    a_photo(id="p2", media="1" * 64, caption="The dam.", credit="", alt=""),
    a_photo(id="p3", media="2" * 64, name="DSC_3.jpg", caption="", credit="AFP", alt="A man"),
)
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def known(field: str, prefix: str) -> list[str]:
    return [word for word in KNOWN.get(field, []) if word.lower().startswith(prefix.lower())]


def details(qtbot: QtBot, article: Article | None = None) -> tuple[DetailsPane, Session]:
    """Details on a story, in a window that has the keys."""
    pane = DetailsPane(known)
    qtbot.addWidget(pane)
    pane.resize(300, 640)
    session = Session(article or an_article())
    pane.show_session(session)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    return pane, session


def text_row(pane: DetailsPane, name: str) -> TextRow:
    row = pane.row(name)
    assert isinstance(row, TextRow)
    return row


def type_into(qtbot: QtBot, pane: DetailsPane, name: str, text: str) -> TextRow:
    """Type ASCII by keys; other scripts come from an input method, which inserts."""
    row = text_row(pane, name)
    row.entry.setFocus()
    if text.isascii():
        qtbot.keyClicks(row.entry, text)
    elif isinstance(row.entry, LineEntry):
        row.entry.insert(text)
    else:
        row.entry.insertPlainText(text)
    return row


class Pictures:
    """A library that draws its photos; `placed` holds a file that knows where it was taken."""

    def __init__(self) -> None:
        self.placed: dict[str, bytes] = {}

    def thumbnail(self, _media: str, side: int) -> bytes:
        return picture((side, side * 2 // 3))

    def original(self, media: str) -> bytes:
        return self.placed.get(media) or picture((60, 40))


def picture(size: tuple[int, int]) -> bytes:
    """A JPEG of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG")
    return out.getvalue()


def opened(pane: PhotosPane, article: Article | None = None) -> Session:
    """The photos on a story: three of them, the second twice in its text."""
    session = Session(article or a_story(photos=THREE, body="Words.\n\n![](photo:p2)\n\n![](photo:p2)\n"))
    pane.show_session(session)
    return session


def made(session: Session, change: Change | None) -> None:
    """Another pane's change."""
    assert change is not None
    session.apply(change, "other")


def order(session: Session) -> list[str]:
    return [photo.id for photo in session.article.photos]


def let_fall(target: QWidget, data: QMimeData, spot: QPoint, actions: Qt.DropAction = Qt.DropAction.CopyAction) -> bool:
    """Drag data over a widget to a spot and let go; whether it was taken when it came in."""
    enter = QDragEnterEvent(spot, actions, data, LEFT, NONE)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDragMoveEvent(spot, actions, data, LEFT, NONE))
        QApplication.sendEvent(target, QDropEvent(QPointF(spot), actions, data, LEFT, NONE))
    return enter.isAccepted()
