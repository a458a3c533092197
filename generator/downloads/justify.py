"""Justified Chinese: both edges of a line straight, as print does it, where the layout engine stretches spaces only.

WeasyPrint 70 widens spaces to justify a line, and Chinese has none: lines that hold digits end raggedly. Here the
spare width of a line is dealt out evenly between its characters. This stands in for one function of the engine
whose version is locked; where the function is not found, lines stay ragged and nothing breaks.
"""

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

_WIDEST = 0.25  # a wider gap, in em, means that a line could not be filled: leave it alone


def install() -> None:
    """Let WeasyPrint justify lines between characters; calling it again changes nothing."""
    if getattr(inline, "justify_line", None) is not None:
        inline.justify_line = _justify_line


def _justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Deal the spare width of a line out between its characters; the last one gets none, so the edge is straight."""
    runs = list(_runs(line))
    count = sum(len(run.text.rstrip()) for run in runs) - 1
    if count < 1 or extra_width / count > _WIDEST * line.style["font_size"]:
        return
    _stretch(context, line, extra_width / count, 0.0)


def _runs(box: Any) -> Any:
    """Yield the runs of text of a line in order."""
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            yield from _runs(child)


def _stretch(context: Any, box: Any, gap: float, moved: float) -> float:
    """Widen a box by a gap after each character, moving it by what came before; return the new displacement."""
    if isinstance(box, boxes.TextBox):
        box.position_x += moved
        style = box.style.copy()
        style["letter_spacing"] = gap + (0 if style["letter_spacing"] == "normal" else style["letter_spacing"])
        box.style = style
        box.pango_layout = inline.create_layout(box.text, style, context, None, 0)
        box.pango_layout.deactivate()
        wider = gap * len(box.text)
        box.width += wider
        return moved + wider
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += moved
        before = moved
        for child in box.children:
            if child.is_in_normal_flow():
                moved = _stretch(context, child, gap, moved)
        box.width += moved - before
        return moved
    box.translate(moved, 0)
    return moved
