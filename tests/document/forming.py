"""An invented county's own form of an evaluation (虚构), and reports laid out with it: all of it YAML."""

from collections.abc import Mapping

from generator.build.report import Plan
from generator.document.cards import walk
from generator.model.blocks import Block, Cell, Document, Table
from tests.build.example import WATER, invented, plan
from tests.build.fakes import small

COUNTY = "名称: 虚构省虚构县\n样式: [xugou]\n公开单位: [water]\n"
REPORT = """\
年度: 2024
状态: 公开
公开日期: 2025-09-01
公开内容: [项目绩效]
来源: {标题: 虚构的自评}
"""
FOLDER = f"data/regions/{WATER}/evaluations"
HEAD = "名称: 虚构修渠\n类别: 项目\n文种: [虚构自评表]\n"
PAPER = """\
目录: [{评价: 虚构自评表}]
评价文种: {虚构自评表: {标识: sheet, 标题: 虚构自评表　〔自评名称〕, 内容: [{评价表: 虚构自评表}]}}
"""


def files(form: str, evaluation: str = "", **changes: str) -> dict[str, bytes]:
    """Return the invented department with one evaluation and a style of its county.

    Args:
        form: content of the style beside the paper 虚构自评表; at least its form.
        evaluation: what the evaluation holds beside name, kind and papers.
        changes: other text for `region`, `report`, or `paper` (what the style says of papers).
    """
    paper = changes.pop("paper", PAPER)
    found = small(invented(**{"region": COUNTY, "report": REPORT, **changes}))
    found[f"{FOLDER}/canal.yml"] = (evaluation if evaluation.startswith("名称") else HEAD + evaluation).encode()
    found["data/styles/xugou/style.yml"] = (paper + form).encode()
    return found


def planned(form: str, evaluation: str = "", **changes: str) -> Plan:
    """Return the plan of the invented report."""
    return plan(files(form, evaluation, **changes), WATER)


def document_of(form: str, evaluation: str = "", **changes: str) -> Document:
    """Return the invented report laid out."""
    found = planned(form, evaluation, **changes)
    assert found.document is not None, [finding.message for finding in found.findings]
    return found.document


def form_of(rows: str, evaluation: str = "", columns: int = 4, more: str = "") -> Table:
    """Return the table that rows of a form make of an evaluation.

    Args:
        rows: the rows as YAML, indented by four or more.
        evaluation: as in `files`.
        columns: number of columns of one width.
        more: other parts of the style, and further keys of the form before it, indented by four.
    """
    head = f"评价表式:\n  虚构自评表:\n    标识: sheet\n    表名: 虚构自评表\n    列宽: {['1'] * columns}\n    行:\n"
    return table_of(document_of(more + head + rows, evaluation))


def table_of(document: Document, title: str = "虚构自评表") -> Table:
    """Return the form of a document."""
    [found] = [block for block in all_blocks(document) if isinstance(block, Table) and block.title == title]
    return found


def all_blocks(document: Document) -> list[Block]:
    """Return every block in reading order."""
    return [block for section in walk(document.parts) for block in section.blocks]


def texts(table: Table) -> list[list[str]]:
    """Return the texts of the rows as they stand in the data: no cell repeated where one covers many."""
    return [[cell.text for cell in row] for row in table.rows]


def grid(table: Table) -> list[list[Cell]]:
    """Return each row with the cells that reach into it from above and from the left, as readers see it.

    Raises:
        AssertionError: two cells cover one place, or none does.
    """
    width, height = len(table.widths), len(table.rows)
    found: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    for number, row in enumerate(table.rows):
        for cell in row:
            column = found[number].index(None)
            for below in range(cell.rowspan):
                for beside in range(cell.colspan):
                    assert found[number + below][column + beside] is None, cell.text
                    found[number + below][column + beside] = cell
    rows = [[cell for cell in row if cell is not None] for row in found]
    assert all(len(row) == width for row in rows)
    return rows


def seen(table: Table) -> list[list[str]]:
    """Return the text that covers each place of the grid."""
    return [[cell.text for cell in row] for row in grid(table)]


def columns_of(pieces: tuple[Table, ...]) -> Mapping[str, list[list[str]]]:
    """Return the pieces by key, each with its heads and rows as texts."""
    return {piece.key: [[cell.text for cell in row] for row in (*piece.head, *piece.rows)] for piece in pieces}
