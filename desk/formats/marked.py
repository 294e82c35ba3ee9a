"""A page with what changed on it marked: new words as `<ins>`, those that are gone as `<del>`, paragraphs that moved.

The page is the one after the change. Marks stand around single pieces of text, never across the border of an element;
paragraphs that are gone come as blocks of their own. Without every `<del>` the page says what it says after the
change, without every `<ins>` what it said before. Our marks carry the class `marked`, unlike the story’s own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from itertools import groupby

from desk.article.compare import Difference, Kind, compare
from desk.article.model import Article
from desk.article.review_photos import CUT, part_of
from desk.formats.around import Around
from desk.formats.page import Options, PageMaker, Pictures
from desk.formats.sheets import LAST_SIGN, Leaf, Sheet, SheetBlock, Signs, read

_ID = re.compile(r' id="[^"]*"')
_FIGURE = re.compile(r"<figure\b([^>]*>)(.*?</figure>)", re.DOTALL)
_SRC = re.compile(r'<img\b[^>]*? src="([^"]*)"')
_LINES = re.compile(r"\s*\n\s*")
_OPEN_DEL, _CLOSE_DEL, _OPEN_INS, _CLOSE_INS = _SEALS = "\U000f0000\U000f0001\U000f0002\U000f0003"
_TAGS = dict(zip(_SEALS, ('<del class="marked">', "</del>", '<ins class="marked">', "</ins>"), strict=True))
_TAG_OF = str.maketrans(_TAGS)
_UNSEALED = str.maketrans("", "", _SEALS)

_AS_IT_IS = {"share"}
"""Parts in which the story's words stand in addresses: no mark has a place there."""


def marked_page(before: Article, after: Article, maker: PageMaker, options: Options, pictures: Pictures) -> str:
    """The whole page of `after`, with what differs from `before` marked."""
    cuts = changed_cuts(before, after, pictures)
    old, new = (_body(article, maker, options, pictures) for article in (before, after))
    body = "\n".join(filter(None, marked_each(old, new, cuts)))
    page, plain = maker.page(after, options, pictures, body), maker.parts(after, options, pictures)
    for name, html in marked_parts(before, after, maker, options, pictures).items():
        page = page.replace(plain[name], html, 1)
    return page


def marked_parts(
    before: Article,
    after: Article,
    maker: PageMaker,
    options: Options,
    pictures: Pictures,
    *,
    address: str = "",
    around: Around | None = None,
) -> dict[str, str]:
    """The parts around the body in which a mark has a place, marked; the rest as for `PageMaker.parts`."""
    plain, old, both = (
        maker.parts(article, options, pictures, address=address, around=around)
        for article in (after, before, _woven_article(before, after))
    )
    marked = {name: html for name, html in _with_tags(both).items() if name not in _AS_IT_IS}
    if "lead" in plain:
        marked["lead"] = marked_each([old["lead"]], [plain["lead"]], changed_cuts(before, after, pictures))[0]
    return marked


def marked_blocks(before: Sequence[str], after: Sequence[str]) -> str:
    """The blocks of HTML after the change, with what differs from those before it marked."""
    return "\n".join(filter(None, marked_each(before, after)))


def marked_each(before: Sequence[str], after: Sequence[str], cuts: Mapping[str, str] | None = None) -> list[str]:
    """Each block of HTML after the change, marked; blocks that are gone come with the one that they stood before.

    What is gone behind the last comes with the last, or alone where there is none. `cuts` has the addresses of photos
    that are cut otherwise than before (`changed_cuts`): their figures say so, and they are the same photos.
    """
    signs: Signs = {}
    for number, (now, was) in enumerate((cuts or {}).items()):
        signs[escape(now)] = signs[escape(was)] = chr(LAST_SIGN - number)
    old, new = read(before, signs), read(after, signs)
    *pieces, rest = _Marking(old, new, compare(old.text, new.text)).pieces()
    left = iter(pieces)
    marked = [next(left) if html else "" for html in after] or [""]
    marked[-1] = "\n".join(filter(None, (marked[-1], rest)))
    return [_with_cuts(html, cuts) for html in marked] if cuts else marked


