"""Links that are dead within the story, stories that are gone, and addresses typed as text."""

from __future__ import annotations

import pytest

from desk.article import changes
from desk.article.model import Related
from tests.builders import a_story
from tests.checks.cases import found, mended, story, written

DEAD = [
    ("en", "See [below](#end).", "#end"),
    ("en", "So they said.[^1]", "[^1]"),
    ("en", "So they [said][source].", "][source]"),
    ("ckb", "وتیان.[^یەک]", "[^یەک]"),
    ("ckb", "بڕوانە [خوارەوە](#کۆتایی).", "#کۆتایی"),
    ("ckb", "ئەوان [وتیان][سەرچاوە].", "][سەرچاوە]"),
    ("ar", "قالوا.[^أ]", "[^أ]"),
    ("ar", "انظر [أدناه](#نهاية).", "#نهاية"),
    ("ar", "هم [قالوا][مصدر].", "][مصدر]"),
    ("en", "See [x]().", "[x]()"),
    ("en", "See [x]( ).", "[x]( )"),
    ("en", "See [x](http://).", "[x](http://)"),
    ("en", "See [x](https://).", "[x](https://)"),
    ("en", "Write [x](mailto:).", "[x](mailto:)"),
    ("en", "See [x](https://exa mple.org).", "[x](https://exa mple.org)"),
    ("ckb", "بڕوانە [ئێرە]().", "[ئێرە]()"),
    ("ar", "انظر [هنا](https://).", "[هنا](https://)"),
]
ALIVE = [
    ("en", "See [x](https://a.example \"Its title\") and [y](https://a.example 'Title of it')."),
    ("en", "Call it as in `[x]()`, or \\[x]()."),
    ("en", "See [x](mailto:a@a.example) and [y](https://a.example/b_(c))."),
    ("en", "So they said.[^1]\n\n[^1]: The source."),
    ("en", "So they [said][Source].\n\n[source]: https://a.example"),
    ("en", "See `[below](#end)` and [a](https://a.example/#end), page [12][^n].\n\n[^n]: So."),
    ("ckb", "وتیان.[^یەک]\n\n[^یەک]: سەرچاوە."),
    ("ckb", "بڕوانە [ئێرە](https://a.example/#کۆتایی)."),
    ("ckb", "وتی [ئەوان] هاتن."),
    ("ar", "قالوا.[^أ]\n\n[^أ]: المصدر."),
    ("ar", "انظر [هنا](https://a.example/#نهاية)."),
    ("ar", "قال [هم] عادوا."),
]


@pytest.mark.parametrize(("tag", "body", "stands_on"), DEAD)
def test_links_within_the_story_that_lead_nowhere_are_found(tag: str, body: str, stands_on: str) -> None:
    article = story(tag, body)
    (finding,) = found(article, "dead-link")
    assert written(article, finding) == stands_on
    assert not finding.blocks


@pytest.mark.parametrize(("tag", "body"), ALIVE)
def test_links_that_lead_somewhere_are_not(tag: str, body: str) -> None:
    assert not found(story(tag, body), "dead-link")
    assert not found(story(tag, body), "unused-note")


def test_a_note_that_nothing_leads_to_is_found() -> None:
    (finding,) = found(story("en", "So they said.\n\n[^1]: The source."), "unused-note")
    assert "mark for the footnote “1”" in finding.message


def test_a_related_story_must_be_in_the_library() -> None:
    related = (
        Related("next", article="a" * 16),
        Related("related", "Snow", article="b" * 16),
        Related("previous", "Web"),
    )
    article = a_story(related=related)
    (finding,) = found(article, "dead-link", has_story=lambda known: known == "a" * 16)
    assert (finding.place, finding.about) == ("related", "b" * 16)
    assert "“Snow”" in finding.message
    assert finding.fix is not None
    assert changes.apply(article, finding.fix.change).related == (related[0], related[2])
    assert not found(article, "dead-link")


TYPED = [
    ("en", "See https://www.a.example/dam for more.", "See [a.example](https://www.a.example/dam) for more."),
    ("en", "(www.a.example)", "([a.example](https://www.a.example))"),
    ("en", "It is at http://a.example/x_y?z=1.", "It is at [a.example](http://a.example/x_y?z=1)."),
    ("en", "Go to example.com now.", "Go to [example.com](https://example.com) now."),
    ("en", "See bbc.co.uk/news.", "See [bbc.co.uk](https://bbc.co.uk/news)."),
    ("en", "Mail dara@example.org.", "Mail [dara@example.org](mailto:dara@example.org)."),
    ("ckb", "بڕوانە rudaw.net، ئێستا.", "بڕوانە [rudaw.net](https://rudaw.net)، ئێستا."),
    ("ar", "راسلنا desk@example.org اليوم.", "راسلنا [desk@example.org](mailto:desk@example.org) اليوم."),
    ("ckb", "بڕوانە https://a.example/dam، ئێستا.", "بڕوانە [a.example](https://a.example/dam)، ئێستا."),
    ("ckb", "ماڵپەڕ: www.a.example", "ماڵپەڕ: [a.example](https://www.a.example)"),
    ("ckb", "«https://a.example»", "«[a.example](https://a.example)»"),
    ("ar", "انظر https://a.example/dam؛ ثم عد.", "انظر [a.example](https://a.example/dam)؛ ثم عد."),
    ("ar", "الموقع www.a.example", "الموقع [a.example](https://www.a.example)"),
    ("ar", "هل هو https://a.example؟", "هل هو [a.example](https://a.example)؟"),
]


@pytest.mark.parametrize(("tag", "body", "right"), TYPED)
def test_an_address_typed_as_text_becomes_a_link(tag: str, body: str, right: str) -> None:
    article = story(tag, body)
    (finding,) = found(article, "typed-address")
    assert mended(article, finding).body == right


@pytest.mark.parametrize(
    "body",
    [
        "[the dam](https://a.example/dam)",
        "[https://a.example](https://a.example)",
        "`https://a.example` and\n\n```\nwww.a.example\n```",
        "<https://a.example>",
        "[a][b]\n\n[b]: https://a.example",
        '<a href="https://a.example">a</a>',
        "Write to rojin@www.example, or to a.example.",
        "Amazon.com Inc. and Booking.com said so.",
        "Version 1.2.3 of node.js is out, e.g. in the U.S.A. and file.me.txt.",
        "He left.Then he came, at 3.30 p.m. on 1.1.2026.",
        "[dara@example.org](mailto:dara@example.org) and <dara@example.org> and `example.com`",
        "Follow @desk and @example.com on it.",
        "The www. is old, and so is https://.",
    ],
)
@pytest.mark.parametrize("tag", ["en", "ckb", "ar"])
def test_an_address_that_is_a_link_or_code_stays(tag: str, body: str) -> None:
    assert not found(story(tag, body), "typed-address")
