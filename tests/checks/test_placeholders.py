"""What a writer left to be filled in, in every text of the story."""

from __future__ import annotations

import pytest

from tests.builders import a_photo, a_story
from tests.checks.cases import found, story, written


@pytest.mark.parametrize(
    ("tag", "body", "mark", "blocks"),
    [
        ("en", "It cost TK dollars.", "TK", True),
        ("en", "The TKTKTK man.", "TKTKTK", True),
        ("en", "At XX people.", "XX", False),
        ("ckb", "نرخەکەی TK دینارە.", "TK", True),
        ("ckb", "تەمەنی ؟؟ ساڵە.", "؟؟", False),
        ("ckb", "XXX کەس", "XXX", False),
        ("ar", "سعره TK دينار.", "TK", True),
        ("ar", "عمره ؟؟؟ سنة.", "؟؟؟", False),
        ("ar", "اسمه [ ] هنا", "[ ]", False),
        ("en", "It cost tk dinars.", "tk", True),
        ("en", "It cost TKmillion.", "TK", True),
        ("en", "It cost $TKm.", "TK", True),
        ("en", "Flight TK to Erbil", "TK", True),
        ("en", "TK 40 people came.", "TK", True),
        ("en", "He is xx years old.", "xx", False),
        ("en", "He is [age] years old.", "[age]", False),
        ("en", "He said [insert quote here].", "[insert quote here]", False),
        ("en", "Dara XX, 46, said.", "XX", False),
        ("ckb", "نرخەکەی tk دینارە.", "tk", True),
        ("ckb", "تەمەنی [تەمەن] ساڵە.", "[تەمەن]", False),
        ("ar", "قال [الاسم] هنا.", "[الاسم]", False),
    ],
)
def test_each_placeholder_is_found_where_it_stands(tag: str, body: str, mark: str, blocks: bool) -> None:
    article = story(tag, body)
    (finding,) = found(article, "placeholder")
    assert (written(article, finding), finding.blocks) == (mark, blocks)


@pytest.mark.parametrize(
    ("tag", "body"),
    [
        *(("en", "TK Maxx sells the TK-80"), ("en", "men have XY, women XX chromosomes"), ("en", "Super Bowl XX")),
        *(("en", "Chapter XX of the book"), ("en", "the XX century"), ("en", "TKO, `TK`, [a](https://a.example/TK)")),
        *(("en", "flight TK 1 landed"), ("en", "Turkish Airlines flights TK802 and TK 803"), ("en", "TK 803 landed")),
        *(("en", "Dos Equis XX beer"), ("en", "the XXX Olympiad"), ("en", "p. xx"), ("en", "site.tk, tk@a.example")),
        *(
            ("en", "the [name](https://a.example) of"),
            ("en", "[date]: https://a.example"),
            ("en", "He [later] left. “It is [time] now.”"),
        ),
        *(("ckb", "گەشتی TK 802 نیشتەوە"), ("ar", "الرحلة TK 802 وصلت")),
        *(("ckb", "چی؟ کەی؟؟"), ("ckb", "کۆمپانیای ATKX"), ("ckb", "`؟؟`")),
        *(("ar", "من؟ متى؟؟ لماذا؟!"), ("ar", "شركة XXL"), ("ar", "[هنا](https://a.example/TBD)")),
    ],
)
def test_what_is_meant_is_none(tag: str, body: str) -> None:
    assert not found(story(tag, body), "placeholder")


def test_every_one_has_a_finding_captions_and_credits_among_them() -> None:
    photos = (a_photo(caption="The dam in TK.", credit="TBD"), a_photo(id="p2"))
    article = a_story(body="TK and TK.\n\n![](photo:p2)", photos=photos)
    assert [(one.place, one.field, one.span) for one in found(article, "placeholder")] == [
        ("body", "", (0, 2)),
        ("body", "", (7, 9)),
        ("photo:p1", "caption", (11, 13)),
        ("photo:p1", "credit", (0, 3)),
    ]
