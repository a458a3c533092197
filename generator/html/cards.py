"""The question cards of the landing page, and the sentences that tell a report in a minute."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from generator.html.context import PageContext
from generator.html.element import element
from generator.html.text import render_figure, render_spans
from generator.model.blocks import Card, ChartPoint, Paragraph

_BAR_HEIGHT = 14
_STRIPE = 6


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


def render_brief(sentences: Sequence[Paragraph], context: PageContext) -> Markup:
    """Return our sentences as `ul.brief`, or nothing when there are none."""
    if not sentences:
        return Markup()
    items = (element("li", render_spans(sentence.spans, context)) for sentence in sentences)
    return element("ul", *items, class_="brief")


def _card(card: Card, context: PageContext, link: tuple[str, str] | None) -> Markup:
    answer = render_figure(card.answer, card.figure, context) if card.figure else element("span", card.answer)
    unit = element("span", card.unit, class_="unit") if card.unit else None
    remark = element("span", card.remark, class_="card-remark") if card.remark else None
    parts = [
        element("h3", card.question, class_="card-question"),
        element("p", answer, unit, remark, class_="card-answer"),
        element("p", card.label, class_="card-label") if card.label else None,
        element("p", _trend(card.bars), render_spans(card.prior, context), class_="card-prior") if card.prior else None,
        _bars(card.bars, context),
        element("p", render_spans(card.sentence, context), class_="card-sentence") if card.sentence else None,
    ]
    if link:
        href, words = link
        parts.append(element("p", element("a", words, href=href), class_="card-more"))
    return element("div", *parts, class_="card")


def _trend(bars: Sequence[ChartPoint]) -> Markup | None:
    """Return an arrow, an ornament: the words beside it say the same."""
    if len(bars) != 2 or bars[0].value == bars[1].value:  # noqa: PLR2004 - two years
        return None
    return element("span", "▲" if bars[1].value > bars[0].value else "▼", class_="trend", aria_hidden="true")


def _bars(bars: Sequence[ChartPoint], context: PageContext) -> Markup | None:
    """Return a bar with its value for each year, the last one solid, earlier ones hatched; words say the same."""
    most = max((bar.value for bar in bars), default=0.0)
    if most <= 0 or any(bar.value < 0 for bar in bars):
        return None
    rows = []
    for place, bar in enumerate(bars, 1):
        share = f"{bar.value / most * 100:.2f}%"
        drawn = _solid(share) if place == len(bars) else _hatched(share, context.claim("hatch"))
        picture = element("svg", *drawn, class_="card-bar", width="100%", height=_BAR_HEIGHT)
        # Both values are as wide as the longer one, so that the bars are of one scale.
        value = element("span", bar.text, class_="bar-value", data_widest=max((one.text for one in bars), key=len))
        rows.append(element("div", element("span", bar.label, class_="bar-year"), picture, value))
    return element("div", *rows, class_="card-bars", aria_hidden="true")


def _solid(share: str) -> list[Markup]:
    return [element("rect", class_="bar-now", width=share, height=_BAR_HEIGHT)]


def _hatched(share: str, name: str) -> list[Markup]:
    """Return a bar filled with stripes; `name` is the id of their pattern."""
    line = element("line", x1=0, y1=0, x2=0, y2=_STRIPE)
    turned = "rotate(45)"
    pattern = element(
        "pattern", line, id=name, width=_STRIPE, height=_STRIPE, patternUnits="userSpaceOnUse", patternTransform=turned
    )
    bar = element("rect", class_="bar-before", fill=f"url(#{name})", width=share, height=_BAR_HEIGHT)
    return [element("defs", pattern), bar]
