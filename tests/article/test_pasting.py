"""Pasted Markdown among the words that were there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article import changes
from desk.article.blocks import Cutter
from desk.article.model import Article
from desk.article.pasting import headed, placed, rename_photos


@pytest.mark.parametrize(
    ("body", "markdown", "after"),
    [
        ("One | two", "**three**", "One **three** two"),
        ("|", "- a\n- b\n", "- a\n- b"),
        ("One|", "- a\n- b", "One\n\n- a\n- b"),
        ("One|two", "A\n\nB", "One\n\nA\n\nB\n\ntwo"),
        ("One\n|", "## H", "One\n\n## H"),
        ("One\n\n|\n\ntwo", "| a |\n|---|", "One\n\n| a |\n|---|\n\ntwo"),
        ("One\n\n|two", "![](photo:p1)", "One\n\n![](photo:p1)\n\ntwo"),
        ("یەک|دوو", "A\n\nB", "یەک\n\nA\n\nB\n\nدوو"),
    ],
)
def test_words_join_and_blocks_stand_apart(body: str, markdown: str, after: str) -> None:
    at, text = body.index("|"), body.replace("|", "", 1)
    assert changes.apply(Article(body=text), placed(text, at, at, markdown)).body == after


@pytest.mark.parametrize(
    ("headline", "body", "markdown", "after"),
    [
        ("|", "", "Dam talks\n\nERBIL — One.\n\nTwo.", ("Dam talks", "ERBIL — One.\n\nTwo.")),
        ("|", "", "\n\nDam talks\nOne.\nTwo.\n", ("Dam talks", "One.\nTwo.")),
        ("|", "", "# Dam *talks* \\[on\\] [now](https://a.example/)\n\n- a", ("Dam talks [on] now", "- a")),
        ("|", "", "#1 song of 2*3*4\n\nOne.", ("#1 song of 2*3*4", "One.")),
        ("Big | row", "", "dam\n\nOne.", ("Big dam row", "One.")),
        ("|", "Old.", "Dam talks\nOne.", ("Dam talks", "One.\n\nOld.")),
        ("|", "Old.", "Dam talks", ("Dam talks", "Old.")),
        ("|", "", "خبر\n\nیەک", ("خبر", "یەک")),
    ],
)
def test_the_first_line_is_the_headline_and_the_rest_body(
    headline: str, body: str, markdown: str, after: tuple[str, str]
) -> None:
    at, article = headline.index("|"), Article(headline=headline.replace("|", ""), body=body)
    change = headed(article, at, at, markdown)
    made = changes.apply(article, change)
    assert (made.headline, made.body) == after
    assert changes.apply(made, changes.invert(change)) == article


BLOCKS = st.lists(st.sampled_from(("Words here.", "- a\n- b", "## Head", "> quote")), min_size=2, max_size=4)


@given(BLOCKS, BLOCKS, st.data())
def test_pasted_blocks_are_cut_as_they_were_copied(around: list[str], pasted: list[str], data: st.DataObject) -> None:
    body, text = "\n\n".join(around), "\n\n".join(pasted)
    at = data.draw(st.sampled_from([0, len(around[0]), len(around[0]) + 2, len(body)]))
    after = changes.apply(Article(body=body), placed(body, at, at, text)).body
    blocks = [after[cut.start : cut.end].strip() for cut in Cutter(after).cuts()]
    merged = list(Cutter(text).cuts())
    assert set(blocks) >= {text[cut.start : cut.end].strip() for cut in merged[1:-1]}


def test_photos_are_renamed_or_go() -> None:
    article = Article(body="A\n\n![](photo:x)\n\nB\n\n![](photo:y)\n\nC")
    change = rename_photos(article, {"x": "z", "y": "", "n": "m"})
    assert change is not None
    after = changes.apply(article, change)
    assert after.body == "A\n\n![](photo:z)\n\nB\n\nC"
    assert changes.apply(after, changes.invert(change)) == article
    assert rename_photos(article, {"x": "x"}) is None
