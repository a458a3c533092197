"""The table of measurements says what the lines say, and touches nothing else of its page."""

from tests.benchmarks.bench_table import BEGIN, END, Measured, filled, report

MACHINE = {
    "what": "machine", "commit": "aaa", "processor": "虚构处理器", "cores": 2, "memory_gb": 8, "system": "Linux",
    "python": "3.11", "versions": {"hugo": ""},
}  # fmt: skip
MEMORY = {"parent": 1, "child": 2, "tree": 3}


def full(what: str, wall: float) -> dict[str, object]:
    """Return a line of a build of 100 reports."""
    stages = {"生成报告": wall / 2}
    sizes = {"site_bytes": 5_000_000, "cache_bytes": 1}
    return {"what": what, "reports": 100, "wall": wall, "stages": stages, "memory": MEMORY, **sizes}


def test_medians_shares_and_ratios_are_those_of_the_newest_commit() -> None:
    """Three runs of a changed amount give their median and its share; lines of an older commit do not count."""
    lines = [MACHINE, full("full", 900), {**MACHINE, "commit": "bbb"}, full("full", 200), full("one", 380)]
    lines += [full("amount", wall) for wall in (1, 2, 9)]
    table = report(Measured(lines))
    assert "| 改了一个金额（目标：1,000 份时不超过 1%） | 2.0 秒（1.0%） |" in table
    assert "| 1 个进程是 2 个进程的几倍（目标 ≥ 1.8） | 1.90 |" in table
    assert "| 生成报告 | 100.0 秒（50%） |" in table
    assert "| 网站 | 5 MB |" in table
    assert "hugo 没有安装" in table
    assert "| 只检查 | — |" in table


def test_only_what_stands_between_the_marks_changes() -> None:
    """A page filled twice holds the second table, and its own words around it."""
    page = f"前\n{BEGIN}\n{END}\n后\n"
    once = filled(page, "| 一 |")
    assert filled(once, "| 二 |") == f"前\n{BEGIN}\n\n| 二 |\n\n{END}\n后\n"
