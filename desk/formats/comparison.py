"""A comparison as one page to print or hand on: what changed in a story, who did it and when, inline and side by side.

The page is whole by itself: no script, nothing from elsewhere, every word of the story escaped. Which of the two views
is seen is chosen on it by a switch that needs no script. The story's text stands as it was written, in Markdown, since
that is what was changed.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Literal

from desk.article.languages import direction_of
from desk.article.model import BODY, Photo
from desk.article.review import Edit, EditKind, Review
from desk.article.review_photos import as_cut
from desk.article.review_sides import Mark, Side, Stretch
from desk.article.scripts import paragraph_direction
from desk.article.trouble import Trouble
from desk.paths import resources

View = Literal["inline", "side"]
"""What is seen first: both texts in one, or each paragraph beside what it became."""
_PHOTO_MARK = re.compile(r"!\[[^\[\]]*\]\(photo:([^()\s]*)\)")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
"""What must not stand in a page, or makes it read otherwise than it is: its number stands there instead."""
_BUT_ISOLATES = re.compile(_UNSEEN.pattern.replace("\u2066-\u2069", ""))
_PHOTO_KINDS = (
    *(EditKind.PHOTO_ADDED, EditKind.PHOTO_REMOVED, EditKind.PHOTO_ORDER, EditKind.PHOTO_FIELD, EditKind.PHOTO_FILE),
    *(EditKind.CROP, EditKind.LEAD),
)


@dataclass(frozen=True, slots=True)
class Named:
    """What is compared, as the page names it: “Version 2, as filed, by Sam”, “As it stands”."""

    before: str
    after: str


def comparison_page(
    review: Review, named: Named, *, view: View = "inline", picture: Callable[[Photo], str] = lambda _photo: ""
) -> str:
    """The page. `picture` gives the address of a small picture of a photo, best a `data:` one, or nothing."""
    return "\n".join(_Page(review, named, view, picture).lines()) + "\n"


def version_named(number: int, name: str, author: str, time: datetime) -> str:
    """A version as the page names it: “version 2, “As filed”, Sam, 2026-03-03 17:40”."""
    return ", ".join(filter(None, (f"version {number}", f"“{name}”" if name else "", author, _when(time))))


def small_pictures(thumbnail: Callable[[str, int], bytes]) -> Callable[[Photo], str]:
    """Small pictures of photos, as they are cut, for the page; `thumbnail` gives a JPEG of an original and its side.

    Where it cannot, Trouble raised, the page has none. Takes a while for a photo that has no thumbnail yet.
    """

    def picture(photo: Photo) -> str:
        from desk.photos.renditions import framed

        try:
            small = framed(thumbnail(photo.media, 2 * _SIDE), photo, _SIDE)
        except Trouble:
            return ""
        return f"data:image/jpeg;base64,{b64encode(small).decode()}"

    return picture


_SIDE = 240
"""Pixels of a small picture's longer side: twice what the page shows, for sharp screens."""


