"""Everything at hand while a report is laid out, and the register of what was printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.figures.engine import Figures, canonical, is_readable
from generator.figures.figure import Figure
from generator.figures.printing import Printer
from generator.findings import Finding, Severity
from generator.grid.naming import Naming
from generator.load.node import pointer
from generator.model.identity import Department, Region, Report, TermRow
from generator.model.style import Style


@dataclass(frozen=True, slots=True)
class Inputs:
    """What one report is laid out from; everything published is a function of it.

    Attributes:
        slugs: region, department and year as folder names.
        region, department, report: identity. style: the merged style. figures: its figures.
        naming: names of codes. texts: typed texts by name. terms: typed glossary; empty takes the shared one.
        shared_terms: glossary shared by all. findings: how many checks held and what was found.
    """

    slugs: tuple[str, str, str]
    region: Region
    department: Department
    report: Report
    style: Style
    figures: Figures
    printer: Printer
    naming: Naming
    texts: Mapping[str, str]
    terms: tuple[TermRow, ...]
    shared_terms: tuple[TermRow, ...]

    @property
    def department_name(self) -> str:
        """Return the department's name in the year of the report."""
        return self.department.name_in(self.report.year)


@dataclass(slots=True)
class Desk:
    """The inputs, the words that sentences may use, and what was printed so far.

    Attributes:
        inputs: what is laid out. words: 用语 such as 年度 and 部门.
        figures: printed figures by name. printed: first printed form of each. findings: what was noticed on the way.
        labels: figure names in plain words, as far as asked for.
    """

    inputs: Inputs
    words: Mapping[str, str]
    printed: dict[str, tuple[Figure, str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)

    def note(self, figure: Figure, text: str) -> None:
        """Register a printed figure; the first printed form is kept."""
        self.printed.setdefault(figure.name, (figure, text))

    def reason(self, name: str) -> str:
        """Return the typed reason of a figure, with or without its base, or ""."""
        return _named(self.inputs.figures.facts.reasons, name)

    def purpose(self, name: str) -> str:
        """Return the typed purpose of a figure, or ""."""
        return _named(self.inputs.figures.facts.purposes, name)

    def complain(self, code: str, message: str, hint: str, severity: Severity = Severity.WARNING) -> None:
        """Add a finding about the report as a whole, once."""
        self._add(Finding(code, severity, message, hint=hint))

    def reject(self, text: str, message: str, hint: str) -> None:
        """Add an error in a typed text, by its name, once."""
        file = f"data/regions/{'/'.join(self.inputs.slugs)}/texts.yml"
        self._add(Finding("T002", Severity.ERROR, message, pointer(file, text), hint))

    def _add(self, finding: Finding) -> None:
        if finding not in self.findings:
            self.findings.append(finding)


def _named(texts: Mapping[str, str], name: str) -> str:
    wanted = canonical(name)
    for key, text in texts.items():
        if is_readable(key) and canonical(key) == wanted:
            return text
    head, _, last = wanted.rpartition(".")
    return _named(texts, head) if last.startswith("较") else ""


def words_of(inputs: Inputs) -> dict[str, str]:
    """Return the words every sentence may use: year, names, the style's and the report's own 用语."""
    year = inputs.report.year
    words = {
        "年度": str(year),
        "上年": str(year - 1),
        "下年": str(year + 1),
        "部门": inputs.department_name,
        "本名": inputs.department.short or inputs.department_name,
        "地区": inputs.region.name,
    }
    words.update(inputs.style.variables)
    words.update(inputs.report.variables)
    return words
