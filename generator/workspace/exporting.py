"""Exporting one report: every format that the site offers, as files with names that people can read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.build.outputs import draw, tables_of
from generator.build.report import Plan, Slugs, plan_report
from generator.check.report.text import placed
from generator.downloads.fonts import MissingFont, MissingGlyph
from generator.findings import Finding
from generator.load.reading import Reader, load_shared
from generator.model.blocks import Document
from generator.model.imprint import imprint_of
from generator.workspace.project import Project

#: format → endings of its file; a format of several files has none.
FORMATS: Mapping[str, str] = {
    "xlsx": ".xlsx",
    "csv": "",
    "json": "",
    "package": ".zip",
    "pdf": ".pdf",
    "docx": ".docx",
    "fragment": ".zip",
}
#: formats that hold the PDF, which takes longest to make.
_PRINTED = frozenset({"pdf", "fragment"})
#: format of one file that shares its ending with another → what its name says.
_SAID = {"package": "数据包", "fragment": "网页片段"}
PUBLIC = "公开"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_LONGEST = 60
_SHOWN = 10


class ExportingError(ValueError):
    """A report cannot be exported; the message says why and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class Export:
    """What an export of a report comes to; nothing is written yet.

    Attributes:
        files: path below the folder → content; a single file where one format of one file was asked for.
        mark: what the file names say of a report that is not public, such as 草稿; empty for a public one.
    """

    files: Mapping[str, bytes]
    mark: str


def export_report(project: Project, slugs: Slugs, formats: Sequence[str], *, is_forced: bool = False) -> Export:
    """Return the files of a report in some formats; a report that is not public says so in their names.

    Args:
        project: the project.
        slugs: which report.
        formats: some of `FORMATS`.
        is_forced: whether a report with errors is exported all the same.

    Raises:
        ExportingError: it has errors, cannot be read, or its PDF cannot be printed.
    """
    reader = Reader(project.shared)
    shared = load_shared(reader)
    plan = plan_report(project.files_of(slugs), shared, slugs)
    errors = [*_errors(placed(reader.findings, reader.trees)), *_errors(plan.findings)]
    document = plan.document
    if document is None or (errors and not is_forced):
        raise ExportingError(_refusal(slugs, errors, can_force=document is not None))
    mark = "，".join(filter(None, (_state(plan), "有错误" if errors else "")))
    try:
        with_pdf, with_docx = not _PRINTED.isdisjoint(formats), "docx" in formats
        drawn = draw(document, imprint_of(shared.site), with_pdf=with_pdf, with_docx=with_docx).downloads
    except (MissingGlyph, MissingFont) as error:
        message = f"PDF 没有做出来：{error}\n缺字体时请运行 juesuan doctor；先要别的格式，可以加 --format xlsx。"
        raise ExportingError(message) from error
    return Export(dict(_named(document, plan, drawn, formats, mark)), mark)


def _state(plan: Plan) -> str:
    """Return what file names say of a report that is not public, or is so no more; "" for a public one."""
    if plan.release.withdrawn_on is not None:
        return "已撤回"
    return "" if plan.state == PUBLIC else plan.state


def _errors(findings: Sequence[Finding]) -> list[Finding]:
    return [found for found in findings if found.is_error]


def _refusal(slugs: Slugs, errors: Sequence[Finding], *, can_force: bool) -> str:
    lines = [f"{found.place or found.path}：{found.message}" for found in errors[:_SHOWN]]
    rest = [f"还有 {len(errors) - _SHOWN} 处，用 juesuan check {slugs.address} 看。"] if len(errors) > _SHOWN else []
    hint = "改好以后再导出；只想先看看样子，可以加 --force。" if can_force else "改好以后再导出。"
    return "\n".join([f"{slugs.address} 有 {len(errors)} 处错误，没有导出：", *lines, *rest, hint])


def _named(
    document: Document, plan: Plan, drawn: Mapping[str, bytes], formats: Sequence[str], mark: str
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of each format under the names that people see."""
    stem = _clean(document.title or plan.slugs.address) + (f"（{mark}）" if mark else "")
    single = {"xlsx": "tables.xlsx", "package": "data-package.zip", "pdf": "report.pdf"}
    single |= {"docx": "report.docx", "fragment": "fragment.zip"}
    for kind in formats:
        if kind in single:
            yield f"{stem}{_SAID.get(kind, '')}{FORMATS[kind]}", drawn[f"downloads/{single[kind]}"]
    if "json" in formats:
        yield f"{stem}全部数字.json", drawn["downloads/facts.json"]
        yield f"{stem}全部表格.json", drawn["downloads/tables.json"]
    if "csv" in formats:
        yield f"{stem}全部数字.csv", drawn["downloads/facts.csv"]
        for number, table in enumerate(tables_of(document), 1):
            yield f"{stem}表格/{number:02} {_clean(table.title)}.csv", drawn[f"downloads/{table.key}.csv"]


def _clean(text: str) -> str:
    """Return a text as part of a file name that every system takes, and that never leaves its folder."""
    return _FORBIDDEN.sub("", " ".join(text.split()))[:_LONGEST].strip(" .") or "决算"
