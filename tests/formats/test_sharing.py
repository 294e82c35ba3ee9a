"""Ways to share a story: plain links that carry its address and its headline, whatever stands in them."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from hypothesis import given

from desk.article.model import Article
from desk.formats.plain import without_tricks
from desk.formats.sharing import ways_to_share
from tests.builders import articles
from tests.formats.stories import ENGLISH, SORANI, maker, options, pictures
from tests.formats.test_page import Outline

ADDRESS = "https://news.example/2026-03-03-%D8%A6%D8%A7%D9%88/?a=b&c=d"


@given(articles())
def test_every_way_carries_the_address_and_the_headline_whole(article: Article) -> None:
    title = without_tricks(" ".join(article.headline.split()))
    told = {}
    for way in ways_to_share(article, ADDRESS):
        assert way.address.isascii()
        told[way.name] = {name: found[0] for name, found in parse_qs(urlsplit(way.address).query).items()}
    assert list(told) == ["x", "facebook", "telegram", "whatsapp", "mail"]
    assert told["x"]["url"] == told["facebook"]["u"] == told["telegram"]["url"] == ADDRESS
    assert told["x"].get("text", "") == told["telegram"].get("text", "") == told["mail"].get("subject", "") == title
    assert told["whatsapp"]["text"] == f"{title} {ADDRESS}".strip()
    assert told["mail"]["body"].endswith(ADDRESS)


def test_a_letter_has_blanks_that_mail_programs_understand() -> None:
    mail = ways_to_share(ENGLISH, "https://a.example/")[-1]
    assert mail.address.startswith("mailto:?subject=Ministers%20meet%20over%20border%20dam&body=Three%20water")
    assert mail.address.endswith("years.%0D%0A%0D%0Ahttps%3A%2F%2Fa.example%2F")


def test_where_the_address_is_not_known_only_a_letter_can_tell_of_the_story() -> None:
    assert [way.name for way in ways_to_share(ENGLISH, "")] == ["mail"]
    assert ways_to_share(replace(ENGLISH, headline="", summary=""), "") == ()
    html = maker().parts(ENGLISH, options(), pictures)["share"]
    assert [found["href"].partition(":")[0] for found in Outline(html).every("a")] == ["mailto"]
    assert "<details" not in html


def test_the_page_has_the_ways_with_their_total_and_its_own_address_to_copy() -> None:
    html = maker().parts(replace(SORANI, shares=12840), options(), pictures, address=ADDRESS)["share"]
    outline = Outline(html)
    assert '<data value="12840">١٢٬٨٤٠</data>' in html
    *ways, own = outline.every("a")
    assert len(ways) == 5
    assert all(way["rel"] == "nofollow noopener" for way in ways)
    assert own == {"href": ADDRESS, "rel": "bookmark"}
    assert "بەستەر کۆپی بکە" in outline.words
    assert '<data value="0">0</data>' in maker().parts(ENGLISH, options(), pictures)["share"], "unknown is none"
