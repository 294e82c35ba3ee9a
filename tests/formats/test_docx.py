"""Word documents read: what stands in them accepted, with photos, notes and comments; hostile ones refused."""

from __future__ import annotations

import io
import os
import stat
from datetime import UTC, datetime
from html import unescape
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk.article.model import Article, Dateline
from desk.article.trouble import Trouble
from desk.formats import detect, read_bytes
from desk.formats.reading import Imported
from tests.builders import ARABIC, ENGLISH, SORANI
from tests.formats import documents as make
from tests.formats.documents import comment, commented, docx, image, item, link, note_mark, notes, p, t, table
from tests.formats.stories import jpeg

LONG = "They talked until the evening came, and agreed on little but the day of their next meeting."


def read(data: bytes) -> Imported:
    return read_bytes(data, "story.docx")


def article(*body: str, **parts: object) -> Article:
    return read(docx(*body, **parts)).article  # type: ignore[arg-type]


def body(*inside: str, **parts: object) -> str:
    return article(p(LONG), *inside, **parts).body.removeprefix(f"{LONG}\n\n")


@pytest.mark.parametrize(
    ("xml", "markdown"),
    [
        (p("What now", style="Heading2"), "## What now"),
        (p("Down", style="Heading3"), "### Down"),
        (p("A ", t("bold", "<w:b/>"), " and ", t("slanted", "<w:i/>"), " word"), "A **bold** and *slanted* word"),
        (p("Not ", t("bold", '<w:b w:val="0"/>')), "Not bold"),
        (p("Was ", t("struck", "<w:strike/>")), "Was <s>struck</s>"),
        (p("CO", t("2", '<w:vertAlign w:val="subscript"/>')), "CO<sub>2</sub>"),
        (item("One") + item("Inner", 1) + item("Two"), "- One\n    - Inner\n- Two"),
        (item("One", kind=make.NUMBERS) + item("Two", kind=make.NUMBERS), "1. One\n2. Two"),
        (item("One", kind=make.NUMBERS) + item("Inner", 1), "1. One\n    - Inner"),
        (table(("Dam", "Water"), ("Dukan", "40%")), "| Dam | Water |\n| --- | --- |\n| Dukan | 40% |"),
        (p("Said.", style="Quote") + p("Again.", style="Quote"), "> Said.\n>\n> Again."),
        (p("One", "<w:r><w:br/></w:r>", "two"), "One  \ntwo"),
        (p("2 * 3 <b> [x](y)"), "2 \\* 3 &lt;b> \\[x](y)"),
        (p("# no heading"), "\\# no heading"),
        (p("E = ", "<m:oMath><m:r><m:t>mc²</m:t></m:r></m:oMath>"), "E = mc²"),
        (p('<w:fldSimple w:instr="DATE">' + t("March 3") + "</w:fldSimple>"), "March 3"),
        (p("Seen", t(" and hidden", "<w:vanish/>"), "."), "Seen."),
        (p("") + p(" ") + p("Text"), "Text"),
    ],
)
def test_what_a_document_says_becomes_markdown(xml: str, markdown: str) -> None:
    assert body(xml) == markdown


def test_links_lead_to_where_they_are_to() -> None:
    text = p("See ", link("here", "l1"), " and ", link("there", "l2"), ".")
    links = {"l1": "https://a.example/x?utm_source=y", "l2": "javascript:alert(1)"}
    assert body(text, links=links) == "See [here](https://a.example/x) and there."


def test_a_link_may_be_a_field() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://a.example/"</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{t("here")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert body(p("See ", field, ".")) == "See [here](https://a.example/)."


def test_footnotes_and_endnotes_become_notes() -> None:
    text = p("One", note_mark("2"), " and two", note_mark("3", "endnote"), ".")
    found = body(text, footnotes=notes("footnote", n2="The first."), endnotes=notes("endnote", n3="The second."))
    assert found == "One[^1] and two[^2].\n\n[^1]: The first.\n\n[^2]: The second."


