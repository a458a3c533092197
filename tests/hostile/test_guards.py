"""Each guard against hostile data, and that without it the attack would get through (docs/dev/threat-model.md)."""

import os
import re
import time
from pathlib import Path

import pytest
from weasyprint.urls import FatalURLFetchingError

from generator.build.report import Slugs, plan_report
from generator.downloads.pdf import _Charts
from generator.findings import has_error
from generator.html.escape import escape
from generator.load.reading import Reader, load_shared
from generator.load.tree import Limits, read_tree
from generator.model.identity import PortalStep, Site
from generator.site.frame import extra_of
from generator.site.mkdocs import own_files
from generator.workspace.project import Project, read_project
from tests.build.example import ROOT, WATER, edited, invented, plan
from tests.build.fakes import small
from tests.hostile.vectors import LINKS
from tests.pace import within

HIDDEN = "甲密: 不得公开\n"
BOMB = "a0: &a0 [甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 10)
)
#: a file → the rule that refuses it.
REFUSED = {
    "aliases of aliases": (BOMB, "Y037"),
    "an alias of what holds it": ("甲: &a [*a]\n", "Y038"),
    "deep brackets": ("甲: " + "[" * 50_000, "Y035"),
    "deep lines": ("".join("  " * level + "甲:\n" for level in range(300)), "Y035"),
    "a text without end": ("甲: " + "乙" * 250_000, "Y039"),
    "100,000 rows": ("甲:\n" + "  - {a: 1, b: 2, c: 3}\n" * 100_000, "Y036"),
    "too many lines": ("- 1\n" * 250_000, "Y013"),
    "too many bytes": ("甲: 乙\n" * 700_000, "Y001"),
    "a tag that would run": ("甲: !!python/object/apply:os.system [true]\n", "Y031"),
    "a direction": ("甲: 支出\u202e00.1\n", "Y005"),
    "a direction in quotes": ('甲: "支出\\u202e00.1"\n', "Y005"),
    "a control character": ('甲: "支出\\u0007"\n', "Y004"),
    "two documents": ("甲: 1\n---\n乙: 2\n", "Y032"),
}
MOST_SECONDS = 5


@pytest.mark.parametrize(("text", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_hostile_file_is_refused_at_once(text: str, code: str) -> None:
    """Bombs, depth, size, tags, turned text: a finding of its own, within five seconds of CPU time."""
    began = time.process_time()
    _, found = read_tree(text.encode(), "data/x.yml")
    assert code in {finding.code for finding in found}
    assert within(time.process_time() - began, MOST_SECONDS)


def test_without_its_bounds_the_reader_would_follow() -> None:
    """The same bomb, one level of it, is read whole where the bounds are wider: they are what stops it."""
    few = "\n".join(BOMB.splitlines()[:4]) + "\n"
    wide = Limits(nodes=10**6, aliases=10**6)
    tree, found = read_tree(few.encode(), "x.yml", wide)
    assert tree is not None
    assert found == []
    assert read_tree(few.encode(), "x.yml", Limits(nodes=1000))[0] is None


@pytest.mark.parametrize(
    "text", ["1" * 20_000, "12.5万元，" * 12000, "（" * 20_000, "一、" * 9000, "1%" * 9000], ids=len
)
def test_a_long_text_costs_time_by_its_length(text: str) -> None:
    """No rule takes time by the square of a text: endless digits, brackets, numbering are checked within seconds."""
    files = small(invented(texts=f'部门职责: "{text}"\n'))
    project, slugs = Project(ROOT, files), Slugs(*WATER.split("/"))
    shared = load_shared(Reader(project.shared))
    began = time.process_time()
    plan_report(project.files_of(slugs), shared, slugs)
    assert within(time.process_time() - began, MOST_SECONDS)


_DIGITS = "9" * 5000
_FOLDER = f"data/regions/{WATER}"
#: a file, a text in it or its end, what is typed there, and what is found, if anything.
_ENDLESS = {
    "年度": (f"{_FOLDER}/report.yml", "年度: 2024", f"年度: {_DIGITS}", "R009"),
    "公开年度": ("data/regions/xugou/region.yml", "样式: []", f"样式: []\n公开年度: [{_DIGITS}]", "R009"),
    "次序": (f"{_FOLDER}/evaluations/a.yml", "", f"名称: 虚构\n次序: {_DIGITS}\n", "R009"),
    "公开日期": (f"{_FOLDER}/report.yml", "2025-09-01", _DIGITS, "R013"),
    "一个数": (f"{_FOLDER}/accounts.yml", "其他收入: 20.00", f"其他收入: {_DIGITS}", "A005"),
    "小数": ("data/styles/base/numbers.yml", '百分比: {小数: "2"', f'百分比: {{小数: "{_DIGITS}"', "T001"),
    "豁免": (
        f"{_FOLDER}/report.yml", "状态: 公开", f"状态: 公开\n豁免: [{{规则: D10, 处: 'x.yml#/0/{_DIGITS}', 原因: 无}}]",
        "",
    ),
    "序号": (f"{_FOLDER}/texts.yml", "", f"名词解释:\n  - {{名词: 甲, 序号: '{_DIGITS}', 解释: 乙。}}\n", ""),
    "文字": (f"{_FOLDER}/texts.yml", "", f"部门职责: 对{_DIGITS}个项目开展自评，第{_DIGITS}条。\n", ""),
}  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "code"), _ENDLESS.values(), ids=_ENDLESS)
def test_endless_digits_are_no_fault_of_the_program(path: str, old: str, new: str, code: str) -> None:
    """5,000 digits, which Python refuses to make a number of: a finding about what was typed, or none, and no S05."""
    files = small(invented())
    found = plan(edited(files, path, old, new) if old else {**files, path: new.encode()}, WATER).findings
    assert "S05" not in {finding.code for finding in found}
    assert not code or any(finding.code == code and finding.is_error for finding in found)


