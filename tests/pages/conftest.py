"""An invented report with every kind of block, and pages read back as a browser would."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import chain

import markdown  # type: ignore[import-untyped,unused-ignore]
import pytest

from generator.html.escape import fold
from generator.model.blocks import (
    Card,
    Cell,
    Chart,
    ChartPoint,
    Document,
    FigureEntry,
    Glossary,
    Notice,
    Paragraph,
    Section,
    Span,
    Table,
    Term,
)
from generator.model.summary import Download

WORD = "虚构甲"
VOID = {"img", "input", "col", "br", "meta", "link", "hr"}


def head(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    """Return a head cell."""
    return Cell((Span(text),), "head", colspan, rowspan)


def tables(word: str) -> tuple[Table, ...]:
    """Return a table of two bands, a table with folded columns, an empty one and one that was not attached."""
    name = Cell((Span(word),), "name")
    amount = Cell((Span(word, "收入"),), "amount", strong=True, value="1")
    blank = Cell(kind="blank", note=word)
    return (
        Table(
            "t01",
            word,
            number=word,
            corners=(word, word, word),
            bands=(2, 2),
            head=((head(word, colspan=2), head(word, colspan=2)), (head(word), head(word), head(word), head(word))),
            rows=((name, amount, name, amount), (Cell(), Cell(), name, blank)),
            notes=(word,),
            summary=word,
        ),
        Table(
            "t02",
            word,
            number=word,
            folded=(2,),
            landscape=True,
            state="full",
            head=((head(word, rowspan=2), head(word, colspan=2)), (head(word), head(word))),
            rows=((Cell((Span(word),), "name", indent=1), amount, blank),),
        ),
        Table("t03", word, number=word, head=((head(word), head(word)),), statement=word, state="empty"),
        Table("t04", word, number=word, statement=word, state="unattached"),
    )


def figure(name: str, word: str, *, origin: str = "computed", inputs: tuple[str, ...] = ()) -> FigureEntry:
    """Return an entry whose texts are all the word."""
    key = {"收入": "shouru", "支出": "zhichu"}[name]
    return FigureEntry(name, key, word, word, word, "1", word, inputs, origin, word, word)


def invented(word: str = WORD) -> Document:
    """Return a report in which every text is the same word."""
    chart = Chart(
        "c01",
        "columns",
        word,
        word,
        word,
        (ChartPoint(word, 1.0, word, "收入", word), ChartPoint(word + "二", 2.0, word, "", word)),
        word,
        word,
        word,
    )
    text = Paragraph((Span(word), Span(word, "收入"), Span(word + "。")))
    parts = (
        Section("p1", word, "overview", 1, (text, Paragraph((Span(word),), level=1, indented=False))),
        Section(
            "p2",
            word,
            "statement",
            1,
            (),
            (
                Section(
                    "s1",
                    word,
                    "statement",
                    2,
                    (Paragraph((Span(word, "支出"),), official=False), text, chart),
                    (Section("s11", word, "statement", 3, (text,)),),
                ),
                Section("s2", word, "three-public", 2, (text, Notice(word), Notice(word, "correction"))),
                Section("s3", word, "statement", 2, (text,)),
            ),
        ),
        Section("p3", word, "glossary", 1, (Glossary((Term(word, word, word), Term(word, word, ""))),)),
        Section("p4", word, "tables", 1, tables(word)),
    )
    point = ChartPoint(word, 60.0, word, "支出")
    card = Card(word, word, word, (Span(word), Span(word, "收入")), "statement", "s1", "收入", (point, point))
    return Document(
        region="xugou",
        department="jia",
        year=2024,
        region_name=word,
        department_name=word,
        short_name=word,
        title=word,
        aliases=(word, word),
        facts_head=((word, word), ("公开日期", "2025年9月8日"), (word, word)),
        state=word,
        cards=(card, card),
        parts=parts,
        figures={"收入": figure("收入", word, inputs=("支出", word)), "支出": figure("支出", word, origin="typed")},
        trust=(word,),
        source_note=word,
    )


def downloads(word: str = WORD) -> tuple[Download, ...]:
    """Return one file to take home."""
    return (Download(word, word, "files/report.pdf", word, 1_300_000, 38, "ab" * 32),)


@dataclass
class Page(HTMLParser):
    """A page read back: elements with their attributes, ids, and the visible text."""

    elements: list[tuple[str, tuple[tuple[str, str], ...]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Start the parser."""
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, tuple((name, value or "") for name, value in attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """See that elements close in order."""
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        """Keep a comment: generated pages have none."""
        self.elements.append(("!--", (("data", data),)))

    @property
    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return tags with the names of their attributes, without the line breaks of typed cells."""
        return [(tag, tuple(name for name, _ in attributes)) for tag, attributes in self.elements if tag != "br"]

    @property
    def text(self) -> str:
        """Return the text without white space."""
        return "".join("".join(self.texts).split())

    @property
    def values(self) -> list[str]:
        """Return all attribute values without white space, but for a picture's height: long texts take more lines."""
        found = [(tag, key, value) for tag, attributes in self.elements for key, value in attributes]
        return ["".join(value.split()) for tag, key, value in found if (tag, key) != ("img", "height")]

    def all(self, name: str) -> list[str]:
        """Return the values of an attribute."""
        return [value for _, attributes in self.elements for key, value in attributes if key == name]


def bare(text: str) -> str:
    """Return the text folded, without white space."""
    return "".join(fold(text).split())


def body_of(source: str) -> str:
    """Return a page without its front matter."""
    return re.split(r"^---$", source, maxsplit=2, flags=re.MULTILINE)[2]


def converted(source: str) -> tuple[str, list[str]]:
    """Return a page as MkDocs would make it: HTML, and the names in its table of contents."""
    converter = markdown.Markdown(extensions=["toc", "tables", "fenced_code", "attr_list"])
    text = converter.convert(body_of(source))
    return text, list(_names(converter.toc_tokens))


def _names(tokens: list[dict[str, object]]) -> Iterator[str]:
    for token in tokens:
        children = token["children"]
        assert isinstance(children, list)
        yield from chain([str(token["name"])], _names(children))


def read(text: str) -> Page:
    """Return HTML read back."""
    page = Page()
    page.feed(text)
    page.close()
    assert not page.open
    return page


@dataclass(frozen=True)
class Kit:
    """What tests of pages share."""

    word: str = WORD
    invented: Callable[..., Document] = invented
    downloads: Callable[..., tuple[Download, ...]] = downloads
    converted: Callable[[str], tuple[str, list[str]]] = converted
    read: Callable[[str], Page] = read
    bare: Callable[[str], str] = bare
    body_of: Callable[[str], str] = body_of
    unescape: Callable[[str], str] = html.unescape


@pytest.fixture(scope="session")
def kit() -> Kit:
    """Return the invented report and the readers."""
    return Kit()