class _Page:
    def __init__(self, review: Review, named: Named, view: View, picture: Callable[[Photo], str]) -> None:
        self._review, self._named, self._view, self._picture = review, named, view, picture
        self._own = direction_of(review.current.language)
        self._numbers = {edit.key: number for number, edit in enumerate(review.edits, 1)}
        self._marked: set[tuple[str, str]] = set()
        """The edits that have their number in a view: by the letter its anchors begin with, and their key."""

    def lines(self) -> Iterator[str]:
        """The page, line by line."""
        headline = self._review.current.headline or self._review.base.headline or "Untitled story"
        yield "<!doctype html>"
        yield '<html lang="en">\n<head>\n<meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f'<title>Changes: {_text(headline)}</title>\n<meta name="generator" content="Desk">'
        yield f"<style>\n{_css()}</style>\n</head>\n<body>\n<header>"
        yield f"<h1{self._of_story(headline)}>{_text(headline)}</h1>"
        yield f"<p>From <b>{_text(self._named.before)}</b> to <b>{_text(self._named.after)}</b></p>"
        yield f"<p>{_text(_counted(self._review))}</p>"
        yield _LEGEND
        yield _views(self._view)
        yield "</header>\n<main>"
        yield from self._fields()
        yield from self._photos()
        yield from self._body()
        yield from self._list()
        yield "</main>\n</body>\n</html>"

    # headline and fields

    def _fields(self) -> Iterator[str]:
        edits = [
            one for one in self._review.edits if one.place != BODY and not one.photo and one.kind not in _PHOTO_KINDS
        ]
        rows = list(self._words(edits))
        if rows:
            yield from _table("Headline and fields", ("What", "Before", "After", "Who", "When"), rows)

    def _words(self, edits: Iterable[Edit]) -> Iterator[str]:
        """A row for each place of these edits, with both wordings."""
        by_place: dict[tuple[str, str], list[Edit]] = {}
        for edit in edits:
            by_place.setdefault((edit.place, edit.field), []).append(edit)
        for where, of_place in by_place.items():
            first = of_place[0]
            if first.kind in (EditKind.INSERTED, EditKind.DELETED, EditKind.REPLACED, EditKind.MOVED):
                rows = self._review.rows(*where)
                before = "\n".join(self._side(row.before) for row in rows if row.before)
                after = "\n".join(self._side(row.after) for row in rows if row.after)
            else:
                before, after = (
                    _marked(_text(first.before), Mark.GONE, first),
                    _marked(_text(first.after), Mark.NEW, first),
                )
            who = "<br>".join(dict.fromkeys(_text(one.author) for one in of_place))
            when = "<br>".join(dict.fromkeys(_when(one.time) for one in of_place))
            cells = (self._cell(before, first.before or first.after), self._cell(after, first.after or first.before))
            yield _row(_capital(first.name), cells, who, when)

    def _cell(self, html: str, words: str) -> str:
        return f'<td class="words"{self._of_story(words)}>{html}</td>'

    # photos

    def _photos(self) -> Iterator[str]:
        edits = [one for one in self._review.edits if one.photo or one.kind in _PHOTO_KINDS]
        rows = [
            *self._acts(one for one in edits if one.kind in _ACTS),
            *self._words(e for e in edits if e.kind not in _ACTS),
        ]
        if rows:
            yield from _table("Photos", ("What", "Before", "After", "Who", "When"), rows)

    def _acts(self, edits: Iterable[Edit]) -> Iterator[str]:
        """A row for each photo that came, went, or was cut otherwise."""
        for edit in edits:
            before, after = self._review.base.photo(edit.photo), self._review.current.photo(edit.photo)
            if before and after and edit.kind is EditKind.CROP:
                before, after = as_cut(before, after)
            cells = (
                self._cell(self._shown(before) + _marked(_text(edit.before), Mark.GONE, edit), edit.before),
                self._cell(self._shown(after) + _marked(_text(edit.after), Mark.NEW, edit), edit.after),
            )
            told = _ACTS[edit.kind].format(_capital(edit.name))
            yield _row(told, cells, _text(edit.author), _when(edit.time), kind="photo-row")

    def _shown(self, photo: Photo | None) -> str:
        address = self._picture(photo) if photo else ""
        return f'<img src="{escape(address)}" alt="">' if address else ""

    # the text

    def _body(self) -> Iterator[str]:
        rows = self._review.rows()
        if not rows:
            return
        yield '<section class="story">\n<h2>Text</h2>'
        yield f'<div class="inline"{self._of_story("")}>'
        yield from (self._paragraph(row.both, view="c") for row in rows)
        yield "</div>"
        yield '<div class="sides scrolls" role="group" aria-label="Side by side" tabindex="0">'
        yield f"<table{self._of_story('')}>\n<thead><tr>{_head('Before')}{_head('After')}</tr></thead>\n<tbody>"
        for row in rows:
            after, before = (self._paragraph(side, view="s") if side else "" for side in (row.after, row.before))
            changed = ' class="changed"' if row.is_changed else ""
            yield f"<tr{changed}><td>{before}</td><td>{after}</td></tr>"
        yield "</tbody></table></div>\n</section>"

    def _paragraph(self, side: Side, *, view: str = "") -> str:
        marks = {stretch.mark for stretch in side}
        moved = next((kind for kind in _TAGS if kind in marks), None)
        kind = f' class="{moved.replace(" ", "-")}"' if moved else ""
        tag = f'<span class="tag" lang="en" dir="ltr">{_TAGS[moved]}</span>' if moved else ""
        number = "".join(self._number(one.edit, view) for one in side if one.mark is moved) if moved else ""
        found = paragraph_direction("".join(stretch.text for stretch in side), self._own)
        direction = f' dir="{found}"' if found != self._own else ""
        tag = f"{tag}{number} " if tag else ""
        return f"<p{kind}{direction}>{tag}{self._side(side, view=view)}</p>"

    def _side(self, side: Sequence[Stretch], *, view: str = "") -> str:
        """Words and marks; behind the last stretch of an edit its number."""
        lasts = [
            one.edit if following is None or following.edit != one.edit else None for one, following in _pairs(side)
        ]
        return "".join(self._stretch(one) + self._number(edit, view) for one, edit in zip(side, lasts, strict=True))

    def _stretch(self, stretch: Stretch) -> str:
        if stretch.edit is None:
            return self._with_photos(stretch.text)
        if not (words := stretch.text.strip()):
            return _marked(stretch.text.replace("\n\n", _BREAK), stretch.mark, stretch.edit)
        before, behind = stretch.text.split(words)
        return f"{before}{_marked(self._with_photos(words), stretch.mark, stretch.edit)}{behind}"

    def _number(self, edit: Edit | None, view: str) -> str:
        """The number of an edit, where it is marked first."""
        if edit is None or not view or (view, edit.key) in self._marked:
            return ""
        self._marked.add((view, edit.key))
        number = self._numbers[edit.key]
        return f'<a class="number" id="{view}{number}" href="#e{number}" lang="en">{number}</a>'

    def _with_photos(self, words: str) -> str:
        parts: list[str] = []
        at = 0
        for found in _PHOTO_MARK.finditer(words):
            photo = self._review.current.photo(found[1]) or self._review.base.photo(found[1])
            name = (photo.caption or photo.name) if photo else found[1]
            parts += (_text(words[at : found.start()]), f'<span class="mark">Photo: <bdi>{_text(name)}</bdi></span>')
            at = found.end()
        return "".join((*parts, _text(words[at:])))

    # everything, one by one

    def _list(self) -> Iterator[str]:
        rows = []
        for edit, number in zip(self._review.edits, self._numbers.values(), strict=True):
            link = _links(number) if ("c", edit.key) in self._marked else f"{number}"
            told = f'<td class="words">{_text(edit.sentence, isolates=True)}</td>'
            who = f'<td>{_text(edit.author)}</td><td class="when">{_when(edit.time)}</td>'
            rows.append(f'<tr id="e{number}"><td>{link}</td>{told}{who}</tr>')
        if rows:
            yield from _table("All changes", ("No.", "What", "Who", "When"), rows)

    # languages

    def _of_story(self, words: str) -> str:
        """The attributes of an element that holds words of the story."""
        tag = self._review.current.language
        language = f' lang="{escape(tag)}"' if _TAG.fullmatch(tag) else ""
        return f'{language} dir="{paragraph_direction(words, self._own)}"'


