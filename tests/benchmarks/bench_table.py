"""The table of measurements in docs/dev/performance.md: `… bench_table [--results FILE] [--page FILE]`.

Reads the lines that the benchmarks wrote, takes the median of the runs of each part (the newest commit's where several
measured it), and writes what stands between the marks of the page. What was not measured is a dash.
"""

import argparse
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

import click

from tests.benchmarks import results

PAGE = results.ROOT / "docs" / "dev" / "performance.md"
BEGIN, END = "<!-- 测量：由 bench_table 填写，开始 -->", "<!-- 测量：由 bench_table 填写，结束 -->"
NONE = "—"
MEGABYTE = 1_000_000
#: the step of a build before any page is made; where only a template changed, all others make pages and their index.
READING = "读取数据，到第一份做完"
Record: TypeAlias = Mapping[str, Any]


class Measured:
    """The runs of the newest commit of each part, by part and number of reports."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.machines: list[Record] = []
        self._runs: dict[tuple[str, int | str, bool], list[tuple[str, Record]]] = {}
        commit = ""
        for one in records:
            if one["what"] == results.MACHINE:
                commit = one["commit"]
                self.machines.append(one)
                continue
            about = one["what"], one.get("reports", one.get("report", "")), one.get("pdf", True)
            self._runs.setdefault(about, []).append((commit, one))

    def runs(self, what: str, count: int | str, *, pdf: bool = True) -> list[Record]:
        """Return the runs of a part; of the commit that measured it last."""
        found = self._runs.get((what, count, pdf), [])
        return [one for commit, one in found if commit == found[-1][0]]

    def middle(self, what: str, count: int | str, of: Callable[[Record], float] | None = None) -> float | None:
        """Return the median of a figure over the runs of a part, its seconds unless told."""
        found = [(of or _wall)(one) for one in self.runs(what, count) if "wall" in one]
        return median(found) if found else None

    @property
    def sizes(self) -> list[int]:
        """Return the numbers of reports that were measured."""
        return sorted({count for what, count, _ in self._runs if isinstance(count, int)})

    @property
    def printed(self) -> list[Record]:
        """Return the newest line of each report whose PDF was measured."""
        return [runs[-1][1] for (what, _, _), runs in self._runs.items() if what == "pdf"]


def _wall(one: Record) -> float:
    return float(one["wall"])


def page_seconds(one: Record) -> float:
    """Return the seconds of the steps that make pages and index, after a change of a template."""
    return float(sum(seconds for step, seconds in one["stages"].items() if step != READING))


def report(found: Measured) -> str:
    """Return the Markdown between the marks."""
    parts = [_machine(found), _builds(found), _stages(found), _memory(found), _pages(found), _prints(found)]
    return "\n\n".join(part for part in parts if part)


def _machine(found: Measured) -> str:
    if not found.machines:
        return ""
    one = found.machines[-1]
    versions = "、".join(f"{name} {version or '没有安装'}" for name, version in one["versions"].items())
    return (
        f"机器：{one['processor']}，{one['cores']} 核，内存 {one['memory_gb']} GB；{one['system']}；"
        f"Python {one['python']}；{versions}；代码 {one['commit']}。数据：真实报告的虚构副本（`many_real`），带 PDF。"
    )


def _builds(found: Measured) -> str:
    """Return the table of whole builds: a row a part, a column a size, and what it is of a full build."""
    sizes = found.sizes
    rows = []
    for what, words in _BUILDS.items():
        cells = []
        for count in sizes:
            taken, full = found.middle(what, count), found.middle("full", count)
            share = f"（{taken / full:.1%}）" if taken and full and what not in {"full", "one"} else ""
            cells.append(f"{_seconds(taken)}{share}")
        rows.append([words, *cells])
    ratio = [_ratio(found.middle("one", count), found.middle("full", count)) for count in sizes]
    each = [_each(found.middle("full", count), count) for count in sizes]
    rows += [["1 个进程是 2 个进程的几倍（目标 ≥ 1.8）", *ratio], ["全部生成，每份", *each]]
    return _table(["整个生成（从启动到退出）", *(f"{count:,} 份" for count in sizes)], rows)


_BUILDS = {
    "full": "全部生成，没有缓存，2 个进程",
    "one": "全部生成，没有缓存，1 个进程",
    "nothing": "有缓存，什么都没改",
    "amount": "改了一个金额（目标：1,000 份时不超过 1%）",
    "template": "改了一个网页模板",
    "check": "只检查",
}


def _stages(found: Measured) -> str:
    """Return where the time of a full build goes, by its own steps."""
    sizes = found.sizes
    steps = list(dict.fromkeys(step for count in sizes for one in found.runs("full", count) for step in one["stages"]))
    rows = []
    for step in steps:
        cells = []
        for count in sizes:
            part = found.middle("full", count, lambda one, step=step: one["stages"].get(step, 0.0))  # type: ignore[misc]
            whole = found.middle("full", count)
            cells.append(f"{_seconds(part)}（{part / whole:.0%}）" if part is not None and whole else NONE)
        rows.append([step, *cells])
    return _table(["全部生成的各步", *(f"{count:,} 份" for count in sizes)], rows) if rows else ""


def _memory(found: Measured) -> str:
    """Return memory and what lies on the disk after a full build."""
    sizes = found.sizes
    rows = []
    for name, words in (
        ("parent", "内存峰值，主进程"),
        ("child", "内存峰值，最大的子进程"),
        ("tree", "内存峰值，合计（PSS）"),
    ):
        cells = [found.middle("full", count, lambda one, name=name: one["memory"][name]) for count in sizes]  # type: ignore[misc]
        rows.append([words, *(NONE if cell is None else f"{cell:,.0f} MB" for cell in cells)])
    for name, words in (("site_bytes", "网站"), ("cache_bytes", "缓存")):
        cells = [found.middle("full", count, lambda one, name=name: one[name]) for count in sizes]  # type: ignore[misc]
        rows.append([words, *(NONE if cell is None else f"{cell / MEGABYTE:,.0f} MB" for cell in cells)])
    return _table(["全部生成，2 个进程", *(f"{count:,} 份" for count in sizes)], rows)


def _pages(found: Measured) -> str:
    """Return our pages and others over the same Markdown."""
    rows = []
    for count in found.sizes:
        mine = found.runs("pages ours", count) or found.runs("pages ours", count, pdf=False)
        if not mine:
            continue
        only = median(page_seconds(one) for one in mine)
        cells = [f"{count:,} 份，{mine[-1]['pages']:,} 页", f"{median(map(_wall, mine)):,.1f} 秒", f"{only:,.1f} 秒"]
        for other in ("material", "hugo"):
            runs = found.runs(f"pages {other}", count)
            cells.append(_other(runs[-1], only) if runs else NONE)
        rows.append(cells)
    heads = ["同样的 Markdown", "我们：改模板后整个生成", "其中网页和索引", "Material 自带搜索", "Hugo 空模板，无搜索"]
    return _table(heads, rows) if rows else ""


def _other(one: Record, mine: float) -> str:
    if "missing" in one:
        return "没有安装"
    if one.get("ended"):
        return f"超过 {one['wall']:,.0f} 秒，没有等完"
    return f"{one['wall']:,.1f} 秒（我们是它的 {mine / one['wall']:.2f} 倍）"


def _prints(found: Measured) -> str:
    """Return the PDFs against bare WeasyPrint."""
    rows = [_print(one) for one in found.printed]
    if not rows:
        return ""
    mine, bare = (sum(one[name] for one in found.printed) for name in ("seconds", "bare"))
    rows.append(["合计（目标 ≤ 1.2）", f"{mine:.2f} 秒", f"{bare:.2f} 秒", _ratio(mine, bare), "", "", ""])
    return _table(["PDF，一个核的处理器时间", "我们", "WeasyPrint", "倍数", "排版遍数", "其中重排", "其中标签"], rows)


def _print(one: Record) -> list[str]:
    times = [
        _ratio(one["seconds"], one["bare"]),
        str(one["layouts"]),
        f"{one['again']:.2f} 秒",
        f"{one['mend']:.2f} 秒",
    ]
    return [f"`{one['report']}`", f"{one['seconds']:.2f} 秒", f"{one['bare']:.2f} 秒", *times]


def _seconds(value: float | None) -> str:
    return NONE if value is None else f"{value:,.1f} 秒"


def _each(value: float | None, count: int) -> str:
    return NONE if value is None else f"{value / count:.2f} 秒"


def _ratio(value: float | None, base: float | None) -> str:
    return f"{value / base:.2f}" if value is not None and base else NONE


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    def lines() -> Iterator[str]:
        yield f"| {' | '.join(heads)} |"
        yield "|---|" + "---:|" * (len(heads) - 1)
        for row in rows:
            yield f"| {' | '.join(row)} |"

    return "\n".join(lines())


def filled(page: str, table: str) -> str:
    """Return a page with the table between its marks."""
    begin, end = re.escape(BEGIN), re.escape(END)
    assert re.search(f"{begin}.*{end}", page, re.DOTALL), "the page has no place for the table"
    return re.sub(f"{begin}.*{end}", lambda _: f"{BEGIN}\n\n{table}\n\n{END}", page, flags=re.DOTALL)


def main() -> None:
    """Fill the page."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--results", type=Path, default=results.RESULTS)
    words.add_argument("--page", type=Path, default=PAGE)
    wanted = words.parse_args()
    table = report(Measured(results.read(wanted.results)))
    wanted.page.write_text(filled(wanted.page.read_text("utf-8"), table), "utf-8")
    click.echo(table)


if __name__ == "__main__":
    main()
