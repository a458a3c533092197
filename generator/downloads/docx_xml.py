"""WordprocessingML as text: the one place where data becomes markup of a word processor's document.

Only `escaped` turns text into markup; everything else puts markup of ours together. Text never becomes a field, a link
or an element, and no character reaches the file that XML does not allow.
"""

import re
from typing import NewType
from xml.sax.saxutils import escape

from generator.html.escape import fold

Xml = NewType("Xml", str)

NONE = Xml("")
NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{address}"'
    for prefix, address in (
        ("w", "wordprocessingml/2006/main"),
        ("r", "officeDocument/2006/relationships"),
        ("wp", "drawingml/2006/wordprocessingDrawing"),
        ("a", "drawingml/2006/main"),
        ("pic", "drawingml/2006/picture"),
    )
)
_QUOTES = {'"': "&quot;"}
#: signs that stand in Chinese and in Latin text: here they are Chinese, as wide as a character.
_EITHER = re.compile("[“”‘’—…·×÷§°]")
_BREAK = Xml("<w:br/>")
#: the end of a field.
CLOSED = Xml('<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def escaped(text: str) -> Xml:
    """Return a text as markup, for content and attributes alike: on one line, without control characters."""
    return Xml(escape(fold(text), _QUOTES))


def join(*parts: Xml) -> Xml:
    """Return parts one after the other."""
    return Xml("".join(parts))


def element(name: str, /, *children: Xml, **attributes: str | int) -> Xml:
    """Return an element of ours with attributes of the same namespace; their values are escaped."""
    prefix = name.partition(":")[0]
    given = "".join(f' {prefix}:{key}="{escaped(str(value))}"' for key, value in attributes.items())
    inner = "".join(children)
    return Xml(f"<{name}{given}>{inner}</{name}>" if inner else f"<{name}{given}/>")


def run(text: str, properties: Xml = NONE, *, lines: bool = False) -> Xml:
    """Return a run of text; `lines` keeps its line feeds as line breaks. Nothing for an empty text."""
    if not text:
        return NONE
    pieces = re.split(r"\r\n|\r|\n", text) if lines else [text]
    written = _BREAK.join(f'<w:t xml:space="preserve">{escaped(piece)}</w:t>' if piece else "" for piece in pieces)
    if _EITHER.search(text) and not properties.startswith("<w:rFonts"):
        properties = Xml(f'<w:rFonts w:hint="eastAsia"/>{properties}')
    style = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return Xml(f"<w:r>{style}{written}</w:r>")


def tab() -> Xml:
    """Return a tabulator."""
    return Xml("<w:r><w:tab/></w:r>")


def paragraph(style: str, *runs: Xml, before: Xml = NONE, after: Xml = NONE) -> Xml:
    """Return a paragraph of a style.

    Args:
        style: id of the style.
        runs: what it holds.
        before: properties that the schema puts right behind the style, such as `keepNext`.
        after: later properties: tabs, spacing, indents, alignment, the set-up of a part of the file.
    """
    inner = "".join(runs)
    return Xml(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{before}{after}</w:pPr>{inner}</w:p>')


def field(code: str, shown: Xml = NONE) -> Xml:
    """Return a field of ours and what it shows until it is worked out; `code` never holds data."""
    return join(opened(code), shown, CLOSED)


def opened(code: str, *, dirty: bool = False) -> Xml:
    """Return the beginning of a field, up to what it shows; a dirty one is worked out when the file is opened."""
    now = ' w:dirty="true"' if dirty else ""
    return Xml(
        f'<w:r><w:fldChar w:fldCharType="begin"{now}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escaped(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
