"""Wire copy arranged: no sentence of a body is dropped or altered; every choice can be turned around."""

from __future__ import annotations

import os
import re
import textwrap
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.article.model import Dateline, Related
from desk.formats.wire_copy import IN_BODY, LEFT_OUT, Arrangement, Role, arrange, article_of, looks_like_wire, took
from tests.builders import a_photo, an_article, texts

EXAMPLES = 300 if os.environ.get("CI") else 150
TODAY = date(2026, 3, 10)
COPY = """Ministers meet over border dam

By Hemin Karim

ERBIL (DESK) — Water ministers of the two countries met on Tuesday, officials said.

Read more: Rain returns to the marshes

They count the water together, and will go on counting it in the spring.

(Desk News/AFP)
"""


def roles(arrangement: Arrangement) -> list[Role]:
    return [passage.role for passage in arrangement.passages]


def test_each_passage_has_its_text_and_its_role() -> None:
    arrangement = arrange(COPY)
    assert roles(arrangement) == [
        Role.HEADLINE,
        Role.BYLINE,
        Role.DATELINE,
        Role.BODY,
        Role.RELATED,
        Role.BODY,
        Role.SIGN_OFF,
    ]
    assert arrangement.passages[2].text == "ERBIL (DESK) —"
    assert arrangement.text == COPY
    assert Role.SIGN_OFF.label == "Sign-off"


def test_a_choice_is_turned_around_and_back() -> None:
    arrangement = arrange(COPY)
    turned = arrangement.with_role(2, Role.BODY)
    assert article_of(turned).dateline == Dateline()
    assert article_of(turned).body.startswith("ERBIL (DESK) — Water ministers")
    assert turned.with_role(2, Role.DATELINE) == arrangement
    with pytest.raises(IndexError):
        arrangement.with_role(7, Role.BODY)
    with pytest.raises(IndexError):
        arrangement.with_role(-1, Role.BODY)


@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from(list(Role))), max_size=8))
def test_whatever_is_chosen_no_word_is_lost_but_of_what_is_left_out(choices: Sequence[tuple[int, Role]]) -> None:
    arrangement = arrange(COPY)
    for index, role in choices:
        arrangement = arrangement.with_role(index, role)
    article = article_of(arrangement)
    kept = repr(article)
    for passage in arrangement.passages:
        words = re.findall(r"\w+", passage.line.removeprefix("By ").removeprefix("Read more: "))
        assert passage.role in (*LEFT_OUT, Role.SHARES) or all(word in kept for word in words)
    assert arrangement.text == COPY


def test_what_a_base_has_stays_where_the_copy_says_nothing() -> None:
    photo = a_photo(caption="", credit="")
    base = an_article(section="Politics", slug="dam", summary="Kept.", photos=(photo,), lead=photo.id)
    copy = f"Dam\n\nDelegates arrive in Erbil. (Agency photo)\n\n{COPY.partition('Karim')[2].strip()}"
    article = article_of(arrange(copy), base)
    assert (article.id, article.section, article.slug, article.summary) == (base.id, "Politics", "dam", "Kept.")
    lead = article.lead_photo
    assert lead is not None
    assert (lead.caption, lead.credit) == ("Delegates arrive in Erbil.", "Agency photo")
    assert article.editors_note == ""


def test_what_its_field_cannot_hold_goes_to_the_editors_note() -> None:
    arrangement = arrange("One two\n\nThree four\n\nFive six seven eight nine ten.")
    for role in (Role.SLUGLINE, Role.EMBARGO, Role.DATE):
        article = article_of(arrangement.with_role(1, role))
        assert (article.slugline, article.embargo, article.published) == ("", None, None)
        assert article.editors_note == "Three four"


def test_it_says_what_it_took_for_what() -> None:
    assert took(arrange(COPY)) == ("Found in the copy: headline, byline, dateline, sign-off, related article.",)
    page = f"Home\nNews\nSport\n\n{COPY}\nPrevious article\nRain returns\n"
    assert took(arrange(page))[1] == "Left out: page furniture (4)."
    assert took(arrange("Only this.")) == ()


