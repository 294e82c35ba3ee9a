"""The list of changes: rows, what is chosen in it, keys and buttons."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.model import Article, Photo
from desk.article.review import Hand, Review
from desk.ui.review_list import ReviewList
from desk.ui.review_rows import ReviewRow, Sign, authors, counted, row_of, shortened
from desk.ui.review_words import laid_out

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
LONG = "The talks in Erbil ended on Monday night. No date for another round was set by either side."


def rows_between(before: Article, after: Article) -> list[ReviewRow]:
    return [row_of(edit, NOON) for edit in Review(before, after, hand=Hand("Dana", NOON)).edits]


def row(key: str, author: str = "Dana", after: str = "words") -> ReviewRow:
    return ReviewRow(key, Sign.INSERTED, "Inserted", "", after, author, "12:00", f"Inserted {after}", who=author)


@pytest.fixture
def changes(qtbot: QtBot) -> ReviewList:
    made = ReviewList()
    made.resize(280, 400)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


@pytest.mark.parametrize(
    ("before", "after", "title", "sign", "words"),
    [
        ("It is so.", "It is not so.", "Inserted", Sign.INSERTED, ("", "not")),
        ("It is not so.", "It is so.", "Deleted", Sign.DELETED, ("not", "")),
        ("It is so.", "It was so.", "Replaced", Sign.REPLACED, ("is", "was")),
        (LONG, LONG.replace(". ", ".\n\n"), "Space changed", Sign.REPLACED, (" ", "\n\n")),
        ("Before.", "Before.\n\n![](photo:p1)", "Paragraph inserted", Sign.INSERTED, ("", "[photo]")),
        ("One.\n\nTwo.", "One.\n\nA third.\n\nTwo.", "Paragraph inserted", Sign.INSERTED, ("", "A third.")),
    ],
)
def test_a_row_says_what_became_of_words(
    before: str, after: str, title: str, sign: Sign, words: tuple[str, str]
) -> None:
    [found] = rows_between(Article(id="1", body=before), Article(id="1", body=after))
    assert (found.title, found.sign, (found.before, found.after)) == (title, sign, words)
    assert found.author == "Dana"
    assert "Dana" in found.spoken


def test_rows_of_fields_and_photos_are_named_after_them() -> None:
    photo = Photo(id="p1", media="a" * 64, caption="The dam.")
    before = Article(id="1", headline="Talks", photos=(photo,), lead="p1")
    after = Article(id="1", headline="Dam talks", keywords=("water",))
    found = {row.title: row.sign for row in rows_between(before, after)}
    assert found["Headline"] is Sign.FIELD
    assert found["Keywords"] is Sign.FIELD
    assert found["Lead photo removed"] is Sign.PHOTO


def test_a_moved_paragraph_is_one_row_with_its_words_once() -> None:
    parts = [
        "The first paragraph is about water.",
        "The second one tells of the farmers below.",
        "A third about prices.",
    ]
    body = "\n\n".join(parts)
    moved = "\n\n".join((parts[1], parts[2], parts[0]))
    found = rows_between(Article(id="1", body=body), Article(id="1", body=moved))
    assert {one.sign for one in found} == {Sign.MOVED}
    assert all(one.moved and not one.before and not one.after for one in found)


def test_words_of_arabic_script_run_from_the_right() -> None:
    [found] = rows_between(Article(id="1", body="ئاو هەیە."), Article(id="1", body="ئاو نییە."))
    assert found.right_to_left


def test_numbers_stand_in_the_order_in_which_the_story_is_read(qapp: QApplication) -> None:
    before = Article(id="1", body="لە ١٬٢٠٠ کەس", language="ckb")
    [edit] = Review(before, replace(before, body="لە ١٬٣٠٠ کەس")).edits
    assert not row_of(edit, NOON).right_to_left
    [line] = laid_out(row_of(edit, NOON, "rtl"), qapp.font(), 400)
    places = [line.lineAt(0).cursorToX(at)[0] for at in (1, len("١٬٢٠٠ ١٬"))]
    assert places[0] > places[1] > 300


def test_long_words_lose_their_middle() -> None:
    assert shortened("one\n two") == "one two"
    long = shortened("begin " + "x " * 200 + "end")
    assert long.startswith("begin")
    assert long.endswith("end")
    assert len(long) <= 160


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ((), "No changes"),
        (("Dana",), "1 change by \u2068Dana\u2069"),
        (("Dana", "Dana"), "2 changes by \u2068Dana\u2069"),
        (("Dana", "Sam", "Dana"), "3 changes by 2 people"),
        (("",), "1 change"),
    ],
)
def test_changes_and_people_are_counted(people: tuple[str, ...], said: str) -> None:
    rows = [row(str(number), author) for number, author in enumerate(people)]
    assert counted(rows) == said
    assert authors(rows) == list(dict.fromkeys(people))


def test_what_stays_is_chosen_as_before_and_else_the_next(changes: ReviewList) -> None:
    changes.show_rows([row(key) for key in "abcd"])
    changes.choose("b")
    assert (changes.current, changes.chosen) == ("b", ["b"])
    changes.show_rows([row(key) for key in "xabcd"])
    assert (changes.current, changes.chosen) == ("b", ["b"])
    changes.show_rows([row(key) for key in "xacd"])
    assert (changes.current, changes.chosen) == ("c", ["c"])
    changes.show_rows([])
    assert (changes.current, changes.chosen) == ("", [])


def test_one_is_chosen_alone_whatever_became_of_the_rows_meanwhile(changes: ReviewList) -> None:
    changes.show_rows([row(key) for key in "abc"])
    changes.choose("a")
    changes.show_rows([row("a", after="other words"), row("b"), row("c")])
    changes.choose("b")
    assert changes.chosen == ["b"]
    changes.show_rows([row(key) for key in "xyabc"])
    changes.item(1).setSelected(True)
    changes.choose("c")
    changes.choose("a")
    assert changes.chosen == ["a"]


def test_keys_go_to_changes_enter_them_and_revert_several(qtbot: QtBot, changes: ReviewList) -> None:
    gone_to: list[str] = []
    entered: list[str] = []
    changes.gone_to.connect(gone_to.append)
    changes.entered.connect(entered.append)
    changes.show_rows([row(key) for key in "abc"])
    changes.choose("a")
    QTest.keyClick(changes, Qt.Key.Key_Down)
    QTest.keyClick(changes, Qt.Key.Key_Return)
    QTest.keyClick(changes, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert gone_to == ["b", "c"]
    assert entered == ["b"]
    with qtbot.waitSignal(changes.reverted) as reverted:
        QTest.keyClick(changes, Qt.Key.Key_Delete)
    assert reverted.args == [["b", "c"]]


@pytest.mark.parametrize("mirrored", [False, True])
def test_each_row_has_two_buttons_at_its_end(qtbot: QtBot, changes: ReviewList, *, mirrored: bool) -> None:
    ways = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    changes.setLayoutDirection(ways)
    changes.show_rows([row(key) for key in "ab"])
    area = changes.visualItemRect(changes.item(1))

    def at(inset: int) -> QPoint:
        return QPoint(area.left() + inset if mirrored else area.right() - inset, area.top() + 16)

    with qtbot.waitSignal(changes.reverted) as reverted:
        QTest.mouseClick(changes.viewport(), Qt.MouseButton.LeftButton, pos=at(20))
    with qtbot.waitSignal(changes.accepted) as accepted:
        QTest.mouseClick(changes.viewport(), Qt.MouseButton.LeftButton, pos=at(48))
    assert reverted.args == accepted.args == [["b"]]
    with qtbot.waitSignal(changes.gone_to) as gone_to:
        QTest.mouseClick(changes.viewport(), Qt.MouseButton.LeftButton, pos=at(120))
    assert gone_to.args == ["b"]


def test_a_row_is_as_high_as_its_words_and_two_lines_at_most(changes: ReviewList) -> None:
    changes.show_rows([row("a", after="few"), row("b", after="many words " * 12), row("c", after="x " * 400)])
    heights = [changes.visualItemRect(changes.item(number)).height() for number in range(3)]
    assert heights[0] < heights[1] == heights[2]
