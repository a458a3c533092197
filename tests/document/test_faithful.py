"""What the real departments published stands in the reports laid out from their data."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from generator.document.cards import walk
from generator.model.blocks import Block, Document, Glossary, Paragraph, Table
from tests.build.example import ANJU, HESHAN, PUTUO, real, tables

PUBLISHED = Path(__file__).resolve().parents[1] / "published"
#: one form for marks that publishers mix at will: quotes, dashes, list marks.
SAME = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "。": ".", "、": ",", "—": "-", "–": "-", "…": "", "·": ""}
)


def plain(text: str) -> str:
    """Return a text without white space and in one width, as two prints of the same words compare equal."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(SAME)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a published text; pictures, which it names in brackets, are none."""
    for line in text.splitlines():
        if not line.strip().startswith("[image:"):
            yield from (part.strip() for part in re.split(r"(?<=[。；;！？])", line) if plain(part).strip(".,;:-()\"'"))


def words(block: Block, page: str) -> Iterator[str]:
    """Yield what a block prints of the official text, each cell by itself.

    Our own sentences, notices, the overview and the pieces for phones are left out; so are the cells of the tables of
    accounts, which these departments did not publish: none of them may hide a loss.
    """
    if isinstance(block, Paragraph) and block.official:
        yield block.text
    elif isinstance(block, Table):
        if page.startswith("evaluation-"):
            yield from (block.title, *block.corners, *block.notes, block.statement)
            yield from (cell.text for row in (*block.head, *block.rows) for cell in row)
        elif block.corners:
            yield block.title
    elif isinstance(block, Glossary):
        yield from (f"{term.number}{term.term}{term.mark}{term.text}" for term in block.terms)
    else:
        yield str(getattr(block, "caption", ""))


def units(document: Document) -> list[str]:
    """Return everything official that a laid-out report prints: titles, paragraphs, cells, terms."""
    found = [document.department_name, document.title]
    for section in walk(document.parts):
        found.append(section.title)
        for block in section.blocks:
            found += words(block, section.page)
    return [plain(unit) for unit in found if plain(unit)]


def missing(published: str, document: Document, parted: frozenset[str] = frozenset()) -> list[str]:
    """Return the sentences of a published text that no title, paragraph or cell of a document prints.

    Args:
        published: the text.
        document: the report laid out.
        parted: lines that the report prints in neighbouring cells, or as a heading and a paragraph.
    """
    text = units(document)
    whole, joined = "\n".join(text), "".join(text)
    return [
        sentence
        for sentence in sentences(published)
        if plain(sentence).strip(".,;:") not in (joined if sentence.strip() in parted else whole)
    ]


#: lines of the published texts that a form prints in two cells, or the outline as a heading and “（无）”.
PARTED = {
    "linxiang-hrss-2023": frozenset(
        {
            "评价类型： 项目实施过程评价口  项目完成结果评价□",
            "评价类型：项目实施过程评价□   项目完成结果评价□",
            "项目名称：平台建设维护",
            "项目名称               管理业务经费",
            "项目单：   临湘市人力资源和社会保障局",
            "项目单位          临湘市人力资源和社会保障局",
            "主管部门： 临湘市人力资源和社会保障局",
            "主管部门          临湘市人力资源和社会保障局",
            "评价方式：部门(单位)绩效自评",
            "评价方式：部门（单位）绩效自评",
            "评价机构：部门(单位)评价组",
            "评价机构：部门（单位）评价组",
            "报告日期：2024 年 3 月 25 日",
            "报告日期：2024 年 3月25日",
            "填报人（签名）：                          联系电话：",
        }
    ),
    "hunan-hrss-2021": frozenset(
        {
            "“三公”经费决算情况明细表        金额单位：万元",
            "四、政府基金预算支出情况（无）",
            "五、国有资本经营预算支出情况（无）",
        }
    ),
}
#: published text → its report, and numbers that it prints in one cell more: a merged cell said again on its next page.
WHOLE: Mapping[str, tuple[str, Mapping[str, int]]] = {
    "anju-hrss-2023": (ANJU, {}),
    "heshan-hrss-2020": (HESHAN, {}),
    "hunan-hrss-2021": ("hunan/hrss/2021", {}),
    "linxiang-hrss-2023": ("linxiang/hrss/2023", {"25": 1}),
    "ziyang-hrss-2022": ("ziyang/hrss/2022", {}),
}


