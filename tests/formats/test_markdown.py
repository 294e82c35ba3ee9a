"""Markdown with front matter, and the photos beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desk.article.model import Article, Dateline, Status
from desk.article.trouble import Trouble
from desk.formats import Imported, read_bytes, read_file
from desk.photos.words import Words
from desk.photos.xmp import write_xmp
from tests.formats.stories import jpeg
from tests.photos.files import a_file

FULL = """---
headline: "Ministers meet: the dam"
kicker: Water
summary: |
  Three ministers meet
  in Erbil.
byline: Hemin Karim and Sara Ali
dateline: {place: Erbil, agency: DESK, date: 2026-03-03}
sign_off: (Desk News/AFP)
slug: border-dam-talks
slugline: IRAQ-DAM
section: Politics
keywords: [Water, Dams]
language: en
status: in edit
urgency: 3
embargo: 2026-03-04 18:00:00+03:00
editors_note: Call again.
correction: 136 metres.
source: AFP
source_id: afp-77
copyright: © 2026 Desk News
published: 2026-03-05T09:00:00Z
photos:
  - {file: dam.jpg, lead: true, caption: The dam., credit: Agency photo, alt: A wall, focus: [0.25, 0.5]}
---

Water ministers met.

![A boat](boat.jpg "A fisherman.")

