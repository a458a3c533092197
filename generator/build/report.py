"""One report, planned as a pure function: files in, findings and everything published out.

The unit of work is (region, department, year). What is published for it follows from the files handed in and from
nothing else, so it can be cached by them, built in any order, in parallel, on another machine (DESIGN §2).
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.build.attached import attached_of
from generator.build.faults import fault_of
from generator.check import check, trust_of
from generator.check.manual.levels import levelled
from generator.document.desk import Inputs
from generator.document.layout import lay_out
from generator.document.verdicts import with_verdicts
from generator.figures.engine import Figures, formulas_of
from generator.figures.grammar import FormulaError
from generator.figures.printing import printer_of
from generator.findings import Finding, Severity
from generator.grid.naming import Naming
from generator.load.locate import locate
from generator.load.reading import Loaded, Reader, Shared, load_report
from generator.model.address import UnknownNameError, parse_name
from generator.model.blocks import Document
from generator.model.identity import Region, Report
from generator.model.moves import FOLDER
from generator.model.records import MoneyUnit
from generator.model.release import UNREAD, Release, day_of, minute_of, release_of
from generator.model.style import Style
from generator.money import AmountProblem, parse_amount

UNKNOWN_DATE = "未公布"


@dataclass(frozen=True, slots=True)
class Slugs:
    """Folder names of one report: region, department, year."""

    region: str
    department: str
    year: str

    @property
    def address(self) -> str:
        """Return `region/department/year`."""
        return f"{self.region}/{self.department}/{self.year}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of a report once it was read, checked and laid out.

    Attributes:
        slugs: which report.
        findings: everything found, with places.
        document: the report laid out; None when it cannot be.
        release: when it is public; empty when it could not be read.
        sources: id of a figure → file, line and column of what was typed, as JSON.
    """

    slugs: Slugs
    findings: tuple[Finding, ...]
    document: Document | None = None
    release: Release = UNREAD
    sources: bytes = b"{}"

    @property
    def state(self) -> str:
        """Return 草稿 … 公开; empty when it could not be read."""
        return self.release.state

    @property
    def published_on(self) -> dt.date | None:
        """Return the date of publication, None when unknown."""
        return self.release.published_on

    def is_public(self, as_of: dt.date) -> bool:
        """Return whether the public site may show the report by a day or minute."""
        return self.release.is_public(as_of)


def is_public(files: Mapping[str, bytes], slugs: Slugs, as_of: dt.date) -> bool:
    """Return whether a report's own words still let the public site show it; one that cannot be read keeps what it had.

    Args:
        files: path → bytes, the report's and its region's among them.
        slugs: which report.
        as_of: a day or minute.
    """
    reader = Reader(files)
    report = reader.record(Report, f"data/regions/{slugs.address}/report.yml", required=False)
    region = reader.record(Region, f"data/regions/{slugs.region}/region.yml", required=False)
    return report is None or release_of(report, region).is_public(as_of)


def plan_report(files: Mapping[str, bytes], shared: Shared, slugs: Slugs) -> Plan:
    """Return a report read, checked and laid out; whatever is wrong is a finding, never an exception.

    Args:
        files: path → bytes of the report's files, those of its department and region, and of last year's report.
        shared: what all reports share.
        slugs: which report.

    Raises:
        OSError, MemoryError: the machine lacks something.
    """
    try:
        return _planned(files, shared, slugs)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not keep other reports from the public
        return Plan(slugs, (fault_of(error, slugs.address),))


def _planned(files: Mapping[str, bytes], shared: Shared, slugs: Slugs) -> Plan:
    reader = Reader(files)
    loaded = load_report(reader, shared, slugs.region, slugs.department, slugs.year)
    if loaded is None:
        return Plan(slugs, _placed(reader, reader.findings))
    reader.findings += [*_wrong_dates(loaded, slugs), *_unusable(slugs)]
    release = release_of(loaded.report, loaded.region)
    try:
        last = _last_report(files, shared, slugs, loaded)
        inputs = replace(_inputs(loaded, shared, slugs, _prior(last)), prior_texts=last.texts if last else {})
        document, noticed = lay_out(inputs)
        found = check(loaded, inputs, document, [*reader.findings, *noticed])
        entries = with_verdicts(document.figures, inputs, found)
        document = replace(document, trust=trust_of(loaded, inputs, document, found), figures=entries)
        document = replace(document, attachments=tuple(attached_of(loaded.report, loaded.attached)))
    except (UnknownNameError, FormulaError, KeyError) as error:
        message = f"样式里有写错的地方，这份报告没有写出来：{str(error).strip(chr(39))}"
        reader.findings.append(Finding("T001", Severity.ERROR, message, f"data/regions/{slugs.region}/region.yml#/样式",
                                       "请核对样式里〔〕中的名称、句式和表式"))  # fmt: skip
        return Plan(slugs, _placed(reader, reader.findings), None, release)
    folder = f"data/regions/{slugs.address}/report.yml"
    found = levelled(found, shared.site.levels, loaded.style.identities)
    found = [finding if finding.path else _at(finding, folder) for finding in found]
    return Plan(slugs, _placed(reader, found), document, release, _sources(reader, document))


def _at(finding: Finding, folder: str) -> Finding:
    return Finding(finding.code, finding.severity, finding.message, f"{folder}#", finding.hint, None, finding.waived)


