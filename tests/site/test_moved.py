"""Old addresses lead to the new ones: the pages left there, and nginx's list. Departments are invented."""

import datetime as dt
import re
from pathlib import Path

import pytest

from generator.build.report import Slugs
from generator.html.redirect import redirect_page
from generator.model.moves import Move
from generator.site.job import Settings
from generator.site.moved import redirect_map, redirects
from generator.site.publish import publish
from generator.site.tree import read_tree
from generator.workspace.project import read_project
from tests.build.example import invented
from tests.build.fakes import count_work, make_project, small

WATER = Move("reports/xugou/shuili/", "reports/xugou/water/", "data/regions/xugou/water/department.yml#/曾用网址/0")
GUIDE = Move("guide/", "handbook/", "data/site.yml#/曾用网址/guide")
NAMES = sorted(
    f"{folder}{name}"
    for folder in ("reports/xugou/water/", "reports/xugou/water/2024/", "reports/xugou/waters/", "handbook/")
    for name in ("index.html", "index.html.gz", "downloads/facts.csv")
)


def test_each_page_of_the_new_address_has_one_at_the_old() -> None:
    """Pages lead to pages, relative to themselves; downloads and a neighbour of like name have none."""
    pages, used, found = redirects([WATER, GUIDE], NAMES, "")
    old = ["guide/index.html", "reports/xugou/shuili/2024/index.html", "reports/xugou/shuili/index.html"]
    assert sorted(pages) == old
    assert (len(used), found) == (2, [])
    page = pages["reports/xugou/shuili/2024/index.html"].decode()
    assert '<meta http-equiv="refresh" content="0; url=../../water/2024/">' in page
    assert '<a href="../../water/2024/">' in page
    assert '<link rel="canonical" href="../../water/2024/">' in page


def test_search_engines_are_told_the_whole_address() -> None:
    """The new address is the canonical one, and the old page is not to be listed."""
    pages, _, _ = redirects([GUIDE], NAMES, "https://www.example.com/xxgk/juesuan/")
    page = pages["guide/index.html"].decode()
    assert '<link rel="canonical" href="https://www.example.com/xxgk/juesuan/handbook/">' in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_page_runs_and_loads_nothing() -> None:
    """No script, no style, a policy that allows neither, and no address that could run."""
    page = redirect_page("../water/", "../water/")
    assert not re.search(r"<(script|style|iframe|form)\b|\bon\w+=", page)
    assert "content=\"default-src 'none'; " in page.replace("&#39;", "'")
    with pytest.raises(ValueError, match="javascript"):
        redirect_page("javascript:alert(1)", "")


def test_what_leads_nowhere_is_told_only_of_the_site_itself() -> None:
    """A department of which nothing is public yet leaves no trace; a wrong address in site.yml is named."""
    hidden = Move("reports/xugou/old/", "reports/xugou/secret/", WATER.path)
    wrong = Move("about-us/", "about-them/", "data/site.yml#/曾用网址/about-us")
    pages, used, found = redirects([hidden, wrong], NAMES, "")
    assert (pages, used) == ({}, [])
    assert [(finding.code, finding.path) for finding in found] == [("S04", wrong.path)]


def test_a_page_that_is_there_is_never_replaced() -> None:
    """An old address with a page of its own is told and left alone."""
    pages, used, [finding] = redirects([Move("handbook/", "reports/xugou/water/", GUIDE.path)], NAMES, "")
    assert (pages, used, finding.code) == ({}, [], "S04")


def test_a_deeper_old_address_comes_first() -> None:
    """The list is read from above: what is said of one year goes before what is said of its department."""
    year = Move("reports/xugou/shuili/2024/", "reports/xugou/waters/", GUIDE.path)
    pages, used, _ = redirects([WATER, year], NAMES, "")
    assert [move.old for move in used] == [year.old, WATER.old]
    assert b"url=../../waters/" in pages["reports/xugou/shuili/2024/index.html"]


@pytest.mark.parametrize("typed", ["a b/", 'a"/', "a;/", "a\n/", "$a/", "a{/", "../a/", "a", ""])
def test_no_word_of_nginx_gets_into_its_list(typed: str) -> None:
    """Whatever is no folder name stops the build rather than reach the server."""
    with pytest.raises(ValueError, match="no address"):
        redirect_map([Move(typed, "handbook/", "")])
    with pytest.raises(ValueError, match="no address"):
        redirect_map([Move("guide/", typed, "")])


def test_a_department_renamed_in_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """曾用网址 in the data: pages at the old addresses, lines for nginx, nothing in the sitemap; a clash is told."""
    count_work(monkeypatch)
    files = small(invented())
    path = "data/regions/xugou/water/department.yml"
    files[path] += "曾用网址: [shuili, old/water, xugou/water]\n".encode()
    files = {**files, "data/site.yml": files["data/site.yml"] + "曾用网址: {guide: handbook}\n".encode()}
    root = make_project(tmp_path / "project", files)
    project = read_project(root)
    settings = Settings(dt.date(2025, 10, 1), root / "site", root / "build", workers=1, search=False)
    result = publish(project, settings, [Slugs("xugou", "water", "2024")], lambda *_: None)
    site = read_tree(root / "site")
    assert {"reports/xugou/shuili/2024/index.html", "reports/old/water/2024/index.html"} <= site.keys()
    listed = (root / "site" / ".." / "redirects.map").read_text(encoding="utf-8")
    old = [re.search(r"\*\)/(.*?)\(", line) for line in listed.splitlines()[1:]]
    assert [one and one[1] for one in old] == ["reports/old/water", "reports/xugou/shuili", "guide"]
    assert b"shuili" not in site.get("sitemap.xml", b"")
    [finding] = [finding for finding in result.findings if finding.code == "G007"]
    assert str(finding.place) == f"{path}:{files[path].decode().count(chr(10))}:27"
