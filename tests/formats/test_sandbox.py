"""How values come into a page through a theme's templates."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from desk.formats.plain import without_tricks
from desk.formats.templates import Templates

SHOWN = "{{ value }}|{% for one in [value] %}{{ one }}{% endfor %}|{% set kept %}{{ value }}{% endset %}{{ kept }}"
PLAIN = "{% autoescape false %}{{ value }}{% endautoescape %}"
PERHAPS = "{% autoescape asked %}{{ value }}{% endautoescape %}"


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    folder: Path = tmp_path_factory.mktemp("theme")
    for name, text in (("page", SHOWN), ("plain", PLAIN), ("perhaps", PERHAPS)):
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return Templates(folder)


@given(st.text())
@example("a < b & \"c\" > 'd'")
@example("\u202eevil\u202c\x00")
def test_words_are_escaped_and_can_deceive_nobody(templates: Templates, words: str) -> None:
    shown = str(escape(without_tricks(words)))
    assert templates.render("page.html", {"value": words}) == "|".join((shown, shown, shown)).strip()


def test_what_is_html_already_stays_and_nothing_is_printed_as_none(templates: Templates) -> None:
    assert templates.render("page.html", {"value": Markup("<b>&amp;</b>")}) == "|".join(3 * ["<b>&amp;</b>"])
    assert templates.render("page.html", {"value": None}) == "||"
    assert templates.render("page.html", {"value": 12}) == "12|12|12"


def test_a_theme_can_say_that_its_words_are_html(templates: Templates) -> None:
    assert templates.render("plain.html", {"value": "<b>"}) == "<b>"
    assert templates.render("perhaps.html", {"value": "<b>", "asked": False}) == "<b>"
    assert templates.render("perhaps.html", {"value": "<b>", "asked": True}) == "&lt;b&gt;"
