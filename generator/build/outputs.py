"""What a laid-out report becomes: drawings, downloads, Markdown pages; a pure function of the document.

Downloads are made first, because the pages list them with size and hash (the second stage of DESIGN §2).
"""

import datetime as dt
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.build.attached import listed as attachments_listed
from generator.document.cards import walk
from generator.downloads.chart_csv import render_chart_csv
from generator.downloads.data_package import render_data_package
from generator.downloads.facts_csv import render_facts_csv
from generator.downloads.fragment import render_fragment
from generator.downloads.open_data import render_csv, render_facts, render_tables
from generator.downloads.workbook import render_workbook
from generator.html.charts import for_screen, render_chart
from generator.model.blocks import Chart, Document, Table
from generator.model.imprint import Imprint
from generator.model.summary import Download
from generator.pages.dataset import dataset_of
from generator.pages.links import address_of
from generator.pages.matter import publication_date
from generator.pages.report import chart_files, write_pages

PDF_TITLE = "全文 PDF"
TABLE_SENTENCE = "表格数据，可用电子表格软件打开。"
#: files of a report that hold all of it: title and what it is good for.
WHOLE = {
    "downloads/report.docx": ("全文 Word", "照公文格式排的全文，有标题样式和目录，用 Word 或 WPS 打开，可以摘录。"),
    "downloads/tables.xlsx": ("全部表格 Excel", "每张表一个工作表，照公开的表式，合计带算式，可以打印。"),
    "downloads/facts.csv": ("全部数字 CSV", "每个公布的数一行：名称、数值、单位、算式、所在的表。可用电子表格打开。"),
    "downloads/facts.json": ("全部数字 JSON", "同样的数字，另有口径、更正和字段说明，适合程序读取。"),
    "downloads/tables.json": ("全部表格 JSON", "每张表的栏目、行和注，适合程序读取。"),
    "downloads/data-package.zip": ("数据包", "全部数字和表格的 CSV，带每个字段的说明（Frictionless Data Package）。"),
    "downloads/fragment.zip": (
        "网页片段",
        "正文、图和附件，可以整篇贴到政府网站的后台；做法见里面的 README.txt。",
    ),
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


def draw(
    document: Document, imprint: Imprint | None = None, *, with_pdf: bool = True, with_docx: bool | None = None
) -> Drawn:
    """Return a report's charts as SVG, and its PDF, DOCX and fragment (which a preview does without), JSON and CSV.

    Args:
        document: the report laid out.
        imprint: what its files say of the site.
        with_pdf: whether the PDF is made, and the fragment that holds it.
        with_docx: whether the DOCX is made; as the PDF where nothing is said.

    Raises:
        MissingFont, MissingGlyph: the PDF cannot be printed whole.
    """
    drawings = {chart.key: render_chart(chart) for chart in charts_of(document)}
    imprint = imprint or Imprint()
    facts = render_facts(document, imprint)
    date = file_date(document)
    workbook = render_workbook(document, date, imprint.publisher)
    data = {"facts.json": facts, "tables.xlsx": workbook}
    downloads = _printed(document, drawings, data, imprint) if with_pdf else {}
    if with_docx or (with_docx is None and with_pdf):
        from generator.downloads.docx import render_docx  # noqa: PLC0415 - as the PDF: only where it is made

        address = imprint.whole(address_of(document).folder)
        downloads["downloads/report.docx"] = render_docx(document, drawings, date, imprint.publisher, address)
    downloads["downloads/facts.csv"] = render_facts_csv(document)
    downloads["downloads/facts.json"] = facts
    downloads["downloads/tables.json"] = render_tables(document, tables_of(document, with_empty=True), imprint)
    listed = list(tables_of(document))
    csvs = {table.key: render_csv(table) for table in listed}
    downloads |= {f"downloads/{name}.csv": content for name, content in csvs.items()}
    downloads["downloads/tables.xlsx"] = workbook
    csvs["facts"] = downloads["downloads/facts.csv"]
    downloads["downloads/data-package.zip"] = render_data_package(document, listed, csvs, date, imprint)
    folder = address_of(document).folder
    shown = {path.removeprefix(folder): chart for path, chart in chart_files(document).items()}
    charts = {path: for_screen(drawings[chart.key]).encode() for path, chart in shown.items()}
    charts |= {f"{path.removesuffix('.svg')}.csv": render_chart_csv(chart) for path, chart in shown.items()}
    return Drawn(charts, downloads)


def _printed(
    document: Document, drawings: Mapping[str, str], data: Mapping[str, bytes], imprint: Imprint
) -> dict[str, bytes]:
    """Return the whole report for paper and for another site's page: PDF with its data inside, and the fragment."""
    # WeasyPrint takes a second to import; checks and builds that draw nothing do without it.
    from generator.downloads.pdf import PrintSettings, render_pdf  # noqa: PLC0415

    date = file_date(document)
    address = imprint.whole(address_of(document).folder)
    pdf = render_pdf(document, drawings, PrintSettings(date, imprint.publisher, attachments=data, address=address))
    files = {"report.pdf": pdf, "tables.xlsx": data["tables.xlsx"]}
    fragment = render_fragment(document, drawings, files, date, imprint)
    return {"downloads/report.pdf": pdf, "downloads/fragment.zip": fragment}


def listing_of(document: Document, drawn: Drawn) -> tuple[Download, ...]:
    """Return what the pages tell of a report's files, its own and those attached to it, in the order of the list."""
    return (*_listed(document, drawn.downloads), *attachments_listed(document.attachments))


def pages_of(
    document: Document, listing: Sequence[Download], siblings: Sequence[int], imprint: Imprint | None = None
) -> dict[str, bytes]:
    """Return the report's Markdown pages by path below docs/.

    Args:
        document: the report laid out.
        listing: its files (`listing_of`).
        siblings: the years for which the same department has published.
        imprint: what the pages tell machines of the site.
    """
    dataset = dataset_of(document, listing, imprint or Imprint())
    return {path: text.encode() for path, text in write_pages(document, listing, siblings, dataset).items()}


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
        return dt.date.fromisoformat(publication_date(document))
    except ValueError:  # none is known, or what is written is no day, which the check says
        return dt.date(document.year, 12, 31)


def _listed(document: Document, files: Mapping[str, bytes]) -> Iterator[Download]:
    """Yield the files to take home: the whole report first, then its data, then table by table in reading order."""
    for name in sorted(files):
        if name.endswith(".pdf"):
            sentence = "封面、目录、全部说明、图和表，适合打印和存档，内含全部数字（JSON）和全部表格（Excel）。"
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
