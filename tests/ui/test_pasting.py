"""What a paste into the body does, and what a copy of it gives: with the clipboard as other programs fill it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.model import Article, Photo
from desk.article.session import Session
from desk.ui.photo_tiles import PHOTO_TYPE
from desk.ui.writing import BodyEdit
from tests.builders import a_photo

CLIPS = Path(__file__).resolve().parents[1] / "formats" / "pasted"


def field_with(
    qtbot: QtBot, body: str = "", language: str = "en", photos: tuple[Photo, ...] = ()
) -> tuple[BodyEdit, Session]:
    field = BodyEdit()
    qtbot.addWidget(field)
    field.show()
    session = Session(Article(id="1", body=body, language=language, photos=photos))
    field.show_session(session)
    return field, session


def paste(field: BodyEdit, *, html: str = "", text: str = "", image: bool = False, urls: tuple[str, ...] = ()) -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    if image:
        data.setImageData(QImage(40, 40, QImage.Format.Format_RGB32))
    if urls:
        data.setUrls([QUrl(url) for url in urls])
    QGuiApplication.clipboard().setMimeData(data)
    field.paste()


@pytest.mark.parametrize("clip", sorted(CLIPS.glob("*/*.html")), ids=lambda clip: f"{clip.parent.name}/{clip.stem}")
def test_formatted_words_become_markdown_in_one_step(qtbot: QtBot, clip: Path) -> None:
    field, session = field_with(qtbot, "Before.\n\n")
    field.place_caret(9)
    html = clip.read_text(encoding="utf-8")
    paste(field, html=html)
    wanted = clip.with_suffix(".md").read_text(encoding="utf-8").strip("\n")
    if "](photo:" not in wanted:
        assert session.article.body.removeprefix("Before.\n\n").strip("\n") == wanted
    session.undo("test")
    assert session.article.body == "Before.\n\n"


def drop_photos(field: BodyEdit, at: int, *photo_ids: str) -> None:
    """Let go of tiles of the contact sheet over a place in the text."""
    data = QMimeData()
    data.setData(PHOTO_TYPE, "\n".join(photo_ids).encode())
    cursor = field.textCursor()
    cursor.setPosition(at)
    place = QPointF(field.cursorRect(cursor).center())
    move, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind in (QDragEnterEvent, QDragMoveEvent):
        event = kind(place.toPoint(), move, data, left, none)
        QApplication.sendEvent(field.viewport(), event)
        assert event.isAccepted()
    QApplication.sendEvent(field.viewport(), QDropEvent(place, move, data, left, none))


def test_photos_dragged_from_the_sheet_stand_where_they_are_dropped(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, "One.\n\nTwo.", photos=(a_photo(), a_photo(id="p2")))

    drop_photos(field, 2, "p2", "p1", "of another story")

    assert session.article.body == "One.\n\n![](photo:p2)\n\n![](photo:p1)\n\nTwo."
    session.undo("test")
    assert session.article.body == "One.\n\nTwo."


def test_words_with_a_picture_of_themselves_are_words(qtbot: QtBot) -> None:
    field, session = field_with(qtbot)
    paste(field, html="<p>Some <b>bold</b> words</p>", text="Some bold words", image=True)
    assert session.article.body == "Some **bold** words"


def test_a_picture_alone_goes_to_the_photos(qtbot: QtBot) -> None:
    field, session = field_with(qtbot)
    with qtbot.waitSignal(field.photos_pasted):
        paste(field, image=True)
    with qtbot.waitSignal(field.photos_pasted):
        paste(field, html='<img src="https://example.org/a.jpg">', image=True)
    assert session.article.body == ""


def test_pictures_of_the_web_are_told_of(qtbot: QtBot) -> None:
    field, session = field_with(qtbot)
    with qtbot.waitSignal(field.told) as told:
        paste(field, html='<p>Words</p><p><img src="https://example.org/a.jpg" width=400 height=300></p>', text="Words")
    assert "A picture lies on the web" in told.args[0]
    assert session.article.body == "Words"


def test_an_address_on_words_is_a_link_without_trackers(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, "See the report today")
    field.place_caret(8, 14)
    paste(field, text="https://example.org/report?utm_source=x&id=7")
    assert session.article.body == "See the [report](https://example.org/report?id=7) today"
    session.undo("test")
    assert session.article.body == "See the report today"


def test_an_address_where_nothing_is_selected_is_itself(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, "See ")
    field.place_caret(4)
    paste(field, text="https://example.org/report")
    assert session.article.body == "See https://example.org/report"


def test_plain_is_plain(qtbot: QtBot) -> None:
    field, session = field_with(qtbot)
    data = QMimeData()
    data.setHtml("<p><b>Bold</b></p>")
    data.setText("Bold\r\nnext")
    QGuiApplication.clipboard().setMimeData(data)
    field.paste_plain()
    assert session.article.body == "Bold\nnext"


def test_code_takes_words_as_they_are(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, "```\n\n```")
    field.place_caret(4)
    paste(field, html="<p><b>x</b></p>", text="x")
    assert session.article.body == "```\nx\n```"


@pytest.mark.parametrize("language", ["en", "ckb"])
def test_what_is_copied_is_markdown_here_and_formatted_elsewhere(qtbot: QtBot, language: str) -> None:
    body = "Some **bold** [words](https://example.org)\n\n- one\n- سێ"
    field, session = field_with(qtbot, body, language)
    field.selectAll()
    field.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == body
    assert "<strong>bold</strong>" in data.html()
    assert '<a href="https://example.org"' in data.html()
    other, pasted = field_with(qtbot)
    other.paste()
    assert pasted.article.body == body
    field.cut()
    assert session.article.body == ""


def test_a_long_paste_is_read_elsewhere_and_lands_where_it_was_asked_for(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, "One. Two.")
    waiting: list[object] = []
    field.elsewhere = lambda work, done, _failed: waiting.extend((work, done))
    field.place_caret(5)
    paste(field, html=f"<p>Long <b>words</b>{'<i></i>' * 40_000}</p>")
    assert session.article.body == "One. Two."
    field.place_caret(0)
    qtbot.keyClicks(field, "So. ")
    work, done = waiting
    done(work())  # type: ignore[operator]
    assert session.article.body == "So. One. Long **words**Two."