ENDINGS = ("\n", "\r\n", "\r", "\u2028", "\x85")
SENTENCES = (
    "Water ministers of the two countries met in Erbil on Tuesday, officials said.",
    "“We count the water together,” one of them said after the meeting.",
    "Share prices fell by 3 percent on Wednesday, and 1,204 shares were sold in an hour.",
    "Read more books, the minister told the pupils of the school.",
    "The next article of the treaty was passed; the previous article was not.",
    "By Tuesday the water had gone, and by Friday so had the frogs (and the herons).",
    "Related posts of the railway were pulled down in 1971 by order of the ministry.",
    "We use cookies to bake the cake, the chef said, and no one laughed.",
    "Subscribe to our newsletter, the poster in the window said.",
    "Photo: the word stood under nothing at all, and nobody had noticed.",
    "He sent the picture (by post) to his mother, who lives in Duhok.",
    "We use cookies to improve the experience of our guests, who like them with tea.",
    "The four-year-old, cross-border agreement on pre- and post-war dams ended in a well-known way.",
    "Who will pay for the dam, and when will they begin to build it?",
    "More than 120 people, among them 30 children, were brought to safety.",
    "Ends meet ends: the two halves of the bridge were joined at noon.",
    "وەزیرانی ئاوی هەردوو وڵات ڕۆژی سێشەممە لە هەولێر کۆبوونەوە، بەرپرسان وتیان.",
    "بابەتی پێشوو لە گرێبەستەکەدا ڕێگەی پێدابوو گەشت بکات، ئەوەی دواتر نا.",
    "زیاتر بخوێنەوە، مامۆستاکە بە قوتابییەکانی وت، و کەمتر بنووسن.",
    "هاوبەشکردنی ئاو لە نێوان ١٢٠ گونددا لە بەهاردا دەست پێدەکات.",
    "اجتمع وزراء المياه في أربيل يوم الثلاثاء، بحسب مسؤولين في البلدين.",
    "وكان المقال السابق من الاتفاق قد أُقر، أما المقال التالي فلا.",
    "اقرأ المزيد من الكتب، قال الوزير لتلاميذ المدرسة في زيارته.",
    "مشاركة ١٢٠ مزارعاً في الورشة كانت أكثر مما كان متوقعاً.",
)
ABOVE = (
    "Skip to content",
    "Home\nNews\nPolitics\nSport",
    "Home > News > Iraq",
    "الرئيسية\nأخبار\nرياضة",
    "سەرەکی\nهەواڵ\nوەرزش",
    "Share this article\nFacebook\nX\nWhatsApp",
    "1,204 shares",
    "هاوبەشی بکە\nفەیسبووک",
)
AMID = (
    "Advertisement",
    "إعلان",
    "ڕیکلام",
    "Read more: Rain returns",
    "Share this story\nCopy link",
    "اقرأ أيضا: المطر",
)
BELOW = (
    "Previous article\nRain returns to the marshes",
    "Next article\nSchool opens its doors",
    "المقال السابق\nالمطر يعود",
    "بابەتی دواتر\nقوتابخانەیەک دەکرێتەوە",
    "Related posts\nMarket roof to be mended\nTraders ask for a say",
    "Sign up for our newsletter\nGet the latest news in your inbox.\nSubscribe",
    "Cookie policy\nWe use cookies to improve your experience on this site.\nAccept all",
    "1.2K shares",
    "جميع الحقوق محفوظة",
    "هەموو مافەکان پارێزراون",
)
paragraphs = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5).map(" ".join), min_size=3, max_size=7
)


def some(furniture: Sequence[str], most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(furniture), max_size=most, unique=True)


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A page's text and the paragraphs of the story in it."""
    story = draw(paragraphs)
    blocks = [story[0]]
    for paragraph in story[1:]:
        blocks += [*draw(some(AMID, 1)), paragraph]
    return "\n\n".join(["Council votes on the market", *blocks]), story


@settings(max_examples=EXAMPLES, deadline=None)
@given(pages(), some(ABOVE, 3), some(BELOW, 4), st.sampled_from(ENDINGS))
def test_a_body_comes_out_of_a_page_as_it_was(
    page: tuple[str, list[str]], above: list[str], below: list[str], line_end: str
) -> None:
    text, story = page
    article = article_of(arrange("\n\n".join([*above, text, *below]).replace("\n", line_end)))
    assert article.headline == "Council votes on the market"
    assert article.body.split("\n\n") == story


