"""Everything at hand while a report is laid out, and the register of what was printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.figures.engine import Figures, canonical, is_readable
from generator.figures.figure import Figure
from generator.figures.printing import Printer
from generator.findings import Finding, Severity
from generator.grid.naming import Naming
from generator.load.evaluations import Evaluated
from generator.load.node import pointer
from generator.model.accounts import Published
from generator.model.address import within
from generator.model.identity import Department, Region, Report, TermRow
from generator.model.style import Style


@dataclass(frozen=True, slots=True)
class Inputs:
    """What one report is laid out from; everything published is a function of it.

    Attributes:
        slugs: region, department and year as folder names.
        region, department, report: identity. style: the merged style. figures: its figures.
        naming: names of codes. texts: typed texts by name. terms: typed glossary; empty takes the shared one.
        shared_terms: glossary shared by all. evaluations: its evaluations in order.
        prior_texts: the texts of last year's report, where it is there.
        phrases: official words of many pieces, which the search knows as one.
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
    evaluations: tuple[Evaluated, ...] = ()
    prior_texts: Mapping[str, str] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """Return the folder of the report's files."""
        return f"data/regions/{'/'.join(self.slugs)}"

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
        evaluation: the evaluation that is being laid out; None outside.
        texts: typed texts by name. dimensions: what names leave open, such as the scope of an evaluation.
        aliases: name in a repeated row → the figure it stands for there. prefix: what the ids of this place begin with.
    """

    inputs: Inputs
    words: Mapping[str, str]
    printed: dict[str, tuple[Figure, str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    evaluation: Evaluated | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    dimensions: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""

    def inside(
        self,
        words: Mapping[str, str] | None = None,
        dimensions: Mapping[str, str] | None = None,
        aliases: Mapping[str, str] | None = None,
    ) -> "Desk":
        """Return this desk for a repeated row or section: more words and dimensions, the same register."""
        return replace(
            self,
            words={**self.words, **(words or {})},
            dimensions={**self.dimensions, **(dimensions or {})},
            aliases={**self.aliases, **(aliases or {})},
        )

    def full(self, name: str) -> str:
        """Return a figure's name with what this place leaves open."""
        return within(name, self.dimensions) if self.dimensions else name

    def published_sentences(self) -> Iterator[Published]:
        """Yield the published values that belong to this place: the report's own, or those of its evaluation."""
        facts = self.inputs.figures.facts
        own = f"{self.evaluation.file if self.evaluation else self.inputs.folder + '/accounts.yml'}#"
        for item, path in zip(facts.published, facts.published_paths, strict=False):
            if item.sentence and path.startswith(own):
                yield item

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
        record = self.evaluation.record if self.evaluation else None
        if self.evaluation and record and text in record.fields:
            self._add(Finding("T002", Severity.ERROR, message, pointer(self.evaluation.file, "栏目", text), hint))
            return
        is_own = record is not None and text in record.texts
        keys = (
            (self.evaluation.file, "文字", text)
            if self.evaluation and is_own
            else (f"{self.inputs.folder}/texts.yml", text)
        )
        self._add(Finding("T002", Severity.ERROR, message, pointer(*keys), hint))

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