def test_no_link_leads_out_of_the_data(tmp_path: Path) -> None:
    """A link in data/ to a file or folder elsewhere is not read, nor is what is no file at all."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "report.yml").write_text(HIDDEN, encoding="utf-8")
    data = tmp_path / "project" / "data" / "regions" / "a" / "b" / "2024"
    data.mkdir(parents=True)
    (data / "own.yml").write_text("甲: 乙\n", encoding="utf-8")
    (data / "report.yml").symlink_to(tmp_path / "secret" / "report.yml")
    (data / "evaluations").symlink_to(tmp_path / "secret")
    os.mkfifo(data / "endless.yml")
    found = read_project(tmp_path / "project").files
    assert list(found) == ["data/regions/a/b/2024/own.yml"]


def test_no_link_leads_out_of_the_pages(tmp_path: Path) -> None:
    """A link in docs/ would publish whatever it leads to: it is left out, with folders that are links."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key.md").write_text(HIDDEN, encoding="utf-8")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "own.md").write_text("# 甲\n", encoding="utf-8")
    (docs / "key.md").symlink_to(tmp_path / "secret" / "key.md")
    (docs / "more").symlink_to(tmp_path / "secret")
    assert set(own_files(tmp_path)) == {"own.md"}


@pytest.mark.parametrize(
    "address", [*LINKS, "/\\\\other.invalid/", "JAVASCRIPT:x", "\tjavascript:x", "about:blank", "blob:x", "ftp://x/"]
)
def test_only_web_addresses_of_the_portal_become_links(address: str) -> None:
    """`javascript:`, `data:` and the like in site.yml make no link at all; no address can leave its attribute.

    A path is none of another host: `//host/` would be.
    """
    steps = (PortalStep(name="甲", address=address),)
    extra = extra_of(Site(title="甲", feedback=address, requests=address, licence=address, portal=steps))
    footer, portal = extra["footer"], extra["portal"]
    assert isinstance(footer, dict)
    assert isinstance(portal, list)
    for kept in [*(footer.get(name, "") for name in ("feedback", "requests", "licence_address")), portal[0]["url"]]:
        if not kept:
            continue
        assert re.match(r"https?://|/(?![/\\])|\.\./", kept)
        assert '"' not in escape(kept)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://metadata.invalid/", "https://other.invalid/", "data:image/png;base64,AA==",
            "chart:other", "../../etc/passwd", "ftp://other.invalid/", "FILE:///etc/passwd"],
)  # fmt: skip
def test_a_paper_reads_no_file_and_asks_no_address(url: str) -> None:
    """The PDF engine gets the report's own drawings and nothing else; whoever asks for more ends the paper."""
    fetcher = _Charts({"own": "<svg/>"})
    with pytest.raises(FatalURLFetchingError):
        fetcher.fetch(url)
    assert fetcher.refused == [url]
    assert fetcher.fetch("chart:own") is not None


@pytest.mark.parametrize("name", ["..", "a b", "甲", "a\\b", "<img>", "a'b", "-x", ".x"])
def test_a_folder_whose_name_could_lead_elsewhere_is_refused(name: str) -> None:
    """Folder names become addresses: any but a plain ASCII name is an error of its report."""
    files = {path.replace("/water/", f"/{name}/"): raw for path, raw in small(invented()).items()}
    project = Project(ROOT, files)
    shared = load_shared(Reader(project.shared))
    made = plan_report(project.files_of(Slugs("xugou", name, "2024")), shared, Slugs("xugou", name, "2024"))
    assert has_error(made.findings)