@settings(max_examples=EXAMPLES, deadline=None)
@given(paragraphs, st.integers(60, 80), st.sampled_from(ENDINGS), st.booleans(), st.sampled_from(["", "   "]))
def test_a_body_that_was_wrapped_comes_out_as_it_was(
    story: list[str], width: int, line_end: str, by_words: bool, indent: str
) -> None:
    story = [*story, " ".join(SENTENCES[:6])]
    wrapped = [
        textwrap.fill(paragraph, width, break_on_hyphens=by_words, break_long_words=False, initial_indent=indent)
        for paragraph in story
    ]
    copy = "\n\n".join(["Council votes on the market", f"ERBIL (DESK) — {wrapped[0].strip()}", *wrapped[1:]])
    copy = copy.replace(f"ERBIL (DESK) — {wrapped[0].strip()}", textwrap.fill(f"ERBIL (DESK) — {story[0]}", width))
    article = article_of(arrange(copy.replace("\n", line_end)))
    assert article.dateline == Dateline("ERBIL", "DESK")
    assert article.body.split("\n\n") == story


@settings(max_examples=EXAMPLES, deadline=None)
@given(paragraphs, st.integers(60, 80), st.sampled_from(["    ", "  ", " ", "\t"]), st.booleans(), st.booleans())
def test_a_wrapped_copy_without_empty_lines_is_parted_by_its_indents(
    story: list[str], width: int, indent: str, of_the_column: bool, headline: bool
) -> None:
    story = [*story, " ".join(SENTENCES[:6])]
    inside, before = (indent, "") if of_the_column else ("", indent)
    copy = "\n".join(
        before + textwrap.fill(paragraph, width, initial_indent=inside, expand_tabs=False) for paragraph in story
    )
    article = article_of(arrange(f"Council votes on the market\n\n{copy}" if headline else copy))
    assert article.body.split("\n\n") == story


@settings(max_examples=EXAMPLES, deadline=None)
@given(paragraphs, st.integers(36, 56))
def test_a_narrow_column_comes_out_as_it_was(story: list[str], width: int) -> None:
    story = [" ".join(SENTENCES[:6]), *story]
    copy = "\n\n".join(textwrap.fill(paragraph, width, break_long_words=False) for paragraph in story)
    assert article_of(arrange(f"Council votes on the market\n\n{copy}")).body.split("\n\n") == story


def test_verse_without_marks_and_capitals_is_no_narrow_column() -> None:
    lines = (
        "does he exact the labour when the light",
        "denies I fondly ask but patience soon",
        "replies he does not need what men have done",
        "or any gift that they have brought to him",
        "who best can bear his yoke will serve him best",
    )
    assert article_of(arrange("The Shore\n\n" + "\n".join(lines))).body == "  \n".join(lines)


@settings(max_examples=EXAMPLES, deadline=None)
@given(texts(14))
def test_any_text_is_kept_whole_and_is_all_body_where_that_is_chosen(text: str) -> None:
    arrangement = arrange(text)
    everything = arrangement
    for index in range(len(arrangement.passages)):
        everything = everything.with_role(index, Role.BODY)
    assert everything.text == arrangement.text
    letters = [mark for mark in article_of(everything).body if mark.isalnum()]
    assert len(letters) >= len([mark for mark in arrangement.text if mark.isalnum()])


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.sampled_from(("Home", "And next", "The end", "More", "Share", "I was,", "Print")), min_size=4))
def test_verse_keeps_its_lines(lines: list[str]) -> None:
    lines = [f"{line} of the river" for line in lines]
    copy = "The Ferryman\n\n" + "\n".join(lines[:2]) + "\n\n" + "\n".join(lines[2:])
    article = article_of(arrange(copy))
    assert article.headline == "The Ferryman"
    assert article.body == "  \n".join(lines[:2]) + "\n\n" + "  \n".join(lines[2:])


@pytest.mark.parametrize(
    ("lines", "shares"),
    [
        ("1,204 shares", 1204),
        ("Shares: 1.2K", 1200),
        ("1.5M shares", 1_500_000),
        ("Facebook 120\nWhatsApp 30", 150),
        ("120\nShares", 120),
        ("١٬٢٠٤ مشاركة", 1204),
        ("هاوبەشکردن: ١٢٠", 120),
        ("1.204 shares", 1204),
    ],
)
def test_share_counts_are_read(lines: str, shares: int) -> None:
    assert article_of(arrange(f"{COPY}\nShare this article\n{lines}\n")).shares == shares