_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_BREAK = '<span class="tag">¶</span>\n\n'
_TAGS = {Mark.MOVED_HERE: "Moved here:", Mark.MOVED_ON: "Moved from here:"}
_ACTS = {
    EditKind.PHOTO_ADDED: "{} added",
    EditKind.PHOTO_REMOVED: "{} removed",
    EditKind.PHOTO_FILE: "{} changed",
    EditKind.CROP: "{} changed",
}
_LEGEND = (
    '<p class="legend"><ins class="marked">new words</ins> <del class="marked">words that are gone</del>'
    ' <span class="moved-here">a paragraph that moved here</span>'
    " <span>a number leads to who did it and when</span></p>"
)


def _views(view: View) -> str:
    """The switch between both views."""
    labels = {"inline": "Inline", "side": "Side by side"}
    choices = "".join(
        f'<label><input type="radio" name="view" id="{name}"{" checked" if name == view else ""}> {label}</label>'
        for name, label in labels.items()
    )
    return f'<fieldset class="views"><legend>Show the text</legend>{choices}</fieldset>'


def _table(title: str, heads: Sequence[str], rows: Iterable[str]) -> Iterator[str]:
    yield f'<section>\n<h2>{title}</h2>\n<div class="scrolls" role="group" aria-label="{title}" tabindex="0"><table>'
    yield f"<thead><tr>{''.join(map(_head, heads))}</tr></thead>\n<tbody>"
    yield from rows
    yield "</tbody></table></div>\n</section>"


def _links(number: int) -> str:
    """Where an edit is in the text, in the view that is seen."""
    views = {"c": "in-inline", "s": "in-sides"}
    return "".join(f'<a class="{name}" href="#{view}{number}">{number}</a>' for view, name in views.items())


def _pairs(side: Sequence[Stretch]) -> Iterator[tuple[Stretch, Stretch | None]]:
    """Each stretch, and the next."""
    return zip(side, (*side[1:], None), strict=True)


def _head(name: str) -> str:
    return f'<th scope="col" lang="en">{name}</th>'


def _row(name: str, cells: Iterable[str], who: str, when: str, kind: str = "") -> str:
    start = f'<tr class="{kind}">' if kind else "<tr>"
    head = f'<th scope="row">{_text(name)}</th>'
    return f'{start}{head}{"".join(cells)}<td>{who}</td><td class="when">{when}</td></tr>'


def _marked(html: str, mark: Mark, edit: Edit) -> str:
    """Words with their mark, which says who did it and when."""
    if not html or mark is Mark.SAME:
        return html
    told = f' title="{_text(" · ".join(filter(None, (edit.author, _when(edit.time)))))}"'
    if mark is Mark.MOVED_HERE:
        return f"<span{told}>{html}</span>"
    time = f' datetime="{edit.time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"' if edit.time else ""
    tag = "ins" if mark is Mark.NEW else "del"
    return f'<{tag} class="marked"{told}{time}>{html}</{tag}>'


def _counted(review: Review) -> str:
    """“23 changes by Sam and Dana”."""
    count = len(review.edits)
    changes = "No changes" if not count else "1 change" if count == 1 else f"{count:,} changes"
    named = [author for author in review.authors if author]
    *others, last = [*named, "somebody unnamed"] if named and "" in review.authors else named or [""]
    who = f"{', '.join(others)} and {last}" if others else last
    return f"{changes} by {who}" if who else changes


def _when(time: datetime | None) -> str:
    return f"{time.astimezone():%Y-%m-%d %H:%M}" if time else ""


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _text(words: str, *, isolates: bool = False) -> str:
    """Words as HTML; what is not to be seen, or turns others around, is named by its number."""
    unseen = _BUT_ISOLATES if isolates else _UNSEEN
    return escape(unseen.sub(lambda found: f"[U+{ord(found[0]):04X}]", words))


def _css() -> str:
    folder = resources() / "preview"
    return "".join((folder / name).read_text(encoding="utf-8") for name in ("marked.css", "comparison.css"))
