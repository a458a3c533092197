"""The whole build: what is in the site afterwards, what was kept, what was left out, and what was done again.

Drawing and MkDocs are replaced by quick stand-ins here; `tests/pages/test_strict_build.py` and the browser tests have
the real ones.
"""

import datetime as dt
import errno
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.build.outputs import Drawn
from generator.build.report import Slugs
from generator.downloads.fonts import Lack, MissingGlyph
from generator.model.blocks import Document
from generator.site import publish as publishing
from generator.site.compressed import compressed
from generator.site.errors import SiteError
from generator.site.job import Result, Settings
from generator.site.publish import publish
from generator.site.reasons import why
from generator.site.reports import page_all
from generator.site.sums import SUMS
from generator.site.switch import current
from generator.site.tree import read_tree
from generator.workspace.making import Made, write_report
from generator.workspace.orders import Order
from generator.workspace.project import read_project
from tests.build.example import REGION, REPORT, WATER, edited, invented
from tests.build.fakes import SITEMAP, Counts, count_work, make_project, put, small

FOREST = "xugou/forest/2024"
OTHER_REGION = "buxu/water/2024"
DAY = dt.date(2025, 10, 1)


def three(**changes: str) -> dict[str, bytes]:
    """Return three invented reports: two departments of one county, and one of another; the first may be changed."""
    files = small(invented())
    forest = {path.replace("/water/", "/forest/"): raw for path, raw in files.items() if "/xugou/water/" in path}
    away = {path.replace("/xugou/", "/buxu/"): raw for path, raw in files.items() if "/xugou/" in path}
    return {**files, **forest, **away, **{path: raw for path, raw in small(invented(**changes)).items() if changes}}


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    """Return how often the slow parts run; they are replaced by quick ones."""
    return count_work(monkeypatch)


@pytest.fixture
def root(tmp_path: Path, counts: Counts) -> Path:
    """Return a project folder with three invented reports."""
    return make_project(tmp_path / "project", three())


def build(root: Path, which: list[str] | None = None, *, as_of: dt.date = DAY, drafts: bool = False) -> Result:
    """Build the site of a project folder; drafts go to a preview of their own."""
    project = read_project(root)
    slugs = [Slugs(*address.split("/")) for address in which] if which else list(project.reports())
    name = "preview" if drafts else "site"
    settings = Settings(as_of, root / name, root / f"build-{name}", drafts=drafts, workers=1, search=False)
    return publish(project, settings, slugs, lambda *_: None)


def site(root: Path) -> dict[str, bytes]:
    """Return every file of the site as visitors get it."""
    return read_tree(root / "site")


def of(files: Mapping[str, bytes], address: str) -> dict[str, bytes]:
    """Return the files of one report, or of all reports of one department or region."""
    return {path: raw for path, raw in files.items() if path.startswith(f"reports/{address}/")}


def broken() -> dict[str, bytes]:
    """Return the three reports, the first with an amount that is none."""
    return edited(three(), f"data/regions/{WATER}/accounts.yml", "其他收入: 20.00", "其他收入: 2千")


def dearer() -> dict[str, bytes]:
    """Return the three reports, one amount of each being another."""
    old, new = ("公务接待费: 1.00}".encode(), "公务接待费: 1.50}".encode())
    return {path: raw.replace(old, new) for path, raw in three().items()}


def test_all_good_reports_are_built(root: Path) -> None:
    """Three reports, three folders, a home page and pages of regions and departments."""
    result = build(root)
    assert sorted(result.built) == sorted([WATER, FOREST, OTHER_REGION])
    assert (result.carried, result.left_out, result.waiting) == ([], [], [])
    files = site(root)
    assert of(files, WATER)
    assert {"index.html", "reports/xugou/index.html", "reports/xugou/water/index.html"} <= files.keys()


def test_a_report_with_errors_is_left_out_and_named_while_the_others_are_built(root: Path) -> None:
    """Without an earlier good version the faulty report is simply not there."""
    put(root, broken())
    result = build(root)
    assert result.left_out == [WATER]
    assert sorted(result.built) == sorted([FOREST, OTHER_REGION])
    assert not of(site(root), "xugou/water")


