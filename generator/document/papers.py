"""The desk on which an evaluation, or one of several like things in it, is laid out: its names, words and figures."""

from collections.abc import Iterator

from generator.document.desk import Desk
from generator.load.evaluations import Evaluated
from generator.model.vocabulary import INSTITUTION_MARK

INSURANCE, INSTITUTIONS = "社会保险基金", "机构"
MASK = "*"
KEPT_DIGITS = 3


def evaluation_desk(desk: Desk, evaluation: Evaluated, paper: str) -> Desk:
    """Return the desk of a paper of an evaluation.

    Names take the evaluation's scope, its fields and texts are words, its own 用语 count; ids begin with both.
    """
    record = evaluation.record
    typed = {**record.texts, **fields_of(desk, evaluation)}
    own = {"自评名称": record.name, "项目类型": "、".join(record.project_kinds), **typed}
    words = {**{name: text for name, text in own.items() if text}, **record.variables}
    inner = desk.inside(words, {"scope": evaluation.scope})
    # A text that the evaluation repeats word for word is typed once, with the report's own.
    inner.prefix = f"e-{evaluation.slug}-{paper}-"  # so that no section of the report bears the same id
    inner.evaluation, inner.texts = evaluation, {**desk.texts, **record.texts}
    return inner


def fields_of(desk: Desk, evaluation: Evaluated) -> dict[str, str]:
    """Return the header fields as they may be shown: a region may have personal data masked."""
    record = evaluation.record
    hidden = record.personal if desk.inputs.region.masks else ()
    return {name: masked(text) if name in hidden else text for name, text in record.fields.items()}


def unplaced_values(evaluation: Evaluated) -> tuple[str, ...]:
    """Return the values whose column the source does not show, each with what it probably is."""
    record = evaluation.record
    stated = [("", record.statement), *((f"{each.name}：", each) for each in record.institutions.values())]
    found = []
    for name, statement in stated:
        for item in statement.unplaced if statement else ():
            guess = f"（推定为{item.guess}{'，' if item.reason else ''}{item.reason}）" if item.guess else ""
            found.append(f"{name}{item.value}{guess}")
    return tuple(found)


def masked(text: str) -> str:
    """Return a name with all but its first character, or a number with all but three digits, replaced by stars."""
    kept = KEPT_DIGITS if text.strip()[:1].isdigit() else 1
    return text.strip()[:kept] + MASK * max(len(text.strip()) - kept, 0)


def repeated(desk: Desk, walk: str, where: tuple[str, ...] = ()) -> Iterator[tuple[Desk, str]]:
    """Yield the desk of each thing that a section or row is repeated for, and what tells its id apart.

    Args:
        desk: the desk of the evaluation.
        walk: what is repeated; "" repeats nothing.
        where: names of the form, in which an institution may be printed otherwise.
    """
    record = desk.evaluation.record if desk.evaluation else None
    if walk == INSURANCE and record:
        for number, (name, fund) in enumerate(record.insurance.items(), 1):
            yield desk.inside({"基金名": name, **fund.variables}, {"fund": name}), f"-{number}"
    elif walk == INSTITUTIONS and record:
        for number, (name, institution) in enumerate(record.institutions.items(), 1):
            dimensions = {"institution": f"{INSTITUTION_MARK}{name}"}
            printed = next((institution.printed[form] for form in where if form in institution.printed), "")
            yield desk.inside({"机构名": printed or institution.name}, dimensions), f"-{number}"
    else:
        yield desk, ""
