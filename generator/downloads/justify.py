"""Justified Chinese: both edges of a line straight, as print does it, where the layout engine stretches spaces only.

WeasyPrint 70 widens spaces to justify a line, and Chinese has none: lines that hold digits end raggedly. Here the
spare width of a line is dealt out evenly around its Chinese characters; digits and Latin words keep together. This
stands in for one function of the engine whose version is locked; where the function is not found, lines stay ragged
and nothing breaks.
"""

import re
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.ffi import TO_UNITS, pango
from weasyprint.text.line_break import Layout

_WIDEST = 0.3  # a wider gap, in em, means that a line could not be filled: leave it alone
_KEPT = re.compile("[^“”‘’—…·\u2e80-\U0003ffff]+")  # digits, Latin letters, spaces and their signs


def install() -> None:
    """Let WeasyPrint justify lines between characters; calling it again changes nothing."""
    if getattr(inline, "justify_line", None) is not None:
        inline.justify_line = _justify_line


def _justify_line(context: Any, line: Any, extra_width: float) -> None:  # noqa: ARG001 - the engine's signature
    """Deal the spare width of a line out: half a gap on each side of a Chinese character, none at the line's edges."""
    text = "".join(run.text for run in _runs(line)).rstrip()
    count = 2 * _stretchy(text) - sum(_stretchy(edge) for edge in (text[:1], text[-1:]))
    if count < 1 or 2 * extra_width / count > _WIDEST * line.style["font_size"]:
        return
    gap = 2 * extra_width / count
    _stretch(line, gap, -gap / 2 if _stretchy(text[:1]) else 0.0)


def _stretchy(text: str) -> int:
    """Return how many characters of a text may stand wider."""
    return len(_KEPT.sub("", text))


def _runs(box: Any) -> Any:
    """Yield the runs of text of a line in order."""
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            yield from _runs(child)


class _Spread(Layout):  # type: ignore[misc] # the engine is not typed
    """A run whose Chinese characters stand apart by the style's letter spacing, its digits and words as they are."""

    def set_text(self, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 - the engine's signature
        """Set the text, then take the spacing off everything that keeps together."""
        super().set_text(text, justify)
        attributes = pango.pango_layout_get_attributes(self.layout)
        for kept in _KEPT.finditer(self.text):
            none = pango.pango_attr_letter_spacing_new(0)
            none.start_index, none.end_index = (len(self.text[:place].encode()) for place in kept.span())
            pango.pango_attr_list_change(attributes, none)
        pango.pango_layout_set_attributes(self.layout, attributes)


def _stretch(box: Any, gap: float, moved: float) -> float:
    """Widen a box by a gap for each Chinese character, moving it by what came before; return the new displacement."""
    if isinstance(box, boxes.TextBox):
        return _widen(box, gap, moved)
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += moved
        before = moved
        for child in box.children:
            if child.is_in_normal_flow():
                moved = _stretch(child, gap, moved)
        box.width += moved - before
        return moved
    box.translate(moved, 0)
    return moved


def _widen(box: Any, gap: float, moved: float) -> float:
    """Widen a run of text; the engine trims half a gap at the edges of a run, so its place makes up for it."""
    wider = gap * _stretchy(box.text)
    box.position_x += moved + (gap / 2 if _stretchy(box.text[:1]) else 0.0)
    box.width += wider
    if wider:
        box.style = box.style.copy()
        box.style["letter_spacing"] = int(gap * TO_UNITS) / TO_UNITS
        box.pango_layout = _Spread(box.style)
        box.pango_layout.set_text(box.text)
        box.pango_layout.deactivate()
    return moved + wider