@pytest.mark.parametrize(
    ("line", "embargo"),
    [
        ("EMBARGOED UNTIL 18:00 GMT MARCH 12, 2026", datetime(2026, 3, 12, 18, tzinfo=UTC)),
        ("Embargo: 2026-03-12 18:00 UTC", datetime(2026, 3, 12, 18, tzinfo=UTC)),
        ("HOLD FOR RELEASE UNTIL 12 March, 9 p.m. Baghdad time", datetime(2026, 3, 12, 18, tzinfo=UTC)),
        ("NOT FOR PUBLICATION BEFORE 1800 GMT, March 12", datetime(2026, 3, 12, 18, tzinfo=UTC)),
        ("Under embargo until 12 March 2026 21:00 +03:00", datetime(2026, 3, 12, 18, tzinfo=UTC)),
        ("بڵاونەکرێتەوە تا ١٢ی ئازاری ٢٠٢٦، 18:00 GMT", datetime(2026, 3, 12, 18, tzinfo=UTC)),
        ("محظور النشر حتى 12 آذار 2026 18:00 بتوقيت غرينتش", datetime(2026, 3, 12, 18, tzinfo=UTC)),
    ],
)
def test_an_embargo_is_read(line: str, embargo: datetime) -> None:
    article = article_of(arrange(f"{line}\n\n{COPY}"), today=TODAY)
    assert (article.embargo, article.headline) == (embargo, "Ministers meet over border dam")


@pytest.mark.parametrize(
    ("embargo", "dateline", "year"),
    [
        ("March 3", "March 3", 2026),
        ("March 4", "March 3", 2026),
        ("January 2", "December 31", 2026),
        ("March 3, 2027", "March 3", 2027),
    ],
)
def test_an_embargo_lies_near_the_day_of_its_dateline(embargo: str, dateline: str, year: int) -> None:
    copy = COPY.replace("ERBIL (DESK)", f"ERBIL, {dateline} (DESK)")
    article = article_of(arrange(f"EMBARGOED UNTIL 1800 GMT {embargo}\n\n{copy}"), today=date(2026, 11, 26))
    assert article.embargo is not None
    assert (article.embargo.year, article.editors_note) == (year, "")


def test_an_embargo_that_cannot_be_told_is_the_desks_to_read() -> None:
    article = article_of(arrange(f"EMBARGOED UNTIL 6 pm EST, March 12\n\n{COPY}"), today=TODAY)
    assert (article.embargo, article.editors_note) == (None, "EMBARGOED UNTIL 6 pm EST, March 12")


@pytest.mark.parametrize(
    ("page", "related"),
    [
        ("Previous: Rain returns\nNext: Snow falls", [("previous", "Rain returns"), ("next", "Snow falls")]),
        ("← Rain returns\nSnow falls →", [("previous", "Rain returns"), ("next", "Snow falls")]),
        ("Previous article\nNext article\nRain\nSnow", [("previous", "Rain"), ("next", "Snow")]),
        ("Related posts\n\nRain returns\n\nMarch 2, 2026\n\nSnow", [("related", "Rain returns"), ("related", "Snow")]),
        ("You may also like\n• Rain returns", [("related", "Rain returns")]),
        ("Previous article", []),
    ],
)
def test_titles_of_other_stories_are_kept(page: str, related: list[tuple[str, str]]) -> None:
    copy = COPY.replace("Read more: Rain returns to the marshes\n\n", "")
    article = article_of(arrange(f"{copy}\n{page}\n"))
    assert [(one.kind, one.title) for one in article.related] == related
    assert article.sign_off == "(Desk News/AFP)"
    assert len(article.body.split("\n\n")) == 2


@pytest.mark.parametrize(
    "last",
    [
        "(and he never came back)",
        "(The two men who had built it were buried beside it)",
        "Reporting by night is hard, she said.",
        "Editing by hand takes a year.",
        "He keeps bread and/or salt",
        "إعداد الطعام وتحرير النص يستغرقان عاماً.",
        "Home.",
        "Share.",
        "Next.",
        "Yours, Hemin",
        "More.",
        "We use cookies to bake, and the email says so.",
    ],
)
@pytest.mark.parametrize("below", ["", "\n\nShare this article\nFacebook", "\n\nPrevious article\nRain"])
def test_a_last_line_of_the_story_stays_its_own(last: str, below: str) -> None:
    copy = f"Bridge closed\n\nMOSUL (AFP) — The old bridge was closed on Friday, they said.\n\n{last}{below}"
    assert article_of(arrange(copy)).body == f"The old bridge was closed on Friday, they said.\n\n{last}"


