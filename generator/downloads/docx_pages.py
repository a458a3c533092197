"""Paper of a report in 公文 form (GB/T 9704-2012): margins, lines, page numbers, marks; its cover and its contents."""

import math
from collections.abc import Mapping, Sequence

from generator.downloads.docx_styles import LINE, align
from generator.downloads.docx_xml import CLOSED, NONE, Xml, element, field, join, opened, paragraph, run, tab
from generator.downloads.paper import ems
from generator.downloads.print_texts import Cover
from generator.downloads.print_view import Entry

PUBLIC = "公开"
_DRAFTS = {"送审": "送审稿"}
#: in twentieths of a point: A4; 天头 37 mm, 订口 28 mm, and what leaves 156 mm × 225 mm for the text.
_SHORT, _LONG = 11906, 16838
_TALL = {"top": 2098, "right": 1474, "bottom": 1984, "left": 1587, "header": 1361, "footer": 1304, "gutter": 0}
#: on its side the binding edge is above: the same room, turned.
_WIDE = {"top": 1587, "right": 2098, "bottom": 1474, "left": 1984, "header": 794, "footer": 794, "gutter": 0}
#: characters of a line of the contents, and the height of all of them below their title.
_CONTENTS_WIDTH, _CONTENTS_HEIGHT, _LEAST_LINE, _MOST_LINE = 30, 11700, 340, 480
_EMPTY_LINE = paragraph("Subtitle")


def mark_of(state: str) -> str:
    """Return what every page of a report says that is not public yet; nothing for a public one."""
    return "" if state == PUBLIC else f"{_DRAFTS.get(state, state)}　尚未公开"


def paper(*, wide: bool, references: Xml = NONE) -> Xml:
    """Return the set-up of a part of the file; only the first has references to header and footer, others follow it."""
    across, down = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
    turned = {"orient": "landscape"} if wide else {}
    return element(
        "w:sectPr",
        references,
        element("w:type", val="nextPage"),
        element("w:pgSz", w=across, h=down, **turned),
        element("w:pgMar", **(_WIDE if wide else _TALL)),
        element("w:titlePg") if references else NONE,
        element("w:docGrid", type="lines", linePitch=LINE),
    )


def end_of_part(setup: Xml) -> Xml:
    """Return the paragraph without height that ends a part of the file."""
    return paragraph("Spacer", after=setup)


def page_number(*, even: bool) -> Xml:
    """Return the foot of a page: — 1 —, a character from the outer edge of the text."""
    side = element("w:ind", left=280, leftChars=100) if even else element("w:ind", right=280, rightChars=100)
    number = field("PAGE", run("1"))
    return paragraph("Footer", run("— "), number, run(" —"), after=join(side, align("left" if even else "right")))


def cover_xml(cover: Cover, mark: str) -> Xml:
    """Return the first page: state, title, who publishes and when, as the PDF says it."""
    top = [paragraph("Mark", run(mark))] if mark else []
    region = [paragraph("Subtitle", run(cover.region))] if cover.region else []
    title = run(f"{cover.department}\n{cover.rest}", lines=True)
    online = [paragraph("Subtitle", run(f"网页版：{cover.address}"))] if cover.address else []
    imprint = [paragraph("Subtitle", run(line)) for line in cover.imprint]
    return join(*top, *([_EMPTY_LINE] * (4 - len(top))), *region, paragraph("Title", title),
                *([_EMPTY_LINE] * 8), *online, *imprint)  # fmt: skip


def contents_xml(entries: Sequence[Entry], bookmarks: Mapping[str, str]) -> Xml:
    """Return the contents: a field that is worked out when the file is opened, filled in for programs that do not."""
    if not entries:
        return NONE
    # The field begins in the first line and ends in the last one, as word processors write it.
    code = opened(r'TOC \o "1-2" \h \z \t "表题2,2,表题3,3"', dirty=True)
    last = len(entries) - 1
    lines = [
        _line(entry, bookmarks[entry.key], NONE if number else code, CLOSED if number == last else NONE)
        for number, entry in enumerate(entries)
    ]
    return join(paragraph("TOCHeading", run("目　录")), *lines)


def contents_line(entries: Sequence[Entry]) -> int:
    """Return the height of a line of the contents, in twentieths of a point: contents of usual length take one page."""
    lines = sum(math.ceil((ems(entry.title) + entry.level) / _CONTENTS_WIDTH) for entry in entries)
    return max(_LEAST_LINE, min(_MOST_LINE, _CONTENTS_HEIGHT // max(lines, 1)))


def _line(entry: Entry, bookmark: str, before: Xml, after: Xml) -> Xml:
    """Return a line of the contents: title, dots, the page of its bookmark."""
    page = field(rf"PAGEREF {bookmark} \h")
    link = element("w:hyperlink", run(entry.title), tab(), page, anchor=bookmark, history=1)
    return paragraph(f"TOC{min(entry.level, 3)}", before, link, after)
