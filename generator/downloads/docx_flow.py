"""A report as paragraphs and tables of a word processor's document, in order, and on which side of paper they stand."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.downloads.docx_pictures import size_of
from generator.downloads.docx_styles import LINE, MOST_LEVELS, align, flag, font, indent
from generator.downloads.docx_tables import TALL_WIDTH, Above, Grid, corners_xml, grid_of, notes_xml, table_xml
from generator.downloads.docx_xml import NONE, Xml, element, escaped, join, paragraph, run
from generator.downloads.paper import ems
from generator.downloads.print_view import PrintChart, PrintSection, PrintTable
from generator.model.blocks import Glossary, Notice, Paragraph

_NUMBERED = (
    (re.compile(r"[一二三四五六七八九十百]+、"), "heading"),
    (re.compile(r"[（(][一二三四五六七八九十百]+[)）]"), "subheading"),
    (re.compile(r"\d+[.、．]|[（(]\d+[)）]"), "body"),
)
_USUAL = {2: "heading", 3: "subheading"}
_CHART_WIDTH = 3_240_000  # 90 mm in English Metric Units
_SIZE, _WIDTHS = 16, (430, 625)  # type of a heading, and its width upright and on its side, in points
_REMARK_SIZE, _REMARK_LINE, _REMARK_AROUND = 12, 22, 16  # type, line and margins of a remark, in points
_SPACER = paragraph("Spacer")
_NOTHING = Above()


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as a picture: the id of its part in the file, and its bytes."""

    relation: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the document; `wide` asks for paper on its side, None for that of what follows."""

    xml: Xml
    wide: bool | None = False


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes the parts of a report.

    Attributes:
        fonts: family by role.
        pictures: charts by their key.
        bookmarks: key of a heading or a table → name of its bookmark, for those that stand in the contents.
    """

    fonts: Mapping[str, str]
    pictures: Mapping[str, Picture]
    bookmarks: Mapping[str, str]

    def sections(self, sections: Sequence[PrintSection], heads: Above = _NOTHING) -> Iterator[Piece]:
        """Yield the pieces of sections in order; `heads` is how high the headings are that stand above the first."""
        for place, section in enumerate(sections):
            yield from self._section(section, _NOTHING if place else heads)

    def _section(self, section: PrintSection, heads: Above) -> Iterator[Piece]:
        heads += heading_height(section)
        if section.title:
            yield Piece(self._heading(section, begins=_begins(section, heads)), wide=None)
        for number, block in enumerate(section.blocks):
            if number < section.lead and isinstance(block, Notice | Paragraph):
                yield Piece(self._remark(block, kept=True), wide=None)
                heads += remark_height(block)
            else:
                yield from self._block(block, section.level, heads if number == section.lead else _NOTHING)
        yield from self.sections(section.sections, _NOTHING if section.blocks else heads)

    def _heading(self, section: PrintSection, *, begins: bool) -> Xml:
        """Return a heading: its level is that of the outline, its look that of its numbering, as letters ask.

        `begins`: it begins a page.
        """
        level = min(max(section.level, 1), MOST_LEVELS)
        role = _role(section.title)
        look, after = NONE, NONE
        if level > 1 and _is_title(section):
            look, after = font(self.fonts["title"]), join(indent(0), align("center"))
        elif level > 1 and role and role != _USUAL.get(level, "body"):
            look = font(self.fonts[role])
        text = self._marked(section.key, run(section.title, look))
        return paragraph(f"Heading{level}", text, before=flag("pageBreakBefore") if begins else NONE, after=after)

    def _marked(self, key: str, text: Xml) -> Xml:
        """Return a text with the bookmark that the contents lead to."""
        name = self.bookmarks.get(key)
        if not name:
            return text
        number = int(name.removeprefix("_Toc"))
        start = Xml(f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>')
        return join(start, text, element("w:bookmarkEnd", id=number))

    def _block(self, block: object, level: int, above: Above) -> Iterator[Piece]:
        match block:
            case PrintTable():
                yield self._table(block, level, above)
            case PrintChart():
                yield Piece(self._chart(block))
            case Paragraph() | Notice():
                yield Piece(self._remark(block))
            case Glossary():
                for term in block.terms:
                    said = run(term.mark + term.text) if term.text else NONE
                    yield Piece(paragraph("Term", run(term.number + term.term, flag("b")), said))

    def _remark(self, block: Paragraph | Notice, *, kept: bool = False) -> Xml:
        """Return a paragraph of text or a remark of ours; `kept`: it stays on the page of what follows."""
        if isinstance(block, Notice) or not block.official:
            style = "Notice" if isinstance(block, Notice) else "Ours"
            return paragraph(style, run(block.text), before=flag("keepNext") if kept else NONE)
        flat = NONE if block.indented else indent(0)
        if block.level:
            role = _role(block.text)
            return paragraph("Subheading", run(block.text, font(self.fonts[role]) if role else NONE), after=flat)
        return paragraph("BodyText", run(block.text), after=flat)

    def _table(self, shown: PrintTable, level: int, above: Above) -> Piece:
        """Return a table with its title, corners and notes; `above`: how high what stands above it is."""
        table, grid = shown.table, grid_of(shown, above)
        twips = grid.twips if grid else TALL_WIDTH
        key = f"table-{table.key}"
        style = f"TableTitle{min(level + 1, 3)}" if key in self.bookmarks else "TableTitle"
        title = NONE if shown.titled else paragraph(style, self._marked(key, run(table.title)))
        notes = notes_xml(table, has_grid=grid is not None)
        body = table_xml(grid, keep_last=bool(notes)) if grid else NONE
        return Piece(join(title, corners_xml(table, twips), body, notes, _SPACER), wide=_is_wide(grid))

    def _chart(self, shown: PrintChart) -> Xml:
        """Return a chart: what it says, its picture with all values in words, its values as a table, its caption."""
        chart, grid = shown.chart, grid_of(shown.twin, is_twin=True)
        picture = self.pictures.get(chart.key)
        lines = [paragraph("ChartTitle", run(chart.finding)), paragraph("ChartAbout", run(chart.subtitle))]
        if picture:
            number = 1 + list(self.pictures).index(chart.key)
            lines.append(paragraph("Picture", _drawing(picture, number, chart.finding, chart.description)))
        lines.append(table_xml(grid, keep_last=True) if grid else NONE)
        lines.append(paragraph("ChartAbout", run(shown.note)) if shown.note else NONE)
        lines.append(paragraph("Caption", run(chart.caption)))
        return join(*lines)


def heading_height(section: PrintSection) -> Above:
    """Return about how high a heading is with its room."""
    if not section.title:
        return _NOTHING
    lines = [math.ceil(ems(section.title) * _SIZE / width) + (section.level == 1) for width in _WIDTHS]
    return Above(*(LINE / 20 * count for count in lines))


def remark_height(block: Notice | Paragraph) -> Above:
    """Return about how high a remark of ours is with its room."""
    lines = [math.ceil(ems(block.text) * _REMARK_SIZE / width) for width in _WIDTHS]
    return Above(*(_REMARK_LINE * count + _REMARK_AROUND for count in lines))


def resolved(pieces: Sequence[Piece]) -> Iterator[tuple[bool, list[Xml]]]:
    """Yield runs of pieces that stand on paper of the same side; a heading goes with what follows it."""
    sides: list[bool] = []
    side = False
    for piece in reversed(pieces):
        side = side if piece.wide is None else piece.wide
        sides.append(side)
    gathered: list[Xml] = []
    before: bool | None = None
    for piece, side in zip(pieces, reversed(sides), strict=True):
        if before is not None and side != before:
            yield before, gathered
            gathered = []
        gathered.append(piece.xml)
        before = side
    if before is not None:
        yield before, gathered


def _role(title: str) -> str:
    """Return the font that a numbering asks for; nothing where there is none."""
    return next((role for pattern, role in _NUMBERED if pattern.match(title.lstrip())), "")


def _is_title(section: PrintSection) -> bool:
    """Return whether a heading is the title of a paper of its own: unnumbered, above 一、, or above a form."""
    first = section.sections[0].title if section.sections else ""
    block = section.blocks[section.lead] if len(section.blocks) > section.lead else None
    titled = isinstance(block, PrintTable) and block.titled
    return titled or (not _role(section.title) and _role(first) == "heading")


def _begins(section: PrintSection, heads: Above) -> bool:
    """Return whether a heading begins a page: a form of several pages stands below it."""
    block = section.blocks[section.lead] if len(section.blocks) > section.lead else None
    if not (isinstance(block, PrintTable) and block.titled and block.form and section.level > 1):
        return False
    above = sum(map(remark_height, _lead_of(section)), heads + heading_height(section))
    grid = grid_of(block, above)
    return grid is not None and not grid.lie.whole


def _lead_of(section: PrintSection) -> list[Notice | Paragraph]:
    """Return the remarks that stand between a heading and a form, on the form's page."""
    return [block for block in section.blocks[: section.lead] if isinstance(block, Notice | Paragraph)]


def _is_wide(grid: Grid | None) -> bool:
    return grid is not None and grid.lie.wide


def _drawing(picture: Picture, number: int, name: str, description: str) -> Xml:
    """Return a picture that stands in a line, with what it shows in words."""
    width, height = size_of(picture.content)
    across, down = _CHART_WIDTH, round(_CHART_WIDTH * height / width)
    told = f'id="{number}" name="{escaped(name)}" descr="{escaped(description)}"'
    uri = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return Xml(
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
        f"<wp:docPr {told}/><wp:cNvGraphicFramePr/>"
        f'<a:graphic><a:graphicData uri="{uri}"><pic:pic><pic:nvPicPr><pic:cNvPr {told}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{picture.relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