def _inputs(loaded: Loaded, shared: Shared, slugs: Slugs, prior: Figures | None) -> Inputs:
    style = loaded.style
    unit = style.variables.get("金额单位", "万元")
    figures = Figures(
        loaded.facts, formulas_of(style.formulas), prior, loaded.report.new_unit, unit, _units(style), _grades(style)
    )
    printer = printer_of(figures, style.numbers, unit)
    scopes = {evaluation.scope: evaluation.record.name for evaluation in loaded.evaluations}
    naming = Naming(shared.classification, loaded.facts.printed_names, loaded.report.year, scopes)
    return Inputs(
        slugs=(slugs.region, slugs.department, slugs.year),
        region=loaded.region,
        department=loaded.department,
        report=loaded.report,
        style=style,
        figures=figures,
        printer=printer,
        naming=naming,
        texts=loaded.texts,
        terms=loaded.terms,
        shared_terms=shared.terms,
        phrases=shared.phrases,
        evaluations=loaded.evaluations,
    )


def _units(style: Style) -> dict[str, str]:
    """Return the unit of each measure that the style prints in one of its own.

    Raises:
        UnknownNameError: it names no measure, or no unit of money.
    """
    found = {}
    for name, unit in style.units.items():
        if unit not in set(MoneyUnit):
            message = f"计量单位“{name}”写成了“{unit}”，可以写：元、万元、亿元"
            raise UnknownNameError(message)
        found[parse_name(name).measure] = unit
    return found


def _grades(style: Style) -> dict[str, Decimal]:
    """Return grade → least score, from the best down.

    Raises:
        UnknownNameError: a threshold is no number.
    """
    found = {}
    for grade, text in style.grades.items():
        least = parse_amount(text)
        if isinstance(least, AmountProblem):
            message = f"等次“{grade}”的分数线写成了“{text}”，应当是一个数"
            raise UnknownNameError(message)
        found[grade] = least
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def _last_report(files: Mapping[str, bytes], shared: Shared, slugs: Slugs, loaded: Loaded) -> Loaded | None:
    """Return last year's report or a predecessor's; errors there are none of this year's."""
    before = str(int(slugs.year) - 1)
    for department in (slugs.department, *loaded.department.predecessors):
        if f"data/regions/{slugs.region}/{department}/{before}/accounts.yml" in files:
            return load_report(Reader(files), shared, slugs.region, department, before)
    return None


def _prior(last: Loaded | None) -> Figures | None:
    """Return last year's figures; None where its report is not there or its style cannot be read."""
    try:
        return Figures(last.facts, formulas_of(last.style.formulas)) if last else None
    except (UnknownNameError, FormulaError):
        return None


def _unusable(slugs: Slugs) -> Iterator[Finding]:
    """Yield a finding for each folder name that cannot be part of an address."""
    for name in (slugs.region, slugs.department):
        if not FOLDER.fullmatch(name):
            message = f"文件夹名“{name}”不能用作网址"
            hint = "文件夹名只用小写英文字母、数字和减号，以字母或数字开头，最多 61 个，例如 hrss；中文名称写在文件里"
            yield Finding("R014", Severity.ERROR, message, f"data/regions/{slugs.address}/report.yml#", hint)


def _wrong_dates(loaded: Loaded, slugs: Slugs) -> Iterator[Finding]:
    """Yield a finding for each date of the report that is none, and for a minute of its region that is none."""
    hint = "请写成 2024-09-20 这样的日期；不知道时写“未公布”"
    path = f"data/regions/{slugs.address}/report.yml#/"
    for key, text in (("公开日期", loaded.report.published_on), ("批复日期", loaded.report.approved_on)):
        if text != UNKNOWN_DATE and day_of(text) is None:
            yield Finding("R013", Severity.ERROR, f"{key}“{text[:20]}”不是日期", f"{path}{key}", hint)
    typed = loaded.region.releases.get(slugs.year, "")
    if typed and minute_of(typed) is None:
        message = f"{slugs.year}年度的发布时间“{typed[:20]}”不是日期和时间，这一年度的报告都不公开"
        where = f"data/regions/{slugs.region}/region.yml#/发布时间/{slugs.year}"
        yield Finding("R013", Severity.ERROR, message, where, "请写成 2025-09-15 09:00 这样，用北京时间")


def _placed(reader: Reader, findings: list[Finding]) -> tuple[Finding, ...]:
    """Return the findings with file, line and column, in the order of the files."""
    placed = [
        finding
        if finding.place
        else Finding(finding.code, finding.severity, finding.message, finding.path, finding.hint,
                     locate(finding.path, reader.trees), finding.waived)
        for finding in findings
    ]  # fmt: skip
    return tuple(
        sorted(dict.fromkeys(placed), key=lambda found: (found.path.partition("#")[0], _line(found), found.code))
    )


def _line(finding: Finding) -> tuple[int, int]:
    return (finding.place.line, finding.place.column) if finding.place else (0, 0)


def _sources(reader: Reader, document: Document) -> bytes:
    """Return where each typed figure stands; lines change with comments, so this is kept apart from the pages."""
    found = {}
    for entry in document.figures.values():
        place = locate(entry.source, reader.trees) if entry.source else None
        if place is not None:
            found[entry.key] = {"file": place.file, "line": place.line, "column": place.column}
    return json.dumps(found, ensure_ascii=False, indent=1).encode()
