"""What is wrong with the data, as values: nothing here raises or prints."""

from dataclasses import dataclass
from enum import StrEnum

from generator.places import Place


class Severity(StrEnum):
    """How much a finding weighs: only an error keeps a report from being published."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "提示"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an editor should know.

    Attributes:
        code: stable rule code, such as `Y003` (file form), `R001` (record), `K05` (identity).
        severity: error, warning or note.
        message: Chinese sentence: what is wrong and by how much.
        path: where in the data, as `file#/key/key`; turned into a place only when reported.
        hint: Chinese sentence: what to do. Empty when the message says it all.
        place: file, line and column, as far as known.
        waived: reason given in the data for letting it stand; empty when it was not waived.
    """

    code: str
    severity: Severity
    message: str
    path: str = ""
    hint: str = ""
    place: Place | None = None
    waived: str = ""

    @property
    def is_error(self) -> bool:
        """Return whether the finding keeps its report from being published."""
        return self.severity is Severity.ERROR and not self.waived


def has_error(findings: "list[Finding] | tuple[Finding, ...]") -> bool:
    """Return whether any finding keeps its report from being published."""
    return any(finding.is_error for finding in findings)