@pytest.mark.parametrize(
    "amid",
    [
        "Correction: the word stood in red on every page of the book that he had kept.",
        "Editor’s note: that was how the old man had signed all of them.",
        "Embargo: the word that the farmers had learned in the spring.",
        "Tags: green for the lambs, red for the ewes.",
        "Advertisement\nThe river\nAdvertisement",
        "* * *",
        "Home",
        "Previous",
        "March 3, 2026",
        "(AFP)",
    ],
)
def test_a_line_amid_the_story_stays_there(amid: str) -> None:
    first, last = "The old bridge was closed on Friday, they said.", "It will stay closed for a week, they said."
    arrangement = arrange(f"Bridge closed\n\n{first}\n\n{first}\n\n{amid}\n\n{last}")
    own = next(line for line in amid.split("\n") if line != "Advertisement")
    assert [passage.text for passage in arrangement.of(*IN_BODY)] == [first, first, own, last]


def test_a_sign_off_at_the_end_of_the_last_paragraph_is_one() -> None:
    copy = "Bridge closed\n\nThe old bridge was closed on Friday.\n\nIt will stay closed for a week. (Reuters/AFP)"
    arrangement = arrange(copy)
    article = article_of(arrangement)
    assert (article.sign_off, article.body.split("\n\n")[-1]) == ("(Reuters/AFP)", "It will stay closed for a week.")
    assert arrangement.text == copy
    assert article_of(arrangement.with_role(3, Role.BODY)).body.endswith("for a week. (Reuters/AFP)")


def test_those_who_wrote_it_may_stand_at_the_end_of_the_last_paragraph() -> None:
    copy = "Bridge closed\n\nMOSUL (Reuters) — The bridge was closed.\n\nIt is old. (Reporting by A. Salem in Mosul)"
    article = article_of(arrange(copy))
    assert (article.sign_off, article.body.split("\n\n")[-1]) == ("(Reporting by A. Salem in Mosul)", "It is old.")
    told = copy.replace("(Reporting by A. Salem in Mosul)", "(Reporting by night was hard. She did it.)")
    assert article_of(arrange(told)).body.endswith("It is old. (Reporting by night was hard. She did it.)")


def test_a_title_of_another_story_below_a_colon_is_no_word_of_the_story() -> None:
    first, last = "This is what the minister said of the dam:", "“It will stay closed for a week,” he said."
    arrangement = arrange(f"Bridge closed\n\n{first}\n\nRead more: Rain returns\n\n{last}\n\n{last}")
    assert [passage.text for passage in arrangement.of(*IN_BODY)] == [first, last, last]


@pytest.mark.parametrize(
    ("above", "role"),
    [
        ("Border Herald\nHome\nNews\nSport\n\n", Role.FURNITURE),
        ("Border News Agency\n", Role.FURNITURE),
        ("Border News\n", Role.KICKER),
        ("شفق نيوز\n", Role.KICKER),
        ("Team wins gold\nSport\n\n", Role.HEADLINE),
        ("Minister meets press\n", Role.HEADLINE),
    ],
)
def test_a_sites_name_above_the_headline_is_not_taken_for_it(above: str, role: Role) -> None:
    arrangement = arrange(above + COPY)
    assert arrangement.passages[0].role is role
    headline = above.partition("\n")[0] if role is Role.HEADLINE else "Ministers meet over border dam"
    assert next(arrangement.of(Role.HEADLINE)).text == headline