def test_tracked_changes_come_as_the_accepted_text() -> None:
    who = 'w:id="1" w:author="X" w:date="2026-03-03T09:00:00Z"'
    text = p(
        "The dam ",
        f'<w:del {who}><w:r><w:delText xml:space="preserve">is old</w:delText></w:r></w:del>',
        f"<w:ins {who}>{t('holds')}</w:ins>",
        f"<w:moveFrom {who}>{t(' water')}</w:moveFrom>",
        " much",
        f"<w:moveTo {who}>{t(' water')}</w:moveTo>",
        ".",
    )
    assert body(text) == "The dam holds much water."


def test_paragraphs_whose_end_was_deleted_are_one() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="X" w:date="2026-03-03T09:00:00Z"/></w:rPr>'
    assert body(p("One ", properties=mark) + p("line.")) == "One line."


def test_comments_stand_on_their_words() -> None:
    found = article(
        p(LONG),
        p("The ", commented("0", t("old ", "<w:b/>"), t("dam", "<w:b/>")), " and ", commented("1", "# all"), " of it."),
        p(commented("2", "# a sign"), " ends"),
        comments=[
            comment("0", "Which one?", "Rojin Karim", key="A1"),
            comment("1", "Sure?", "Sara", key="B2"),
            comment("2", "Hm."),
        ],
        done=["B2"],
    )
    assert [(one.quote, one.text, one.author, one.resolved) for one in found.comments] == [
        ("old dam", "Which one?", "Rojin Karim", False),
        ("# all", "Sure?", "Sara", True),
        ("\\# a sign", "Hm.", "Rojin", False),
    ]
    assert all(found.body[one.start : one.end] == one.quote for one in found.comments)
    assert found.comments[0].time == datetime(2026, 3, 3, 14, 5, tzinfo=UTC)


def test_answers_to_a_comment_are_its_replies_oldest_first() -> None:
    later = "2026-03-03T16:00:00Z"
    found = article(
        p(LONG),
        p("The ", commented("0", commented("1", commented("2", "dam"))), " and ", commented("3", "all"), " of it."),
        comments=[
            comment("0", "Which one?", "Rojin Karim", key="A1"),
            comment("1", "On the border.", "Sara", later, key="B2"),
            comment("2", "The new one.", "Dana", key="C3"),
            comment("3", "Sure?", "Sara", key="D4"),
        ],
        done=["A1"],
        answering={"B2": "A1", "C3": "B2"},
    )
    assert [(one.quote, one.text, one.resolved) for one in found.comments] == [
        ("dam", "Which one?", True),
        ("all", "Sure?", False),
    ]
    answers = [(one.author, one.text) for one in found.comments[0].replies]
    assert answers == [("Dana", "The new one."), ("Sara", "On the border.")]
    assert found.comments[1].replies == ()


@pytest.mark.parametrize("answering", [{"A1": "B2", "B2": "A1"}, {"A1": "A1"}, {"A1": "Z9"}, {"B2": "Z9", "A1": "Z9"}])
def test_comments_that_answer_in_a_circle_or_nobody_lose_nothing(answering: dict[str, str]) -> None:
    found = article(
        p(LONG),
        p(commented("0", "The"), " dam"),
        comments=[comment("0", "Which one?", key="A1"), comment("1", "Sure?", key="B2")],
        answering=answering,
    )
    said = [text for one in found.comments for text in (one.text, *(answer.text for answer in one.replies))]
    assert sorted(said) == ["Sure?", "Which one?"]


def test_a_comment_keeps_its_place_where_a_dateline_is_taken_off() -> None:
    found = article(
        p("Talks resume", style="Title"),
        p("ERBIL (DESK) — The ", commented("0", "ministers"), " met on Tuesday, officials said."),
        p("(Desk News/AFP)"),
        comments=[comment("0", "Names?")],
    )
    assert found.body == "The ministers met on Tuesday, officials said."
    assert [one.quote for one in found.comments] == ["ministers"]


def test_a_comment_on_the_headline_is_kept_at_the_beginning() -> None:
    found = article(p(commented("0", "Talks"), " resume", style="Title"), p(LONG), comments=[comment("0", "Shorter?")])
    assert found.headline == "Talks resume"
    assert [(one.start, one.end, one.text) for one in found.comments] == [(0, 0, "Shorter?")]


