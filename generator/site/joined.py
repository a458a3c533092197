"""Chinese lines below each other in a source are one line of text: the break between them prints as nothing.

Markdown keeps the break, which a browser prints as a space wherever one side is a sign or an element of its own, and
which the search takes for the end of a word. Beside Latin letters and figures it stays, and is a space.
"""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown  # type: ignore[import-untyped,unused-ignore]
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped,unused-ignore]

#: elements that hold lines of text.
_LINES = frozenset({"p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
#: what a line goes on through.
_INLINE = frozenset({"a", "strong", "em", "span", "b", "i", "del", "ins", "sup", "sub"})
#: between two pieces of text; no character of a page.
_SEAM = "\x1f"
#: stands for whatever is no text: code, an image, a list.
_OTHER = "x"
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60…—“”‘’·\U00020000-\U0003ffff"
_BREAK = re.compile(f"([{_WIDE}]{_SEAM}*)[ \t]*\n[ \t]*({_SEAM}*)(?=[{_WIDE}])")
#: after links and emphasis were found (20), before the tree is laid out in lines (10).
_PRIORITY = 15

#: a piece of text, and how it is put back; None for what is no text.
_Piece = tuple[str, Callable[[str], None] | None]


class Joining(Treeprocessor):  # type: ignore[misc,unused-ignore]
    """Takes the breaks between Chinese characters out of each paragraph, list item, cell and heading."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for block in root.iter():
            if block.tag in _LINES:
                _join(list(_pieces(block)))


def _join(pieces: list[_Piece]) -> None:
    whole = _SEAM.join(text for text, _ in pieces)
    joined = _BREAK.sub(r"\1\2", whole)
    if joined == whole or whole.count(_SEAM) != len(pieces) - 1:
        return
    for text, (before, put) in zip(joined.split(_SEAM), pieces, strict=True):
        if put and text != before:
            put(text)


def _pieces(element: Element) -> Iterator[_Piece]:
    """Yield the text of an element in order, that of inline elements in it too."""
    yield element.text or "", lambda text: setattr(element, "text", text)
    for child in element:
        if child.tag in _INLINE:
            yield from _pieces(child)
        else:
            yield _OTHER, None
        yield child.tail or "", lambda text, child=child: setattr(child, "tail", text)  # type: ignore[misc]


class Joined(Extension):  # type: ignore[misc,unused-ignore]
    """The extension, as mkdocs.yml names it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Add the step."""
        md.treeprocessors.register(Joining(md), "joined", _PRIORITY)


def makeExtension(**settings: object) -> Joined:  # noqa: N802 - Markdown's name
    """Return the extension."""
    return Joined(**settings)
