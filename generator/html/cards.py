"""The question cards of the landing page."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from generator.html.context import PageContext
from generator.html.element import element, join
from generator.html.text import render_figure, render_spans
from generator.model.blocks import Card, ChartPoint

_BAR_WIDTH = 100.0
_BAR_HEIGHT = 8


def render_cards(cards: Sequence[Card], context: PageContext, link: Callable[[Card], tuple[str, str] | None]) -> Markup:
    """Return all cards in one `div.cards`, or nothing when there are none.

    Args:
        cards: questions with their answers, in order.
        context: the page.
        link: gives a card's address and the words of its link, or None.
    """
    if not cards:
        return Markup()
    return element("div", *(_card(card, context, link(card)) for card in cards), class_="cards")


def _card(card: Card, context: PageContext, link: tuple[str, str] | None) -> Markup:
    answer = render_figure(card.answer, card.figure, context) if card.figure else element("span", card.answer)
    unit = element("span", card.unit, class_="unit") if card.unit else None
    parts = [
        element("h3", card.question, class_="card-question"),
        element("p", answer, unit, class_="card-answer"),
        element("p", render_spans(card.sentence, context), class_="card-sentence") if card.sentence else None,
        _bar(card.parts),
        _parts(card.parts, context),
    ]
    if link:
        href, words = link
        parts.append(element("p", element("a", words, href=href), class_="card-more"))
    return element("div", *parts, class_="card")


def _bar(parts: Sequence[ChartPoint]) -> Markup | None:
    """Return a strip whose pieces are the shares of the parts; the list beside it says the same in words."""
    total = sum(part.value for part in parts)
    if total <= 0 or any(part.value < 0 for part in parts):
        return None
    pieces = []
    start = 0.0
    for number, part in enumerate(parts, 1):
        share = part.value / total * _BAR_WIDTH
        left, width = f"{start:.2f}", f"{share:.2f}"
        pieces.append(element("rect", class_=f"bar-{number}", x=left, y=0, width=width, height=_BAR_HEIGHT))
        start += share
    view = f"0 0 {_BAR_WIDTH:.0f} {_BAR_HEIGHT}"
    return element("svg", *pieces, class_="card-bar", viewBox=view, preserveAspectRatio="none", aria_hidden="true")


def _parts(parts: Sequence[ChartPoint], context: PageContext) -> Markup | None:
    if not parts:
        return None
    items = []
    for number, part in enumerate(parts, 1):
        value = render_figure(part.text, part.figure, context) if part.figure else part.text
        name = element("span", part.label, class_="part-name")
        items.append(element("li", join([name, join([value, "元"])], " "), class_=f"part-{number}"))
    lead = element("p", "每100元里：", class_="card-parts-lead")
    return join([lead, element("ul", *items, class_="card-parts")])