def test_the_head_is_taken_by_its_styles() -> None:
    found = article(
        p("Ministers meet", style="Title"),
        p("Talks resume after two years.", style="Subtitle"),
        p("By Rojin Karim and Sara Ali"),
        p("ERBIL (DESK) — ", ENGLISH),
        p("(Desk News/AFP)"),
        core="<dc:creator>Somebody Else</dc:creator><cp:keywords>water, Erbil; dam</cp:keywords>"
        "<dcterms:created>2026-03-03T09:30:00Z</dcterms:created><cp:category>Politics</cp:category>",
    )
    assert (found.headline, found.summary) == ("Ministers meet", "Talks resume after two years.")
    assert found.byline == "Rojin Karim and Sara Ali"
    assert (found.dateline, found.body) == (Dateline("ERBIL", "DESK"), ENGLISH)
    assert found.sign_off == "(Desk News/AFP)"
    assert found.keywords == ("water", "Erbil", "dam")
    assert found.created == datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
    assert found.section == "Politics"


def test_headings_of_the_first_level_stand_below_the_headline() -> None:
    found = article(p("Talks", style="Title"), p("One", style="Heading1"), p(LONG), p("Two", style="Heading2"), p(LONG))
    assert found.body == f"## One\n\n{LONG}\n\n### Two\n\n{LONG}"


def test_lists_may_be_of_styles_alone() -> None:
    style = '<w:style w:type="paragraph" w:styleId="LB2"><w:name w:val="List Bullet 2"/></w:style>'
    assert body(item("One"), p("Inner", style="LB2"), item("Two"), styles=style) == "- One\n    - Inner\n- Two"


@pytest.mark.parametrize(
    ("first", "headline"),
    [
        (p("Ministers meet over dam", style="Heading1"), "Ministers meet over dam"),
        (p("Ministers meet over dam"), "Ministers meet over dam"),
        (p(t("Ministers meet over dam", "<w:b/>")), "Ministers meet over dam"),
        (p("Ministers met over a dam on Tuesday."), ""),
        (p("ERBIL (DESK) — Ministers met"), ""),
    ],
)
def test_a_headline_without_its_style_is_taken_where_it_surely_is_one(first: str, headline: str) -> None:
    found = article(first, p(LONG))
    assert found.headline == headline
    assert LONG in found.body


def test_programs_are_no_authors() -> None:
    assert article(p(LONG), core="<dc:creator>Microsoft Office User</dc:creator>").byline == ""
    assert article(p(LONG), core="<dc:creator>Hemin Karim</dc:creator>").byline == "Hemin Karim"


def test_photos_come_with_their_words() -> None:
    found = read(
        docx(
            p("Talks resume", style="Title"),
            p(image("i1", "A dam")),
            p("The dam on Monday. (Hemin Karim/Reuters)", style="Caption"),
            p(LONG),
            p(image("i2")),
            p("Delegates arrive. (AFP photo)"),
            p(LONG),
            images={"i1": jpeg(), "i2": jpeg(tint=20)},
        )
    )
    first, second = found.article.photos
    assert (first.caption, first.credit, first.alt) == ("The dam on Monday.", "Hemin Karim/Reuters", "A dam")
    assert (second.caption, second.credit) == ("Delegates arrive.", "AFP photo")
    assert found.article.lead == first.id
    assert found.article.body == f"{LONG}\n\n![](photo:{second.id})\n\n{LONG}"
    assert sorted(found.originals.values()) == sorted([jpeg(), jpeg(tint=20)])
    assert found.notes == ()


def test_a_caption_in_the_paragraph_of_its_photo_is_a_caption() -> None:
    found = article(p(LONG), p(image("i1"), "The dam. (AFP photo)", style="Illustration"), images={"i1": jpeg()})
    assert [(one.caption, one.credit) for one in found.photos] == [("The dam.", "AFP photo")]
    assert found.body == f"{LONG}\n\n![](photo:{found.photos[0].id})"


def test_text_below_a_photo_that_is_no_caption_stays() -> None:
    assert LONG in article(p(image("i1")), p(LONG), images={"i1": jpeg()}).body


