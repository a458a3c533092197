"""What the layout engine leaves undone in a tagged PDF, mended in place so that a screen reader finds its way.

A table broken over pages becomes one `Table` whose repeated heads are artifacts; each head cell says what it heads and
each amount which heads it belongs to, taken from our own grid, row and column spans included; running heads are
artifacts; links say where they lead; the metadata names PDF/UA-1; each file inside is listed once.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import chain, repeat

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from generator.downloads.print_view import PrintTable
from generator.downloads.table_heads import heads_of

_MARK = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")
_CELLS = ("TH", "TD")
_UA = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


class RowTooTall(ValueError):  # noqa: N818 - named for what is wrong
    """A table of the file has other rows than its data: a row did not fit on a page."""


def mend(raw: bytes, tables: tuple[PrintTable, ...], titles: Mapping[str, str], parted: tuple[bool, ...] = ()) -> bytes:
    """Return the PDF with its tags mended, the same bytes for the same arguments.

    Args:
        raw: a tagged PDF as the layout engine writes it.
        tables: every table drawn in it, in order.
        titles: heading of each anchor that a link may lead to.
        parted: for each piece of a table in order, whether it begins within a row that the page before has begun.

    Raises:
        RowTooTall: a row of a table had to be cut, so that rows and data no longer match.
    """
    with pikepdf.open(BytesIO(raw)) as pdf:
        structure = pdf.Root.StructTreeRoot
        names: dict[str, Object] = {}
        drawn = list(zip(_tables(structure.K[0]), chain(parted, repeat(False)), strict=False))  # noqa: FBT003
        for number, table in enumerate(tables):
            _tag_table(_merged(drawn, table), table, f"t{number}", names)
        if drawn:
            raise RowTooTall("版面中的表格比数据中的多，可能有一行放不进一页。")
        _prune(structure.K[0])
        pairs = [item for key in sorted(names) for item in (String(key), names[key])]
        structure.IDTree = Dictionary(Names=Array(pairs))
        _free_unread(pdf)
        _describe_links(pdf, titles)
        _declare(pdf)
        _list_once(pdf)
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return out.getvalue()


def _kind(element: Object) -> str:
    """Return the structure type of an element, such as `Table`."""
    return str(element.S)[1:]


def _children(element: Object) -> list[Object]:
    """Return the structure elements below an element, without marks and references to annotations."""
    kids = element.get("/K", None)
    if not isinstance(kids, Array):
        return []
    return [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]


def _tables(element: Object) -> Iterator[Object]:
    """Yield every Table element in reading order."""
    for child in _children(element):
        if _kind(child) == "Table":
            yield child
        else:
            yield from _tables(child)


def _rows(group: Object) -> list[Object]:
    """Return the TR elements of a row group."""
    return [row for row in _children(group) if _kind(row) == "TR"]


def _merged(drawn: list[tuple[Object, bool]], table: PrintTable) -> tuple[list[Object], list[Object]]:
    """Return the head rows and body rows of the next table, its later pieces moved into the first one."""
    wanted = sum(len(group.rows) for group in table.groups)
    head: list[Object] = []
    body: list[Object] = []
    first: Object | None = None
    while drawn and (first is None or len(body) < wanted or drawn[0][1]):
        piece, within = drawn.pop(0)
        groups = _children(piece)
        rows = [row for group in groups if _kind(group) == "TBody" for row in _rows(group)]
        if within and body and rows:
            _join_rows(body[-1], rows.pop(0))
        body += rows
        if first is None:
            first = piece
            head = [row for group in groups if _kind(group) == "THead" for row in _rows(group)]
            continue
        for group in groups:
            if _kind(group) == "TBody":
                group.P = first
                first.K.append(group)
        piece.K = Array([])
    if len(body) != wanted or len(head) != len(table.table.head):
        raise RowTooTall(f"表“{table.table.title}”有一行放不进一页，请缩短该行的文字，或改为横排。")
    return head, body


def _join_rows(row: Object, rest: Object) -> None:
    """Move what a row holds on the next page into the cells where the row began."""
    for cell, more in zip(_children(row), _children(rest), strict=True):
        for kid in _children(more):
            kid.P = cell
            cell.K.append(kid)
    rest.K = Array([])


def _tag_table(
    rows: tuple[list[Object], list[Object]], table: PrintTable, prefix: str, names: dict[str, Object]
) -> None:
    """Write scope, spans, identifier and heads of every cell."""
    drawn = [[cell for cell in _children(row) if _kind(cell) in _CELLS] for row in (*rows[0], *rows[1])]
    for elements, cells in zip(drawn, heads_of(table), strict=True):
        for element, cell in zip(elements, cells, strict=True):
            attributes = Dictionary(O=Name.Table)
            if cell.colspan != 1:
                attributes.ColSpan = cell.colspan
            if cell.rowspan != 1:
                attributes.RowSpan = cell.rowspan
            if cell.scope:
                attributes.Scope = Name(f"/{cell.scope}")
                element.ID = String(f"{prefix}-{cell.key}")
                names[f"{prefix}-{cell.key}"] = element
            if cell.heads:
                attributes.Headers = Array([String(f"{prefix}-{key}") for key in cell.heads])
            element.A = attributes


def _prune(element: Object) -> bool:
    """Drop elements that hold nothing, except cells; return whether the element itself holds something."""
    kids = element.get("/K", None)
    if isinstance(kids, Array):
        kept = [kid for kid in kids if not (isinstance(kid, Dictionary) and "/S" in kid) or _prune(kid)]
        if len(kept) != len(kids):
            element.K = Array(kept)
        kids = element.K
    return _kind(element) in _CELLS or not isinstance(kids, Array) or len(kids) > 0


def _read(element: Object, found: dict[tuple[int, int], set[int]]) -> None:
    """Collect the marks that structure elements hold, by page."""
    kids = element.get("/K", None)
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, int):
            found.setdefault(element.Pg.objgen, set()).add(kid)
        elif isinstance(kid, Dictionary) and "/S" in kid:
            _read(kid, found)


def _free_unread(pdf: pikepdf.Pdf) -> None:
    """Turn marked content outside the structure (running heads, repeated table heads) into artifacts."""
    read: dict[tuple[int, int], set[int]] = {}
    structure = pdf.Root.StructTreeRoot
    _read(structure.K[0], read)
    numbers = structure.ParentTree.Nums
    parents = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
    for page in pdf.pages:
        known = read.get(page.obj.objgen, set())

        def artifact(found: re.Match[bytes], known: set[int] = known) -> bytes:
            return found[0] if int(found[1]) in known else b"/Artifact BMC"

        stream = page.obj.Contents
        stream.write(_MARK.sub(artifact, stream.read_bytes()))
        owners = parents[int(page.obj.StructParents)]
        for mark in range(len(owners)):
            if mark not in known:
                owners[mark] = None


def _describe_links(pdf: pikepdf.Pdf, titles: Mapping[str, str]) -> None:
    """Let every link say which heading it leads to, or which address."""
    for page in pdf.pages:
        for note in page.obj.get("/Annots", Array([])):
            if note.get("/Subtype", None) == Name.Link:
                action = note.get("/A", Dictionary())
                aim = str(action.URI) if "/URI" in action else titles.get(str(note.get("/Dest", "")), "所指的页")
                note.Contents = String(f"转到“{aim}”")


def _declare(pdf: pikepdf.Pdf) -> None:
    """Name PDF/UA-1 in the metadata, and let viewers show the title instead of the file name."""
    stream = pdf.Root.Metadata
    stream.write(stream.read_bytes().replace(b"</rdf:RDF>", _UA + b"</rdf:RDF>", 1))
    pdf.Root.Lang = String("zh-CN")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _list_once(pdf: pikepdf.Pdf) -> None:
    """Let the document name each file inside it once; the engine lists those with a name a second time."""
    if "/AF" in pdf.Root:
        pdf.Root.AF = Array({file.objgen: file for file in pdf.Root.AF}.values())
