"""Wire copy, and text as copied from a page, made into an article: what is what, shown and open to change.

    arrangement = arrange(text)                              # every passage with the role it was taken for
    arrangement = arrangement.with_role(2, Role.BODY)        # one choice turned around; the old value is the undo
    article = article_of(arrangement)                        # the article that this gives
    sentences = took(arrangement)                            # what was taken for what, in few words

`arrangement.passages` are `Passage`s in the order of the copy, whatever their role, and joined they are the copy to the
last space: a window shows them as they come, each with `passage.role.label`, and offers the members of `Role`. Every
role suits every passage: what cannot be read as what it was chosen for (an embargo without a date, a slugline with
spaces) goes to the editor's note, and a caption does where there is no photo for it. A dateline that opens a paragraph
is a passage of its own; taken for `BODY` it runs into the rest of its paragraph again. Only `Role.FURNITURE` and
`Role.END` (`LEFT_OUT`) are left out of the article.

Whatever is uncertain is `BODY`: no sentence of it is dropped, and none is altered. All of it is pure and takes time in
proportion to the text.
"""

from __future__ import annotations

from desk.formats.tongues import language_of
from desk.formats.wire_arrangement import IN_BODY, LEFT_OUT, Arrangement, Passage, Role
from desk.formats.wire_article import article_of, took
from desk.formats.wire_passages import cut
from desk.formats.wire_roles import assigned

__all__ = [
    "IN_BODY",
    "LEFT_OUT",
    "Arrangement",
    "Passage",
    "Role",
    "arrange",
    "article_of",
    "looks_like_wire",
    "took",
]


def arrange(text: str, language: str = "") -> Arrangement:
    """The passages of a copy and what each is taken for. `language` (BCP 47) is told by its letters where not given."""
    tag = language or language_of(text)
    found = cut(text)
    return Arrangement(tuple(assigned(found.passages, tag, found.by_line)), tag, found.by_line, found.after)


_LOOKED_AT = 6_000
"""Characters at either end of a text that tell whether it is wire copy."""
_LEAST = 80
"""Characters of the shortest text that is worth arranging."""
_STRONG = frozenset((Role.CAPTION, Role.EMBARGO, Role.PREVIOUS, Role.NEXT, Role.END))
_WEAK = frozenset((Role.BYLINE, Role.SIGN_OFF, Role.SLUGLINE, Role.SHARES, Role.FURNITURE, Role.DATE, Role.RELATED))
_OF_A_PAGE = frozenset((Role.FURNITURE, Role.SHARES, Role.RELATED))
_MUCH_OF_A_PAGE = 4
"""Lines of a page that are as good as a strong sign."""


def looks_like_wire(text: str) -> bool:
    """Whether a text that somebody pastes is wire copy or a page's text, so that arranging it is worth an offer.

    A dateline says so, or two signs at least, one of them strong: a caption with its credit, a label above
    another story's title. Cheap: only the text's two ends are looked at.
    """
    if len(text) < _LEAST:
        return False
    whole = len(text) <= 2 * _LOOKED_AT
    found = arrange(text if whole else f"{text[:_LOOKED_AT]}\n\n{text[-_LOOKED_AT:]}")
    roles = {passage.role for passage in found.passages}
    is_page = sum(passage.role in _OF_A_PAGE for passage in found.passages) >= _MUCH_OF_A_PAGE
    if Role.DATELINE in roles:
        return True
    return (is_page or bool(roles & _STRONG)) and len(roles & (_STRONG | _WEAK)) + (Role.HEADLINE in roles) >= 2