def test_photos_that_are_not_inside_are_named() -> None:
    found = read(docx(p(LONG), p(image("l1", attribute="link")), links={"l1": "https://a.example/dam.jpg"}))
    assert found.article.photos == ()
    assert found.notes == (
        "The photo https://a.example/dam.jpg is not in the document and was not fetched: add it to the story.",
    )


def test_a_file_outside_the_document_is_never_read() -> None:
    found = read(docx(p(LONG), p(image("l1", attribute="link")), links={"l1": "file:///etc/passwd"}))
    assert not found.originals
    assert "passwd" in found.notes[0]


def test_what_is_no_photo_is_told() -> None:
    found = read(docx(p(LONG), p(image("i1", "A map")), images={"i1": b"no picture at all" * 20}))
    assert found.article.photos == ()
    assert any("A map" in note for note in found.notes)


@pytest.mark.parametrize(
    ("text", "languages", "tag"),
    [
        (ENGLISH, '<w:lang w:val="en-US" w:bidi="ar-SA"/>', "en"),
        ("Les ministres se sont réunis mardi.", '<w:lang w:val="fr-FR"/>', "fr"),
        (SORANI, '<w:rtl/><w:lang w:bidi="ar-IQ"/>', "ckb"),
        (ARABIC, '<w:rtl/><w:lang w:val="en-US" w:bidi="ar-IQ"/>', "ar"),
        (ARABIC, "", "ar"),
    ],
)
def test_the_language_is_that_of_the_letters_and_then_of_the_document(text: str, languages: str, tag: str) -> None:
    assert article(p(t(text, languages), properties="<w:bidi/>")).language == tag


def test_a_paragraphs_direction_is_kept() -> None:
    found = article(
        p(SORANI, properties="<w:bidi/>"), p("NATO UN EU وتی", properties="<w:bidi/>"), p("Erbil 2026.")
    ).body.split("\n\n")
    assert found == [SORANI, "\u200fNATO UN EU وتی", "Erbil 2026."]


def test_a_direction_may_come_from_a_style() -> None:
    usual = "<w:docDefaults><w:pPrDefault><w:pPr><w:bidi/></w:pPr></w:pPrDefault></w:docDefaults>"
    assert article(p("NATO UN EU وتی"), usual=usual).body == "\u200fNATO UN EU وتی"


def test_words_of_arabic_script_are_bold_by_their_own_switch() -> None:
    run = t("گرنگ", "<w:rtl/><w:bCs/>")
    plain = t("ئاسایی", "<w:rtl/><w:b/>")
    assert article(p("ئەمە ", run, " و ", plain)).body == "ئەمە **گرنگ** و ئاسایی"


def test_the_strict_kind_of_the_format_is_read() -> None:
    data = docx(p(LONG), p("Said.", style="Quote"))
    with ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    strict = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/", b"http://purl.oclc.org/ooxml/wordprocessingml/"
        )
        for name, part in parts.items()
    }
    assert read(make.zipped(strict)).article.body == f"{LONG}\n\n> Said."


@given(
    st.lists(
        st.text("ab # *_>1.-[](){}\\`~|!&<\u200f\u0626\U0001f5f3", min_size=1, max_size=12), min_size=1, max_size=4
    )
)
@example(["<", "a"])
@example(["a&", "lt;", "<b", ">"])
def test_comments_on_any_words_keep_their_place(pieces: list[str]) -> None:
    """What a comment is on holds the letters it was made on, whatever signs stand around."""
    runs = [commented(str(at), t(piece)) for at, piece in enumerate(pieces)]
    comments = [comment(str(at), f"No. {at}") for at, _piece in enumerate(pieces)]
    found = article(p(LONG), p(" ", *runs, " End."), comments=comments)

    def letters(text: str) -> str:
        return "".join(sign for sign in text if sign.isalnum())

    quotes = {one.text: letters(unescape(one.quote)) for one in found.comments}
    assert quotes == {f"No. {at}": letters(piece) for at, piece in enumerate(pieces)}


@pytest.mark.parametrize(
    ("style", "markdown"),
    [("Heading 2", "## Said"), ("Quotations", "> Said"), ("Preformatted Text", "```\nSaid\n```"), ("Normal", "Said")],
)
def test_styles_are_known_as_other_programs_call_them(style: str, markdown: str) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="S1"><w:name w:val="{style}"/></w:style>'
    assert body(p("Said", style="S1"), styles=styles) == markdown


