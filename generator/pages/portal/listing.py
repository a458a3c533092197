"""Small things that the pages on disclosure share: ways up, parts of long lists, rows as CSV."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from generator.html.escape import fold

#: rows of a table on one page: at 3,000 units no page grows over 300 KB.
MOST_ROWS = 300
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_RISKY = ("=", "+", "-", "@", "\t", "\r")
RowT = TypeVar("RowT")


def root_of_file(path: str) -> str:
    """Return the way from a page to the site's root; `path` is its Markdown file below `docs/`."""
    depth = path.count("/") + (not path.endswith("index.md"))
    return "../" * depth


def address_of_file(path: str) -> str:
    """Return the address of a page below the site's root; `path` is its Markdown file below `docs/`."""
    return path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"


def in_parts(rows: Sequence[RowT], most: int = MOST_ROWS) -> list[Sequence[RowT]]:
    """Return the rows in parts of at most `most`; an empty list is one empty part."""
    return [rows[start : start + most] for start in range(0, len(rows), most)] or [rows]


def part_links(base: str, parts: Sequence[Sequence[object]], this: int, root: str) -> list[dict[str, object]]:
    """Return links to the parts of a list, in order; none for a list that is whole.

    Args:
        base: Markdown file of the first part.
        parts: all parts.
        this: number of the part that is shown.
        root: way to the site's root.
    """
    if len(parts) == 1:
        return []
    links: list[dict[str, object]] = []
    start = 1
    for number, part in enumerate(parts):
        href = root + address_of_file(part_file(base, number))
        words = f"第 {start}—{start + len(part) - 1} 个"
        links.append({"href": href, "words": words, "here": number == this})
        start += len(part)
    return links


def part_file(base: str, number: int) -> str:
    """Return the Markdown file of a part, counted from 0: `x.md`, `x-2.md`; beside an `index.md` `part-2.md`."""
    if not number:
        return base
    stem = base.removesuffix("index.md") + "part" if base.endswith("index.md") else base.removesuffix(".md")
    return f"{stem}-{number + 1}.md"


def csv_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV that spreadsheets open rightly: a mark of UTF-8 first, CRLF, no text taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow([_safe(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def _safe(text: str) -> str:
    folded = fold(text).strip()
    return f"'{folded}" if folded.startswith(_RISKY) and not _NUMBER.fullmatch(folded) else folded
