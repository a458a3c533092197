"""Lines of text measured once a report: the layout engine measures the same text again and again.

WeasyPrint 70 shapes a text for the width of its column, for each pass over its table or flex box, and once more when a
page is laid out again; a report whose lines are moved closer is laid out up to five times. The line that a text breaks
into depends on the text, the width and the style's fonts alone, not on where it stands or how far lines are apart, so
it is kept while one report is printed. This stands in for one function of the engine whose version is locked; where it
is not found, nothing is kept and nothing breaks.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import inline, preferred

#: all that Pango, and the engine's way of breaking lines, read of a style.
_READ = (
    "direction", "font_family", "font_feature_settings", "font_kerning", "font_language_override", "font_size",
    "font_stretch", "font_style", "font_variant_alternates", "font_variant_caps", "font_variant_east_asian",
    "font_variant_ligatures", "font_variant_numeric", "font_variant_position", "font_variation_settings", "font_weight",
    "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone", "hyphens", "lang", "letter_spacing",
    "overflow_wrap", "tab_size", "text_decoration_line", "white_space", "word_break", "word_spacing",
)  # fmt: skip
_NAME = "split_first_line"


class _Memo:
    """Remembers lines by text, width and style; styles are told apart by what is read of them."""

    def __init__(self, split: Callable[..., Any]) -> None:
        self._split = split
        self._styles: dict[int, tuple[Any, int]] = {}
        self._numbers: dict[str, int] = {}
        self._lines: dict[tuple[object, ...], Any] = {}

    def __call__(  # noqa: PLR0913, PLR0917 - the engine's signature
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,  # noqa: FBT001, FBT002
        minimum: bool = False,  # noqa: FBT001, FBT002
    ) -> Any:
        """Return what the engine's function returns."""
        known = (text, self._number(style), max_width, justification_spacing, is_line_start, minimum)
        line = self._lines.get(known)
        if line is None:
            line = self._split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
            self._lines[known] = line
        return line

    def _number(self, style: Any) -> int:
        """Return a number that is the same for styles that break lines alike."""
        held = self._styles.get(id(style))
        if held is None:
            read = repr([style[name] for name in _READ])
            held = style, self._numbers.setdefault(read, len(self._numbers))  # held, so that its id stays its own
            self._styles[id(style)] = held
        return held[1]


@contextmanager
def lines_kept() -> Iterator[None]:
    """Measure each line once in the block."""
    found = [module for module in (inline, preferred) if hasattr(module, _NAME)]
    before = [getattr(module, _NAME) for module in found]
    memo = _Memo(before[0]) if before else None
    for module in found:
        setattr(module, _NAME, memo)
    try:
        yield
    finally:
        for module, plain in zip(found, before, strict=True):
            setattr(module, _NAME, plain)