def changed_cuts(before: Article, after: Article, pictures: Pictures) -> dict[str, str]:
    """The addresses of photos that are turned, straightened or cut otherwise than before, and what they were."""
    both = ((before.photo(photo.id), photo) for photo in after.photos)
    return {pictures(new).src: pictures(old).src for old, new in both if old and part_of(old, CUT) != part_of(new, CUT)}


def woven(before: str, after: str) -> str:
    """Both texts in one, as HTML, for a text that stands on one line."""
    return escape(_sealed(before, after), quote=False).translate(_TAG_OF)


def _body(article: Article, maker: PageMaker, options: Options, pictures: Pictures) -> Sequence[str]:
    from desk.article.markup import Rendering

    return Rendering(article.body, maker.setting(article, pictures, options.base_url, options.house)).blocks


def _with_cuts(html: str, cuts: Mapping[str, str]) -> str:
    """The block with a word in each figure whose photo is cut otherwise than before."""

    def noted(figure: re.Match[str]) -> str:
        source = _SRC.search(figure[0])
        if source is None or unescape(source[1]) not in cuts or 'data-change="deleted"' in figure[1]:
            return figure[0]
        changed = "" if "data-change" in figure[1] else ' data-change="changed"'
        return f'<figure data-cut="Crop changed"{changed}{figure[1]}{figure[2]}'

    return _FIGURE.sub(noted, html)


# the words around the body


def _woven_article(before: Article, after: Article) -> Article:
    """The article after the change with both wordings in its fields, sealed so that they pass through a theme."""
    gone = (_sealed(word, "") for word in before.keywords if word not in after.keywords)
    kept = (_sealed(word if word in before.keywords else "", word) for word in after.keywords)
    return replace(
        after,
        kicker=_sealed(before.kicker or before.section, after.kicker or after.section),  # one stands in for the other
        headline=_sealed(before.headline, after.headline),
        summary=_sealed(before.summary, after.summary),
        byline=_sealed(before.byline, after.byline),
        sign_off=_sealed(before.sign_off, after.sign_off),
        correction=_sealed(before.correction, after.correction),
        copyright=_sealed(before.copyright, after.copyright),
        keywords=(*kept, *gone),
    )


def _sealed(before: str, after: str) -> str:
    before, after = before.translate(_UNSEALED), after.translate(_UNSEALED)
    parts = []
    for one in compare(before, after):
        old, new = before[one.start : one.end], after[one.after_start : one.after_end]
        if one.kind is Kind.EQUAL:
            parts.append(new)
        else:
            parts += [_around(old, _OPEN_DEL, _CLOSE_DEL), _around(new, _OPEN_INS, _CLOSE_INS)]
    return "".join(parts)


def _around(text: str, start: str, end: str) -> str:
    """The marks around each line of a text."""
    return "".join(f"{start}{line}{end}" if line.strip() else line for line in re.split(r"(\n)", text))


def _with_tags(parts: dict[str, str]) -> dict[str, str]:
    return {name: html.translate(_TAG_OF) for name, html in parts.items()}


# the body


@dataclass(frozen=True, slots=True)
class _Gone:
    """A stretch of the text before, that is no longer at code point `at` of the text after."""

    start: int
    end: int
    at: int
    moved_on: bool = False
    inside_moved: bool = False


@dataclass(frozen=True, slots=True)
class _Paint:
    """A stretch of the text after, and how it is marked: `""` not at all, `ins` or `moved`."""

    start: int
    end: int
    mark: str


