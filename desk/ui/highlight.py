"""Markdown shown as it is meant while it is written: headings larger, emphasis slanted, syntax marks dimmed."""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from desk.ui import look

_HEADING = re.compile(r"(#{1,6})(\s.*)$")
_LINE_START = re.compile(r"\s*(>+|[-*+](?=\s)|\d+[.)](?=\s))")
_PHOTO = re.compile(r"!\[[^\]]*\]\(photo:[^)]*\)")
_LINK = re.compile(r"(?<!!)(\[)([^\]]+)(\]\([^)\s]*\))")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)(\1)")
_EMPHASIS = re.compile(r"(?<![*\w])([*_])(?![*\s])(.+?)(?<![*\s])(\1)(?![*\w])")
_CODE = re.compile(r"(`+)(.+?)(\1)")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
IN_FENCE = 1


class MarkdownHighlighter(QSyntaxHighlighter):
    """Works paragraph by paragraph; only fences carry over from one to the next."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._size = 12.0
        self.refresh()

    def set_size(self, points: float) -> None:
        """The size of ordinary text, which headings are measured by."""
        if points != self._size:
            self._size = points
            self.refresh()

    def refresh(self) -> None:
        """Take the colours of the scheme in force and show all text in them."""
        scheme = look.colours()
        self._dim = _format(colour=scheme.faint)
        self._heading = _format(bold=True)
        self._strong = _format(bold=True)
        self._slanted = _format(italic=True)
        self._linked = _format(colour=scheme.accent)
        self._quoted = _format(colour=scheme.quiet, italic=True)
        self._photo = _format(colour=scheme.accent, ground=scheme.selected)
        self._code = _format(colour=scheme.quiet, mono=True)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        if self._fenced(text):
            return
        heading = _HEADING.match(text)
        if heading:
            self._mark_heading(heading)
        self._mark_line_start(text)
        self._mark_pairs(text)
        for match in _LINK.finditer(text):
            self._three(match, self._linked)
        for match in _PHOTO.finditer(text):
            self.setFormat(match.start(), len(match.group()), self._photo)

    def _fenced(self, text: str) -> bool:
        inside, fence = self.previousBlockState() == IN_FENCE, bool(_FENCE.match(text))
        self.setCurrentBlockState(IN_FENCE if inside != fence else 0)
        if inside or fence:
            self.setFormat(0, len(text), self._dim if fence else self._code)
        return inside or fence

    def _mark_heading(self, match: re.Match[str]) -> None:
        level = len(match.group(1))
        shape = QTextCharFormat(self._heading)
        shape.setFontPointSize(self._size * (1.45, 1.25, 1.1, 1, 1, 1)[level - 1])
        self.setFormat(0, len(match.group()), shape)
        shape.setForeground(self._dim.foreground())
        self.setFormat(0, level, shape)

    def _mark_line_start(self, text: str) -> None:
        match = _LINE_START.match(text)
        if match is None:
            return
        if match.group(1).startswith(">"):
            self.setFormat(0, len(text), self._quoted)
        self.setFormat(match.start(1), len(match.group(1)), self._dim)

    def _mark_pairs(self, text: str) -> None:
        for pattern, shape in ((_STRONG, self._strong), (_EMPHASIS, self._slanted), (_CODE, self._code)):
            for match in pattern.finditer(text):
                self._three(match, shape)

    def _three(self, match: re.Match[str], shape: QTextCharFormat) -> None:
        """An opening mark, what it marks, a closing mark."""
        self.setFormat(match.start(1), len(match.group(1)), self._dim)
        joined = self.format(match.start(2))
        joined.merge(shape)
        self.setFormat(match.start(2), len(match.group(2)), joined)
        self.setFormat(match.start(3), len(match.group(3)), self._dim)


def _format(
    colour: str = "", ground: str = "", *, bold: bool = False, italic: bool = False, mono: bool = False
) -> QTextCharFormat:
    made = QTextCharFormat()
    if colour:
        made.setForeground(QColor(colour))
    if ground:
        made.setBackground(QColor(ground))
    if bold:
        made.setFontWeight(QFont.Weight.Bold)
    if italic:
        made.setFontItalic(True)
    if mono:
        made.setFontFixedPitch(True)
    return made
