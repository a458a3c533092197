"""The 台账: a workbook over many departments, by the five dimensions in which disclosure is inspected.

Everything that comes from data is written as text, so that nothing in it becomes a formula, a link or a number.
"""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from generator.check.manual.dimensions import DIMENSIONS
from generator.check.report.review import COMMON, Checked, Review, counts_of, file_of, one_line
from generator.findings import Finding, Severity

#: what a workbook says it was made on when the data has no date: a clock would change its bytes.
SOME_DAY = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's dates have no zone
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST_CELL = 32_000
LEDGER, LIST = "台账", "问题清单"
SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
ABOUT = (("地区", 22), ("部门", 34), ("年度", 8), ("状态", 9), ("公开日期", 12), ("结论", 12))
TOTALS = ("错误", "警告", "提示", "已豁免")
COLUMNS = (
    ("地区", 20), ("部门", 30), ("年度", 8), ("方面", 10), ("级别", 8), ("代码", 8), ("规则", 34), ("问题", 60),
    ("怎么办", 44), ("豁免原因", 30), ("文件", 44), ("行", 6), ("列", 6),
)  # fmt: skip


def render_ledger(review: Review) -> bytes:
    """Return a workbook: one row a department-year with its counts, and on a second sheet every finding.

    The same review gives the same bytes.
    """
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, SAFE)
    day = dt.datetime.fromisoformat(review.day) if review.day else SOME_DAY
    book.set_properties({"title": "决算公开校核台账", "created": day})
    formats = {
        "head": book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}),
        "text": book.add_format({"border": 1, "valign": "top", "text_wrap": True}),
        "total": book.add_format({"border": 1, "bold": True}),
    }
    _write_ledger(book.add_worksheet(LEDGER), formats, _rows(review))
    _write_list(book.add_worksheet(LIST), formats, review)
    book.close()
    return held.getvalue()


def _rows(review: Review) -> list[tuple[tuple[str, ...], list[int]]]:
    """Return (texts, numbers) of each department-year, and of what all share where something was found there."""
    rows = [
        (_about(report), _numbers(review, report.findings)) for report in review.reports
    ]  # fmt: skip
    shared = [finding for report, found in review.groups if report is None for finding in found]
    if shared:
        rows.append((("", COMMON, "", "", "", _verdict(shared)), _numbers(review, shared)))
    return rows


def _about(report: Checked) -> tuple[str, ...]:
    day = report.published_on or "未公布"
    return report.region, report.department, report.year, report.state or "读不出来", day, _verdict(report.findings)


def _verdict(findings: Iterable[Finding]) -> str:
    return "不能公开" if counts_of(findings).errors else "可以公开"


def _numbers(review: Review, findings: Sequence[Finding]) -> list[int]:
    """Return the counts by weight, then by dimension and weight, waived findings apart."""
    counts = counts_of(findings)
    of = [(review.dimension_of(finding.code), finding.severity) for finding in findings if not finding.waived]
    by = [of.count((dimension, severity)) for dimension in DIMENSIONS for severity in SEVERITIES]
    return [counts.errors, counts.warnings, counts.notes, counts.waived, *by]


def _write_ledger(sheet: Any, formats: dict[str, Any], rows: list[tuple[tuple[str, ...], list[int]]]) -> None:
    head, text, total = formats["head"], formats["text"], formats["total"]
    for column, (name, width) in enumerate(ABOUT):
        sheet.merge_range(0, column, 1, column, name, head)
        sheet.set_column(column, column, width)
    first = len(ABOUT)
    for group, (name, below) in enumerate([("合计", TOTALS), *((name, TOTALS[:3]) for name in DIMENSIONS)]):
        start = first + (group and len(TOTALS) + (group - 1) * len(SEVERITIES))
        sheet.merge_range(0, start, 0, start + len(below) - 1, name, head)
        for offset, word in enumerate(below):
            sheet.write_string(1, start + offset, word, head)
    for row, (texts, numbers) in enumerate(rows, 2):
        for column, value in enumerate(texts):
            sheet.write_string(row, column, _cell(value), text)
        for column, number in enumerate(numbers, first):
            sheet.write_number(row, column, number, text)
    last = 2 + len(rows)
    sheet.merge_range(last, 0, last, first - 1, "合计", total)
    for column in range(len(TOTALS) + len(DIMENSIONS) * len(SEVERITIES)):
        sheet.write_number(last, first + column, sum(numbers[column] for _, numbers in rows), total)
    sheet.freeze_panes(2, 3)
    _set_print(sheet, "台账：每行一个部门的一个年度；各方面的数不含已豁免的")


def _write_list(sheet: Any, formats: dict[str, Any], review: Review) -> None:
    for column, (name, width) in enumerate(COLUMNS):
        sheet.write_string(0, column, name, formats["head"])
        sheet.set_column(column, column, width)
    row = 0
    for report, findings in review.groups:
        about = (report.region, report.department, report.year) if report else ("", COMMON, "")
        for finding in findings:
            row += 1
            for column, value in enumerate((*about, *_texts(review, finding))):
                sheet.write_string(row, column, _cell(value), formats["text"])
            place = finding.place
            for column, number in enumerate((place.line, place.column) if place else (0, 0), len(COLUMNS) - 2):
                if number:
                    sheet.write_number(row, column, number, formats["text"])
    sheet.autofilter(0, 0, row, len(COLUMNS) - 1)
    sheet.freeze_panes(1, 0)
    _set_print(sheet, "问题清单")


def _texts(review: Review, finding: Finding) -> tuple[str, ...]:
    code = finding.code
    about = review.dimension_of(code), str(finding.severity), code, review.title_of(code)
    return *about, finding.message, finding.hint, finding.waived, file_of(finding)


def _cell(text: str) -> str:
    """Return a text that fits a cell."""
    line = one_line(text)
    return line if len(line) <= LONGEST_CELL else line[:LONGEST_CELL] + "…"


def _set_print(sheet: Any, title: str) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&C{title}")
    sheet.set_footer("&C&P / &N")
