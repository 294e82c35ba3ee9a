"""Passages of what was found: the story's own letters, marked in whichever spelling was typed."""

from __future__ import annotations

from hypothesis import given

from desk.article.model import Article
from desk.library import Library
from desk.library.queries import parse
from desk.library.snippets import marks, snippet_of
from tests.builders import ZWNJ, a_photo, texts


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in marks(text, parse(query).terms)]


def test_marks_are_the_story_s_own_letters() -> None:
    assert marked("Dams and a dam, adam", "dam") == ["Dams", "dam"]
    assert marked("Dams and a dam", '"dam"') == ["dam"]
    assert marked("the border  dam's end", '"border dam"') == ["border  dam"]
    assert marked(f"له نه{ZWNJ}وه و كـــوردستان", "نەوە کورد") == [f"نه{ZWNJ}وه", "كـــوردستان"]
    assert marked("كِتَابٌ في ١٩٨٨", "كتاب 1988") == ["كِتَابٌ", "١٩٨٨"]
    assert marked("Şêx at a café", "sex cafe") == ["Şêx", "café"]
    assert marked("draft dam", "status:draft -dam") == []


def test_the_passage_where_most_words_stand() -> None:
    body = "Water first. " + "filler " * 80 + "**The** dam holds [water](http://example.org/dam). " + "tail " * 80
    snippet = snippet_of(Article(headline="Dam", summary="About a dam", body=body), parse("dam water").terms)
    assert snippet is not None
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["dam", "water"]
    assert snippet.text.startswith("… filler ")
    assert "The dam holds water" in snippet.text
    assert snippet.text.endswith(" …")
    assert len(snippet.text) < 190


def test_a_caption_is_a_passage_and_a_headline_is_none() -> None:
    story = Article(headline="Snow", body="Text", photos=(a_photo(caption="A closed road"),))
    found = snippet_of(story, parse("road").terms)
    assert found is not None
    assert found.text == "A closed road"
    assert snippet_of(story, parse("snow").terms) is None
    assert snippet_of(story, parse("").terms) is None


def test_passages_of_stories_in_the_library(library: Library) -> None:
    library.add(Article(id="one", body="A dam"))
    library.add(Article(id="two", headline="Dam"))
    assert set(library.snippets(["one", "two", "gone"], "dam by:nobody")) == {"one"}


@given(text=texts(), query=texts(3))
def test_marks_lie_in_the_text_in_order(text: str, query: str) -> None:
    end = 0
    for start, stop in marks(text, parse(query).terms):
        assert end <= start < stop <= len(text)
        end = stop
