"""一分钟看懂: sentences of ours, computed from the figures, that tell a report in plain words."""

from collections.abc import Iterator

from generator.document.desk import Desk
from generator.document.papers import evaluation_desk
from generator.document.parts import parts_named
from generator.document.sentences import MissingError, Spot, sentence
from generator.model.address import split_name
from generator.model.blocks import Paragraph, Span
from generator.model.evaluation import EvaluationKind

#: in a name: one for each evaluation. So many evaluations each have an answer of their own.
EVERY_EVALUATION = "各评价"
FEW = 3


def brief_of(desk: Desk) -> Iterator[Paragraph]:
    """Yield the sentences of 一分钟看懂 that can be written; what is not known is not spoken of."""
    for form in desk.inputs.style.brief:
        if is_left_out(desk, form.unless):
            continue
        for name in answers_of(desk, form.walk) if form.walk else ("",):
            spans = spoken(inside(desk, name), form.sentence, Spot(subject=name))
            if any(span.text for span in spans):
                yield Paragraph(spans, official=False)


def spoken(desk: Desk, pattern: str, spot: Spot) -> tuple[Span, ...]:
    """Return a named sentence, or no spans when it needs something that is not known."""
    try:
        return sentence(desk, pattern, spot)
    except MissingError:
        return ()


def is_left_out(desk: Desk, unless: str) -> bool:
    """Return whether the report makes public the part with which something is not said."""
    return bool(unless) and unless in {str(part) for part in desk.inputs.report.parts}


def answers_of(desk: Desk, figure: str) -> Iterator[str]:
    """Yield the figures that a name stands for: of many evaluations only the overall ones."""
    if EVERY_EVALUATION not in figure.split("."):
        yield figure
        return
    names = list(parts_named(desk.inputs.figures, (figure,)))
    overall = {
        evaluation.scope for evaluation in desk.inputs.evaluations if evaluation.record.kind is EvaluationKind.OVERALL
    }
    yield from (name for name in names if len(names) <= FEW or split_name(name)[0].scope in overall)


def inside(desk: Desk, name: str) -> Desk:
    """Return the desk on which a figure is spoken of: that of its evaluation, with what the original says of it."""
    scope = split_name(name)[0].scope if name else ""
    evaluation = next((found for found in desk.inputs.evaluations if scope and found.scope == scope), None)
    if evaluation is None:
        return desk.inside(dimensions={"scope": scope} if scope else {})
    inner = evaluation_desk(desk, evaluation, "brief")
    own = {"原件等次": evaluation.record.grade, "自评口径": evaluation.record.scope}
    inner.words = {**inner.words, **{word: text for word, text in own.items() if text}}
    return inner
