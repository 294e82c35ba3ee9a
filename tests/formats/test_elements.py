"""HTML becomes a tree however badly it is written, and takes no longer for it."""

from __future__ import annotations

from contextlib import suppress
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.trouble import Trouble
from desk.formats.elements import Node, every, lay_out, nearest, rewrite, says_nothing, text_of, tree_of
from tests.builders import texts

MANY = 200_000


def shown(node: Node) -> str:
    """The children of an element, written as strictly as can be."""

    def one(child: Node | str) -> str:
        if isinstance(child, str):
            return escape(child)
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in child.attributes.items())
        return f"<{child.tag}{attributes}>{shown(child)}</{child.tag}>"

    return "".join(map(one, node.children))


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        ("a &amp; b &lt; c < d", "a &amp; b &lt; c &lt; d"),
        ("<P ID=x Class='a b'>One</p>", '<p id="x" class="a b">One</p>'),
        ('<td style="a:b" style="c:d">x', '<td style="a:b">x</td>'),
        ("<p>One<p>Two<div>Three", "<p>One</p><p>Two</p><div>Three</div>"),
        ("<ul><li>1<li>2<ul><li>3</ul></ul>4", "<ul><li>1</li><li>2<ul><li>3</li></ul></li></ul>4"),
        ("<table><tr><td>1<td>2<tr><th>3</table>", "<table><tr><td>1</td><td>2</td></tr><tr><th>3</th></tr></table>"),
        ("<table><td>1</div>2</table></td>3", "<table><td>12</td></table>3"),
        ("0<table>1<tr><b>2</b><td>3</table>4", "01<b>2</b><table><tr><td>3</td></tr></table>4"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"),
        ("<b>1<p>2</b>3", "<b>1<p>2</p></b>3"),
        ("</p>1</b>", "1"),
        ("1<br/>2<img src=x>3", '1<br></br>2<img src="x"></img>3'),
        ("<a href=https://a.example/>x</a>", '<a href="https://a.example/">x</a>'),
        ("<a name='x'/>y", '<a name="x"></a>y'),
        ("1<!-- <b> -->2<!-->3<!---->4", "1234"),
        ("1<!-- 2", "1&lt;!-- 2"),
        ("1<!-- 2 <b>3</b>", "1 2 <b>3</b>"),
        ("<![if !supportLists]>1<![endif]><?xml x?>2<!DOCTYPE html>3", "123"),
        ("<style>p > b { }</style>1<script>'<b>'</script>2", "<style></style>1<script></script>2"),
        ("<style>1", "<style></style>"),
        ('<a href="x>1</a>', '<a href="&quot;x">1</a>'),
        ('1<a href="x', "1&lt;a href=&quot;x"),
        ("<o:p>1</o:p>", "<o:p>1</o:p>"),
    ],
)
def test_html_becomes_a_tree(html: str, tree: str) -> None:
    assert shown(tree_of(html)) == tree


def test_originals_in_comments_for_old_readers_are_kept() -> None:
    (vml,) = tree_of('<!--[if gte vml 1]><v:imagedata src="x"/><![endif]-->').children
    assert isinstance(vml, Node)
    assert (vml.tag, vml.attributes["source"]) == ("#vml", '<v:imagedata src="x"/><![endif]')


def test_styles_are_read_in_small_letters() -> None:
    (node,) = tree_of("<p style='Mso-List:l0 LEVEL1\nlfo1;font-weight: 700;bad'>").children
    assert isinstance(node, Node)
    assert node.style == {"mso-list": "l0 level1 lfo1", "font-weight": "700"}


@given(texts())
def test_escaped_text_comes_back(text: str) -> None:
    one_kind = text.replace("\r\n", "\n").replace("\r", "\n")
    assert text_of(tree_of(escape(one_kind))) == one_kind


@given(st.text(st.sampled_from("<>/=\"'&;! -[?abptdrlius"), max_size=60))
def test_any_text_is_a_tree(html: str) -> None:
    root = tree_of(html)
    lay_out(root)
    assert len(list(every(root))) <= html.count("<")


@pytest.mark.parametrize(
    "piece",
    [
        "<a",
        "<a ",
        '<a "',
        '<a x="',
        "<a x='>",
        '<a x=">" ',
        "</a",
        "<!",
        "<!--",
        "<?",
        "<![if ",
        "&#",
        "<style",
        "<br>x",
        "\0<",
    ],
)
def test_long_texts_that_are_made_to_hurt_are_read(piece: str) -> None:
    for html in (piece * MANY, piece * MANY + ">"):
        with suppress(Trouble):  # in which case it is nested too deeply, for which there is a test of its own
            assert isinstance(tree_of(html), Node)


@pytest.mark.parametrize("piece", ["<div>", "<b>", "<table><tr><td>", "<ul><li>"])
def test_what_stands_too_deep_is_refused(piece: str) -> None:
    with pytest.raises(Trouble, match="nested too deeply"):
        tree_of(piece * MANY)


def test_elements_are_changed_innermost_first() -> None:
    root = tree_of("<div><b>1</b><i>2</i></div><b>3</b>")
    rewrite(root, lambda node: node.children if node.tag == "b" else [] if node.tag == "i" else None)
    assert shown(root) == "<div>1</div>3"


def test_what_has_nothing_to_read() -> None:
    assert says_nothing(tree_of("<p> &nbsp;<br><o:p></o:p><style>x</style></p>"))
    assert not says_nothing(tree_of("<p><img></p>"))
    assert not says_nothing(tree_of("<p>1</p>"))


def test_the_nearest_of_a_kind_are_found() -> None:
    assert len(nearest(tree_of("<ul><li>1<ul><li>2</ul><li>3</ul>"), {"li"})) == 2
