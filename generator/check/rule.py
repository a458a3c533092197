"""What a rule of the check is, what it is given, and what it gives back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.check.reading.accuracy import Accuracy
from generator.check.reading.wording import Wording
from generator.document.desk import Inputs
from generator.figures.engine import Figures
from generator.findings import Finding, Severity
from generator.load.reading import Loaded
from generator.model.blocks import Document
from generator.model.facts import Facts

#: what the examples of a rule are, where they are not the accounts.
EVALUATION = "evaluations/example.yml"


@dataclass(frozen=True, slots=True)
class Found:
    """A finding together with the canonical names of the figures it speaks of, by which a waiver may name it."""

    finding: Finding
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One report as a rule sees it.

    Attributes:
        loaded: as typed. inputs: what it was laid out from. document: as printed.
        accuracy: how far each figure may be off by rounding. wording: figures in words.
    """

    loaded: Loaded
    inputs: Inputs
    document: Document
    accuracy: Accuracy
    wording: Wording

    @property
    def figures(self) -> Figures:
        """Return the figures of the report."""
        return self.inputs.figures

    @property
    def facts(self) -> Facts:
        """Return the typed facts."""
        return self.inputs.figures.facts

    @property
    def folder(self) -> str:
        """Return the folder of the report below the project folder."""
        return "data/regions/" + "/".join(self.inputs.slugs)

    @property
    def accounts(self) -> str:
        """Return the path of the file that holds the amounts."""
        return f"{self.folder}/accounts.yml"

    @property
    def report(self) -> str:
        """Return the path of the file that holds identity and state."""
        return f"{self.folder}/report.yml"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a small function with what an editor may want to know of it.

    Attributes:
        code: stable code; further codes of the same function stand in `covers`.
        title: Chinese sentence: what ought to hold.
        source: regulation, or identity K01–K40 of the official forms, that it follows.
        severity: the weight of a plain breach; a rounding difference is a note whatever the rule.
        run: yields what it finds; never raises on readable data.
        passing: a file that keeps it. failing: one that breaks it. Both invented.
        covers: (code, title) of each further code.
        file: what the examples are: `accounts.yml`, or an evaluation, in which 类别 and 文种 are left out.
    """

    code: str
    title: str
    source: str
    severity: Severity
    run: Callable[[Case], Iterator[Found]]
    passing: str
    failing: str
    covers: tuple[tuple[str, str], ...] = ()
    file: str = "accounts.yml"

    @property
    def codes(self) -> dict[str, str]:
        """Return code → title of everything that this rule may report."""
        return {self.code: self.title, **dict(self.covers)}
