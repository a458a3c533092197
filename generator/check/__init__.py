"""The check: rules over one report, each a small function that yields findings. Checks report, they never repair."""

from collections.abc import Iterable

from generator.check.accuracy import accuracy_of
from generator.check.codes import CODES
from generator.check.complete import COUNTS_GIVEN, UNEXPLAINED
from generator.check.declared import DIFFERING, UNMATCHED, unknown_names
from generator.check.identities import IDENTITIES
from generator.check.region import check_region
from generator.check.rollups import ROLLUPS
from generator.check.rule import Case, Found, Rule
from generator.check.typed_text import OVERRIDDEN, RESTATED
from generator.check.waivers import waived
from generator.check.wording import Wording
from generator.check.years import CARRIED, QUOTED
from generator.document.desk import Inputs
from generator.findings import Finding
from generator.load.reading import Loaded
from generator.model.blocks import Document

#: every rule, in the order in which it runs.
RULES: tuple[Rule, ...] = (
    IDENTITIES, ROLLUPS, CARRIED, QUOTED, CODES, RESTATED, OVERRIDDEN, UNMATCHED, DIFFERING, UNEXPLAINED, COUNTS_GIVEN,
)  # fmt: skip

__all__ = ["RULES", "Case", "Rule", "check", "check_region", "unknown_names"]


def check(
    loaded: Loaded, inputs: Inputs, document: Document, earlier: Iterable[Finding] | None = None
) -> list[Finding]:
    """Return everything the rules find in one report, waived findings marked.

    A pure function: the same report gives the same findings in the same order.

    Args:
        loaded: the report as typed.
        inputs: what it was laid out from.
        document: as laid out.
        earlier: findings of reading and layout; given, they come first, may be waived too, and a waiver that no
            finding answers to is found whatever its code.
    """
    case = Case(loaded, inputs, document, accuracy_of(inputs.printer), Wording(inputs.printer, inputs.naming))
    found = [Found(finding) for finding in earlier or ()]
    for rule in RULES:
        found += rule.run(case)
    known = {code for rule in RULES for code in rule.codes} | set(inputs.style.identities)
    return waived(case, found, known, is_complete=earlier is not None)
