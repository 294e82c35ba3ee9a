"""HTML read as Markdown: what a body in a feed or on a page says, without what surrounds or decorates it.

Nothing is run or fetched. Paragraphs, headings, lists, quotes, tables, links, emphasis and code are kept; scripts,
styles, forms and frames go with all that is in them; of everything else the words are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desk.formats.elements import HEADINGS, LISTS, SILENT, Node, lay_out, nearest, text_of, tree_of
from desk.formats.lines import BOLD, Gatherer, Image, Marks, marked
from desk.formats.plain import as_markdown, without_tricks

_WIDEST = 50
"""Columns that one cell of a table may take."""
_MOST_CELLS = 200_000
"""What a table may have, empty ones included; the cells of a larger one come as paragraphs."""


def to_markdown(html: str, image: Image = lambda _address, alt: as_markdown(alt)) -> str:
    """The words of some HTML as Markdown; `image` says what becomes of images."""
    return written(tree_of(without_tricks(html)), image)


def written(root: Node, image: Image, *, close: bool = False) -> str:
    """The elements as Markdown; with `close`, a list stands close to the words of the item that it belongs to."""
    lay_out(root)
    return "\n\n".join(_Writer(image, close=close).blocks(root.children, ()))


class _Writer:
    """Writes elements as Markdown."""

    def __init__(self, image: Image, *, close: bool) -> None:
        self._gatherer = Gatherer(image)
        self._close = close

    def blocks(self, children: Sequence[Node | str], marks: Marks) -> list[str]:
        """The Markdown of each block; text that stands between blocks is a paragraph."""
        found: list[str] = []
        loose: list[Node | str] = []
        for child in children:
            if isinstance(child, Node) and child.has_blocks:
                found += self._paragraphs(loose, marks)
                loose = []
                found += self._block(child, marks)
            else:
                loose.append(child)
        return found + self._paragraphs(loose, marks)

    def _paragraphs(self, children: Sequence[Node | str], marks: Marks) -> list[str]:
        if all(isinstance(child, str) and not child.strip() for child in children):
            return []
        return self._gatherer.line(children, marks).paragraphs()

    def _block(self, node: Node, marks: Marks) -> list[str]:
        match node.tag:
            case tag if tag in HEADINGS:
                return self._heading(node)
            case "blockquote":
                return _prefixed("> ", "\n\n".join(self.blocks(node.children, marked(node, marks))))
            case tag if tag in LISTS:
                return self._list(node, marked(node, marks))
            case "pre":
                return _fence(text_of(node))
            case "table":
                return self._table(node, marked(node, marks))
            case "#note":
                text = "\n\n".join(self.blocks(node.children, ()))
                return [f"[^{node.attributes['label']}]: {_indented(text)}"]
            case "hr":
                return ["* * *"]
        return self.blocks(node.children, marked(node, marks))

    def _heading(self, node: Node) -> list[str]:
        text = self._gatherer.line(node.children, ()).joined(" ", plain=BOLD)
        closed = text.removesuffix("#") + "\\#" if text.endswith("#") else text
        return [f"{'#' * int(node.tag[1])} {closed}"] if text else []

    def _list(self, node: Node, marks: Marks) -> list[str]:
        items = [child for child in node.children if isinstance(child, Node) and child.tag not in SILENT]
        written, tight = [], True
        number = _number(node.attributes.get("start", ""))
        for item in items:
            parts = self.blocks(item.children, marked(item, marks))
            text = self._item(parts)
            tight = tight and "\n\n" not in text
            written.append(f"{number}. {_indented(text)}" if node.tag == "ol" else f"- {_indented(text)}")
            number += 1
        return [("\n" if tight else "\n\n").join(written)] if written else []

    def _item(self, parts: Sequence[str]) -> str:
        """An item's blocks; a list that may stand right below the words before it does so where that is wanted."""
        text, *rest = parts or [""]
        for at, part in enumerate(rest):
            is_close = self._close and at == 0 and part.startswith(("- ", "1. "))
            text += ("\n" if is_close else "\n\n") + part
        return text

    def _table(self, node: Node, marks: Marks) -> list[str]:
        captions = [line for caption in nearest(node, {"caption"}) for line in self.blocks(caption.children, marks)]
        rows = [row for row in self._rows(node, marks) if any(text for text, _side in row)]
        if not rows:
            return captions
        width = max(len(row) for row in rows)
        if width * len(rows) > _MOST_CELLS:
            return captions + [text for row in rows for text, _side in row if text]
        head, *rest = [[text for text, _side in row] + [""] * (width - len(row)) for row in rows]
        lines = [f"| {' | '.join(cells)} |" for cells in (head, _dashes(rows, width), *rest)]
        return [*captions, "\n".join(lines)]

    def _rows(self, node: Node, marks: Marks) -> Iterator[list[_Cell]]:
        """A table's rows; what a cell takes of other columns and rows than its own is empty."""
        taken: dict[int, int] = {}
        for at, line in enumerate(nearest(node, {"tr"})):
            row: list[_Cell] = []
            for cell in nearest(line, {"td", "th"}):
                _leave_out(taken, row)
                columns = range(len(row), len(row) + min(_number(cell.attributes.get("colspan", "")), _WIDEST))
                taken.update(dict.fromkeys(columns, _number(cell.attributes.get("rowspan", "")) - 1))
                row += [
                    (self._cell(cell, marks, is_head=cell.tag == "th" or at == 0), cell.style.get("text-align", ""))
                ]
                row += [_EMPTY] * (len(columns) - 1)
            _leave_out(taken, row)
            yield row

    def _cell(self, cell: Node, marks: Marks, *, is_head: bool) -> str:
        """A cell's words; those of a head are bold as they are."""
        line = self._gatherer.line(cell.children, () if cell.tag == "th" else marked(cell, marks))
        return line.joined("<br>", plain=BOLD if is_head else None).replace("|", "\\|")


_Cell = tuple[str, str | None]
"""The words of a cell, and the side it says they stand on; None where it is not there."""
_EMPTY: _Cell = ("", None)


def _leave_out(taken: dict[int, int], row: list[_Cell]) -> None:
    """Leave those columns of a row empty that cells of rows above reach down into."""
    while taken.get(len(row), 0) > 0:
        taken[len(row)] -= 1
        row.append(_EMPTY)


def _number(start: str) -> int:
    return int(start) if re.fullmatch("[0-9]{1,3}", start) else 1


_DASHES = {"left": ":---", "center": ":---:", "right": "---:"}


def _dashes(rows: Sequence[Sequence[_Cell]], width: int) -> list[str]:
    """The line under a table's head. Columns say their sides where they differ; one side for all is but style."""
    sides = []
    for column in range(width):
        found = {row[column][1] for row in rows if column < len(row)} - {None}
        sides.append(found.pop() if len(found) == 1 else "")
    return [_DASHES.get(side or "", "---") if len(set(sides)) > 1 else "---" for side in sides]


def _fence(text: str) -> list[str]:
    code = text.strip("\n")
    fence = max(["```", *(f"{run}`" for run in re.findall("`{3,}", code))], key=len)
    return [f"{fence}\n{code}\n{fence}"] if code.strip() else []


def _prefixed(prefix: str, text: str) -> list[str]:
    return ["\n".join(prefix + line if line else prefix.rstrip() for line in text.split("\n"))] if text else []


def _indented(text: str) -> str:
    return text.replace("\n", "\n    ").replace("\n    \n", "\n\n")