class _Marking:
    """Puts marks into the blocks of one sheet."""

    def __init__(self, old: Sheet, new: Sheet, found: Sequence[Difference]) -> None:
        self._old, self._new = old, new
        stretches = list(_stretches(found))
        self._paints = [one for one in stretches if isinstance(one, _Paint)]
        self._starts = [one.start for one in self._paints]
        self._inline: dict[tuple[int, int], list[_Gone]] = {}
        """What is gone, by the block and the token of the text that it stands in."""
        self._before: dict[int, list[str]] = {}
        """Blocks that are gone, by the number of the block that they stand before."""
        gone = (one for one in stretches if isinstance(one, _Gone))
        for _at, run in groupby(gone, key=lambda one: (one.at, one.inside_moved)):
            self._place(list(run))

    def pieces(self) -> list[str]:
        """The marked blocks, each with those gone before it; at the end what is gone behind the last."""
        pieces = [
            "\n".join([*self._before.get(number, ()), self._block(number, block)])
            for number, block in enumerate(self._new.blocks)
        ]
        return [*pieces, "\n".join(self._before.get(len(self._new.blocks), ()))]

    # where what is gone stands

    def _place(self, run: list[_Gone]) -> None:
        number = self._block_at(run[0].at)
        leaf = self._leaf_for(run[0].at, number)
        slot = self._edge(run[0].at, number)
        if leaf is None or (slot is not None and not run[0].inside_moved and self._has_whole_blocks(run)):
            slot = number if slot is None else slot
            self._before.setdefault(slot, []).extend(html for one in run for html in self._gone_blocks(one))
        else:
            self._inline.setdefault((number, leaf.token), []).extend(run)

    def _block_at(self, at: int) -> int:
        """The number of the block at or behind a place."""
        return next((n for n, block in enumerate(self._new.blocks) if at <= block.end), len(self._new.blocks))

    def _edge(self, at: int, number: int) -> int | None:
        """Before which block a place lies that is within none."""
        leaves = self._new.blocks[number].leaves if number < len(self._new.blocks) else ()
        if all(leaf.start >= at for leaf in leaves):
            return number
        return number + 1 if all(leaf.end <= at for leaf in leaves) else None

    def _leaf_for(self, at: int, number: int) -> Leaf | None:
        """The text of a block in which a place lies, or next to which."""
        leaves = self._new.blocks[number].leaves if number < len(self._new.blocks) else ()
        texts = [leaf for leaf in leaves if leaf.is_text]
        before = [leaf for leaf in texts if leaf.start < at]
        return before[-1] if before else texts[0] if texts else None

    def _has_whole_blocks(self, run: Sequence[_Gone]) -> bool:
        return any(
            block.leaves and gone.start <= block.leaves[0].start and block.leaves[-1].end <= gone.end
            for gone in run
            for block in self._old.blocks
        )

    # what is gone

    def _gone_blocks(self, gone: _Gone) -> Iterator[str]:
        """The blocks before the change, of which as much is left as is gone."""
        kind = "moved-on" if gone.moved_on else "deleted"
        for block in self._old.blocks:
            if any(gone.start < leaf.end and leaf.start < gone.end for leaf in block.leaves):
                yield _with_change("".join(_left_of(block, gone)), kind)

    def _gone_words(self, gone: _Gone) -> str:
        words = self._old.text[gone.start : gone.end]
        for leaf in _within(self._old, gone):
            if not leaf.is_text:
                words = words.replace(self._old.text[leaf.start : leaf.end], "")
        if not words.strip():
            return ""
        html = f'<del class="marked">{_LINES.sub("<br>", escape(words, quote=False))}</del>'
        return f'<ins class="marked moved">{html}</ins>' if gone.inside_moved else html

    # what is there

    def _block(self, number: int, block: SheetBlock) -> str:
        tokens = list(block.tokens)
        marks: list[str] = []
        for leaf in block.leaves:
            pieces = list(self._pieces(leaf))
            marks += [mark for start, end, mark in pieces if self._new.text[start:end].strip()]
            if leaf.is_text:
                tokens[leaf.token] = self._text(pieces, self._inline.get((number, leaf.token), ()))
            elif pieces[0][2]:
                tokens[leaf.token] = _with_change(tokens[leaf.token], "inserted")
        touched = any((number, leaf.token) in self._inline for leaf in block.leaves)
        return _with_change("".join(tokens), _change_of(marks, touched=touched))

    def _pieces(self, leaf: Leaf) -> Iterator[tuple[int, int, str]]:
        """The leaf cut where marks begin and end."""
        first = max(0, bisect_right(self._starts, leaf.start) - 1)
        for paint in self._paints[first:]:
            if paint.start >= leaf.end:
                return
            start, end = max(paint.start, leaf.start), min(paint.end, leaf.end)
            if start < end:
                yield start, end, paint.mark

    def _text(self, pieces: Sequence[tuple[int, int, str]], gone: Sequence[_Gone]) -> str:
        html, left = "", list(gone)
        for start, end, mark in pieces:
            inner = [one.at for one in left if start < one.at < end]
            for first, last in zip([start, *inner], [*inner, end], strict=True):
                while left and left[0].at <= first:
                    html += self._gone_words(left.pop(0))
                html += _marked(self._new.text[first:last], mark)
        return html + "".join(map(self._gone_words, left))


