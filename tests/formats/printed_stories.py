"""The stories whose exported pages are held against checkers: the samples, and one per language that has everything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from desk.article.model import Article, Related
from desk.formats import read_file
from tests.formats.stories import ARABIC, ENGLISH, LEAD, ROOT, SECOND, SHELF, SORANI, Shelf

SITE = "https://news.example/"
"""Where the exported pages are to stand."""
SAMPLES = sorted((ROOT / "resources" / "samples").glob("*.md"))
FRAGMENTS = sorted(Path(__file__).with_name("pasted").rglob("*.md"))
"""Bodies as they were pasted from elsewhere: lists, tables, notes, quotes, in three languages."""

_BODY = """\
Water ministers met on Tuesday[^1] and *agreed* on **three** [points](https://news.example/points?of=all&in=en).[^note]

> The river belongs to those who live by it.
>
> <cite>Hemin Karim, minister</cite>

## What was agreed

1. Gauges are read together.
    - Each Monday
    - In *both* countries
2. Releases are announced.

![](photo:bbbb2222)

### In figures

| Dam | Height | Opened |
|:----|-------:|:------:|
| Dukan | 116 m | 1959 |
| Darbandikhan | 128 m | 1961 |

#### Small print

> Two paragraphs are no pull quote.
>
> - They may hold a list.

<table><caption>Rain</caption><thead><tr><th scope="col">Month</th><th scope="col">mm</th></tr></thead>
<tbody><tr><th scope="row">March</th><td>88</td></tr></tbody></table>

<p dir="rtl" lang="ckb">هەموو دڵۆپێک گرنگە.</p> <p dir="ltr" lang="en">Every drop counts.</p>

***

```
a line of code that is far wider than a telephone is, and so has to go on in the line below it: 1234567890
```

See <https://news.example/a/very/long/address/that/nobody/can/break/anywhere/in/its/middle/and/goes/on/and/on>.

[^1]: Tuesday, *March 3*.
[^note]: The points were read out.

    A second paragraph, and a list:

    - one
    - two
"""
_RELATED = (
    Related("previous", "Rain at last", "https://news.example/rain/"),
    Related("next", "بەنداوی نوێ", language="ckb"),
    Related("related", "The dam in figures", "https://news.example/figures/?a=b|c d"),
    Related("related", "سد جديد", "https://news.example/سد/", language="ar"),
    Related("related", "A farm without water"),
)
_TOLD = {"ckb": "وەزیرانی ئاو", "ar": "وزراء المياه", "en": "Ministers meet"}


@dataclass(frozen=True, slots=True)
class Printed:
    """A story, and the originals of its photos."""

    article: Article
    originals: Shelf


@cache
def printed_stories() -> dict[str, Printed]:
    """All of them, by a name that says what each is a case of."""
    found = {f"sample-{path.stem}": _sample(path) for path in SAMPLES}
    found |= {f"everything-{article.language}": _with_everything(article) for article in (ENGLISH, SORANI, ARABIC)}
    found["bare"] = Printed(Article(id="0" * 15 + "1", headline="A headline and nothing else"), Shelf())
    found["against-the-page"] = _against_the_page()
    found["words-without-end"] = _without_end()
    return {name: _named(name, story) for name, story in found.items()}


def pasted_stories() -> dict[str, Article]:
    """A story around each of the fragments, which stands under a heading of its own."""
    stories = {}
    for path in FRAGMENTS:
        body, name = path.read_text(encoding="utf-8"), f"{path.parent.name}-{path.stem}"
        story = SORANI if any("\u0600" <= letter <= "\u06ff" for letter in body) else ENGLISH
        stories[name] = replace(story, body=f"## {name}\n\n{body}", photos=(LEAD, SECOND))
    return stories


def _sample(path: Path) -> Printed:
    found = read_file(path)
    return Printed(found.article, Shelf(*found.originals.values()))


def _with_everything(article: Article) -> Printed:
    others = (Related("translation", told, f"https://news.example/{tag}/", language=tag) for tag, told in _TOLD.items())
    story = replace(
        ENGLISH,
        **{name: getattr(article, name) for name in ("id", "headline", "summary", "byline", "dateline", "language")},
        body=_BODY,
        correction="The dam is 136 metres high.\n\nبەنداوەکە ١٣٦ مەتر بەرزە.",
        related=(*_RELATED, *others),
        shares=123456,
        section=article.section,
    )
    return Printed(story, SHELF)


def _against_the_page() -> Printed:
    """An English story on a page in Sorani, with marks that mean something to HTML."""
    told = {"headline": '"Rivers" & <b>lakes</b>', "kicker": "<i>", "byline": "By A & B", "sign_off": "(AP)"}
    plain = {"keywords": ('"q"', "a&b", "<c>"), "copyright": "© A & B", "correction": "It’s <b>", "summary": "a\nb"}
    return Printed(replace(SORANI, **told, **plain), SHELF)


def _without_end() -> Printed:
    """A story whose words no telephone is wide enough for."""
    word = "w" * 120
    told = dict.fromkeys(("headline", "kicker", "summary", "byline", "sign_off", "correction", "copyright"), word)
    photo = replace(LEAD, caption=word, credit=word, alt="")
    related = (Related("previous", word), Related("next", word), Related("related", word))
    story = replace(ENGLISH, **told, body=f"{word}\n\n- {word}\n\n> {word}", keywords=(word,), related=related)
    return Printed(replace(story, photos=(photo, SECOND)), SHELF)


def _named(name: str, story: Printed) -> Printed:
    return replace(story, article=replace(story.article, slug=name))
