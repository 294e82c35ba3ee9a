"""Colours: every text on every ground it stands on is readable (WCAG 2.2, 1.4.3: at least 4.5:1)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from desk.ui.look import DARK, LIGHT, Colours, style_sheet

TEXTS = ("ink", "quiet", "faint", "accent", "problem", "warning", "good")
GROUNDS = ("paper", "chrome", "raised")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [getattr(QColor(colour), part)() for part in ("redF", "greenF", "blueF")]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_is_readable(scheme: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(scheme, text), getattr(scheme, ground)) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("on_accent", "accent"),
        ("ink", "selected"),
        ("quiet", "selected"),
        ("ink", "found"),
        ("quiet", "found"),
        ("accent", "found"),
        ("ink", "found_current"),
    ],
)
def test_text_on_colour_is_readable(scheme: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(scheme, text), getattr(scheme, ground)) >= 4.5


def test_the_style_sheet_leaves_no_colour_unnamed() -> None:
    assert "@" not in style_sheet(LIGHT)
