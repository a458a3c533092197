"""What a laid-out report becomes: drawings, downloads, Markdown pages; a pure function of the document.

Downloads are made first, because the pages list them with size and hash (the second stage of DESIGN §2).
"""

import datetime as dt
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.document.cards import walk
from generator.downloads.open_data import render_csv, render_facts
from generator.html.charts import render_chart
from generator.model.blocks import Chart, Document, Table
from generator.model.summary import Download
from generator.pages.links import address_of
from generator.pages.report import chart_files, write_pages

PDF_TITLE = "全文 PDF"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is made once from a document and kept: drawings and downloads, by path below the report's folder."""

    charts: Mapping[str, bytes]
    downloads: Mapping[str, bytes]

    @property
    def files(self) -> dict[str, bytes]:
        """Return all files by path below the report's folder."""
        return {**self.charts, **self.downloads}


def draw(document: Document, *, with_pdf: bool = True) -> Drawn:
    """Return a report's charts as SVG, and its PDF (which a preview does without), JSON and CSV.

    Raises:
        MissingFont, MissingGlyph: the PDF cannot be printed whole.
    """
    drawings = {chart.key: render_chart(chart) for chart in charts_of(document)}
    facts = render_facts(document)
    downloads: dict[str, bytes] = {}
    if with_pdf:
        # WeasyPrint takes a second to import; checks and builds that draw nothing do without it.
        from generator.downloads.pdf import PrintSettings, render_pdf  # noqa: PLC0415

        settings = PrintSettings(date=file_date(document), attachments={"facts.json": facts})
        downloads["downloads/report.pdf"] = render_pdf(document, drawings, settings)
    downloads["downloads/facts.json"] = facts
    for table in tables_of(document):
        downloads[f"downloads/{table.key}.csv"] = render_csv(table)
    folder = address_of(document).folder
    charts = {path.removeprefix(folder): drawings[chart.key].encode() for path, chart in chart_files(document).items()}
    return Drawn(charts, downloads)


def pages_of(document: Document, drawn: Drawn, siblings: Sequence[int]) -> dict[str, bytes]:
    """Return the report's files below docs/: Markdown pages, drawings, downloads."""
    folder = address_of(document).folder
    pages = write_pages(document, tuple(_listed(document, drawn.downloads)), siblings)
    files = {path: text.encode() for path, text in pages.items()}
    return files | {f"{folder}{name}": content for name, content in drawn.files.items()}


def charts_of(document: Document) -> Iterator[Chart]:
    """Yield the charts of a document in reading order."""
    for section in walk(document.parts):
        yield from (block for block in section.blocks if isinstance(block, Chart))


def tables_of(document: Document) -> Iterator[Table]:
    """Yield the official tables of a document that hold rows, in reading order."""
    for section in walk(document.parts):
        yield from (block for block in section.blocks if isinstance(block, Table) and block.rows)


def file_date(document: Document) -> dt.date:
    """Return the date that files carry: that of publication, else the end of the year; never the clock's."""
    try:
        return dt.date.fromisoformat(dict(document.facts_head)["公开日期"])
    except ValueError:
        return dt.date(document.year, 12, 31)


def _listed(document: Document, files: Mapping[str, bytes]) -> Iterator[Download]:
    for name, content in files.items():
        digest = hashlib.sha256(content).hexdigest()
        if name.endswith(".pdf"):
            import pikepdf  # noqa: PLC0415 - as above

            with pikepdf.open(io.BytesIO(content)) as pdf:
                pages = len(pdf.pages)
            sentence = "封面、目录、全部说明、图和表，适合打印和存档，内含数据文件。"
            yield Download(PDF_TITLE, sentence, name, "PDF", len(content), pages, digest)
        elif name.endswith(".json"):
            sentence = "每个公布的数：名称、数值、单位、算式。"
            yield Download("全部数字 JSON", sentence, name, "JSON", len(content), 0, digest)
    titles = {f"downloads/{table.key}.csv": table.title for table in tables_of(document)}
    for name, content in files.items():
        if name in titles:
            digest = hashlib.sha256(content).hexdigest()
            yield Download(titles[name], "表格数据，可用电子表格软件打开。", name, "CSV", len(content), 0, digest)
