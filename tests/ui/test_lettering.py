"""Words drawn by hand: what is kept as it was laid out looks as if it were laid out anew."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from desk.ui import lettering
from desk.ui.lettering import Lettering, wrapped

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
SORANI = "وەزیران لەسەر بەنداوی سنوور کۆدەبنەوە و ئاوی ڕووبارەکە کەم دەبێتەوە"
TEXTS = ("", "Dam", "Ministers meet over border dam as water falls", SORANI, f"BBC: {SORANI}", "😀" * 40, "Donau" * 30)


def drawn(letters: Lettering, text: str, width: int, direction: Qt.LayoutDirection, most: int, marked: int) -> QImage:
    image = QImage(320, 120, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    marks = (lambda line: [(0, min(marked, len(line)))]) if marked else None
    area = QRect(8, 8, width, 100)
    height = letters.draw_lines(painter, QApplication.font(), text, area, direction, most, marks)
    painter.end()
    assert height <= 100
    return image


@pytest.mark.usefixtures("qapp")
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(TEXTS),
            st.sampled_from((60, 200)),
            st.sampled_from((LTR, RTL)),
            st.integers(1, 3),
            st.integers(0, 4),
        ),
        max_size=12,
    )
)
def test_what_is_kept_looks_as_if_laid_out_anew(
    asked: list[tuple[str, int, Qt.LayoutDirection, int, int]],
) -> None:
    letters = Lettering()
    for one in (*asked, *asked):
        assert drawn(letters, *one) == drawn(Lettering(), *one)


@pytest.mark.usefixtures("qapp")
def test_what_was_let_go_is_laid_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lettering, "KEPT", 1)
    letters = Lettering()
    for text in (*TEXTS, *TEXTS):
        assert drawn(letters, text, 200, LTR, 2, 2) == drawn(Lettering(), text, 200, LTR, 2, 2)


@pytest.mark.usefixtures("qapp")
def test_marks_are_seen_and_lie_on_their_words() -> None:
    plain, marked = (drawn(Lettering(), "Dam talks", 200, LTR, 2, many) for many in (0, 3))
    differing = [x for x in range(320) if any(plain.pixel(x, y) != marked.pixel(x, y) for y in range(120))]
    assert differing
    assert differing[0] >= 8
    assert differing[-1] < 8 + 60
    many_lines = [drawn(Lettering(), TEXTS[2], 100, LTR, 4, many) for many in (0, 1)]
    places = {(x, y) for x in range(320) for y in range(120) if many_lines[0].pixel(x, y) != many_lines[1].pixel(x, y)}
    assert max(x for x, _y in places) < 8 + 24  # the first letter of each line
    assert max(y for _x, y in places) - min(y for _x, y in places) > 30
    mirrored = drawn(Lettering(), SORANI, 300, RTL, 2, 3)
    bare = drawn(Lettering(), SORANI, 300, RTL, 2, 0)
    ends = [x for x in range(320) if any(bare.pixel(x, y) != mirrored.pixel(x, y) for y in range(120))]
    assert ends[-1] > 250


@pytest.mark.usefixtures("qapp")
def test_lines_hold_the_whole_text_or_end_in_an_ellipsis() -> None:
    for text in TEXTS:
        lines = wrapped(text, QFont(QApplication.font()), 120, 3)
        assert len(lines) <= 3
        whole = "".join("".join(lines).split())
        assert whole == "".join(text.split()) or whole.endswith("…")
        assert wrapped(text, QApplication.font(), 10_000, 3) == ([text] if text else [])