The talks go on.
"""


def read(text: str) -> Imported:
    return read_bytes(text.encode(), "story.md")


def article_of(text: str) -> Article:
    return read(text).article


def test_front_matter_has_the_articles_own_fields(tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text(FULL, encoding="utf-8")
    (tmp_path / "dam.jpg").write_bytes(jpeg())
    (tmp_path / "boat.jpg").write_bytes(jpeg(tint=10))
    found = read_file(tmp_path / "story.md")
    article, (lead, boat) = found.article, found.article.photos
    assert found.notes == ()
    assert article.headline == "Ministers meet: the dam"
    assert article.summary == "Three ministers meet\nin Erbil."
    assert article.dateline == Dateline("Erbil", "DESK", date(2026, 3, 3))
    assert (article.status, article.urgency, article.slug) == (Status.IN_EDIT, 3, "border-dam-talks")
    assert article.keywords == ("Water", "Dams")
    assert article.embargo == datetime(2026, 3, 4, 15, tzinfo=UTC)
    assert article.published == datetime(2026, 3, 5, 9, tzinfo=UTC)
    assert (article.editors_note, article.correction, article.source_id) == ("Call again.", "136 metres.", "afp-77")
    assert article.lead == lead.id
    assert (lead.caption, lead.credit, lead.alt, lead.focus) == ("The dam.", "Agency photo", "A wall", (0.25, 0.5))
    assert (boat.caption, boat.alt) == ("A fisherman.", "A boat")
    assert article.body == f"Water ministers met.\n\n![](photo:{boat.id})\n\nThe talks go on."
    assert set(found.originals) == {lead.media, boat.media}


def test_the_names_that_other_programs_use_are_understood() -> None:
    article = article_of(
        "---\ntitle: Talks\ntags: [water, dam]\nauthor: [Hemin Karim, Sara Ali]\ndate: 2026-03-03\n"
        "description: In short.\nlang: en\ncategories: [Politics]\n---\nThey met.\n"
    )
    assert (article.headline, article.byline, article.summary) == ("Talks", "Hemin Karim, Sara Ali", "In short.")
    assert (article.keywords, article.section) == (("water", "dam"), "Politics")
    assert article.dateline == Dateline(date=date(2026, 3, 3))
    timed = article_of("---\ntitle: A\ndate: 2026-03-03T10:00:00+03:00\n---\nThey met.\n")
    assert timed.published == datetime(2026, 3, 3, 7, tzinfo=UTC)
    assert timed.dateline.date == date(2026, 3, 3)


def test_without_front_matter_the_body_tells() -> None:
    article = article_of("# Ministers meet #\n\nERBIL (DESK) — They *met*.\n\n---\n\nThey go on.\n\n(Desk News)\n")
    assert article.headline == "Ministers meet"
    assert article.dateline == Dateline("ERBIL", "DESK")
    assert article.body == "They *met*.\n\n---\n\nThey go on."
    assert article.sign_off == "(Desk News)"
    assert article_of("هەولێر (ئێستا) — وەزیرانی ئاو ڕۆژی سێشەممە کۆبوونەوە.").language == "ckb"


def test_a_dateline_may_be_written_as_it_is_printed() -> None:
    article = article_of('---\ntitle: A\ndateline: "ERBIL (DESK) —"\n---\nThey met.')
    assert article.dateline == Dateline("ERBIL", "DESK")
    assert article_of("---\ndateline: Erbil\n---\nThey met.").dateline == Dateline("Erbil")


def test_what_a_field_refuses_is_told_of_and_words_are_kept() -> None:
    found = read(
        "---\nheadline: " + "long " * 80 + "\nslug: Not A Slug\nurgency: 12\nlanguage: ku\nweight: 3\n---\nThey met."
    )
    assert found.article.headline.startswith("long long")
    assert found.article.slug == ""
    assert found.article.urgency == 5
    assert found.article.language == "en"
    said = " ".join(found.notes)
    for words in ("Slug “Not A Slug” was not taken", "Urgency “12”", "Language “ku”", "weight"):
        assert words in said


def test_photos_that_cannot_be_taken_leave_their_words(tmp_path: Path) -> None:
    folder = tmp_path / "story"
    folder.mkdir()
    (tmp_path / "secret.jpg").write_bytes(jpeg())
    (folder / "story.md").write_text(
        "---\ntitle: A\nphotos: [{file: gone.jpg, caption: The caption.}]\n---\n"
        "![Outside](../secret.jpg)\n\n![Missing](none.jpg)\n\n![Web](https://a.example/b.jpg)\n\n"
        "Words ![](none.jpg) here.\n",
        encoding="utf-8",
    )
    found = read_file(folder / "story.md")
    assert found.article.photos == ()
    assert found.originals == {}
    assert found.article.body == "Outside\n\nMissing\n\n[Web](https://a.example/b.jpg)\n\nWords  here."
    said = " ".join(found.notes)
    for words in (
        "outside the story’s folder",
        "none.jpg is missing",
        "not fetched from the network",
        "gone.jpg: caption “The caption.”",
    ):
        assert words in said


def test_images_in_code_are_code() -> None:
    body = "```\n![a](b.jpg)\n```\n\nand `![a](b.jpg)` too\n\n~~~\n![a](b.jpg)"
    assert article_of(f"---\ntitle: A\n---\n{body}").body == body


def test_the_first_listed_photo_leads_where_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg())
    (tmp_path / "b.jpg").write_bytes(jpeg(tint=1))
    (tmp_path / "one.md").write_text("---\ntitle: A\nphotos: [a.jpg, b.jpg]\n---\nx", encoding="utf-8")
    (tmp_path / "two.md").write_text("---\ntitle: A\nimage: b.jpg\nphotos: [a.jpg]\n---\nx", encoding="utf-8")
    one, two = read_file(tmp_path / "one.md").article, read_file(tmp_path / "two.md").article
    assert one.lead_photo is not None
    assert two.lead_photo is not None
    assert (one.lead_photo.name, two.lead_photo.name) == ("a.jpg", "b.jpg")


BOMB = "a: &a [x]\n" + "".join(f"{n}: &{n} [*{p},*{p}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    ("matter", "said"),
    [
        (BOMB, "YAML aliases"),
        ("title: [unclosed", "cannot be read at line"),
        ("title: a: b", "cannot be read at line 2"),
        ("a: " + "[" * 5000, "cannot be read"),
        ("a: 1\n- b", "cannot be read at line"),
        ("a: !!python/object/apply:os.system [echo]", "cannot be read"),
        ("title: " + "x" * 300_000, "too long"),
        ("title: A\nsummary: Minister: we agree", "line 3: put quotation marks around the words behind “summary:”"),
        ("title: A\nsummary: @minister", "line 3: put quotation marks around the words behind “summary:”"),
        ('title: "A\nslug: b', "line 2: close the quotation mark"),
        ("photos: [a.jpg\nslug: b", "line 2: close the quotation mark or bracket"),
        ("title: A\nbyline: !author Hemin", "line 3: Desk reads no YAML tags"),
        ("photos:\n\t- a.jpg", "line 3: indent with spaces"),
    ],
)
def test_bad_front_matter_is_refused_in_a_sentence(matter: str, said: str) -> None:
    with pytest.raises(Trouble, match=said):
        read(f"---\n{matter}\n---\nThey met.")


def test_rules_in_the_body_are_no_front_matter() -> None:
    assert article_of("They met.\n\n---\n\nThey go on.\n\n---\n").body == "They met.\n\n---\n\nThey go on.\n\n---"
    assert article_of("---\n\nThey met.\n\n---\n\nThey go on.").body == "---\n\nThey met.\n\n---\n\nThey go on."
    assert article_of("---\n---\nThey met.").body == "They met."


@pytest.mark.parametrize("written", ["2026-02-31", '"2026-02-31"', "2026-99-99", "2026-02-31T10:00:00Z"])
def test_a_day_that_no_calendar_has_loses_none_of_the_other_words(written: str) -> None:
    found = read(f"---\ntitle: وەزیران\ndate: {written}\nkicker: Water\n---\nThey met.")
    assert (found.article.headline, found.article.kicker, found.article.body) == ("وەزیران", "Water", "They met.")
    assert found.article.dateline.date is None
    (note,) = found.notes
    assert note.endswith("was not taken: There is no such day in the calendar: look at the month and the day.")


def test_front_matter_that_never_ends_is_told_of_and_kept_as_text() -> None:
    text = "---\ntitle: A\n\nThey met."
    found = read(text)
    assert found.article.body == text
    assert "put a line --- behind its last key" in found.notes[0]
    assert read("---\n\nThey met: all of them.").notes == ()


@pytest.mark.parametrize(
    ("matter", "opening", "dateline", "body"),
    [
        ("date: 2026-03-03", "ERBIL (DESK) — They met.", Dateline("ERBIL", "DESK", date(2026, 3, 3)), "They met."),
        (
            "date: 2026-03-03\nlang: ckb",
            "هەولێر (ئێستا) — کۆبوونەوە.",
            Dateline("هەولێر", "ئێستا", date(2026, 3, 3)),
            "کۆبوونەوە.",
        ),
        ("dateline: {agency: desk}", "ERBIL (DESK) — They met.", Dateline("ERBIL", "desk"), "They met."),
        ("dateline: Basra", "ERBIL (DESK) — They met.", Dateline("Basra"), "ERBIL (DESK) — They met."),
        ("date: 2026-03-03", "They met — and talked.", Dateline(date=date(2026, 3, 3)), "They met — and talked."),
    ],
)
def test_a_dateline_in_the_body_adds_what_the_front_matter_lacks(
    matter: str, opening: str, dateline: Dateline, body: str
) -> None:
    article = article_of(f"---\ntitle: A\n{matter}\n---\n\n{opening}\n\nMore — of it.")
    assert article.dateline == dateline
    assert article.body == f"{body}\n\nMore — of it."


def test_a_photo_may_stand_before_the_dateline(tmp_path: Path) -> None:
    (tmp_path / "dam.jpg").write_bytes(jpeg())
    (tmp_path / "a.md").write_text("# A\n\n![](dam.jpg)\n\nERBIL (DESK) — They met.", encoding="utf-8")
    article = read_file(tmp_path / "a.md").article
    assert article.dateline == Dateline("ERBIL", "DESK")
    assert article.body == f"![](photo:{article.photos[0].id})\n\nThey met."


def test_all_words_of_a_photo_that_is_not_taken_are_told() -> None:
    listed = "{file: https://a.example/dam.jpg, caption: The dam., credit: AFP, alt: A wall}"
    found = read(f'---\nphotos: [{listed}]\n---\n![A boat](boat.jpg "A fisherman.")')
    said = " ".join(found.notes)
    assert "The photo https://a.example/dam.jpg is not fetched from the network" in said
    assert "https://a.example/dam.jpg: caption “The dam.”, credit “AFP”, alt text “A wall”." in said
    assert "boat.jpg: caption “A fisherman.”, alt text “A boat”." in said
    inside = read(f"![x](data:image/png;base64,{'A' * 999})").notes
    assert max(map(len, inside)) < 200


def test_what_the_writer_says_of_a_photo_goes_before_what_its_file_says(tmp_path: Path) -> None:
    (tmp_path / "dam.jpg").write_bytes(a_file(xmp=write_xmp(Words(caption="The file’s.", alt="Its alt", credit="AFP"))))
    for written in ('![My alt](dam.jpg "My own caption")', "![](dam.jpg)"):
        (tmp_path / "a.md").write_text(f"They met.\n\n{written}", encoding="utf-8")
        (photo,) = read_file(tmp_path / "a.md").article.photos
        own = ("My own caption", "My alt") if "My" in written else ("The file’s.", "Its alt")
        assert (photo.caption, photo.alt, photo.credit) == (*own, "AFP")


def test_of_two_captions_by_the_writer_the_first_stays_and_the_second_is_told(tmp_path: Path) -> None:
    (tmp_path / "dam.jpg").write_bytes(a_file(xmp=write_xmp(Words(caption="The file’s."))))
    matter = "---\nphotos: [{file: dam.jpg, caption: Listed.}]\n---\n"
    (tmp_path / "a.md").write_text(f'{matter}They met.\n\n![](dam.jpg "Inline.")', encoding="utf-8")
    found = read_file(tmp_path / "a.md")
    assert [photo.caption for photo in found.article.photos] == ["Listed."]
    assert "What was said of the photo dam.jpg: caption “Inline.”." in found.notes
