"""What a page shows of a body, letter by letter; and bodies whose letters all differ, so that each is found again."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from desk.article.blocks import Cutter, Kind
from desk.article.markup import Setting, render_body
from desk.article.phrases import read

LETTER = "文"
"""Stands for a letter where a body is drawn; `lettered` makes each of them another."""
STYLES = {"strong": "bold", "em": "italic", "code": "code"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.letters: list[tuple[str, frozenset[str], str]] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "hr"):
            self.open.append((tag, dict(attrs).get("href") or ""))
        if tag not in STYLES:
            self.tags.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass
        if tag not in STYLES:
            self.tags.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        styles = frozenset(STYLES[tag] for tag, _ in self.open if tag in STYLES)
        if ("pre", "") in self.open:
            styles = frozenset()
        address = next((address for tag, address in self.open if tag == "a"), "")
        self.letters += [(sign, styles, address) for sign in data if not sign.isspace()]
        self.tags += [sign for sign in data if not sign.isspace()]


def page_of(body: str, language: str = "en") -> _Page:
    page = _Page()
    page.feed(render_body(body, Setting(language, lambda photo: f'<figure id="{photo}"></figure>')))
    page.close()
    return page


def letters_of(body: str) -> list[tuple[str, frozenset[str], str]]:
    """Every character that the page shows, its styles (bold, italic, code) and the address of its link."""
    return page_of(body).letters


def bare_page(body: str) -> list[str]:
    """The page's tags and characters in order, without those of bold, italic and code, and without space."""
    return page_of(body).tags


def lettered(body: str) -> str:
    """The body with another letter in place of each LETTER."""
    letters = map(chr, itertools.count(0x4E00))
    return re.sub(LETTER, lambda _: next(letter for letter in letters if letter != LETTER), body)


PIECES = (
    *("文", "文", "文文", "文文文", " ", " ", " ", " 文", "文 ", "，"),
    *(
        "**文 文**",
        "*文文*",
        "***文***",
        "__文__",
        "_文 文_",
        "**文 *文***",
        "**文**文",
        "文*文*",
        "`文 文`",
        "``文`文``",
    ),
    *("[文 文](https://e.org/)", "**[文](https://e.org/)**", "[**文** 文](https://e.org/)", '[文](https://e.org "t")'),
    *(
        "\\*",
        "\\_文",
        "&#38;",
        "&#43;",
        "2 * 3",
        "文_文",
        "f***文",
        "文*",
        "*文",
        "[文]",
        "[^1]",
        "<https://e.org>",
        "!",
    ),
    *("![](photo:p1)", "1.", "-", "#", ">", "|", "\\", "`", "<b>文</b>", "(文)", "\n", "  \n"),
)
"""What a paragraph may be made of."""


def paragraphs(size: int = 6) -> SearchStrategy[str]:
    """Paragraphs of words and marks, of LETTERs; mostly of one line, never with an empty one."""
    pieces = st.lists(st.sampled_from(PIECES), min_size=1, max_size=size).map("".join)
    plain = st.tuples(st.sampled_from(["", "", "", "\u200f"]), pieces).map("".join)
    return plain.map(lambda text: re.sub(r"\s*\n\s*", "\n", text.strip())).filter(is_sure)


def is_sure(text: str) -> bool:
    """Whether the text is a paragraph that can be read in one way only."""
    cut = next(Cutter(text).cuts(), None)
    return cut is not None and (cut.kind, cut.end) == (Kind.PARAGRAPH, len(text)) and read(text, labels=True).clear


def _lines() -> SearchStrategy[str]:
    return paragraphs(4).map(lambda text: text.replace("\n", " "))


def _in_cell(text: str) -> str:
    return re.sub(r"[|\u200f]|(?<!`)`(?!`)", "", text)


def _table(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(_in_cell(cell) for cell in row)} |" for row in rows]
    return "\n".join([lines[0], "|---|---|", *lines[1:]])


def _quoted(text: str) -> str:
    return "> " + text.replace("\n", "\n> ")


def blocks() -> SearchStrategy[str]:
    """Blocks of all kinds."""
    marks = st.sampled_from(["- ", "- ", "1. ", "  - ", "   1. "])
    items = st.lists(st.tuples(marks, _lines()), min_size=1, max_size=4)
    cells = st.lists(st.lists(_lines(), min_size=2, max_size=2), min_size=1, max_size=3)
    return st.one_of(
        paragraphs(),
        paragraphs(),
        st.tuples(st.sampled_from(["# ", "## ", "### "]), _lines()).map("".join),
        _lines().map(lambda text: f"{text}\n---"),
        items.map(lambda pairs: "\n".join(map("".join, pairs))),
        items.map(lambda pairs: "\n\n".join(map("".join, pairs))),
        st.lists(paragraphs(3), min_size=1, max_size=3).map("\n\n".join).map(_quoted),
        items.map(lambda pairs: _quoted("\n".join(map("".join, pairs)))),
        cells.map(_table),
        st.sampled_from(["```\n文 **文**\n\n文\n```", "![](photo:p1)", "---", "<div>文</div>", "[^1]: 文文"]),
    )


def marked_bodies() -> SearchStrategy[str]:
    """Bodies with marks of all kinds, whose letters all differ."""
    return st.lists(blocks(), min_size=1, max_size=4).map("\n\n".join).map(lettered)