def _stretches(found: Sequence[Difference]) -> Iterator[_Gone | _Paint]:
    for one in found:
        if one.kind is Kind.MOVED and one.edits:
            for edit in one.edits:
                if edit.kind is Kind.DELETED:
                    yield _Gone(edit.start, edit.end, edit.after_start, inside_moved=True)
                else:
                    mark = "ins moved" if edit.kind is Kind.INSERTED else "moved"
                    yield _Paint(edit.after_start, edit.after_end, mark)
        elif one.after_start < one.after_end:
            yield _Paint(one.after_start, one.after_end, "" if one.kind is Kind.EQUAL else "ins")
        else:
            yield _Gone(one.start, one.end, one.after_start, moved_on=one.kind is Kind.MOVED)


def _within(sheet: Sheet, gone: _Gone) -> Iterator[Leaf]:
    for block in sheet.blocks:
        if block.start < gone.end and gone.start < block.end:
            yield from (leaf for leaf in block.leaves if gone.start < leaf.end and leaf.start < gone.end)


def _marked(text: str, mark: str) -> str:
    html = escape(text, quote=False)
    if not mark or not text.strip():
        return html
    kind = {"moved": "marked moved", "ins moved": "marked"}.get(mark, "marked")
    return f'<ins class="{kind}">{html}</ins>'


def _left_of(block: SheetBlock, gone: _Gone) -> Iterator[str]:
    """The tokens of a block that is gone, with the words of it that are."""
    leaves = {leaf.token: leaf for leaf in block.leaves}
    for number, token in enumerate(block.tokens):
        leaf = leaves.get(number)
        if leaf is None or not leaf.is_text:
            inside = leaf is None or (gone.start < leaf.end and leaf.start < gone.end)
            yield _ID.sub("", token) if inside and not token.startswith("<!--") else ""
        else:
            words = unescape(token)[max(0, gone.start - leaf.start) : max(0, gone.end - leaf.start)]
            yield f'<del class="marked">{escape(words, quote=False)}</del>' if words.strip() else ""


def _with_change(html: str, change: str) -> str:
    """The element with a word about what became of it."""
    return re.sub(r"<[A-Za-z][A-Za-z0-9]*", rf'\g<0> data-change="{change}"', html, count=1) if change else html


def _change_of(marks: Sequence[str], *, touched: bool) -> str:
    """What became of a block, from the marks of all its words."""
    kinds = set(marks)
    if not touched and kinds == {"ins"}:
        return "inserted"
    if "moved" in kinds and "" not in kinds:
        return "moved"
    return "changed" if touched or kinds - {""} else ""
