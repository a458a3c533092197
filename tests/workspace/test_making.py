"""Reports are made once: again only when something they are made from changed."""

import os
import re
import shutil
from dataclasses import astuple, replace
from importlib.metadata import distributions, version
from pathlib import Path

import grimp
import pytest

from generator.build.outputs import draw
from generator.model.identity import Site
from generator.model.summary import Headline, Summary, TableState
from generator.site.frame import frame_of
from generator.workspace import installed, orders
from generator.workspace.kept import dump_summary, load_summary
from generator.workspace.making import Made, figure_sources, make_all
from generator.workspace.orders import Order, order_for, prints_of
from generator.workspace.project import Project, read_project
from tests.build.example import WATER, edited, invented, laid_out
from tests.build.fakes import Counts, count_work, make_project, put, small

ACCOUNTS = f"data/regions/{WATER}/accounts.yml"


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    """Return how often the slow parts run; they are replaced by quick ones."""
    return count_work(monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project folder with the invented report."""
    return make_project(tmp_path / "project")


def order_of(project: Project) -> Order:
    """Return how the reports of a project folder are made."""
    return order_for(project, project.root / "cache", prints_of(project.root))


def make(root: Path) -> Made:
    """Return what became of the one report of a project folder."""
    project = read_project(root)
    [made] = make_all(project, list(project.reports()), order_of(project), 1)
    return made


def test_nothing_is_made_twice(root: Path, counts: Counts) -> None:
    """Unchanged data makes nothing again: no drawing, nothing put into the cache."""
    first = make(root)
    assert counts.take()["draw"] == 1
    again = make(root)
    assert again.known == first.known
    assert (first.is_read, first.is_drawn) == (True, True)
    assert (again.is_read, again.is_drawn) == (False, False)
    assert counts.take() == {}


def test_a_comment_makes_nothing_again(root: Path, counts: Counts) -> None:
    """A comment changes where figures stand, which is kept apart from pages and files."""
    first = make(root)
    counts.take()
    put(root, edited(small(invented()), ACCOUNTS, "收入:\n  一般", "# 录入人核对\n收入:\n  一般"))
    second = make(root)
    assert "draw" not in counts.take()
    assert second.known == first.known
    assert (second.is_read, second.is_drawn) == (True, False)
    order = order_of(read_project(root))
    assert figure_sources(order, second) != figure_sources(order, first)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (ACCOUNTS, "公务接待费: 1.00}", "公务接待费: 1.50}"),
        ("data/regions/xugou/water/department.yml", "本名: 水务局", "本名: 水利局"),
        ("data/regions/xugou/region.yml", "简称: 虚构县", "行政区划代码: '999999'"),
        ("data/styles/base/numbers.yml", '金额: {小数: "2"}', '金额: {小数: "1"}'),
        ("data/styles/base/sentences.yml", "支出决算: 〔年度〕年度支出合计", "支出决算: 〔年度〕年支出合计"),
        ("data/glossary.yml", "本级财政当年拨给部门使用的资金", "本级财政当年拨给的资金"),
        ("data/classification/functional.yml", "农林水支出", "农林水利支出"),
    ],
)
def test_whatever_a_report_is_made_from_makes_it_again(
    root: Path, counts: Counts, path: str, old: str, new: str
) -> None:
    """An amount, the department, the region, the style, the glossary, the classification: each counts."""
    files = small(invented())
    make(root)
    text = files[path].decode()
    assert old in text
    put(root, {**files, path: text.replace(old, new).encode()})
    counts.take()
    assert make(root).is_drawn
    assert counts.take()["draw"] == 1


def test_what_only_pages_print_draws_nothing_again(root: Path, counts: Counts) -> None:
    """Another phrase for the search: pages are made again, no PDF and no workbook."""
    first, files = make(root).known, small(invented())
    counts.take()
    put(root, {**files, "data/search.yml": files["data/search.yml"] + "  - 虚构的词组\n".encode()})
    second = make(root).known
    assert first
    assert second
    assert second.printed == first.printed
    assert second.marked != first.marked
    assert "draw" not in counts.take()


def test_files_print_nothing_that_their_key_leaves_out() -> None:
    """PDF, workbook and data are the same bytes with and without what only pages print."""
    document = laid_out(invented(), WATER)
    assert document.terms
    document = replace(document, phrases=("虚构的词组",))
    assert draw(document).files == draw(replace(document, terms={}, phrases=())).files


def test_what_a_report_does_not_use_does_not_make_it_again(root: Path, counts: Counts) -> None:
    """A style that no level of the report names, and another department's data, change nothing."""
    make(root)
    counts.take()
    files = small(invented())
    other = {path.replace("/water/", "/other/"): raw for path, raw in files.items() if "/water/" in path}
    put(root, {**files, **other, "data/styles/elsewhere/style.yml": "用语: {金额单位: 元}\n".encode()})
    project = read_project(root)
    water = [slugs for slugs in project.reports() if slugs.address == WATER]
    [made] = make_all(project, water, order_of(project), 1)
    assert made.known
    assert "draw" not in counts.take()


def test_a_term_draws_the_report_that_prints_it_and_no_other(root: Path, counts: Counts) -> None:
    """A report with a glossary of its own does not print the shared one: changed, it is read again and not drawn."""
    files = small(invented())
    other = {path.replace("/water/", "/other/"): raw for path, raw in files.items() if "/water/" in path}
    own = "名词解释:\n  - {名词: 虚构收入, 解释: 不存在的河里淘来的金子。}\n".encode()
    files |= {**other, f"data/regions/{WATER}/texts.yml": own}
    put(root, files)

    def drawn() -> set[str]:
        project = read_project(root)
        made = make_all(project, list(project.reports()), order_of(project), 1)
        return {one.plan.slugs.department for one in made if one.known and one.is_drawn}

    assert drawn() == {"water", "other"}
    assert drawn() == set()
    counts.take()
    put(root, edited(files, "data/glossary.yml", "本级财政当年拨给部门使用的资金", "本级财政当年拨给的资金"))
    assert drawn() == {"other"}
    assert counts.take()["draw"] == 1


def test_names_that_are_no_text_or_no_year_stop_nothing(root: Path, counts: Counts) -> None:
    """A file named in another encoding, and folders that only look like years: the report is made all the same."""
    make(root)
    counts.take()
    base = root / "data" / "regions" / "xugou" / "water"
    for name in ("²", "２０２４"):
        shutil.copytree(base / "2024", base / name)
    (base / "2024" / os.fsdecode("说明.yml".encode("gbk"))).write_bytes("名称: 虚构\n".encode())
    project = read_project(root)
    assert [slugs.year for slugs in project.reports()] == ["2024"]
    [made] = make_all(project, list(project.reports()), order_of(project), 1)
    assert made.plan.slugs.address == WATER


def test_a_damaged_entry_of_the_shared_files_is_put_again(root: Path, counts: Counts) -> None:
    """Tasks take them from the cache alone; after a power cut an entry may be there and empty."""
    make(root)
    project = read_project(root)
    for path in (project.root / "cache").glob("??/*"):
        path.write_bytes(b"")
    orders._parsed.cache_clear()  # as in a worker that is new: this process read them already
    [made] = make_all(project, list(project.reports()), order_of(project), 1)
    assert made.known


def test_code_and_templates_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed module or print template makes everything again; a page's template no files, and so on."""
    package = tmp_path / "generator"
    shutil.copytree(orders.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(orders, "PACKAGE", package)
    before = prints_of(tmp_path)
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "x.pyc").write_bytes(b"compiled")
    assert prints_of(tmp_path) == before
    every, pages, above, none = (True, True, True), (False, True, True), (False, False, True), (False, False, False)
    for path, changed in {
        "money.py": every, "downloads/templates/print.css": every,
        "pages/templates/landing.md.j2": pages, "pages/portal/years.py": above, "cli/build.py": none,
    }.items():  # fmt: skip
        with (package / path).open("a", encoding="utf-8") as file:
            file.write("\n")
        now = prints_of(tmp_path)
        assert tuple(one != other for one, other in zip(astuple(now), astuple(before), strict=True)) == changed, path
        before = now


def test_what_is_installed_counts_and_not_what_the_lock_asks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever builds between a new lock and its installation gets nothing kept that the new libraries would not make.

    Python and the library that breaks lines count as well, and so they do for pages of the theme.
    """
    (tmp_path / "mkdocs.yml").write_text("site_name: 虚构\n", encoding="utf-8")
    lock = tmp_path / "requirements.lock"
    lock.write_text("click==8\n", encoding="utf-8")

    def state() -> set[str]:
        return {*astuple(prints_of(tmp_path)), frame_of(tmp_path, Site(title="虚构")).theme}

    before = state()
    lock.write_text("# a newer one\nclick==9 \\\n    --hash=sha256:0\n", encoding="utf-8")
    assert state() == before
    for name, said in (("_version", "9"), ("_said", "2.0")):
        with monkeypatch.context() as patch:
            patch.setattr(installed, name, lambda *_, said=said: said)
            assert not state() & before
    with monkeypatch.context() as patch:
        patch.setattr("platform.python_version", lambda: "3.99")
        assert not state() & before
    system = installed.installed_for(tmp_path).system
    assert re.fullmatch(r"Pango [\d.]+，HarfBuzz [\d.]+，zlib [\d.]+", system)


def test_versions_are_those_that_python_tells() -> None:
    """Only the head of what a library tells of itself is looked at; one that is not there has no version."""
    present = [found.name for found in distributions()]
    assert len(present) > 50
    assert {name: installed._version(name) for name in present} == {name: version(name) for name in present}
    assert installed._version("no-such-library") == ""


def reached(graph: grimp.ImportGraph, *modules: str) -> set[str]:
    """Return what some modules import, directly or not, as paths below the package."""
    names = {name for module in modules for name in (module, *graph.find_upstream_modules(module))}
    return {name.removeprefix("generator.").replace(".", "/") for name in names}


def test_the_fingerprints_hold_all_code_that_a_report_is_made_with() -> None:
    """Nothing that files or pages of a report, or those above it, are made with lies where their prints do not look."""
    graph = grimp.build_graph("generator")
    files = reached(graph, "generator.build.report", "generator.build.outputs", "generator.pages.summaries")
    pages = reached(graph, "generator.build.outputs", "generator.site.mkdocs")
    above = reached(graph, "generator.pages.portal")
    left_out = {orders.BEYOND_FILES: files, orders.BEYOND_PAGES: pages, orders.BEYOND_ABOVE: above}
    for beyond, found in left_out.items():
        assert len(found) > 80
        assert not [name for name in found if name.startswith(beyond)]


def test_a_report_with_errors_is_not_made(root: Path, counts: Counts) -> None:
    """A report with an error has findings and no files."""
    put(root, edited(small(invented()), ACCOUNTS, "其他收入: 20.00", "其他收入: 2千"))
    made = make(root)
    assert made.known is None
    assert any(finding.is_error for finding in made.plan.findings)
    assert "draw" not in counts.take()


def test_a_summary_survives_being_kept() -> None:
    """What pages above a report know of it is kept as JSON beside the site and read back the same."""
    headline = Headline("支出", "115.00", "万元", "statement/#total")
    table = TableState("income", "收入决算表", "公开02表", "full")
    names = ("虚构县", "虚构县水务局", "水务局", "决算", ("水利局",))
    summary = Summary("xugou", "water", 2024, *names, "2025-09-01", (headline,), (table,))
    assert load_summary(dump_summary(summary)) == summary
