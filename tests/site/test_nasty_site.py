"""What may be typed into site.yml: a slip stops no build, and nothing of it becomes markup. All data is invented."""

import datetime as dt
import re
from pathlib import Path

import pytest

from generator.site import mkdocs
from generator.site.job import Result, Settings
from generator.site.publish import publish
from generator.site.tree import read_tree
from generator.workspace.project import read_project
from tests.build.example import invented
from tests.build.fakes import count_work, make_project, put, small

REAL = {"build_pages": mkdocs.build_pages, "build_shell": mkdocs.build_shell}
META = 'https://x.example/"><meta/http-equiv=refresh/content=0;url=//evil.example>'
SLIPS = {
    "a blank behind the address": '网址: "https://x.example/ y"',
    "another scheme": "网址: javascript://x.example/",
    "half a bracket": '网址: "https://[x/"',
    "words behind the licence": '数据许可: "https://x.example/ 署名"',
    "a title that is a number": '标题: "2024"',
    "a title that YAML knows": '标题: "="',
    "no title": '标题: " "',
    "a portal that runs": '门户栏目: [{名称: 甲, 地址: "javascript:alert(1)"}]',
}


def build(root: Path, settings: str) -> Result:
    """Build an invented site with so much more in its site.yml."""
    title = "" if settings.startswith("标题") else "标题: 虚构\n"
    put(root, {**small(invented()), "data/site.yml": f"{title}{settings}\n".encode()})
    project = read_project(root)
    order = Settings(dt.date(2025, 10, 1), root / "site", root / "build", workers=1, search=False)
    return publish(project, order, list(project.reports()), lambda *_: None)


@pytest.mark.parametrize("settings", SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_in_the_settings_stops_no_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str) -> None:
    """The site stands, and what cannot be used is a finding of the file."""
    count_work(monkeypatch)
    result = build(make_project(tmp_path / "project"), settings)
    assert len(result.built) == 1
    told = {finding.code for finding in result.findings if finding.path.startswith("data/site.yml")}
    assert told == ({"G008"} if settings.startswith(("网址", "门户栏目")) else set())


def test_no_setting_becomes_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs and the theme print name and address of the site as they are: what would end an attribute is none."""
    count_work(monkeypatch)
    for name, real in REAL.items():
        monkeypatch.setattr(mkdocs, name, real)
    root = make_project(tmp_path / "project")
    build(root, "\n".join(['标题: "="', f"网址: '{META}'", f"意见反馈: '{META}'", f"数据许可: '{META}'"]))
    pages = {path: raw.decode() for path, raw in read_tree(root / "site").items() if path.endswith(".html")}
    assert {"index.html", "404.html", "en/index.html", "open-data/index.html", "reports/index.html"} <= pages.keys()
    for path, page in pages.items():
        assert "<meta/" not in page, path
        assert not re.search('="https://x.example', page), path
