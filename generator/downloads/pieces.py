"""Running text cut into pieces for print: what must not break over lines, what is set closer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.model.blocks import Span

_PERCENT = re.compile("[%％‰]")
_WORDS = re.compile("[万亿]元|个百分点")
_SHORT = 4  # characters of an amount that is never parted from its unit
_OPENING, _CLOSING = "（《「『【〔“", "，。、；：）》」』】〕”"
_SQUEEZED = re.compile(f"[{_CLOSING}](?=[{_CLOSING}{_OPENING}])|(?<=[{_OPENING}])[{_OPENING}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: `kept` must not break over lines, `squeezed` is punctuation set half as wide."""

    text: str
    kept: bool = False
    squeezed: bool = False


def pieces(spans: tuple[Span, ...]) -> tuple[Piece, ...]:
    """Return spans as pieces: an amount with its percent sign stays on one line, doubled punctuation is set closer.

    The unit after a long amount may start the next line, as letters print it: a line that had to carry both over
    could not be justified.
    """
    kept: list[tuple[str, bool]] = []
    for span in spans:
        text = span.text
        if kept and kept[-1][1] and not span.figure:
            found = _PERCENT.match(text) or (_WORDS.match(text) if len(kept[-1][0]) <= _SHORT else None)
            unit = found[0] if found else ""
            kept[-1] = (kept[-1][0] + unit, True)
            text = text[len(unit) :]
        kept.append((text, bool(span.figure)))
    return tuple(piece for text, keep in kept if text for piece in _squeezed(text, keep=keep))


def plain(text: str) -> tuple[Piece, ...]:
    """Return plain text as pieces."""
    return pieces((Span(text),))


def _squeezed(text: str, *, keep: bool) -> Iterator[Piece]:
    """Yield text with units, and the first of two neighbouring punctuation marks, as pieces of their own."""
    if keep:
        yield Piece(text, kept=True)
        return
    found = [mark.span() for pattern in (_SQUEEZED, _WORDS) for mark in pattern.finditer(text)]
    cuts = sorted({0, len(text), *(place for span in found for place in span)})
    for start, end in pairwise(cuts):
        part = text[start:end]
        unit = (start, end) in found and end - start > 1
        yield Piece(part, kept=unit, squeezed=end - start == 1 and (start, end) in found)
