"""Attached files on the site: under a safe name, listed with size and digest, gone when they are not listed."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.site import publish as publishing
from generator.site.errors import SiteError
from generator.site.reports import Bench, Paged
from generator.workspace.making import Made
from tests.build.example import REPORT, WATER, edited, invented, plan
from tests.build.fakes import put, small
from tests.desk.test_attaching import pdf
from tests.site.test_release import build, counts, root, site  # noqa: F401 - fixtures

SCAN = pdf()
LISTED = (
    f"{REPORT}附件:\n  - {{文件: 虚构的批复.pdf, 标题: 关于批复虚构县水务局决算的通知, 说明: 虚构的<b>扫描件</b>}}\n"
)
FOLDER = f"data/regions/{WATER}/attachments"
ADDRESS = f"reports/{WATER}/attachments/f-{hashlib.sha256('虚构的批复.pdf'.encode()).hexdigest()[:10]}.pdf"


def attach(root: Path, content: bytes = SCAN, report: str = LISTED) -> None:  # noqa: F811 - the fixture's value
    """Write the invented report with one file beside it."""
    put(root, {**small(invented(report=report)), f"{FOLDER}/虚构的批复.pdf": content, f"{FOLDER}/内部.pdf": SCAN})


def test_a_listed_file_is_published_and_the_others_are_not(root: Path) -> None:  # noqa: F811
    """Its bytes as they are, its title, words and digest on the report's first page; nothing of the file beside it."""
    attach(root)
    assert build(root).built == [WATER]
    files = site(root)
    assert files[ADDRESS] == SCAN
    assert [path for path in files if "/attachments/" in path] == [ADDRESS]
    page = files[f"reports/{WATER}/index.html"].decode()
    for words in (
        "关于批复虚构县水务局决算的通知",
        hashlib.sha256(SCAN).hexdigest(),
        ADDRESS.rpartition("reports/xugou/water/2024/")[2],
    ):
        assert words in page
    assert "虚构的&lt;b&gt;扫描件&lt;/b&gt;" in page
    assert not [path for path, raw in files.items() if "内部.pdf".encode() in raw]


@pytest.mark.parametrize("name", ["../x.pdf", "/etc/passwd", "a/b.pdf", "a\\b.pdf", "..", ".x.pdf", "~x.pdf"])
def test_a_name_that_could_lead_elsewhere_is_no_name(name: str) -> None:
    """A path in the place of a name: an error of the report that says what may be written, and nothing is attached."""
    made = plan(small(invented(report=LISTED.replace("文件: 虚构的批复.pdf", f"文件: '{name}'"))), WATER)
    [found] = [found for found in made.findings if found.code == "D63"]
    assert (found.is_error, found.message) == (True, f"“{name}”不能作附件的文件名")
    assert made.document
    assert made.document.attachments == ()


def test_a_new_scan_changes_the_page(root: Path) -> None:  # noqa: F811
    """The cache knows a file by its digest."""
    attach(root)
    build(root)
    before = site(root)
    attach(root, other := pdf(author="虚构县水务局"))
    build(root)
    assert site(root)[ADDRESS] == other
    assert site(root)[f"reports/{WATER}/index.html"] != before[f"reports/{WATER}/index.html"]


def test_a_file_with_a_problem_keeps_its_report_back(root: Path) -> None:  # noqa: F811
    """An error of the check: the earlier version stays, the attached file with it."""
    attach(root)
    build(root)
    attach(root, pdf(script="app.alert(1)"))
    assert build(root).carried == [WATER]
    assert site(root)[ADDRESS] == SCAN


def test_a_file_that_changes_during_the_build_stops_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """What is published is what was checked."""
    attach(root)

    def swapped(bench: Bench, made: Iterable[Made], *rest: Any) -> Iterator[Paged]:
        (root / FOLDER / "虚构的批复.pdf").write_bytes(pdf(script="app.alert(1)"))
        return page_all(bench, made, *rest)

    page_all = publishing.page_all  # type: ignore[attr-defined]
    monkeypatch.setattr(publishing, "page_all", swapped)
    with pytest.raises(SiteError, match="变了，请再生成一次"):
        build(root)


def test_a_waiver_speaks_for_an_attachment() -> None:
    """A note on a scan can be waived with a reason, as any other."""
    files = small(invented(report=LISTED))
    assert "D63" in {found.code for found in plan(files, WATER).findings}
    path = f"data/regions/{WATER}/report.yml"
    reason = "豁免:\n  - {规则: D63, 原因: 虚构的豁免}\n"
    waived = edited(files, path, "附件:\n", f"{reason}附件:\n")
    assert [bool(found.waived) for found in plan(waived, WATER).findings if found.code == "D63"] == [True]
