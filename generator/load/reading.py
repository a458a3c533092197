"""From the bytes of `data/` to records: what all reports share, and one report with its identity and facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from generator.findings import Finding, Severity
from generator.load.blanks import blank_findings, decode_with_blanks
from generator.load.evaluations import Evaluated, complete, with_evaluations, wrong_names
from generator.load.facts import to_facts
from generator.load.node import Tree
from generator.load.records import decode
from generator.load.styles import Level, merged_style
from generator.load.tree import read_tree
from generator.model.accounts import Accounts
from generator.model.attachments import EXAMINED, Examined, load_examined
from generator.model.classification import Classification
from generator.model.evaluation import Evaluation
from generator.model.facts import Facts
from generator.model.identity import (
    UNNAMED,
    ClassEntry,
    Department,
    EverydayWord,
    Part,
    Region,
    Report,
    Site,
    State,
    TermRow,
)
from generator.model.style import Style

RecordT = TypeVar("RecordT")
Texts = Mapping[str, bytes]
#: parts of data/styles/NAME/FILE; a year stands between name and file.
STYLE_DEPTH = 4


@dataclass(slots=True)
class Reader:
    """Reads files and keeps their trees, so that a finding's path can be turned into a place.

    Attributes:
        files: path → bytes. trees: what was read so far. findings: everything found, in order.
    """

    files: Texts
    trees: dict[str, Tree] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def tree(self, path: str) -> object:
        """Return the plain tree of a file, or None when it is missing or cannot be read."""
        if path not in self.trees:
            if path not in self.files:
                return None
            tree, found = read_tree(self.files[path], path)
            self.findings += found
            if tree is None:
                return None
            self.trees[path] = tree
        return self.trees[path].value

    def record(self, kind: type[RecordT], path: str, *, required: bool = True) -> RecordT | None:
        """Return the record a file holds; a missing required file is a finding."""
        if path not in self.files:
            if required:
                self.findings.append(
                    Finding(
                        "R010", Severity.ERROR, "缺少这个文件", f"{path}#", "请新建这个文件，或从别的部门复制一份来改"
                    )
                )
            return None
        self.tree(path)
        if path not in self.trees:
            return None
        found, findings = decode_with_blanks(kind, self.trees[path])
        self.findings += [*findings, *blank_findings(self.trees[path])]
        return found


@dataclass(frozen=True, slots=True)
class Shared:
    """What all reports share.

    Attributes:
        site: settings of the site. terms: shared glossary. classification: codes. levels: raw style levels by name.
        faults: what is wrong with the files of a style level, by its name; it stops the reports that use the level.
        words: what people say when they search, and what it is called here. phrases: official words of many pieces,
        which the search knows as one.
    """

    site: Site
    terms: tuple[TermRow, ...]
    classification: Classification
    levels: Mapping[str, Level]
    faults: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    words: tuple[EverydayWord, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """One report as typed: identity, facts, texts, its merged style; what was seen of the files attached, by name."""

    region: Region
    department: Department
    report: Report
    facts: Facts
    texts: Mapping[str, str]
    terms: tuple[TermRow, ...]
    style: Style
    evaluations: tuple[Evaluated, ...] = ()
    attached: Mapping[str, Examined] = field(default_factory=dict)


def load_shared(reader: Reader) -> Shared:
    """Return what all reports share; what cannot be read is empty and found."""
    site = reader.record(Site, "data/site.yml") or Site(title=UNNAMED)
    glossary = reader.tree("data/glossary.yml")
    terms = _part(reader, tuple[TermRow, ...], glossary, "data/glossary.yml", "名词解释", ())
    functional = _codes(reader, "data/classification/functional.yml", "功能分类")
    economic = _codes(reader, "data/classification/economic.yml", "经济分类")
    levels, faults = _levels(reader)
    said = reader.tree("data/search.yml")
    words = _part(reader, tuple[EverydayWord, ...], said, "data/search.yml", "常用说法", ())
    phrases = _part(reader, tuple[str, ...], said, "data/search.yml", "整词", ())
    return Shared(site, terms, Classification(functional, economic), levels, faults, words, phrases)


def load_shared_once(files: Mapping[str, bytes]) -> Shared:
    """Return what all reports share, read once in each process, as for the tasks of a worker."""
    return _load_once(tuple(sorted(files.items())))


@lru_cache(maxsize=2)  # two states are compared
def _load_once(files: tuple[tuple[str, bytes], ...]) -> Shared:
    return load_shared(Reader(dict(files)))


def _part(reader: Reader, kind: Any, tree: object, path: str, key: str, default: Any) -> Any:
    value = tree.get(key) if isinstance(tree, dict) else None
    if value is None:
        return default
    found, findings = decode(kind, value, path, (key,))
    reader.findings += findings
    return default if found is None else found


def _codes(reader: Reader, path: str, key: str) -> Mapping[str, ClassEntry]:
    found: Mapping[str, ClassEntry] = _part(reader, Mapping[str, ClassEntry], reader.tree(path), path, key, {})
    return found


def _levels(reader: Reader) -> tuple[dict[str, Level], dict[str, tuple[Finding, ...]]]:
    """Return the raw trees of each style level, those in folders named by a year with it, and their faults."""
    levels: dict[str, list[tuple[int | None, Tree]]] = {}
    faults: dict[str, tuple[Finding, ...]] = {}
    for path in sorted(reader.files):
        parts = path.split("/")
        if parts[:2] != ["data", "styles"] or len(parts) < STYLE_DEPTH or not path.endswith(".yml"):
            continue
        year = int(parts[3]) if len(parts) > STYLE_DEPTH and parts[3].isdecimal() else None
        apart = Reader(reader.files)
        tree = apart.tree(path)
        if apart.findings:
            faults[parts[2]] = (*faults.get(parts[2], ()), *apart.findings)
        if isinstance(tree, dict):
            levels.setdefault(parts[2], []).append((year, apart.trees[path]))
    return {name: tuple(trees) for name, trees in levels.items()}, faults


def load_report(reader: Reader, shared: Shared, region: str, department: str, year: str) -> Loaded | None:
    """Return one report as typed, or None when a file it cannot do without is broken or missing.

    Args:
        reader: holds the files of the report and of what lies above it.
        shared: what all reports share.
        region: folder name of the region.
        department: folder name of the department.
        year: folder name of the year.
    """
    base = f"data/regions/{region}"
    region_record = reader.record(Region, f"{base}/region.yml")
    department_record = reader.record(Department, f"{base}/{department}/department.yml")
    folder = f"{base}/{department}/{year}"
    report = reader.record(Report, f"{folder}/report.yml")
    is_required = report is None or Part.ACCOUNTS in report.parts
    accounts = reader.record(Accounts, f"{folder}/accounts.yml", required=is_required)
    if not is_required and f"{folder}/accounts.yml" not in reader.files:
        accounts = Accounts()
    texts, terms = _texts(reader, f"{folder}/texts.yml")
    if region_record is None or department_record is None or report is None or accounts is None:
        return None
    if str(report.year) != year:
        reader.findings.append(
            Finding(
                "R011",
                Severity.ERROR,
                f"年度写的是{report.year}，文件夹却是{year}",
                f"{folder}/report.yml#/年度",
                "请改成同一年",
            )
        )
    facts, found = to_facts(accounts, f"{folder}/accounts.yml")
    reader.findings += found
    levels = ("base", *region_record.styles, *department_record.styles)
    style = _style(reader, shared, levels, (report.year, report.style), folder)
    if style is None:
        return None
    evaluations = _evaluations(reader, f"{folder}/evaluations/", report, style)
    facts, found = with_evaluations(facts, evaluations)
    reader.findings += found
    seen = reader.files.get(f"{folder}/{EXAMINED}")
    attached = load_examined(seen) if seen else {}
    return Loaded(region_record, department_record, report, facts, texts, terms, style, evaluations, attached)


def load_style(reader: Reader, shared: Shared, region: str, department: str, year: str) -> Style | None:
    """Return the style that a report of a year has or would have, or None where it cannot be read."""
    base = f"data/regions/{region}"
    folder = f"{base}/{department}/{year}"
    region_record = reader.record(Region, f"{base}/region.yml")
    department_record = reader.record(Department, f"{base}/{department}/department.yml")
    report = reader.record(Report, f"{folder}/report.yml", required=False)
    if region_record is None or department_record is None or not year.isdigit():
        return None
    own = report.style if report else {}
    levels = ("base", *region_record.styles, *department_record.styles)
    return _style(reader, shared, levels, (int(year), own), folder)


def _style(
    reader: Reader, shared: Shared, names: tuple[str, ...], own: tuple[int, Mapping[str, Any]], folder: str
) -> Style | None:
    """Return the levels of these names merged for a year, with what the report overrides; faults are found."""
    base = "/".join(folder.split("/")[:3])
    year, overrides = own
    hint = f"现有的样式：{'、'.join(shared.levels)}"
    reader.findings += [
        Finding("R012", Severity.ERROR, f"没有名为“{name}”的样式", f"{base}/region.yml#/样式", hint)
        for name in names
        if name not in shared.levels
    ]
    reader.findings += [fault for name in names for fault in shared.faults.get(name, ())]
    levels = (shared.levels.get(name, ()) for name in names)
    style, found = merged_style(levels, year, overrides, f"{folder}/report.yml")
    reader.findings += found
    return style


def _evaluations(reader: Reader, folder: str, report: Report, style: Style) -> tuple[Evaluated, ...]:
    """Return the evaluations that the report makes public, in their order; one that is still a draft is found."""
    found: list[Evaluated] = []
    for path in sorted(path for path in reader.files if path.startswith(folder) and path.endswith(".yml")):
        record = reader.record(Evaluation, path)
        if record is None:
            continue
        if report.state == State.PUBLIC and record.state not in {None, State.PUBLIC}:
            message = f"这份自评的状态是“{record.state}”，没有写进公开的报告"
            reader.findings.append(
                Finding("R018", Severity.NOTE, message, f"{path}#/状态", "可以公开时，把状态改成“公开”")
            )
            continue
        if not _is_wanted(record, report):
            message = f"report.yml 的“公开内容”里没有“{record.kind}绩效”，这份自评没有写出来"
            reader.findings.append(Finding("R019", Severity.WARNING, message, f"{path}#/类别", "请在公开内容里加上它"))
            continue
        evaluation = complete(path.removeprefix(folder).removesuffix(".yml"), path, record, style)
        reader.findings += wrong_names(evaluation, style)
        found.append(evaluation)
    return tuple(sorted(found, key=lambda evaluation: (evaluation.record.order, evaluation.slug)))


def _is_wanted(record: Evaluation, report: Report) -> bool:
    return f"{record.kind}绩效" in {str(part) for part in report.parts}


def _texts(reader: Reader, path: str) -> tuple[Mapping[str, str], tuple[TermRow, ...]]:
    """Return the typed texts by name and the report's own glossary."""
    tree = reader.tree(path)
    if not isinstance(tree, dict):
        return {}, ()
    reader.findings += blank_findings(reader.trees[path])
    terms = _part(reader, tuple[TermRow, ...], tree, path, "名词解释", ())
    rest = {key: value for key, value in tree.items() if key != "名词解释" and value is not None}
    found, findings = decode(Mapping[str, str], rest, path)  # type: ignore[type-abstract]
    reader.findings += findings
    return found or {}, terms