def test_the_last_good_version_is_kept_unchanged(root: Path) -> None:
    """What was published before stays, byte for byte, and stays listed; the fault is named."""
    build(root)
    before = of(site(root), WATER)
    put(root, broken())
    result = build(root)
    assert result.carried == [WATER]
    assert result.left_out == []
    assert of(site(root), WATER) == before
    assert "reports/xugou/water/index.html" in site(root)
    put(root, three())
    assert build(root).carried == []


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (ZeroDivisionError("division by zero"), "S05", "ZeroDivisionError: division by zero"),
        (MissingGlyph((Lack("𪚥", "虚构宋体", "一、虚构"),)), "S06", "有1个字印不出来：“𪚥”"),
    ],
)
def test_a_report_whose_files_cannot_be_made_stops_no_other(
    error: Exception, code: str, said: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Why is told with the report: a fault of the program, a character of no font; it keeps what it had."""
    build(root)
    before = of(site(root), WATER)

    def draw(document: Document, **_: object) -> Drawn:
        if f"{document.region}/{document.department}/{document.year}" == WATER:
            raise error
        return Drawn({}, {"downloads/facts.json": b"{}"})

    monkeypatch.setattr("generator.workspace.making.draw", draw)
    put(root, dearer())
    result = build(root)
    assert result.carried == [WATER]
    assert of(site(root), WATER) == before
    (found,) = [finding for plan in result.plans for finding in plan.findings if finding.is_error]
    assert (found.code, found.path) == (code, f"data/regions/{WATER}/report.yml#")
    assert said in found.message


def break_pages(monkeypatch: pytest.MonkeyPatch, *addresses: str, error: Exception) -> None:
    """Let the Markdown of some reports end in an error."""

    def write(order: Order, made: Made, *rest: Any) -> dict[str, bytes]:
        if made.plan.slugs.address in addresses:
            raise error
        return write_report(order, made, *rest)

    monkeypatch.setattr("generator.site.reports.write_report", write)


def test_a_report_whose_pages_cannot_be_made_stops_no_other(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It keeps what it had, or is left out where it had nothing; the others are built."""
    build(root, [WATER])
    before = of(site(root), WATER)
    break_pages(monkeypatch, WATER, FOREST, error=ZeroDivisionError("division by zero"))
    put(root, dearer())
    result = build(root)
    assert (result.carried, result.left_out, result.built) == ([WATER], [FOREST], [OTHER_REGION])
    assert of(site(root), WATER) == before
    assert not of(site(root), FOREST)
    found = {finding.path: finding for plan in result.plans for finding in plan.findings if finding.is_error}
    assert found.keys() == {f"data/regions/{address}/report.yml#" for address in (WATER, FOREST)}
    assert {finding.code for finding in found.values()} == {"S05"}
    assert result.paged == {OTHER_REGION}


def test_no_page_names_a_year_whose_pages_cannot_be_made(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other years of the department are made again without it."""
    before = WATER.replace("2024", "2023")
    files = three()
    earlier = {path.replace(WATER, before): raw for path, raw in files.items() if WATER in path}
    earlier = edited(earlier, f"data/regions/{before}/report.yml", "年度: 2024", "年度: 2023")
    put(root, {**files, **earlier})
    assert build(root).left_out == []
    assert [path for path, raw in of(site(root), WATER).items() if b"/2023/" in raw]
    break_pages(monkeypatch, before, error=ZeroDivisionError())
    (root / "site").unlink()
    put(
        root,
        {
            **dearer(),
            **edited(earlier, f"data/regions/{before}/accounts.yml", "公务接待费: 1.00}", "公务接待费: 1.50}"),
        },
    )
    result = build(root)
    assert result.left_out == [before]
    assert WATER in result.built
    assert not [path for path, raw in of(site(root), WATER).items() if b"/2023/" in raw]


@pytest.mark.parametrize(
    ("error", "told"),
    [(ZeroDivisionError(), SiteError), (OSError(errno.ENOSPC, "No space left on device"), OSError)],
)
def test_what_breaks_the_pages_of_all_reports_stops_the_build(
    error: Exception, told: type[Exception], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template, or the machine: no report is at fault, and the site stays as it is."""
    build(root)
    before = current(root / "site")
    put(root, dearer())
    break_pages(monkeypatch, *([WATER] if isinstance(error, OSError) else [WATER, FOREST, OTHER_REGION]), error=error)
    with pytest.raises(told):
        build(root)
    assert current(root / "site") == before


def theme(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let the theme bring a stylesheet of some name."""

    def shell(_project: Path, pages: Mapping[str, bytes], *_: object) -> dict[str, bytes]:
        return {**pages, f"assets/stylesheets/{name}": name.encode(), "sitemap.xml": SITEMAP}

    monkeypatch.setattr("generator.site.mkdocs.build_shell", shell)


def test_pages_that_stay_keep_their_stylesheet(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an upgrade the theme's file has another name; a report with errors that day is still in its old clothes."""
    theme(monkeypatch, "main.11111111.css")
    build(root)
    theme(monkeypatch, "main.22222222.css")
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text() + "# newer\n", encoding="utf-8")
    put(root, broken())
    for _ in range(2):  # a version later, too
        assert build(root).carried == [WATER]
        files = site(root)
        assert {"assets/stylesheets/main.11111111.css", "assets/stylesheets/main.22222222.css"} <= files.keys()
        assert b"assets/stylesheets/main.11111111.css" in files[SUMS]
    put(root, three())
    build(root)
    assert "assets/stylesheets/main.11111111.css" not in site(root)


def test_a_theme_that_changes_during_the_build_stops_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of two kinds would be published together, and kept under a name that is not theirs."""
    build(root)
    before = current(root / "site")
    footer = root / "overrides" / "footer.html"

    def paged(*given: Any) -> Any:
        footer.parent.mkdir(exist_ok=True)
        footer.write_text("another", encoding="utf-8")
        return page_all(*given)

    put(root, dearer())
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "page_all", paged)
        with pytest.raises(SiteError, match="请再生成一次"):
            build(root)
    assert current(root / "site") == before
    footer.unlink()
    result = build(root)
    assert result.paged == {WATER, FOREST, OTHER_REGION}  # what was kept meanwhile is not believed


def test_why_a_report_that_stayed_is_made_again_later(root: Path) -> None:
    """It was in the site before, whoever else was made then."""
    build(root)
    build(root, [FOREST])
    put(root, dearer())
    result = build(root)
    assert result.now
    assert why(WATER, result.before, result.now) == [f"data/regions/{WATER}/accounts.yml 变了"]


def test_a_summary_that_cannot_be_read_leaves_its_report_out(root: Path) -> None:
    """A program of long ago wrote it: no traceback for the one report that has an error now."""
    build(root)
    record = root / "site" / ".." / "published.json"
    held = json.loads(record.read_text(encoding="utf-8"))
    held[WATER]["kept"]["summary"] = "{}"
    record.write_text(json.dumps(held), encoding="utf-8")
    put(root, broken())
    result = build(root)
    assert (result.carried, result.left_out) == ([], [WATER])


def test_a_report_that_is_not_even_yaml_is_kept_too(root: Path) -> None:
    """A file that cannot be read at all keeps the version before, like any error."""
    build(root)
    before = of(site(root), WATER)
    put(root, {**three(), f"data/regions/{WATER}/report.yml": "年度：2024\n\t- [".encode()})
    assert build(root).carried == [WATER]
    assert of(site(root), WATER) == before


def test_a_roster_with_what_can_be_no_address_stops_nothing(root: Path) -> None:
    """Whoever writes the name where the folder belongs is told; the others of the roster are in the site."""
    region = root / "data" / "regions" / "xugou" / "region.yml"
    text = REGION.replace("[water]", "[water, forest, 虚构的文件夹, {部门: school, 名称: 虚构学校}]")
    region.write_text(text, encoding="utf-8")
    (root / "data" / "regions" / "虚构").mkdir()
    (root / "data" / "regions" / "虚构" / "region.yml").write_text(REGION, encoding="utf-8")
    gone = root / "data" / "regions" / "xugou" / "虚构局"
    shutil.copytree(root / "data" / "regions" / "xugou" / "water", gone)
    withdrawal = "撤回: {日期: 2025-09-20, 原因: 虚构的原因, 依据: 虚构}\n"
    with (gone / "2024" / "report.yml").open("a", encoding="utf-8") as report:
        report.write(withdrawal)
    result = build(root)
    assert result.built == sorted([WATER, FOREST, OTHER_REGION])
    assert [finding.place.file for finding in result.findings if finding.code == "R014" and finding.place] == [
        "data/regions/xugou/region.yml", "data/regions/虚构/region.yml"
    ]  # fmt: skip
    status = (root / "docs" / "status" / "xugou" / "2024.md").read_text(encoding="utf-8")
    assert "虚构学校" in status
    assert "虚构的文件夹" not in status


def test_an_error_in_a_region_stops_only_that_region(root: Path) -> None:
    """A faulty region.yml keeps its departments back; the neighbour is built."""
    put(root, {**three(), "data/regions/xugou/region.yml": "名字: 虚构县\n".encode()})
    result = build(root)
    assert sorted(result.left_out) == sorted([WATER, FOREST])
    assert result.built == [OTHER_REGION]


@pytest.mark.parametrize("path", ["data/site.yml", "data/glossary.yml", "data/classification/functional.yml"])
def test_an_error_in_what_all_share_stops_the_build_and_keeps_the_site(root: Path, path: str) -> None:
    """A faulty site.yml, glossary or classification changes nothing of the site that is there."""
    build(root)
    before = current(root / "site")
    put(root, {**three(), path: "标题：[\n".encode()})
    with pytest.raises(SiteError, match=path):
        build(root)
    assert current(root / "site") == before


@pytest.mark.parametrize(("state", "day"), [("草稿", DAY), ("已批复", DAY), ("公开", dt.date(2025, 8, 31))])
def test_nothing_of_an_unpublished_report_is_in_the_public_site(root: Path, state: str, day: dt.date) -> None:
    """A draft, and a report whose day has not come, leave no trace: no page, no file, no link, no name of a year."""
    report = REPORT.replace("状态: 公开", f"状态: {state}")
    put(root, {**three(report=report)})
    result = build(root, as_of=day)
    files = site(root)
    assert WATER in result.waiting
    assert not of(files, WATER)
    assert not [path for path, raw in files.items() if b"xugou/water" in raw]
    assert not [path for path, raw in of(files, "xugou").items() if b"water/" in raw]
    assert not (root / "docs" / "reports" / WATER).exists()


def test_the_preview_shows_drafts(root: Path) -> None:
    """What the public site must not show, `serve` does."""
    put(root, three(report=REPORT.replace("状态: 公开", "状态: 草稿")))
    result = build(root, drafts=True)
    assert WATER in result.built
    assert of(read_tree(root / "preview"), WATER)
    assert not (root / "docs" / "reports" / WATER).exists()


def test_a_draft_of_next_year_is_not_linked_from_this_year(root: Path) -> None:
    """The pages of a published year name no year that is not published."""
    files = three()
    for name in ("report", "accounts"):
        raw = files[f"data/regions/{WATER}/{name}.yml"].decode()
        draft = raw.replace("年度: 2024", "年度: 2025").replace("状态: 公开", "状态: 草稿")
        files[f"data/regions/xugou/water/2025/{name}.yml"] = draft.encode()
    put(root, files)
    build(root)
    assert of(site(root), WATER)
    assert not [path for path, raw in of(site(root), "xugou").items() if b"2025/" in raw or b"year: 2025" in raw]


def test_a_report_taken_back_to_draft_leaves_the_site(root: Path) -> None:
    """A report that was public and is a draft again is not carried over."""
    build(root)
    put(root, three(report=REPORT.replace("状态: 公开", "状态: 草稿")))
    result = build(root)
    assert result.waiting == [WATER]
    assert not of(site(root), WATER)
    assert not (root / "docs" / "reports" / WATER).exists()


def test_a_second_build_makes_nothing_again(root: Path, counts: Counts) -> None:
    """Unchanged data: no drawing, no MkDocs run for a report, nothing put into the cache; the same bytes."""
    build(root)
    before = site(root)
    counts.take()
    build(root)
    assert counts.take() == {}
    assert site(root) == before


def test_a_comment_changes_one_file(root: Path, counts: Counts) -> None:
    """A comment in the YAML changes the list of places of its report, that file's sum, and not one byte else."""
    build(root)
    before = site(root)
    counts.take()
    put(root, edited(three(), f"data/regions/{WATER}/accounts.yml", "收入:\n  一般", "# 核对\n收入:\n  一般"))
    build(root)
    after = site(root)
    assert counts.take() == {"put": 1}  # what is known of the report, under the bytes of its files
    changed = [path for path in after if after[path] != before.get(path)]
    assert changed == [SUMS, f"reports/{WATER}/sources.json"]


def test_one_changed_report_is_made_again_alone(root: Path, counts: Counts) -> None:
    """Of three reports the changed one is drawn and run through MkDocs, and nothing that people wrote."""
    build(root)
    counts.take()
    put(root, edited(three(), f"data/regions/{WATER}/accounts.yml", "公务接待费: 1.00}", "公务接待费: 1.50}"))
    assert build(root).paged == {WATER}
    seen = counts.take()
    assert (seen["draw"], seen["html"]) == (1, 3)  # with the pages of its region, and those that look at all
    assert "shell" not in seen


def test_a_changed_template_makes_html_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From Markdown that the cache holds: no report is read, no download packed again, nothing written below docs/."""
    build(root)
    packed: set[str] = set()

    def never(*_: object) -> None:
        raise AssertionError("a report was read, or written below docs/")

    def pack(files: Mapping[str, bytes]) -> dict[str, bytes]:
        packed.update(name.rpartition(".")[2] for name in files)
        return compressed(files)

    monkeypatch.setattr("generator.workspace.making.plan_report", never)
    monkeypatch.setattr("generator.site.publish.docs_of", never)
    monkeypatch.setattr("generator.site.reports.compressed", pack)
    with (root / "overrides" / "main.html").open("a", encoding="utf-8") as template:
        template.write("<!-- changed -->")
    result = build(root)
    assert (result.read, result.drawn, result.paged) == (set(), set(), {WATER, FOREST, OTHER_REGION})
    assert result.left_out == []
    assert packed == {"html"}


def test_reports_that_nobody_asked_for_stay(root: Path) -> None:
    """Building one report leaves the others as they are, in the site and in the lists."""
    build(root)
    before = site(root)
    result = build(root, [WATER])
    assert result.built == [WATER]
    assert sorted(result.carried) == sorted([FOREST, OTHER_REGION])
    assert site(root) == before


def test_a_preview_shows_a_report_in_spite_of_its_errors(root: Path) -> None:
    """Halfway through typing a year nothing adds up; the editor sees the page all the same, the public does not."""
    put(root, edited(three(), f"data/regions/{WATER}/accounts.yml", "其他收入: 20.00", "其他收入: 21.00"))
    assert WATER in build(root, drafts=True).built
    assert not (root / "preview" / SUMS).exists()  # nobody publishes a preview
    assert WATER in build(root).left_out


def test_a_report_that_was_withdrawn_leaves_the_site_even_when_nobody_asked_for_it(root: Path) -> None:
    """A report set back to 草稿 is not carried over by a build of another report: a draft must not stay public."""
    build(root)
    put(root, edited(three(), f"data/regions/{FOREST}/report.yml", "状态: 公开", "状态: 草稿"))
    result = build(root, [WATER])
    assert result.carried == [OTHER_REGION]
    assert not of(site(root), FOREST)


def test_a_fault_in_one_style_stops_only_the_reports_that_use_it(root: Path) -> None:
    """A style that cannot be read is told once for each of its reports; reports of other styles are built."""
    files = dict(three())
    files["data/styles/buxu/style.yml"] = "句式:\n\t收支总体: 坏\n".encode()
    put(root, edited(files, "data/regions/buxu/region.yml", "样式: []", "样式: [buxu]"))
    result = build(root)
    assert sorted(result.built) == sorted([WATER, FOREST])
    assert result.left_out == [OTHER_REGION]
    told = [finding for plan in result.plans for finding in plan.findings if finding.is_error]
    assert any(str(finding.place).startswith("data/styles/buxu/style.yml:2") for finding in told)


def test_a_report_whose_folder_is_gone_leaves_the_site(root: Path) -> None:
    """A report that was removed from data/ is not carried over for ever."""
    build(root)
    put(root, {path: raw for path, raw in three().items() if "/forest/" not in path})
    build(root)
    assert not of(site(root), "xugou/forest")
    assert not (root / "docs" / "reports" / FOREST).exists()


def test_two_builds_from_nothing_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    """Same data, same site, on another folder with empty caches."""
    build(root)
    other = make_project(tmp_path / "elsewhere", three())
    build(other)
    assert site(other) == site(root)


@pytest.mark.parametrize("step", ["shell_of", "write_published", "switch"])
def test_a_failure_in_the_middle_keeps_the_old_site(root: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever fails, visitors keep the old site whole, and no half version is left behind."""
    build(root)
    before, version = site(root), current(root / "site")

    def fail(*_: object) -> None:
        raise OSError("磁盘满了")

    put(root, edited(three(), f"data/regions/{WATER}/accounts.yml", "公务接待费: 1.00}", "公务接待费: 1.50}"))
    with monkeypatch.context() as patch:
        patch.setattr(f"{publishing.__name__}.{step}", fail)
        with pytest.raises(OSError, match="磁盘满了"):
            build(root)
    assert site(root) == before
    assert current(root / "site") == version
    assert len([path for path in (root / "build-site" / "versions").iterdir() if path.is_dir()]) == 1
    assert build(root).built
    assert site(root) != before


def test_the_markdown_is_written_where_mkdocs_finds_it(root: Path) -> None:
    """The generated Markdown lies in docs/reports/, so that `mkdocs build` works on it by itself."""
    build(root)
    assert (root / "docs" / "reports" / WATER / "index.md").is_file()
    assert (root / "docs" / "reports" / "xugou" / "index.md").is_file()
