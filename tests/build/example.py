"""Reports that tests read: the three real ones of data/, changed at will, and an invented department."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from generator.build.outputs import Drawn, listing_of, pages_of
from generator.build.report import Plan, Slugs, plan_report
from generator.document.cards import walk
from generator.load.reading import Reader, Shared, load_shared
from generator.model.blocks import Block, Chart, Document, Paragraph, Table
from generator.pages.links import address_of
from generator.workspace.project import Project, read_project

ROOT = Path(__file__).resolve().parents[2]
ANJU, HESHAN, PUTUO = "anju/hrss/2023", "heshan/hrss/2020", "putuo/planning/2024"
#: 虚构县水务局: a department that does not exist, of a county that does not exist.
WATER = "xugou/water/2024"

REGION = "名称: 虚构省虚构县\n简称: 虚构县\n样式: []\n公开单位: [water]\n"
DEPARTMENT = "名称: 虚构县水务局\n本名: 水务局\n简称: [水利局]\n"
REPORT = """\
年度: 2024
状态: 公开
公开日期: 2025-09-01
来源: {标题: 虚构的决算}
"""
ACCOUNTS = """\
收入:
  一般公共预算财政拨款收入: 100.00
  其他收入: 20.00
支出:
  基本支出: 70.00
  项目支出: 45.00
结转结余:
  年初结转和结余: 5.00
  使用非财政拨款结余: 0
  结余分配: 0
  年末结转和结余: 10.00
财政拨款:
  一般公共预算:
    年初结转和结余: 5.00
    年末结转和结余: 10.00
    支出科目:
      "2130301": {基本支出: 60.00, 项目支出: 0, 年初预算数: 50.00}
      "2130305": {基本支出: 0, 项目支出: 35.00, 年初预算数: 40.00}
    基本支出:
      人员经费: 40.00
      公用经费: 20.00
      经济科目: {"30101": 未列金额, "30201": 未列金额}
  政府性基金预算: {年初结转和结余: 0, 支出: 0, 年末结转和结余: 0}
  国有资本经营预算: {年初结转和结余: 0, 支出: 0, 年末结转和结余: 0}
“三公”经费:
  财政拨款:
    决算数: {因公出国（境）费: 0, 公务用车购置费: 0, 公务用车运行维护费: 2.00, 公务接待费: 1.00}
    年初预算数: {因公出国（境）费: 0, 公务用车购置费: 0, 公务用车运行维护费: 2.00, 公务接待费: 2.00}
“三公”经费实物量:
  因公出国（境）团组数: 0
  因公出国（境）人次: 0
  公务用车购置数: {合计: 0}
  公务用车保有量: {轿车: 1}
  公务接待批次: {国内: 3}
  公务接待人次: {国内: 12}
上年决算数:
  收入总计: 100.00
原因:
  收入总计: 开挖了一条不存在的河
"""


@cache
def real_files() -> Mapping[str, bytes]:
    """Return every file of data/ by path."""
    return read_project(ROOT).files


def shared_files() -> dict[str, bytes]:
    """Return the files of data/ that all reports share: site, glossary, classification, styles."""
    return Project(ROOT, real_files()).shared


def invented(**changes: str) -> dict[str, bytes]:
    """Return the shared files of data/ and those of the invented department.

    Args:
        changes: other text for `region`, `department`, `report`, `accounts` or `texts`.
    """
    texts = {"region": REGION, "department": DEPARTMENT, "report": REPORT, "accounts": ACCOUNTS, **changes}
    folder = {"region": "xugou/", "department": "xugou/water/"}
    own = {f"data/regions/{folder.get(name, WATER + '/')}{name}.yml": text.encode() for name, text in texts.items()}
    return {**shared_files(), **own}


def edited(files: Mapping[str, bytes], path: str, old: str, new: str) -> dict[str, bytes]:
    """Return the files with one text, found exactly once in one file, replaced."""
    text = files[path].decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    return {**files, path: text.replace(old, new).encode()}


def plan(files: Mapping[str, bytes], address: str) -> Plan:
    """Return the plan of one report of a set of files."""
    project = Project(ROOT, files)
    slugs = Slugs(*address.split("/"))
    return plan_report(project.files_of(slugs), _shared(tuple(sorted(project.shared.items()))), slugs)


def laid_out(files: Mapping[str, bytes], address: str) -> Document:
    """Return the laid-out document of one report of a set of files."""
    found = plan(files, address)
    assert found.document is not None, [finding.message for finding in found.findings]
    return found.document


@cache
def real(address: str) -> Document:
    """Return the laid-out document of a real report."""
    return laid_out(real_files(), address)


@cache
def _shared(files: tuple[tuple[str, bytes], ...]) -> Shared:
    return load_shared(Reader(dict(files)))


def blocks(document: Document) -> Iterator[Block]:
    """Yield every block of a document in reading order."""
    for section in walk(document.parts):
        yield from section.blocks


def tables(document: Document) -> dict[str, Table]:
    """Return the tables of a document by title."""
    return {block.title: block for block in blocks(document) if isinstance(block, Table)}


def charts(document: Document) -> dict[str, Chart]:
    """Return the charts of a document by key."""
    return {block.key: block for block in blocks(document) if isinstance(block, Chart)}


def titles(document: Document) -> list[str]:
    """Return the headings of a document in reading order."""
    return [section.title for section in walk(document.parts)]


def section_text(document: Document, key: str) -> str:
    """Return the official paragraphs of one section, a line each."""
    section = next(section for section in walk(document.parts) if section.key == key)
    return "\n".join(block.text for block in section.blocks if isinstance(block, Paragraph) and block.official)


def docs_of(document: Document, drawn: Drawn, siblings: Sequence[int]) -> dict[str, bytes]:
    """Return everything of a report below docs/: its pages, drawings and downloads."""
    folder = address_of(document).folder
    pages = pages_of(document, listing_of(document, drawn), siblings)
    return pages | {f"{folder}{name}": content for name, content in drawn.files.items()}
