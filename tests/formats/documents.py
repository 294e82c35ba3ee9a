"""Word documents for tests, made by zipping XML that small builders write."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{_OFFICE}/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    f' xmlns:m="{_OFFICE}/math"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
_STYLES = {
    "Title": "Title",
    "Subtitle": "Subtitle",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "Quote": "Quote",
    "Caption": "caption",
    "ListParagraph": "List Paragraph",
    "FootnoteText": "footnote text",
    "Illustration": "Illustration",
}
BULLETS, NUMBERS = "1", "2"


def t(text: str, properties: str = "") -> str:
    """A run of text; `properties` are switches such as `<w:b/>`."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*inside: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; a text that is no XML is a run."""
    runs = "".join(one if one.startswith("<") else t(one) for one in inside)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def item(text: str, level: int = 0, kind: str = BULLETS) -> str:
    """An item of a list."""
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{kind}"/></w:numPr>'
    return p(text, style="ListParagraph", properties=number)


def table(*rows: Sequence[str]) -> str:
    """A table of plain cells."""
    cells = ("".join(f"<w:tc><w:tcPr/>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def link(text: str, key: str) -> str:
    """A link to what the relation of this ID names."""
    return f'<w:hyperlink r:id="{key}">{t(text)}</w:hyperlink>'


def image(key: str, alt: str = "", attribute: str = "embed") -> str:
    """A run with a picture in it."""
    blip = f'<a:blip r:{attribute}="{key}"/>'
    picture = f"<pic:pic><pic:blipFill>{blip}</pic:blipFill></pic:pic>"
    graphic = f"<a:graphic><a:graphicData>{picture}</a:graphicData></a:graphic>"
    inline = f'<wp:inline><wp:docPr id="1" name="x" descr={quoteattr(alt)}/>{graphic}</wp:inline>'
    return f"<w:r><w:drawing>{inline}</w:drawing></w:r>"


def commented(name: str, *inside: str) -> str:
    """Runs that a comment is on."""
    runs = "".join(one if one.startswith("<") else t(one) for one in inside)
    reference = f'<w:r><w:commentReference w:id="{name}"/></w:r>'
    return f'<w:commentRangeStart w:id="{name}"/>{runs}<w:commentRangeEnd w:id="{name}"/>{reference}'


def comment(name: str, text: str, author: str = "Rojin", date: str = "2026-03-03T14:05:00Z", key: str = "") -> str:
    """A comment, for the part that holds them."""
    inside = p(text).replace("<w:p>", f'<w:p w14:paraId="{key}">' if key else "<w:p>")
    return f'<w:comment w:id="{name}" w:author={quoteattr(author)} w:date="{date}">{inside}</w:comment>'


def note_mark(name: str, kind: str = "footnote") -> str:
    """The mark of a note in the text."""
    return f'<w:r><w:{kind}Reference w:id="{name}"/></w:r>'


def notes(kind: str, **texts: str) -> str:
    """The notes of a document; names begin with `n`, and the rest is the note's ID."""
    inside = "".join(f'<w:{kind} w:id="{name[1:]}">{p(text)}</w:{kind}>' for name, text in texts.items())
    return f"<w:{kind}s {_SPACES}>{inside}</w:{kind}s>"


def docx(
    *body: str,
    links: Mapping[str, str] | None = None,
    images: Mapping[str, bytes] | None = None,
    comments: Sequence[str] = (),
    done: Sequence[str] = (),
    answering: Mapping[str, str] | None = None,
    footnotes: str = "",
    endnotes: str = "",
    core: str = "",
    styles: str = "",
    parts: Mapping[str, bytes] | None = None,
    usual: str = "",
) -> bytes:
    """A document. `links` and `images` are by the IDs of their relations, `parts` any other entries of the zip;
    `answering` gives by the key of a comment the key of the one that it answers.
    """
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document {_SPACES}><w:body>{"".join(body)}</w:body></w:document>'
    relations = {key: ("hyperlink", address, "External") for key, address in (links or {}).items()}
    relations |= {key: ("image", f"media/{key}.jpeg", "") for key in images or {}}
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="xml" ContentType="application/xml"/>'
        "</Types>",
        "_rels/.rels": _relations(
            {
                "d": ("officeDocument", "word/document.xml", ""),
                "c": ("metadata/core-properties", "docProps/core.xml", ""),
            }
        ),
        "word/document.xml": xml,
        "word/styles.xml": f"<w:styles {_SPACES}>{usual}{_style_elements()}{styles}</w:styles>",
        "word/numbering.xml": _numbering(),
        "docProps/core.xml": _core(core),
    }
    relations |= {name: (name, f"{name}.xml", "") for name in ("styles", "numbering")}
    for name, part in (("footnotes", footnotes), ("endnotes", endnotes)):
        if part:
            entries[f"word/{name}.xml"] = part
            relations[name] = (name, f"{name}.xml", "")
    if comments:
        entries["word/comments.xml"] = f"<w:comments {_SPACES}>{''.join(comments)}</w:comments>"
        relations["comments"] = ("comments", "comments.xml", "")
    if done or answering:
        marks = "".join(f'<w15:commentEx w15:paraId="{key}" w15:done="1"/>' for key in done)
        marks += "".join(
            f'<w15:commentEx w15:paraId="{key}" w15:paraIdParent="{above}" w15:done="0"/>'
            for key, above in (answering or {}).items()
        )
        entries["word/commentsExtended.xml"] = f"<w15:commentsEx {_SPACES}>{marks}</w15:commentsEx>"
    entries["word/_rels/document.xml.rels"] = _relations(relations)
    entries |= {f"word/media/{key}.jpeg": data for key, data in (images or {}).items()}
    return zipped(entries | dict(parts or {}))


def zipped(entries: Mapping[str, str | bytes]) -> bytes:
    """A zip of some entries."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as into:
        for name, data in entries.items():
            into.writestr(name, data)
    return file.getvalue()


def _relations(relations: Mapping[str, tuple[str, str, str]]) -> str:
    written = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/relationships/{kind}" Target={quoteattr(target)}'
        f"{f' TargetMode={quoteattr(mode)}' if mode else ''}/>"
        for key, (kind, target, mode) in relations.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{written}</Relationships>'
    )


def _style_elements() -> str:
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in _STYLES.items()
    )


def _numbering() -> str:
    def kind(number: str, form: str) -> str:
        levels = "".join(f'<w:lvl w:ilvl="{at}"><w:numFmt w:val="{form}"/></w:lvl>' for at in range(5))
        return f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'

    kinds = kind("1", "bullet") + kind("2", "decimal")
    used = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (BULLETS, NUMBERS))
    return f"<w:numbering {_SPACES}>{kinds}{used}</w:numbering>"


def _core(inside: str) -> str:
    names = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    )
    return f"<cp:coreProperties {names}>{inside}</cp:coreProperties>"
