"""The papers for editors and style authors as tests read them: their YAML examples and the rows of their tables."""

import re
from collections.abc import Iterator

from generator.build.report import Plan
from tests.build.example import REPORT, ROOT, WATER, invented, plan
from tests.build.fakes import small

PAGES = ROOT / "docs" / "dev"
FOLDER = f"data/regions/{WATER}/evaluations"
#: the county of the examples, which follows the style of the page on styles.
COUNTY = "名称: 虚构省虚构县\n样式: [xugou]\n公开单位: [water]\n"
PARTS = "公开内容: [部门决算, 整体绩效, 项目绩效]\n"


def section(page: str, heading: str) -> str:
    """Return the text of a page from a heading to the next of the same or a higher level."""
    text = (PAGES / page).read_text(encoding="utf-8")
    found = re.search(rf"(?m)^(#+) {re.escape(heading)}$", text)
    assert found, f"{page} has no heading {heading}"
    return re.split(rf"(?m)^#{{1,{len(found[1])}}} ", text[found.end() :])[0]


def example(page: str, heading: str) -> str:
    """Return the first YAML example below a heading."""
    found = re.search(r"(?ms)^```yaml\n(.*?)^```$", section(page, heading))
    assert found, f"{page}: no example below {heading}"
    return found[1]


def tables(page: str, heading: str) -> list[list[tuple[str, ...]]]:
    """Return the tables below a heading, each as the cells of its rows without its head."""
    found = re.findall(r"(?m)(?:^\|.*\n)+", section(page, heading))
    return [list(_rows(table)) for table in found]


def _rows(table: str) -> Iterator[tuple[str, ...]]:
    for line in table.splitlines()[2:]:
        yield tuple(cell.strip() for cell in line.strip("|").split("|"))


PROJECT = example("evaluations.md", "一个项目")
OVERALL = example("evaluations.md", "部门整体，和其余各块")
STYLE = example("styles.md", "一个小例子")


def printed(
    *, project: str = PROJECT, overall: str = OVERALL, style: str = STYLE, region: str = COUNTY, second: str = ""
) -> Plan:
    """Return the plan of the invented county's report with the examples of the pages, or other texts for them.

    Args:
        project: the evaluation of a project.
        overall: that of the whole department.
        style: of the county.
        region: its file.
        second: one more project, if any.
    """
    files = {
        **small(invented(region=region, report=REPORT + PARTS)),
        f"{FOLDER}/weixiu.yml": project.encode(),
        f"{FOLDER}/overall.yml": overall.encode(),
        "data/styles/xugou/evaluations.yml": style.encode(),
    }
    if second:
        files[f"{FOLDER}/second.yml"] = second.encode()
    return plan(files, WATER)


def without_style(parts: str, *, accounts: bool = True, name: str = "weixiu") -> Plan:
    """Return the plan of a report with the example of a project and no style but the base."""
    files = {**small(invented(report=REPORT + parts)), f"{FOLDER}/{name}.yml": PROJECT.encode()}
    if not accounts:
        del files[f"data/regions/{WATER}/accounts.yml"]
    return plan(files, WATER)


def changed(text: str, old: str, new: str) -> str:
    """Return a text with a part, found exactly once, replaced."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)
