"""Pages above the reports are made region by region, with the bytes of one run over all of them (invented reports)."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator.model.summary import Overview
from generator.pages.portal import write_region_pages, write_site_pages
from generator.pages.portal.regional import RegionReports, regions_of
from generator.site import mkdocs, shell
from generator.site.compressed import compressed
from generator.site.errors import SiteError
from generator.site.frame import Frame, frame_of
from generator.site.reports import Bench
from generator.site.shell import region_pages, shell_of
from generator.site.sitemap import merge
from generator.workspace.orders import order_for, prints_of
from generator.workspace.project import Project, read_project
from tests.benchmarks.many_summaries import overview_of_many
from tests.benchmarks.site_of_many import Size
from tests.build.fakes import make_project


@cache
def overview() -> Overview:
    """Return three regions."""
    return overview_of_many(Size(6, departments=2, years=1))


def slugs() -> list[str]:
    """Return the names of the regions."""
    return sorted(overview().territories)


def pages() -> dict[str, bytes]:
    """Return the files above the reports of three regions."""
    return {name: text.encode() for name, text in write_site_pages(overview()).items()}


def bench_of(project: Project, cache: Path) -> Bench:
    """Return what to work with: our own theme and pages, and a cache of the test."""
    return Bench(project, order_for(project, cache, prints_of(project.root)), frame_of(project.root, overview().site))


def test_regions_apart_equal_one_run(project: Path, tmp_path: Path) -> None:
    """HTML, styles, data files, their compressed copies, the sitemap: those of MkDocs over everything at once."""
    bench = bench_of(read_project(project), tmp_path)
    frame, own = bench.frame, mkdocs.own_files(project)
    whole = mkdocs.build_shell(project, {**own, **pages()}, frame.environment, frame.extra)
    sitemap = merge([whole.pop(mkdocs.SITEMAP)])
    whole |= {**compressed(whole), mkdocs.SITEMAP: sitemap}
    assert len(slugs()) > 1
    assert shell_of(bench, pages(), slugs(), 1) == whole


def test_a_change_in_one_region_makes_its_pages_and_the_common_ones(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing changed, nothing made; a page of a region leaves the others alone, one of all what people wrote."""
    made: list[set[str]] = []

    def build(_root: Path, files: Mapping[str, bytes], *_frame: Frame) -> dict[str, bytes]:
        made.append(set(files))
        return {**files, mkdocs.SITEMAP: b"<urlset>\n</urlset>"}

    monkeypatch.setattr(mkdocs, "build_pages", build)
    monkeypatch.setattr(mkdocs, "build_shell", build)
    bench, own = bench_of(read_project(project), tmp_path), pages()
    first = shell_of(bench, own, slugs(), 1)
    assert len(made) == len(slugs()) + 2
    made.clear()
    assert shell_of(bench, own, slugs(), 1) == first
    assert made == []
    [changed] = [name for name in own if name == f"reports/{slugs()[0]}/index.md"]
    shell_of(bench, {**own, changed: b"# other"}, slugs(), 1)
    [again] = made
    assert changed in again
    assert not [name for name in again if f"/{slugs()[1]}/" in name]
    made.clear()
    shell_of(bench, {**own, "index.md": b"# other"}, slugs(), 1)
    [again] = made
    assert "index.md" in again
    assert not [name for name in again if name.startswith(("handbook/", "assets/"))]
    made.clear()
    shell_of(bench, {**own, "years/2031/index.md": b"# new"}, slugs(), 1)
    assert len(made) == 2  # the menu of all other pages may name it


def test_the_markdown_of_a_region_is_written_once(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second build takes it from the cache; a changed figure, or another program, writes it anew."""
    order, written = bench_of(read_project(project), tmp_path).order, []

    def write(reports: RegionReports) -> dict[str, str]:
        written.append(reports)
        return write_region_pages(reports)

    monkeypatch.setattr(shell, "write_region_pages", write)
    regions = list(regions_of(overview()))
    first = [region_pages(order, reports) for reports in regions]
    assert first == [write_region_pages(reports) for reports in regions]
    assert [region_pages(order, reports) for reports in regions] == first
    assert written == regions
    latest = regions[0].summaries[-1]
    changed = replace(latest, measures=(replace(latest.measures[0], value="1.23"), *latest.measures[1:]))
    other = replace(regions[0], summaries=(*regions[0].summaries[:-1], changed))
    assert region_pages(order, other) != first[0]
    region_pages(replace(order, prints=replace(order.prints, above="other")), regions[1])
    assert written == [*regions, other, regions[1]]


def test_a_link_into_a_page_of_another_run_is_looked_up(tmp_path: Path) -> None:
    """What people wrote may lead to a place in a page that the build makes; a place that is not there stops it."""
    root = make_project(tmp_path / "project")
    bench, note = bench_of(read_project(root), tmp_path / "cache"), root / "docs" / "handbook" / "note.md"
    made = {**pages(), "index.md": pages()["index.md"] + b"\n## There {: #there}\n"}
    note.write_text("# Note\n\n[x](../index.md#there)\n", encoding="utf-8")
    assert "handbook/note/index.html" in shell_of(bench, made, slugs(), 1)
    note.write_text("# Note\n\n[x](../index.md#elsewhere)\n", encoding="utf-8")
    with pytest.raises(SiteError, match=r"note\.md.*elsewhere"):
        shell_of(bench, made, slugs(), 1)
