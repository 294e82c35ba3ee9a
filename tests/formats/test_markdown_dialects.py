"""Markdown as Hugo, Jekyll, Ghost and Obsidian write it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.model import Article, Related, Status
from desk.article.trouble import Trouble
from desk.formats import Imported, detect, read_bytes, read_file
from desk.formats.markdown_dialects import common
from tests.builders import junk, texts
from tests.formats.stories import jpeg

HUGO = """+++
title = "Ministers meet"
date = 2026-03-03T10:00:00+03:00
lastmod = 2026-03-04T10:00:00+03:00
publishDate = 2026-03-03T11:00:00+03:00
draft = false
description = "In short."
tags = ["water", "dams, old"]
categories = ["Politics", "Iraq"]
slug = "border-dam-talks"
aliases = ["/old/address/"]
images = ["dam.jpg"]
[params]
  authors = ["Hemin Karim", "Sara Ali"]
+++

They met. {{< figure src="boat.jpg" alt="A boat" caption="A \\"new\\" boat." >}}

{{< youtube abc >}}
"""
JEKYLL = """---
layout: post
title: "Ministers meet"
published: true
author: Hemin Karim
excerpt: In short.
category: Politics
tags: water dams
last_modified_at: 2026-03-04
---
They met. {% include note.html %} {{ page.title }}
"""
GHOST = """---
title: Ministers meet
slug: border-dam-talks
status: published
created_at: 2026-03-01T09:00:00.000Z
published_at: 2026-03-03T10:00:00.000Z
updated_at: 2026-03-04T10:00:00.000Z
custom_excerpt: In short.
authors:
  - name: Hemin Karim
  - name: Sara Ali
tags:
  - name: Politics
  - name: Water
