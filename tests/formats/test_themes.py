"""Themes: found by name, copied to be changed, read anew when changed, and unable to reach out of their folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desk.article.trouble import Trouble
from desk.formats.templates import is_theme_name
from desk.formats.themes import new_theme, page_maker, theme_folder, theme_names
from tests.formats.stories import ENGLISH, LEAD, THEME, options, pictures

_MUCH = r"parts/footer\.html, line 2: it goes on for too long"


def footer_of(folder: Path, template: str) -> str:
    (folder / "parts" / "footer.html").write_text(template, encoding="utf-8")
    return page_maker(folder.name, folder.parent).parts(ENGLISH, options(), pictures)["footer"]


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return new_theme("ours", tmp_path / "themes")


def test_a_new_theme_is_a_copy_of_the_plain_one(ours: Path) -> None:
    files = sorted(path.relative_to(THEME) for path in THEME.rglob("*") if path.is_file())
    assert sorted(path.relative_to(ours) for path in ours.rglob("*") if path.is_file()) == files
    assert all((ours / path).read_bytes() == (THEME / path).read_bytes() for path in files)
    assert theme_names(ours.parent) == ("plain", "ours")
    assert theme_names() == ("plain",)
    assert theme_folder("ours", ours.parent) == ours
    page = page_maker("ours", ours.parent).page(ENGLISH, options(), pictures, "")
    assert page == page_maker("plain").page(ENGLISH, options(), pictures, "")


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "a/b", "../plain", "a\\b", "/etc", ".hidden", "a\nb", " a", "a ", "-a", "con", "LPT1", "x" * 61],
)
def test_what_is_no_name_is_neither_made_nor_found(tmp_path: Path, name: str) -> None:
    assert not is_theme_name(name)
    with pytest.raises(Trouble, match="is no name for a theme: use letters"):
        new_theme(name, tmp_path)
    with pytest.raises(Trouble, match="There is no page theme"):
        page_maker(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["Our theme", "ئێستا", "a", "wire-2026", "x" * 60])
def test_names_of_any_script_are_names(tmp_path: Path, name: str) -> None:
    assert new_theme(name, tmp_path / "themes") == tmp_path / "themes" / name


def test_a_theme_is_never_made_over_another(ours: Path) -> None:
    for name in ("ours", "Ours", "plain", "PLAIN"):
        with pytest.raises(Trouble, match="already: give yours another name"):
            new_theme(name, ours.parent)
    (ours.parent / "taken").mkdir()
    with pytest.raises(Trouble, match="already"):
        new_theme("taken", ours.parent)
    (ours.parent / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(Trouble, match=r"“x” was not made, since .* cannot be written to"):
        new_theme("x", ours.parent / "file")


def test_a_changed_theme_is_read_anew(ours: Path) -> None:
    before = page_maker("ours", ours.parent)
    assert page_maker("ours", ours.parent) is before
    assert footer_of(ours, "<p data-part='footer'>One</p>") == "<p data-part='footer'>One</p>"
    assert footer_of(ours, "<p data-part='footer'>Other</p>") == "<p data-part='footer'>Other</p>"


SECRET = "the editors’ passwords"


@pytest.mark.parametrize(
    "template",
    [
        '{% include "../../secret.txt" %}',
        '{% include "parts/../../../secret.txt" %}',
        '{% extends "../../secret.txt" %}',
        '{% from "../../secret.txt" import x %}',
        '{% include "linked.txt" %}',
        '{% include "elsewhere/secret.txt" %}',
        '{% include "/etc/passwd" %}',
        '{% include "C:/secret.txt" %}',
    ],
)
def test_a_theme_reads_no_file_outside_its_folder(ours: Path, template: str) -> None:
    outside = ours.parent.parent
    (outside / "secret.txt").write_text(SECRET, encoding="utf-8")
    (ours / "linked.txt").symlink_to(outside / "secret.txt")
    (ours / "elsewhere").symlink_to(outside)
    with pytest.raises(Trouble, match=r"lies outside its folder|lacks its file") as refused:
        footer_of(ours, template)
    assert SECRET not in str(refused.value)


def test_a_style_sheet_from_elsewhere_is_none_of_a_themes_files(ours: Path) -> None:
    (ours.parent / "secret.css").write_text(SECRET, encoding="utf-8")
    (ours / "style.css").unlink()
    (ours / "style.css").symlink_to(ours.parent / "secret.css")
    with pytest.raises(Trouble, match=r"asks for style\.css, which lies outside its folder"):
        _ = page_maker("ours", ours.parent).css


@pytest.mark.parametrize(
    "expression",
    [
        "article.__class__",
        "article['__class__']",
        "article|attr('__class__')",
        "''.__class__.__mro__",
        "dir_of.__globals__",
        "article.photo.__func__",
        "words.__class__.__base__.__subclasses__()",
        "cycler.__init__.__globals__.os.popen('id').read()",
        "'{0.__class__}'.format(article)",
        "around.authors.__class__",
        "article.keywords.__class__",
        "self.__init__",
    ],
)
def test_a_theme_runs_no_code(ours: Path, expression: str) -> None:
    with pytest.raises(Trouble, match=r"broken in parts/footer\.html, line 2: .*(may not use|nothing called)"):
        footer_of(ours, "<footer>\n{{ " + expression + " }}</footer>")


def test_a_theme_changes_nothing_that_it_is_given(ours: Path) -> None:
    for expression in ("words.update(share='x')", "words.clear()", "around.authors.update(a='b')"):
        with pytest.raises(Trouble, match="line 1"):
            footer_of(ours, "{{ " + expression + " }}")


@pytest.mark.parametrize(
    ("template", "where"),
    [
        ("a\nb\n{% if %}", r"parts/footer\.html, line 3: "),
        (
            "a\n{% if 1 %}{% for a in [] %}\n{% endfor %}\n\n",
            r"parts/footer\.html, line 2: nothing closes this {% if %}",
        ),
        ("{% for a in [1] %}\n{% set b %}\n\n", r"parts/footer\.html, line 2: nothing closes this {% set %}"),
        ("\n{{ 1 / 0 }}", r"parts/footer\.html, line 2: it divides by zero"),
        ("\n\n{{ article.headline + 1 }}", r"parts/footer\.html, line 3: its values do not fit together"),
        ("{{ article.nonsense }}", r"parts/footer\.html, line 1: an article has nothing called “nonsense”"),
        ("\n{{ article.headline | nonsense }}", r"parts/footer\.html, line 2: there is no filter called “nonsense”"),
        ('\n{% include "parts/inner.html" %}', r"parts/inner\.html, line 2: there is nothing called “gone”"),
        ("\n{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}", _MUCH),
        ("\n{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(50) }}", _MUCH),
        ("{% set a = 'x' * 9 %}\n{{ 'x' * 10000000000 }}", _MUCH),
        ("\n{{ 2 ** 99999999999 }}", _MUCH),
        ('\n{% include "parts/footer.html" %}', r"parts/footer\.html, line 2: it goes round in circles"),
        ('{% include "gone.html" %}', r"lacks its file gone\.html"),
    ],
)
def test_a_broken_template_is_named_with_its_line(ours: Path, template: str, where: str) -> None:
    (ours / "inner.txt").write_text("", encoding="utf-8")
    (ours / "parts" / "inner.html").write_text("\n{{ gone }}" if "inner" in template else "", encoding="utf-8")
    with pytest.raises(Trouble, match=f"The theme “ours” (is broken in )?{where}"):
        footer_of(ours, template)


def test_broken_words_and_files_that_are_no_text_are_named_too(ours: Path) -> None:
    (ours / "words.json").write_text('{\n"en": {"updated" "x"}}', encoding="utf-8")
    with pytest.raises(Trouble, match=r"broken in words\.json, line 2"):
        footer_of(ours, "")
    (ours / "words.json").write_text('{"en": {"x": 1}}', encoding="utf-8")
    with pytest.raises(Trouble, match=r"broken in words\.json"):
        footer_of(ours, "")
    (ours / "words.json").write_bytes((THEME / "words.json").read_bytes())
    (ours / "figure.html").write_bytes(b"<p>\n\xff</p>")
    with pytest.raises(Trouble, match=r"broken in figure\.html, line 2: it is not UTF-8 text"):
        page_maker("ours", ours.parent).figure(ENGLISH, pictures)(LEAD.id)


def test_what_a_theme_lacks_is_taken_from_the_plain_one(ours: Path) -> None:
    for name in ("figure.html", "style.css", "frame.html", "parts/header.html"):
        (ours / name).unlink()
    (ours / "words.json").write_text('{"en": {"share": "Pass it on"}, "ckb": {}}', encoding="utf-8")
    maker, plain = page_maker("ours", ours.parent), page_maker("plain")
    assert maker.css == plain.css
    assert maker.figure(ENGLISH, pictures)(LEAD.id) == plain.figure(ENGLISH, pictures)(LEAD.id)
    parts = maker.parts(ENGLISH, options(), pictures)
    assert 'aria-label="Pass it on"' in parts["share"]
    assert "Shares:" in parts["share"]
    assert "header" not in parts, "a part that was taken out stays out"
    assert "هاوبەشکردن" in maker.parts(replace(ENGLISH, language="ckb"), options(), pictures)["share"]
    assert maker.fill("frame.html", "en", options(), {}) == plain.fill("frame.html", "en", options(), {})


def test_a_theme_can_have_parts_of_its_own(ours: Path) -> None:
    (ours / "parts" / "notice.html").write_text('<p data-part="notice">{{ article.headline }}</p>', encoding="utf-8")
    page = (ours / "page.html").read_text(encoding="utf-8").replace("{{ parts.header }}", "{{ parts.notice }}")
    (ours / "page.html").write_text(page, encoding="utf-8")
    made = page_maker("ours", ours.parent).page(ENGLISH, options(), pictures, "")
    assert '<p data-part="notice">Ministers meet over border dam</p>' in made
    assert "<h1" not in made
