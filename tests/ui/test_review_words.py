"""The words of a change in a row: what went struck out, what came underlined, in lines that fit, in any script."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextLayout
from PySide6.QtWidgets import QApplication

from desk.ui.review_rows import ReviewRow, Sign
from desk.ui.review_words import LINES, laid_out, line_count
from desk.ui.units import Units


def row(before: str, after: str, *, moved: str = "", right_to_left: bool = False) -> ReviewRow:
    return ReviewRow(
        *("k", Sign.REPLACED, "Replaced", before, after, "Dana", "12:00", "told"),
        right_to_left=right_to_left,
        moved=moved,
    )


def runs(line: QTextLayout) -> list[tuple[str, bool]]:
    """The stretches of a line that are marked, and whether they came."""
    units = Units(line.text())
    return [
        (
            line.text()[units.to_points(one.start) : units.to_points(one.start + one.length)],
            one.format.fontUnderline(),
        )
        for one in line.formats()
    ]


@pytest.mark.usefixtures("qapp")
def test_both_wordings_stand_on_one_line_each_with_its_mark() -> None:
    [line] = laid_out(row("😀 was", "😀😀 is"), QFont(), 400)
    assert line.text() == "😀 was 😀😀 is"
    assert runs(line) == [("😀 was", False), ("😀😀 is", True)]
    assert all(one.format.fontStrikeOut() is not one.format.fontUnderline() for one in line.formats())


@pytest.mark.usefixtures("qapp")
def test_marks_go_on_in_the_next_line_and_what_is_too_long_ends_in_dots() -> None:
    lines = laid_out(row("old words here " * 3, "new words there " * 12), QFont(), 200)
    assert len(lines) == LINES
    assert lines[-1].text().endswith("…")
    assert runs(lines[0])[0][1] is False
    assert runs(lines[-1])[-1][1] is True


@pytest.mark.usefixtures("qapp")
def test_words_that_only_moved_have_no_mark() -> None:
    [line] = laid_out(row("", "", moved="A paragraph."), QFont(), 400)
    assert (line.text(), runs(line)) == ("A paragraph.", [])


@pytest.mark.usefixtures("qapp")
def test_words_run_from_the_right_where_their_script_does() -> None:
    [line] = laid_out(row("هەیە", "نییە", right_to_left=True), QFont(), 400)
    assert line.textOption().textDirection() is Qt.LayoutDirection.RightToLeft
    assert line.lineAt(0).naturalTextRect().right() == pytest.approx(400, abs=1)


def test_lines_are_counted_as_they_are_laid_out(qapp: QApplication) -> None:
    font = qapp.font()
    for words in ("", "few", "rather many words " * 3, "x " * 300, "y" * 500, "وشە " * 40):
        made = row("", words)
        assert line_count(made, font, 180) == len(laid_out(made, font, 180)) <= LINES
