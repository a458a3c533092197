"""The check: rules over one report, each a small function that yields findings. Checks report, they never repair."""

from collections.abc import Iterable

from generator.check.accounts.codes import CODES
from generator.check.accounts.declared import DIFFERING, UNMATCHED, unknown_names
from generator.check.accounts.explained import COUNTS_GIVEN, UNEXPLAINED
from generator.check.accounts.identities import IDENTITIES, count_of
from generator.check.accounts.rollups import ROLLUPS
from generator.check.accounts.typed_text import OVERRIDDEN, RESTATED
from generator.check.accounts.years import CARRIED, QUOTED, RENAMED
from generator.check.attached.rules import RULES as FILES_ATTACHED
from generator.check.completeness.attachments import RULES as ATTACHMENTS
from generator.check.completeness.forms import RULES as FORMS_FILLED
from generator.check.completeness.glossary import RULES as GLOSSARY
from generator.check.completeness.parts import RULES as PARTS
from generator.check.completeness.reasons import RULES as REASONS_GIVEN
from generator.check.completeness.states import RULES as STATES
from generator.check.completeness.texts import RULES as TEXTS_COMPLETE
from generator.check.corrections import RULES as CORRECTIONS
from generator.check.evaluation.scores import GRADED, OVER_WEIGHT, UNSPENT, WEIGHTS
from generator.check.evaluation.sheets import PERSONAL, UNFINISHED, UNMET, UNREASONED, UNTARGETED
from generator.check.evaluation.totals import COUNTED, TOTALS
from generator.check.privacy.rules import RULES as PRIVACY
from generator.check.prose.rules import RULES as PROSE
from generator.check.reading.accuracy import accuracy_of
from generator.check.reading.wording import Wording
from generator.check.region import check_region
from generator.check.rule import Case, Found, Rule
from generator.check.site import check_site
from generator.check.text.rules import RULES as WORDED
from generator.check.waivers import waived
from generator.document.desk import Inputs
from generator.findings import Finding
from generator.load.reading import Loaded
from generator.model.blocks import Document

#: every rule, in the order in which it runs.
RULES: tuple[Rule, ...] = (
    IDENTITIES, ROLLUPS, CARRIED, QUOTED, CODES, RESTATED, OVERRIDDEN, UNMATCHED, DIFFERING, UNEXPLAINED, COUNTS_GIVEN,
    PERSONAL, OVER_WEIGHT, WEIGHTS, UNREASONED, UNSPENT, GRADED, UNFINISHED, UNMET, UNTARGETED,
    TOTALS, COUNTED,
    *PRIVACY, *PARTS, *TEXTS_COMPLETE, *REASONS_GIVEN, *ATTACHMENTS, *FORMS_FILLED, *GLOSSARY, *STATES, *FILES_ATTACHED,
    RENAMED,
    *PROSE, *WORDED, *CORRECTIONS,
)  # fmt: skip

__all__ = ["RULES", "Case", "Rule", "check", "check_region", "check_site", "trust_of", "unknown_names"]


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
    case = _case(loaded, inputs, document)
    found = [Found(finding) for finding in earlier or ()]
    for rule in RULES:
        found += rule.run(case)
    known = {code for rule in RULES for code in rule.codes} | set(inputs.style.identities)
    return waived(case, found, known, is_complete=earlier is not None)


def trust_of(loaded: Loaded, inputs: Inputs, document: Document, findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the sentences that tell readers how far the figures were checked, in plain words.

    Args:
        loaded: the report as typed.
        inputs: what it was laid out from.
        document: as laid out.
        findings: what the check found.
    """
    judged, holding = count_of(_case(loaded, inputs, document))
    codes = [finding.code for finding in findings]
    tails, differing = codes.count("P003"), codes.count("P004")
    sentences = [f"全部{len(document.figures)}个数字可查出处和算式。"]
    if judged:
        sentences.append(f"核对了{judged}条勾稽关系，{holding}条相符。")
    if tails:
        sentences.append(f"公布值与计算值有尾差的{tails}处。")
    if differing:
        sentences.append(f"公布值与计算值不符的{differing}处，照公布的印，并在该数的出处写明。")
    return tuple(sentences)


def _case(loaded: Loaded, inputs: Inputs, document: Document) -> Case:
    return Case(loaded, inputs, document, accuracy_of(inputs.printer), Wording(inputs.printer, inputs.naming))
