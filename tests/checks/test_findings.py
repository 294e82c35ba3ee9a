"""What holds for the findings of any story: their places lie in it, their fixes can be made and taken back."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article import changes
from desk.article.model import Article
from desk.checks import Finding, check, heeded
from tests.builders import ARABIC, ENGLISH, SORANI, a_photo, a_story, articles, texts
from tests.checks.cases import AT, text_of

TROUBLES = (
    *("the the ", "من من ", "لە لە ", "\u202ehidden ", "كوردي ", "ئاماده ", "https://a.example ", "٥ and 6 ", "TK "),
    *(
        "Monday, March 3, 2026 ",
        "الاثنين ٣ آذار ٢٠٢٦ ",
        "«",
        "“",
        '"',
        "[a](#b) ",
        "[^1] ",
        "Hasan and Hassan ",
        "\n\n",
    ),
    *("`", "**", "30% yes, 50% no, 30% undecided. ", "3 men and 4 women, 8 people in all. ", "12", "% ", "("),
)
LANGUAGES = st.sampled_from(["en", "ckb", "ar"])


@st.composite
def troubled(draw: st.DrawFn) -> Article:
    """Stories that are full of what the checks look for, in every text."""
    text = st.lists(st.sampled_from(TROUBLES) | texts(2), max_size=10).map("".join)
    photos = (replace(a_photo(), caption=draw(text), alt=draw(text)),)
    parts = {name: draw(text) for name in ("headline", "summary", "body")}
    return a_story(language=draw(LANGUAGES), photos=photos, **parts)


@given(articles() | troubled())
def test_a_place_lies_in_its_field(article: Article) -> None:
    for finding in check(article, at=AT):
        if finding.span is not None:
            start, end = finding.span
            assert 0 <= start <= end <= len(text_of(article, finding))
            assert finding.about


@given(troubled())
def test_a_fix_mends_what_it_was_found_for_and_can_be_taken_back(article: Article) -> None:
    for finding in check(article, at=AT):
        if finding.fix is None:
            continue
        after = changes.apply(article, finding.fix.change)
        assert after != article
        assert changes.apply(after, changes.invert(finding.fix.change)) == article
        assert _times(after, finding) < _times(article, finding)


def _times(article: Article, finding: Finding) -> int:
    """How many findings a story has like one."""
    return sum(
        1
        for one in check(article, at=AT)
        if (one.code, one.place, one.field) == (finding.code, finding.place, finding.field)
    )


@given(troubled())
def test_what_was_ignored_is_never_told(article: Article) -> None:
    findings = check(article, at=AT)
    assert heeded(findings, {finding.key for finding in findings}) == ()
    assert heeded(findings, {finding.code for finding in findings}) == ()


USUAL = {
    "en": f"{ENGLISH} “The dam holds,” he told Masoud Barzani on Tuesday, March 3; 1,200 people and 3 men left.\n\n",
    "ckb": f"{SORANI} «بەنداوەکە ماوە» وەزیر وتی، ڕۆژی سێشەممە، ٣ی ئازار، ١٬٢٠٠ کەس و ٣ پیاو ڕۆیشتن.\n\n",
    "ar": f"{ARABIC} «السد باق» قال الوزير يوم الثلاثاء ٣ آذار، وغادر ١٬٢٠٠ شخص و٣ رجال.\n\n",
}
HOSTILE = {
    "bangs": "![", "mails": "a:b@",
    "brackets": "[", "images": "![](", "links": "](", "labels": "[a][", "footnotes": "[^a", "ticks": "`",
    "fences": "```\n", "tags": "<a ", "hrefs": '<a href="', "comments": "<!-- ", "quotes": '"', "opened": "“",
    "guillemets": "« ", "doubled": "the ", "names": "Aab Aba Baa Barzani Barzany ", "digits": "1,",
    "grouped": "1,000", "percent": "3% ", "words": "two hundred and ", "marks": "a\u0301", "joiners": "ه\u200c",
    "heh": "ه ", "letters": "ە", "one line": "a", "spaces": " ", "lines": "\n", "addresses": "-https://",
    "www": "www.", "stars": "**the ", "days": "Monday, March ", "hidden": "\u202e", "placeholders": "[ _",
    "people": "3 men and ", "capitals": "Abcde", "brackets closed": "]", "parentheses": "(",
    "definitions": "[a]:\n",
}  # fmt: skip


def _seconds(article: Article) -> float:
    """The processor's time for checking a story, the least of a few."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        check(article, at=AT)
        taken.append(time.process_time() - begun)
    return min(taken)


@pytest.mark.parametrize("tag", USUAL)
def test_ten_times_the_words_take_about_ten_times_as_long(tag: str) -> None:
    few, many = (a_story(language=tag, body=USUAL[tag] * count) for count in (40, 400))
    assert _seconds(many) < 25 * _seconds(few)


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_is_hostile_enough_to_make_checks_slow(piece: str) -> None:
    few, many = (a_story(body=piece * (size // len(piece))) for size in (4_000, 32_000))
    assert _seconds(many) < 24 * _seconds(few) + 0.05
