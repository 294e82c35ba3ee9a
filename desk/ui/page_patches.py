"""What the preview shows as a value: the exported page of the open article, and the steps that lead it after a change.

Steps are plain data for the page's own script (`resources/preview/patch.js`). No widgets here.
"""

from __future__ import annotations

from collections.abc import Mapping

from desk.article import changes
from desk.article.changes import BodyChange, Change, Group, body_changes
from desk.article.markup import Patch, Rendering
from desk.article.model import Article
from desk.article.session import Applied
from desk.formats.around import Around, around_of
from desk.formats.page import Options, PageMaker
from desk.formats.whereabouts import address_of
from desk.ui.preview_photos import preview_picture
from desk.ui.steady import are_scattered

LONG = 20_000
"""Characters changed by one step, beyond which the page is made anew off the GUI thread."""
MANY = 40
"""Places changed by one step, beyond which the same is done."""
Step = dict[str, object]


class PagePatches:
    """What the page shows, as a value that follows the article and says which steps lead the page after it."""

    def __init__(self, article: Article, maker: PageMaker, options: Options) -> None:
        self.maker, self.options = maker, options
        self._setting = maker.setting(article, preview_picture, options.base_url, options.house)
        self.rendering = Rendering(article.body, self._setting)
        self._stands = _Stands(article, options)
        self.parts: Mapping[str, str] = self._parts_of(article)
        """The HTML of each part around the body."""
        self.page = self.page_of(article)

    def stands(self, article: Article) -> tuple[Around, str]:
        """What stands around the page, and its address."""
        return self._stands.of(article)

    def page_of(self, article: Article) -> str:
        """The whole page, its body still empty."""
        around, address = self._stands.of(article)
        return self.maker.page(article, self.options, preview_picture, "", address=address, around=around)

    def _parts_of(self, article: Article) -> dict[str, str]:
        around, address = self._stands.of(article)
        return self.maker.parts(article, self.options, preview_picture, address=address, around=around)

    def follow(self, applied: Applied) -> list[Step]:
        """The steps that take the page from before a change to after it."""
        steps = [step for change, article in _one_by_one(applied) for step in self._body_steps(change, article.body)]
        if place_of(applied) is None:
            steps = [step for step in steps if "follow" not in step]
        if not isinstance(applied.change, BodyChange):
            steps += self._around(applied.after)
        return steps

    def whole_body(self) -> list[Step]:
        """The steps that fill the body of a page just loaded."""
        return [{"fill": list(self.rendering.blocks)}]

    def whole_page(self, caret: int | None) -> list[Step]:
        """The steps that make any page of this article's language this one, the words at a code point in sight.

        With none, the page stays where it is.
        """
        parts: list[Step] = [{"part": name, "html": html} for name, html in self.parts.items()]
        return [*self.whole_body(), *parts, *([self.following(caret)] if caret is not None else [])]

    def _body_steps(self, change: BodyChange, body: str) -> list[Step]:
        steps = [_step(patch) for patch in self.rendering.update(change, body)]
        return [*steps, self.following(change.at + len(change.inserted))] if steps else []

    def following(self, caret: int) -> Step:
        """The step that has the words at the caret in sight."""
        block = self.rendering.block_at(caret)
        start, end = self.rendering.span(block)
        return {"follow": block, "share": round((caret - start) / max(1, end - start), 3)}

    def _around(self, article: Article) -> list[Step]:
        """The parts of the page, and the blocks with photos or the dateline in them, that differ now."""
        self._setting = self.maker.setting(article, preview_picture, self.options.base_url, self.options.house)
        blocks = [_step(patch) for patch in self.rendering.reset(self._setting)]
        parts = self._parts_of(article)
        changed = [name for name, html in parts.items() if html != self.parts.get(name)]
        self.parts = parts
        return blocks + [{"part": name, "html": parts[name]} for name in changed]


class _Stands:
    """What stands around the page, looked up only where the article tells something else of it, and its address."""

    def __init__(self, article: Article, options: Options) -> None:
        self._options, self._related = options, article.related
        self._around = around_of(article, options.lookup)

    def of(self, article: Article) -> tuple[Around, str]:
        if article.related != self._related:
            self._related, self._around = article.related, around_of(article, self._options.lookup)
        return self._around, address_of(article, self._options.base_url)


def _step(patch: Patch) -> Step:
    return {"first": patch.first, "count": patch.count, "html": list(patch.html)}


def is_long(applied: Applied) -> bool:
    """Whether following a step would take longer than a frame."""
    parts = body_changes(applied.change)
    return len(parts) > MANY or sum(len(part.removed) + len(part.inserted) for part in parts) > LONG


def place_of(applied: Applied) -> int | None:
    """The code point that is to be seen after a step: where it changed something last, none where that is all over."""
    parts = body_changes(applied.change)
    if not parts or are_scattered(parts, applied.before.body):
        return None
    return parts[-1].at + len(parts[-1].inserted)


def _one_by_one(applied: Applied) -> list[tuple[BodyChange, Article]]:
    """Every change of the body in a step, each with the article right after it."""
    if isinstance(applied.change, BodyChange):
        return [(applied.change, applied.after)]
    article, found = applied.before, []
    for change in _flat(applied.change):
        article = changes.apply(article, change)
        if isinstance(change, BodyChange):
            found.append((change, article))
    return found


def _flat(change: Change) -> list[Change]:
    if isinstance(change, Group):
        return [part for one in change.changes for part in _flat(one)]
    return [change]
