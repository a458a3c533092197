"""A bar whose pieces are counts, each with its label in it where it fits, all of them named in a list below."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.html.element import element, join

_WHOLE = 100.0
#: width of the bar on a phone and on a desk, and the room that a character takes on it, in pixels of 大字.
_NARROW, _WIDE, _CHARACTER, _MARGIN = 320.0, 900.0, 20.0, 12.0
_HALF = 0.55  # of a Chinese character: a digit or blank


@dataclass(frozen=True, slots=True)
class BarPart:
    """A piece of the bar: ASCII name of its look, mark, words, how many."""

    look: str
    mark: str
    words: str
    count: int


def render_bar(parts: Sequence[BarPart], description: str) -> Markup:
    """Return the bar with its list, as one `div.status-summary`, or nothing where there are not two parts to compare.

    Args:
        parts: pieces in order.
        description: the same in one sentence, for ears.
    """
    total = sum(part.count for part in parts)
    if sum(part.count > 0 for part in parts) <= 1:  # a bar of one colour says nothing that its sentence does not
        return Markup()
    pieces, start = [], 0.0
    for part in parts:
        share = part.count / total * _WHOLE
        pieces.append(_piece(part, start, share))
        start += share
    bar = element("svg", *pieces, class_="status-bar", width="100%", height="44", role="img", aria_label=description)
    items = (
        element("li", _key(part), f" {part.words} ", element("strong", str(part.count)), class_=f"status-{part.look}")
        for part in parts
    )
    return element("div", bar, element("ul", *items, class_="status-key"), class_="status-summary")


def _key(part: BarPart) -> Markup:
    return element("span", part.mark, class_="status-mark", aria_hidden="true")


def _piece(part: BarPart, start: float, share: float) -> Markup:
    """Return a piece of the bar; the longest label that it holds stands in it, one for phones and one for desks."""
    narrow, wide = _label(part, share / _WHOLE * _NARROW), _label(part, share / _WHOLE * _WIDE)
    looks = {"": wide} if narrow == wide else {"narrow": narrow, "wide": wide}
    text = join(
        element("text", label, x="6", y="50%", dominant_baseline="central", class_=look or None)
        for look, label in looks.items()
        if label
    )
    block = element("rect", width="100%", height="100%")
    place = {"x": f"{start:.3f}%", "y": "0", "width": f"{share:.3f}%", "height": "100%"}
    return element("svg", join([block, text]), class_=f"status-{part.look}", **place)


def _label(part: BarPart, room: float) -> str:
    labels = (f"{part.mark} {part.words} {part.count}", f"{part.mark} {part.count}", str(part.count))
    return next((label for label in labels if _width(label) <= room - _MARGIN), "")


def _width(label: str) -> float:
    return sum(_CHARACTER * (_HALF if character.isascii() else 1) for character in label)