def test_a_document_of_google_docs_is_read() -> None:
    """It says directions and scripts by switches with values, and puts comments around whole runs."""
    on = '<w:bidi w:val="1"/>'
    found = article(
        p(t("دانوستان", '<w:rtl w:val="1"/>'), style="Title", properties=on),
        p(commented("0", t(SORANI, '<w:rtl w:val="1"/><w:b w:val="0"/>')), properties=on),
        comments=[comment("0", "سەرچاوە؟", date="2026-03-03T14:05:00.000Z")],
    )
    assert (found.headline, found.body, found.language) == ("دانوستان", SORANI, "ckb")
    assert [(one.quote, one.text) for one in found.comments] == [(SORANI, "سەرچاوە؟")]


def test_a_document_is_known_by_its_content() -> None:
    data = docx(p(LONG))
    assert (detect("story.docx", data), detect("", data)) == ("docx", "docx")


# What is made to hurt


def refused(data: bytes) -> str:
    with pytest.raises(Trouble) as told:
        read(data)
    return str(told.value)


def test_an_entity_bomb_is_refused() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    bomb = f"<!DOCTYPE w [{entities}]><w>&e11;</w>".encode()
    for part in ("word/document.xml", "word/styles.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"):
        assert "damaged" in refused(docx(p(LONG), parts={part: bomb}))


def test_a_zip_bomb_is_refused() -> None:
    assert "far more than a story" in refused(docx(p(LONG), parts={"word/media/x.jpeg": b"0" * 30_000_000}))


def test_a_million_nested_tags_are_refused() -> None:
    deep = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' + b"<w:sdt>" * 200_000
    assert "nested too deeply" in refused(docx(p(LONG), parts={"word/document.xml": deep}))
    assert "longer than any story" in refused(
        docx(p(LONG), parts={"word/document.xml": os.urandom(60_000).hex().encode() + b"<a>" * 600_000})
    )


def test_names_that_lead_elsewhere_lead_nowhere() -> None:
    found = read(docx(p(LONG), parts={"../../etc/passwd": b"root", "/word/x.xml": b"<a/>", "..\\x": b""}))
    assert found.article.body == LONG


def test_a_link_in_the_zip_is_not_followed() -> None:
    file = io.BytesIO()
    with ZipFile(io.BytesIO(docx(p(LONG), p(image("i1")), images={"i1": b""}))) as old, ZipFile(file, "w") as into:
        for entry in old.infolist():
            if entry.filename == "word/media/i1.jpeg":
                entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            into.writestr(entry, old.read(entry) or b"/etc/passwd")
    found = read(file.getvalue())
    assert found.originals == {}
    assert [note for note in found.notes if "not in the document" in note]


def test_a_locked_zip_is_refused() -> None:
    data = bytearray(docx(p(LONG)))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + flags] |= 1
    assert "locked with a password" in refused(bytes(data))


@pytest.mark.parametrize("cut", [3, 40, 400, 1200])
def test_a_torn_document_is_refused(cut: int) -> None:
    assert "damaged" in refused(docx(p(LONG))[:-cut])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word file or locked with a password"),
        (b"PK\x03\x04 no zip", "damaged"),
        (make.zipped({"hello.txt": "hello"}), "no Word document"),
        (b"hello", "damaged"),
    ],
)
def test_what_is_no_document_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    assert said in refused(data)


def test_a_document_larger_than_any_story_is_refused() -> None:
    assert "split it" in refused(bytes([80]) * 200_000_000)


def test_an_empty_document_is_refused() -> None:
    assert "nothing to import" in refused(docx(p("")))


def test_references_that_lead_nowhere_are_refused_in_a_sentence() -> None:
    assert "damaged" in refused(docx(p("One", note_mark("9"))))


def test_marks_that_deceive_are_taken_away() -> None:
    found = article(p("Talks \u202eresume\u202c", style="Title"), p(f"{LONG}\u202e"))
    assert (found.headline, found.body) == ("Talks resume", LONG)
