"""The text that the search reads of a page: inside data-pagefind-body, without what it is told to ignore."""

from html.parser import HTMLParser

VOID = {"img", "input", "col", "br", "meta", "link", "hr", "area", "source", "wbr"}
#: elements whose text runs on in the sentence around them.
INLINE = {"a", "span", "b", "strong", "em", "i", "mark", "time", "abbr", "sup", "sub", "small", "code", "u"}
SKIPPED = {"script", "style", "svg", "form", "input", "select", "template", "noscript", "footer", "nav", "iframe"}


class _Reader(HTMLParser):
    """Collects the text; a block begins a new line."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.inside = self.ignored = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag not in INLINE:
            self.parts.append("\n")
        if tag in VOID:
            return
        begins = "data-pagefind-body" in names
        ignores = bool(self.inside) and ("data-pagefind-ignore" in names or tag in SKIPPED)
        self.inside += begins
        self.ignored += ignores
        self.open.append((tag, ignores))
        if begins:
            self.body = len(self.open)

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.parts.append("\n")
        while self.open:
            name, ignores = self.open.pop()
            self.ignored -= ignores
            if self.inside and len(self.open) < self.body:
                self.inside = 0
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.inside and not self.ignored:
            self.parts.append(data)


def printed_text(page: str) -> str:
    """Return the text of a page that the search reads, a line a block; empty for a page that it leaves out."""
    reader = _Reader()
    reader.feed(page)
    return "\n".join(line for line in ("".join(reader.parts)).splitlines() if line.strip())
