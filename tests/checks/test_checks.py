"""What stands in the way of publication, in sentences that say what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from desk.article.model import Article, Dateline, Status
from desk.checks import Finding, check
from tests.builders import a_photo, a_sorani_story, a_story, an_article, articles

AT = datetime(2026, 3, 3, 12, tzinfo=UTC)


def found(article: Article, code: str) -> list[Finding]:
    return [finding for finding in check(article, at=AT) if finding.code == code]


@pytest.mark.parametrize("story", [a_story(), a_sorani_story()], ids=["en", "ckb"])
def test_nothing_stands_in_the_way_of_a_whole_story(story: Article) -> None:
    assert check(story, at=AT) == ()


def test_an_empty_story_lacks_what_a_desk_asks_for() -> None:
    findings = check(an_article(), at=AT)
    assert {finding.code for finding in findings if finding.blocks} == {"missing-headline", "missing-body"}
    assert {finding.code for finding in findings if not finding.blocks} == {
        *("missing-slug", "missing-summary", "missing-dateline", "missing-section", "missing-keywords"),
        *("missing-sign-off", "missing-byline", "missing-lead"),
    }
    assert findings[0].blocks, "what blocks comes first"


@pytest.mark.parametrize("name", ["headline", "body", "summary", "slug", "section", "sign_off"])
def test_white_space_is_not_an_answer(name: str) -> None:
    story = replace(a_story(photos=(), lead=""), **{name: " \n"})
    assert any(finding.code.startswith("missing-") and finding.place == name for finding in check(story, at=AT))


def test_a_dateline_needs_a_place_and_a_story_somebody_who_says_so() -> None:
    assert found(a_story(dateline=Dateline(agency="DESK")), "missing-dateline")
    assert not found(a_story(byline=""), "missing-byline")
    assert not found(a_story(sign_off=""), "missing-byline")
    assert found(a_story(byline="", sign_off=""), "missing-byline")


def test_long_headlines_and_summaries_are_to_be_shortened() -> None:
    assert not found(a_story(headline="a" * 110), "long-headline")
    (finding,) = found(a_story(headline="a" * 111), "long-headline")
    assert "111 characters" in finding.message
    assert not found(a_story(headline="نووسی\u200c" * 22), "long-headline"), "joiners are not seen"
    assert found(a_story(summary="word " * 61), "long-summary")


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("It cost TK dollars.", True),
        ("It cost TKTK.", True),
        ("Lorem ipsum dolor.", True),
        ("He is XX years old.", False),
        ("تەمەنی ؟؟ ساڵە.", False),
        ("He said ??", False),
    ],
)
def test_placeholders_are_found_wherever_they_stand(body: str, blocks: bool) -> None:
    for name in ("body", "headline", "summary"):
        (finding,) = found(replace(a_story(lead="p1"), **{name: body}), "placeholder")
        assert (finding.place, finding.blocks) == (name, blocks)
        assert finding.message.startswith("Fill in or remove “")


@pytest.mark.parametrize(
    "body",
    [
        "TKO in round two",
        "`TK`",
        "```\nTK\n```",
        "[a](http://a.example/TK)",
        "https://a.example/TK",
        "Pope John XXIII",
        "What?",
        "XXL",
    ],
)
def test_what_only_looks_like_a_placeholder_is_none(body: str) -> None:
    assert not found(a_story(body=body), "placeholder")


def test_an_embargo_holds_until_it_ends() -> None:
    assert found(a_story(embargo=AT + timedelta(minutes=1)), "embargo")[0].blocks
    assert not found(a_story(embargo=AT), "embargo")


def test_a_killed_story_is_not_published() -> None:
    assert found(a_story(status=Status.KILLED), "killed")[0].blocks


def test_fields_are_as_the_details_pane_would_have_them() -> None:
    assert found(a_story(slug="Border Dam"), "wrong-slug")[0].blocks
    assert found(a_story(language="ku"), "wrong-language")[0].blocks
    assert found(a_story(language=""), "wrong-language")
    assert not found(a_story(slugline="A B"), "wrong-slugline")[0].blocks
    assert found(a_story(urgency=0), "wrong-urgency")


def test_photos_need_words_a_place_and_their_file() -> None:
    bare = a_photo(caption="", credit=" ", alt="")
    story = a_story(photos=(bare, a_photo(id="p2")))
    codes = {finding.code: finding.blocks for finding in check(story, at=AT)}
    assert codes == {"missing-caption": True, "missing-credit": True, "missing-alt": False}
    assert all(finding.place == "photo:p1" for finding in check(story, at=AT))
    spare = a_story(photos=(*a_story().photos, a_photo(id="p3", caption="")))
    assert [finding.code for finding in check(spare, at=AT)] == ["unused-photo"]
    gone = check(a_story(), lambda media: media != "1" * 64, AT)
    assert [(finding.code, finding.place, finding.blocks) for finding in gone] == [("missing-file", "photo:p2", True)]


def test_a_mark_without_its_photo_is_found_once() -> None:
    story = a_story(body="Words.\n\n![](photo:gone)\n\n![](photo:gone)\n\n![](photo:p2)")
    (finding,) = found(story, "unknown-photo")
    assert finding.blocks
    assert "photo:gone" in finding.message


def test_the_lead_photo_is_there_and_large() -> None:
    assert "Choose" in found(a_story(lead=""), "missing-lead")[0].message
    assert "Choose" in found(a_story(lead="gone"), "missing-lead")[0].message
    assert found(a_story(photos=(a_photo(width=640), a_photo(id="p2"))), "small-lead")


def test_links_that_a_page_loses_are_named_in_one_finding() -> None:
    lost = (
        "[a](/about) [b](<file b.html>) <a href='data:text/html,x'>c</a> [d](javascript:alert(1\n\n"
        "[e]\n\n[e]: file:///home/desk/e.html\n\n[a](/about)"
    )
    (finding,) = found(a_story(body=f"{a_story().body}\n\n{lost}"), "lost-link")
    assert not finding.blocks
    named = finding.message.partition("lose them: ")[2]
    assert named == "/about, file b.html, data:text/html,x, javascript:alert(1, file:///home/desk/e.html."
    many = " ".join(f"[a](/{number})" for number in range(9))
    assert found(a_story(body=many), "lost-link")[0].message.endswith("/3, /4, ….")


@pytest.mark.parametrize(
    "body",
    [
        "[a](https://a.example) [b](www.b.example) [c](mailto:c@c.example) <a href='//d.example'>d</a>",
        "`[a](/a)` and\n\n```\n[a](/a)\n```\n\n![](photo:p2) ![alt](/file.jpg)",
        "A note[^1] and [brackets] (so).\n\n[^1]: its words",
    ],
)
def test_links_that_stay_are_not_named(body: str) -> None:
    assert not found(a_story(body=body), "lost-link")


@given(articles())
def test_every_finding_is_one_sentence_about_a_place(article: Article) -> None:
    findings = check(article, lambda _media: False, AT)
    assert [finding.blocks for finding in findings] == sorted((finding.blocks for finding in findings), reverse=True)
    for finding in findings:
        assert finding.message.strip().endswith((".", "”."))
        assert finding.code == finding.code.lower()
        assert finding.place == "lead" or hasattr(article, finding.place) or finding.place.startswith("photo:")
