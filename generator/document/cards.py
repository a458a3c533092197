"""Answers of the landing page: one figure, one sentence with its base, one link each."""

from collections.abc import Iterator

from generator.document.desk import Desk
from generator.document.parts import parts_named
from generator.document.sentences import MissingError, Spot, sentence
from generator.model.address import split_name
from generator.model.blocks import Card, ChartPoint, Section
from generator.model.style import CardForm


def cards_of(desk: Desk, parts: tuple[Section, ...]) -> Iterator[Card]:
    """Yield the questions of the style whose answers are known, each leading to its section."""
    pages = {section.key: section.page for section in walk(parts)}
    for form in desk.inputs.style.cards:
        figure = desk.inputs.figures.get(form.figure)
        section = desk.inputs.style.sections[form.section]
        if figure.value is None or section.slug not in pages:
            continue
        text = desk.inputs.printer.text(figure)
        desk.note(figure, text)
        try:
            spans = sentence(desk, form.sentence, Spot())
        except MissingError:
            spans = ()
        unit = desk.inputs.printer.unit(figure)
        yield Card(form.question, text, unit, spans, pages[section.slug], section.slug, figure.name, _strip(desk, form))


def _strip(desk: Desk, form: CardForm) -> tuple[ChartPoint, ...]:
    """Return the parts of 每花100元, or nothing when one of them is unknown."""
    found = []
    for name in parts_named(desk.inputs.figures, form.parts):
        share = _share(desk, form.figure, name)
        if share is None:
            return ()
        label = desk.inputs.naming.last(split_name(name)[0])
        found.append(ChartPoint(label, share, f"{share:.0f}", name))
    return tuple(found)


def _share(desk: Desk, whole: str, part: str) -> float | None:
    total, value = desk.inputs.figures.get(whole).value, desk.inputs.figures.get(part).value
    return float(value / total * 100) if total and value is not None else None


def walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Yield every section of a tree in reading order."""
    for section in sections:
        yield section
        yield from walk(section.sections)
