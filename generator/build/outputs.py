"""What a laid-out report becomes: drawings, downloads, Markdown pages; a pure function of the document.

Downloads are made first, because the pages list them with size and hash (the second stage of DESIGN §2).
"""

import datetime as dt
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.document.cards import walk
from generator.downloads.chart_csv import render_chart_csv
from generator.downloads.data_package import render_data_package
from generator.downloads.facts_csv import render_facts_csv
from generator.downloads.open_data import render_csv, render_facts, render_tables
from generator.downloads.workbook import render_workbook
from generator.html.charts import render_chart
from generator.model.blocks import Chart, Document, Table
from generator.model.imprint import Imprint
from generator.model.summary import Download
from generator.pages.dataset import dataset_of
from generator.pages.links import address_of
from generator.pages.report import chart_files, write_pages

PDF_TITLE = "全文 PDF"
TABLE_SENTENCE = "表格数据，可用电子表格软件打开。"
#: files of a report that hold all of it: title and what it is good for.
WHOLE = {
    "downloads/tables.xlsx": ("全部表格 Excel", "每张表一个工作表，照公开的表式，合计带算式，可以打印。"),
    "downloads/facts.csv": ("全部数字 CSV", "每个公布的数一行：名称、数值、单位、算式、所在的表。可用电子表格打开。"),
    "downloads/facts.json": ("全部数字 JSON", "同样的数字，另有口径、更正和字段说明，适合程序读取。"),
    "downloads/tables.json": ("全部表格 JSON", "每张表的栏目、行和注，适合程序读取。"),
    "downloads/data-package.zip": ("数据包", "全部数字和表格的 CSV，带每个字段的说明（Frictionless Data Package）。"),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is made once from a document and kept: drawings and downloads, by path below the report's folder."""

    charts: Mapping[str, bytes]
    downloads: Mapping[str, bytes]

    @property
    def files(self) -> dict[str, bytes]:
        """Return all files by path below the report's folder."""
        return {**self.charts, **self.downloads}


def draw(document: Document, imprint: Imprint | None = None, *, with_pdf: bool = True) -> Drawn:
    """Return a report's charts as SVG, and its PDF (which a preview does without), JSON and CSV.

    Args:
        document: the report laid out.
        imprint: what its files say of the site.
        with_pdf: whether the PDF is made.

    Raises:
        MissingFont, MissingGlyph: the PDF cannot be printed whole.
    """
    drawings = {chart.key: render_chart(chart) for chart in charts_of(document)}
    imprint = imprint or Imprint()
    facts = render_facts(document, imprint)
    downloads: dict[str, bytes] = {}
    if with_pdf:
        # WeasyPrint takes a second to import; checks and builds that draw nothing do without it.
        from generator.downloads.pdf import PrintSettings, render_pdf  # noqa: PLC0415

        settings = PrintSettings(
            date=file_date(document),
            publisher=imprint.publisher,
            attachments={"facts.json": facts},
            address=imprint.whole(address_of(document).folder),
        )
        downloads["downloads/report.pdf"] = render_pdf(document, drawings, settings)
    downloads["downloads/facts.csv"] = render_facts_csv(document)
    downloads["downloads/facts.json"] = facts
    downloads["downloads/tables.json"] = render_tables(document, tables_of(document, with_empty=True), imprint)
    date, listed = file_date(document), list(tables_of(document))
    csvs = {table.key: render_csv(table) for table in listed}
    downloads |= {f"downloads/{name}.csv": content for name, content in csvs.items()}
    downloads["downloads/tables.xlsx"] = render_workbook(document, date, imprint.publisher)
    csvs["facts"] = downloads["downloads/facts.csv"]
    downloads["downloads/data-package.zip"] = render_data_package(document, listed, csvs, date, imprint)
    folder = address_of(document).folder
    shown = {path.removeprefix(folder): chart for path, chart in chart_files(document).items()}
    charts = {path: drawings[chart.key].encode() for path, chart in shown.items()}
    charts |= {f"{path.removesuffix('.svg')}.csv": render_chart_csv(chart) for path, chart in shown.items()}
    return Drawn(charts, downloads)


def pages_of(
    document: Document, drawn: Drawn, siblings: Sequence[int], imprint: Imprint | None = None
) -> dict[str, bytes]:
    """Return the report's files below docs/: Markdown pages, drawings, downloads."""
    folder = address_of(document).folder
    listed = tuple(_listed(document, drawn.downloads))
    pages = write_pages(document, listed, siblings, dataset_of(document, listed, imprint or Imprint()))
    files = {path: text.encode() for path, text in pages.items()}
    return files | {f"{folder}{name}": content for name, content in drawn.files.items()}


def charts_of(document: Document) -> Iterator[Chart]:
    """Yield the charts of a document in reading order, those of its first page first."""
    yield from document.pictures
    for section in walk(document.parts):
        yield from (block for block in section.blocks if isinstance(block, Chart))


def tables_of(document: Document, *, with_empty: bool = False) -> Iterator[Table]:
    """Yield the official tables of a document that hold rows, or all of them, in reading order."""
    for section in walk(document.parts):
        yield from (block for block in section.blocks if isinstance(block, Table) and (block.rows or with_empty))


def file_date(document: Document) -> dt.date:
    """Return the date that files carry: that of publication, else the end of the year; never the clock's."""
    try:
        return dt.date.fromisoformat(dict(document.facts_head)["公开日期"])
    except ValueError:
        return dt.date(document.year, 12, 31)


def _listed(document: Document, files: Mapping[str, bytes]) -> Iterator[Download]:
    """Yield the files to take home: the whole report first, then its data, then table by table in reading order."""
    for name in sorted(files):
        if name.endswith(".pdf"):
            sentence = "封面、目录、全部说明、图和表，适合打印和存档，内含数据文件。"
            yield _download(PDF_TITLE, sentence, name, files[name], pages=_pages_of(files[name]))
    for name, (title, sentence) in WHOLE.items():
        if name in files:
            yield _download(title, sentence, name, files[name])
    for table in tables_of(document):
        name = f"downloads/{table.key}.csv"
        if name in files:
            yield _download(table.title, TABLE_SENTENCE, name, files[name], table=True)


def _download(title: str, sentence: str, name: str, content: bytes, *, pages: int = 0, table: bool = False) -> Download:
    """Return what is told of a file; its ending is its kind."""
    kind, digest = name.rpartition(".")[2].upper(), hashlib.sha256(content).hexdigest()
    return Download(title, sentence, name, kind, len(content), pages, digest, table)


def _pages_of(pdf: bytes) -> int:
    """Return the number of pages of a PDF."""
    import pikepdf  # noqa: PLC0415 - only where a PDF was made

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