def read(file: str) -> str:
    """Return a published text."""
    return (PUBLISHED / f"{file}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", WHOLE)
def test_the_published_text_is_reproduced_whole(file: str) -> None:
    """Every sentence and cell that the department published, from the first line to the last, stands in its report."""
    assert missing(read(file), real(WHOLE[file][0]), PARTED.get(file, frozenset())) == []


@pytest.mark.parametrize("file", WHOLE)
def test_lines_said_to_be_parted_are(file: str) -> None:
    """No line is excused that stands in one cell or paragraph after all, or in no published text."""
    excused = PARTED.get(file, frozenset())
    assert excused <= {sentence.strip() for sentence in sentences(read(file))}
    assert {sentence.strip() for sentence in missing(read(file), real(WHOLE[file][0]))} == excused


@pytest.mark.parametrize("file", WHOLE)
def test_each_number_stands_in_as_many_cells(file: str) -> None:
    """A number alone in a line is a cell of a form: each is printed at least as often, so that none hides another."""
    address, again = WHOLE[file]
    wanted = Counter(line for line in map(plain, read(file).splitlines()) if re.fullmatch(r"-?\d[\d.]*\D{0,2}", line))
    printed = Counter(line for unit in units(real(address)) for line in unit.split("\n"))
    assert {number: count - printed[number] for number, count in wanted.items() if count > printed[number]} == again


@pytest.mark.parametrize(
    ("file", "lost"),
    [
        ("anju-hrss-2023", "2023年度本部门收入978.12万元。"),
        ("ziyang-hrss-2022", "满分100分，自评98分，扣2分：资金使用合规性扣2分。"),
        ("ziyang-hrss-2022", "绩效自评一览（金额单位：万元）"),
        ("anju-hrss-2023", "下面只列出能从正文得到的数，其余未公布。"),
        ("hunan-hrss-2021", "本自评的口径：自评报告里的一般公共预算支出"),
    ],
)
def test_the_measure_sees_a_lost_sentence(file: str, lost: str) -> None:
    """A sentence that no report prints, or that only we say, is noticed as lost; so the tests above can fail."""
    text = f"{read(file)}\n{lost}"
    assert missing(text, real(WHOLE[file][0]), PARTED.get(file, frozenset())) == [lost]


def published_tables() -> dict[str, list[list[str]]]:
    """Return the nine tables of 普陀区 as published: title → rows of cells, blank ones empty."""
    found: dict[str, list[list[str]]] = {}
    for line in (PUBLISHED / "putuo-planning-2024.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            rows = found.setdefault(line[3:], [])
        elif line and line[0] not in "#>":
            rows.append([cell.strip() for cell in line.split("|")])
    return found


@pytest.mark.parametrize("title", published_tables())
def test_each_official_table_is_reproduced_cell_by_cell(title: str) -> None:
    """Every cell of the nine tables, blank ones included, prints what 普陀区 published."""
    rows = published_tables()[title]
    table = tables(real(PUTUO))[title]
    assert [[cell.text for cell in row] for row in table.rows] == rows


def test_the_nine_tables_stand_in_the_order_of_the_shanghai_form() -> None:
    """The tables follow each other as published, the two empty ones by statement."""
    official = [table for table in tables(real(PUTUO)).values() if table.corners]
    assert [table.title for table in official] == list(published_tables())
    text = (PUBLISHED / "putuo-planning-2024.txt").read_text(encoding="utf-8")
    statements = [line.removeprefix("> ") for line in text.splitlines() if line.startswith("> ")]
    assert [table.statement for table in official if table.state == "empty"] == statements


#: 单价50万元以上…: a threshold that belongs to the name of an asset, and no amount of the department.
THRESHOLD = re.compile(r"单价\d+万元以上")


@pytest.mark.parametrize("address", [ANJU, HESHAN, PUTUO])
def test_every_amount_and_rate_in_prose_is_a_figure(address: str) -> None:
    """No amount, share or rate of the prose is mere text: each is a figure that can be traced to its formula.

    赫山's three sections on performance, and the evaluations, are achievements in words (失业率3.8%), not accounts.
    """
    for section in walk(real(address).parts):
        if section.key.startswith("performance-") or section.page.startswith("evaluation"):
            continue
        for block in section.blocks:
            if isinstance(block, Paragraph):
                loose = "".join(span.text if not span.figure else "□" for span in block.spans)
                assert not re.findall(r"\d[\d.]*\s*(?:万元|%)", THRESHOLD.sub("", loose)), block.text