feature_image: /content/images/dam.jpg
feature_image_alt: A wall
feature_image_caption: The dam.
id: 5f0c6e
---
They met.
"""
OBSIDIAN = """---
aliases: [Ministers meet over a dam, dam-talks]
tags: [water]
author: "[[Hemin Karim]]"
cover: "[[dam.jpg]]"
cssclasses: wide
date: 2026-03-03
---
They met [[Hemin Karim|Hemin]] at the [[places/Dukan Dam#History]].

![[boat.jpg|A boat]]

> [!quote] Who says
> We count the water.

> [!warning]-
> Not so.

`[[code]]` and ![[Another note]].
"""


def read(text: str, name: str = "story.md") -> Imported:
    return read_bytes(text.encode(), name)


def beside(folder: Path, text: str, name: str = "story.md", *photos: str) -> Imported:
    for at, photo in enumerate(photos):
        (folder / photo).parent.mkdir(parents=True, exist_ok=True)
        (folder / photo).write_bytes(jpeg(tint=at))
    (folder / name).write_text(text, encoding="utf-8")
    return read_file(folder / name)


def marked(article: Article) -> str:
    """The body, its photos under their files' names."""
    body = article.body
    for photo in article.photos:
        body = body.replace(photo.id, photo.name)
    return body


def test_hugo(tmp_path: Path) -> None:
    found = beside(tmp_path, HUGO, "index.md", "dam.jpg", "boat.jpg")
    article = found.article
    assert (article.headline, article.summary, article.slug) == ("Ministers meet", "In short.", "border-dam-talks")
    assert article.byline == "Hemin Karim, Sara Ali"
    assert (article.section, article.keywords) == ("Politics", ("water", "dams, old", "Iraq"))
    assert article.status is Status.PUBLISHED
    assert article.published == datetime(2026, 3, 3, 8, tzinfo=UTC)
    assert article.dateline.date == date(2026, 3, 3)
    lead, boat = article.photos
    assert (article.lead_photo, lead.name) == (lead, "dam.jpg")
    assert (boat.alt, boat.caption) == ("A boat", 'A "new" boat.')
    assert marked(article) == "They met. ![](photo:boat.jpg)\n\n{{< youtube abc >}}"
    assert found.notes == ("Desk has no place for this front matter: aliases.",)


def test_jekyll() -> None:
    found = read(JEKYLL, "2026-03-03-border-dam-talks.md")
    article = found.article
    assert (article.slug, article.dateline.date) == ("border-dam-talks", date(2026, 3, 3))
    assert (article.byline, article.summary, article.section) == ("Hemin Karim", "In short.", "Politics")
    assert article.status is Status.PUBLISHED
    assert article.keywords == ("water", "dams")
    assert article.body == "They met. {% include note.html %} {{ page.title }}"
    assert found.notes == ("Desk has no place for this front matter: layout.",)
    assert read(JEKYLL.replace("true", "false")).article.status is Status.DRAFT


def test_ghost(tmp_path: Path) -> None:
    article = beside(tmp_path, GHOST, "story.md", "images/dam.jpg").article
    assert (article.headline, article.summary) == ("Ministers meet", "In short.")
    assert (article.byline, article.keywords) == ("Hemin Karim, Sara Ali", ("Politics", "Water"))
    assert article.status is Status.PUBLISHED
    assert article.created == datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert article.published == datetime(2026, 3, 3, 10, tzinfo=UTC)
    assert article.source_id == "5f0c6e"
    assert article.lead_photo is not None
    assert (article.lead_photo.alt, article.lead_photo.caption) == ("A wall", "The dam.")
    gone = read(GHOST)
    assert gone.article.lead == ""
    assert "caption “The dam.”, alt text “A wall”" in " ".join(gone.notes)


def test_obsidian(tmp_path: Path) -> None:
    found = beside(tmp_path, OBSIDIAN, "Talks.md", "dam.jpg", "attachments/boat.jpg")
    article = found.article
    assert (article.headline, article.byline) == ("Ministers meet over a dam", "Hemin Karim")
    assert article.lead_photo is not None
    assert article.lead_photo.name == "dam.jpg"
    assert article.photos[1].alt == "A boat"
    assert marked(article) == (
        "They met Hemin at the Dukan Dam.\n\n![](photo:boat.jpg)\n\n> **Who says**\n>\n> We count the water.\n\n"
        "> **Warning**\n>\n> Not so.\n\n`[[code]]` and Another note."
    )
    assert found.notes == ()


def test_a_note_without_a_title_is_called_as_its_file() -> None:
    assert read("They met.", "Ministers meet over dam.md").article.headline == "Ministers meet over dam"
    assert read("# Own title\n\nThey met.", "Ministers meet over dam.md").article.headline == "Own title"
    assert read("They met.", "story.md").article.headline == ""


def test_a_cover_may_be_an_object(tmp_path: Path) -> None:
    text = "---\ntitle: A\ncover: {image: dam.jpg, alt: A wall, caption: The dam.}\n---\nThey met."
    (photo,) = beside(tmp_path, text, "a.md", "dam.jpg").article.photos
    assert (photo.alt, photo.caption) == ("A wall", "The dam.")


@pytest.mark.parametrize(
    ("written", "related"),
    [
        ("[Old story]", (Related("related", "Old story"),)),
        ("https://a.example/b", (Related("related", "", "https://a.example/b"),)),
        ("[{kind: next, title: B, address: /b}, {title: C}]", (Related("next", "B", "/b"), Related("related", "C"))),
    ],
)
def test_related_stories_may_be_titles_addresses_or_both(written: str, related: tuple[Related, ...]) -> None:
    assert read(f"---\ntitle: A\nrelated: {written}\n---\nThey met.").article.related == related


@pytest.mark.parametrize(
    ("matter", "said"),
    [
        ('title = "A', "cannot be read at line 2"),
        ("title: A", "write it as “key"),
        ("a = 1\na = 2", "cannot be read at line 3"),
        ("a = " + "[" * 5000, "cannot be read"),
        ("a = 2026-02-31", "cannot be read"),
        ('a = "' + "x" * 300_000 + '"', "too long"),
    ],
)
def test_bad_toml_is_refused_in_a_sentence(matter: str, said: str) -> None:
    with pytest.raises(Trouble, match=said):
        read(f"+++\n{matter}\n+++\nThey met.")


def test_toml_is_known_without_the_file_s_ending() -> None:
    assert detect("story", b"+++\ntitle = 'A'\n+++\nThey met.") == "markdown"
    assert read("+++\n\nThey met.").article.body == "+++\n\nThey met."


@given(texts(20))
def test_text_without_their_signs_is_left_as_it_is(body: str) -> None:
    if not any(sign in body for sign in ("[[", "[!", "{{")):
        assert common(body, lambda address: address) == body


@pytest.mark.parametrize(
    "sign", ["> ", "[[", "![[a|", "{{< figure ", "```\n~~~\n", "`", "> [!", "[[a|b", '{{< figure a="', "<figure"]
)
def test_signs_without_an_end_cost_no_more_than_their_length(sign: str) -> None:
    body = sign * (100_000 // len(sign))
    assert len(common(body, lambda address: address)) <= 2 * len(body)


KEYS = ("title", "date", "draft", "published", "tags", "categories", "authors", "cover", "images", "params", "aliases")


@given(st.dictionaries(st.sampled_from([*KEYS, "related", "photos", "id", "created", "dateline", "shares"]), junk()))
def test_any_junk_in_front_matter_is_read_or_refused_in_a_sentence(matter: dict[str, object]) -> None:
    import yaml

    said = ""
    try:
        found = read(f"---\n{yaml.safe_dump(matter)}---\nThey met.")
    except Trouble as trouble:
        said = str(trouble)
    else:
        assert found.article.body.endswith("They met.")
    assert said[-1:] in (".", "")