def test_a_title_with_its_address_is_a_link() -> None:
    article = article_of(arrange(f"{COPY}\nRelated posts\nRain returns (https://desk.example/rain)\n"))
    assert article.related[-1] == Related("related", "Rain returns", "https://desk.example/rain")


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("Photo: The envoy at the dam on Monday (Reuters)", "The envoy at the dam on Monday", "Reuters"),
        ("صورة: رئيس الوزراء مع السفير (رويترز)", "رئيس الوزراء مع السفير", "رويترز"),
        ("Photo: Hadi Mizban (AP)", "", "Hadi Mizban (AP)"),
        ("Photo: Hadi Mizban/AFP", "", "Hadi Mizban/AFP"),
        ("(Agency photo)", "", "Agency photo"),
    ],
)
def test_what_a_photo_shows_and_who_took_it(line: str, caption: str, credit: str) -> None:
    photo = a_photo(caption="", credit="")
    base = an_article(photos=(photo,), lead=photo.id)
    article = article_of(arrange(COPY.replace("By Hemin Karim", line)), base)
    lead = article.lead_photo
    assert lead is not None
    assert (lead.caption, lead.credit, article.editors_note) == (caption, credit, "")


WIRE = (
    "ERBIL, Kurdistan Region - Water ministers of the two countries met on Tuesday, officials said in a statement.",
    COPY,
    "هەولێر (ئێستا) — وەزیرانی ئاو ڕۆژی سێشەممە لە هەولێر کۆبوونەوە، بەرپرسان وتیان.\n\nبەردەوامن.\n\n(ئێستا)",
    f"Home\nNews\nSport\n\n{'The council voted on the market. ' * 5}\n\nPrevious article\nRain returns\n\n3 shares",
    "بغداد (رويترز) - اجتمع الوزراء يوم الثلاثاء في أربيل لبحث السد على الحدود.\n\nوتستمر المحادثات.\n\n(رويترز)",
)
NO_WIRE = (
    "",
    "ERBIL (AP) — short",
    "He sent me this this.\n\nChildren slide on trays in snow. (Photo: Shko Dilan)\n\nThey looked happy, all.",
    "Dear Sara,\n\nI shall be late on Tuesday, since the bus was full again. Keep some soup for me.\n\nHemin",
    "The council voted on the market on Wednesday. " * 10,
    "I asked the river where it went,\nit did not say a word to me;\nthe ferryman, who paid the rent,\nsaid: home.",
    "- milk\n- bread\n- a pound of butter\n- the newspaper\n- something for the cat\n- onions, garlic, potatoes\n",
    "def main():\n    print('hello')\n\n\nif __name__ == '__main__':\n    main()\n# the end of it, and of all\n\n",
    "Ministers meet\n\nWater ministers of the two countries met on Tuesday, they said.\n\nThey will meet again soon.",
)


@pytest.mark.parametrize(("text", "is_wire"), [*((text, True) for text in WIRE), *((text, False) for text in NO_WIRE)])
def test_wire_copy_is_known_when_it_is_pasted(text: str, is_wire: bool) -> None:
    assert looks_like_wire(text) is is_wire


@given(paragraphs)
def test_sentences_alone_are_no_wire_copy(story: list[str]) -> None:
    assert not looks_like_wire("\n\n".join(story))


def seconds(text: str) -> float:
    """What arranging a text takes of the processor, whatever else the machine does meanwhile."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        article_of(arrange(text))
        taken.append(time.process_time() - start)
    return min(taken)


HOSTILE = {
    "brackets": "(" * 1000,
    "closed": "()" * 500,
    "spaces": "a" + " " * 1000 + "b",
    "short lines": "a\n" * 500,
    "quotes": ".”" * 500,
    "stops": ". " * 500,
    "labels": "Related posts\n" * 80,
    "shares": "1,204 shares\n" * 80,
    "dashes": "A, " * 300 + "— ",
    "paragraphs": "ERBIL (DESK) — They met. (AFP)\n\n" * 30,
    "newlines": "\n" * 1000,
    "column": (("word " * 13).strip() + "\n") * 15,
    "stars": "*_" * 500,
    "slashes": "a/" * 500,
    "controls": "\u202e\u2066" * 500,
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_the_time_grows_with_the_text_and_not_faster(shape: str) -> None:
    few, many = HOSTILE[shape] * 100, HOSTILE[shape] * 800
    assert seconds(many) < 8 * 5 * max(seconds(few), 0.005)


def test_a_very_long_copy_is_kept_whole() -> None:
    copy = COPY + "\n\n".join(["A sentence of the story that goes on and on."] * 40_000) + "\n\n(Desk News)\n"
    arrangement = arrange(copy)
    assert arrangement.text == copy
    assert article_of(arrangement).body.count("goes on and on.") == 40_000
    assert arrangement.passages[-1].role is Role.SIGN_OFF
    assert len(arrangement.passages) < 20_000
