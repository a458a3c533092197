"""PDFs of the real reports in a process of their own: `… printed_reports ours|bare RUNS FILE`; JSON on the last line.

`ours` prints as a build does and keeps the HTML, styles and drawings of the last layout in FILE, for `bare`, which
gives the very same to WeasyPrint alone: one layout, the same fonts and kind of PDF, nothing before and nothing after.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

import click
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from generator.build import outputs
from generator.build.report import plan_report
from generator.downloads import pdf
from generator.downloads.open_data import render_facts
from generator.downloads.tagging import mend
from generator.downloads.workbook import render_workbook
from generator.html.charts import render_chart
from generator.load.reading import Reader, load_shared
from generator.model.imprint import imprint_of
from generator.workspace.project import read_project

ROOT = Path(__file__).resolve().parents[2]
VARIANT = "pdf/a-3a"


class Taken:
    """Keeps what the print form hands to the engine, and the seconds of each piece of work."""

    def __init__(self) -> None:
        self.html: list[str] = []
        self.styles: list[list[str]] = []
        self.seconds: dict[str, list[float]] = {}

    def install(self) -> None:
        """Stand in for what the print form uses of the engine."""
        taken = self

        class Html(weasyprint.HTML):  # type: ignore[misc] # the engine is not typed
            def __init__(self, **named: Any) -> None:
                taken.html.append(named["string"])
                super().__init__(**named)

            def render(self, **named: Any) -> Any:
                taken.styles.append([sheet.text for sheet in named["stylesheets"]])
                return super().render(**named)

        class Css(weasyprint.CSS):  # type: ignore[misc] # the engine is not typed
            def __init__(self, **named: Any) -> None:
                self.text = named["string"]
                super().__init__(**named)

        for place, name, work in (
            (Html, "render", self.timed("layout", Html.render)),
            (pdf, "HTML", Html),
            (pdf, "CSS", Css),
            (pdf, "mend", self.timed("mend", mend)),
            (weasyprint.Document, "write_pdf", self.timed("write", weasyprint.Document.write_pdf)),
        ):
            setattr(place, name, work)

    def clear(self) -> None:
        """Forget what was kept."""
        for kept in (self.html, self.styles, self.seconds):
            kept.clear()

    def timed(self, what: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function whose processor seconds are kept."""

        def around(*args: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return work(*args, **named)
            finally:
                self.seconds.setdefault(what, []).append(time.process_time() - start)

        return around


def ours(runs: int, kept: Path) -> list[dict[str, Any]]:
    """Return what our PDFs take: processor seconds, layouts, and where they go."""
    project = read_project(ROOT)
    shared = load_shared(Reader(project.shared))
    imprint = imprint_of(shared.site)
    taken, told, sources = Taken(), [], {}
    taken.install()
    for slugs in project.reports():
        document = plan_report(project.files_of(slugs), shared, slugs).document
        assert document is not None, slugs
        charts = {chart.key: render_chart(chart) for chart in outputs.charts_of(document)}
        date = outputs.file_date(document)
        data = {
            "facts.json": render_facts(document, imprint),
            "tables.xlsx": render_workbook(document, date, imprint.publisher),
        }
        settings = pdf.PrintSettings(date, imprint.publisher, attachments=data)

        def work(document: Any = document, charts: Any = charts, settings: Any = settings) -> bytes:
            taken.clear()
            return pdf.render_pdf(document, charts, settings)

        seconds, content = timed(work, runs)
        parts = {name: sum(each) for name, each in taken.seconds.items()}
        again = sum(taken.seconds["layout"][1:])
        told.append({
            "report": slugs.address, "seconds": seconds, "layouts": len(taken.html), "again": again, **parts,
            "bytes": len(content),
        })  # fmt: skip
        sources[slugs.address] = {"html": taken.html[-1], "styles": taken.styles[-1], "charts": charts}
    kept.write_text(json.dumps(sources, ensure_ascii=False), "utf-8")
    return told


def bare(runs: int, kept: Path) -> list[dict[str, Any]]:
    """Return what WeasyPrint alone takes for the same HTML."""
    told = []
    for address, source in json.loads(kept.read_text("utf-8")).items():

        def work(source: Mapping[str, Any] = source) -> bytes:
            configuration = FontConfiguration()
            sheets = [weasyprint.CSS(string=text, font_config=configuration) for text in source["styles"]]
            page = weasyprint.HTML(string=source["html"], url_fetcher=pdf._Charts(source["charts"]))
            written: bytes = page.write_pdf(font_config=configuration, stylesheets=sheets, pdf_variant=VARIANT)
            return written

        seconds, content = timed(work, runs)
        told.append({"report": address, "seconds": seconds, "bytes": len(content)})
    return told


def timed(work: Callable[[], bytes], runs: int) -> tuple[float, bytes]:
    """Return the median of the processor seconds of some runs after one that does not count, and what came out."""
    content, times = work(), []
    for _ in range(runs):
        start = time.process_time()
        content = work()
        times.append(time.process_time() - start)
    return median(times), content


def main(which: str, runs: str, kept: str) -> None:
    """Print the figures as JSON."""
    told = {"ours": ours, "bare": bare}[which](int(runs), Path(kept))
    click.echo(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:4])
