"""`juesuan build` as it is called: what `--explain` tells of each kind of change, and a cache of a given size."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.site.tree import read_tree, write_tree
from tests.build.example import WATER, edited
from tests.build.fakes import count_work, make_project, put
from tests.site.test_preview import FOREST, two

ACCOUNTS = f"data/regions/{WATER}/accounts.yml"
COMMENT = (ACCOUNTS, "收入:\n  一般", "# 录入人核对\n收入:\n  一般")
AMOUNT = (ACCOUNTS, "公务接待费: 1.00}", "公务接待费: 1.50}")
FIRST_INDEX = "搜索索引：新做，原来没有网站"
NEW_INDEX, OLD_INDEX = "搜索索引：重做，因为有网页变了", "搜索索引：没有重做"
ALL_RESTED = "没有重做：2 份报告，数据、样式、程序和模板都没有变"
ONE_RESTED = "没有重做：1 份报告，数据、样式、程序和模板都没有变"
#: bytes of a cache that holds some of what these reports need, and not all.
TINY = 1_800_000


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with two invented reports, entered; the slow parts are quick stand-ins."""
    count_work(monkeypatch)
    root = make_project(tmp_path / "p", two())
    monkeypatch.chdir(root)
    return root


def build(*words: str) -> list[str]:
    """Return the lines that a build prints of what it did."""
    done = CliRunner().invoke(main, ["build", "--workers", "1", *words], prog_name="juesuan")
    assert done.exit_code == 0, done.output
    head, *lines = done.stdout.splitlines()
    assert head.endswith("：2份报告已生成，0份沿用，0份有错误没有公开。")
    return lines


def test_why_something_was_made_again_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing, a comment, an amount, a template: which reports were made again, what of them, and why; the rest not."""

    def index(_project: Path, _site: Path, output: Path, *_: object) -> None:
        write_tree(output, {"pagefind.js": b""})

    monkeypatch.setattr("generator.site.searching.pagefind.is_marked", lambda _page: True)
    monkeypatch.setattr("generator.site.searching.pagefind.index", index)
    both = f"{FOREST}、{WATER}"
    assert build("--explain") == [f"{both}：重做了图和文件、网页", "  因为原来的网站里没有它", FIRST_INDEX]
    assert build("--explain") == [ALL_RESTED, OLD_INDEX]
    put(root, edited(two(), *COMMENT))
    read = f"{WATER}：重新读了一遍，内容没有变，只更新数字出处"
    assert build("--explain") == [read, f"  因为{ACCOUNTS} 变了", ONE_RESTED, OLD_INDEX]
    put(root, edited(two(), *AMOUNT))
    made = f"{WATER}：重做了图和文件、网页"
    assert build("--explain") == [made, f"  因为{ACCOUNTS} 变了", ONE_RESTED, NEW_INDEX]
    with (root / "overrides" / "main.html").open("a", encoding="utf-8") as template:
        template.write("<!-- changed -->")
    theme = "  因为mkdocs.yml、overrides/、库或网站信息变了"
    assert build("--explain") == [f"{both}：重做了网页", theme, OLD_INDEX]  # stand-ins of pages bear no template
    assert build() == []


def test_an_index_that_could_not_be_made_is_not_told_as_made(root: Path) -> None:
    """Without the search program there is a warning, and no word of an index that was made."""
    assert build("--explain")[-1] == OLD_INDEX


def test_a_cache_keeps_what_it_may_and_the_site_is_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each build it holds no more than it was given; what it lost is made again, to the same bytes."""
    monkeypatch.setattr("generator.cli.build.GIGABYTE", 10 * TINY)
    for files in (two(), edited(two(), *AMOUNT)):
        put(root, files)
        build("--cache", "ample", "--out", "expected")
        build("--cache", "tiny", "--cache-size", "0.1")
        assert 0 < size_of(root / "tiny") <= TINY < size_of(root / "ample")
        assert read_tree(root / "site") == read_tree(root / "expected")


def size_of(cache: Path) -> int:
    """Return how many bytes the entries of a cache take."""
    return sum(path.stat().st_size for path in cache.glob("??/*"))
