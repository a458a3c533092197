"""When the public site shows a report: at its region's minute, and until it is withdrawn.

Drawing and MkDocs are replaced by quick stand-ins here, as in test_publish.
"""

import datetime as dt
from pathlib import Path

import pytest

from generator.build.report import Slugs
from generator.site.job import Result, Settings
from generator.site.publish import publish
from generator.site.sums import SUMS
from generator.site.tree import read_tree
from generator.workspace.project import read_project
from tests.build.example import REGION, REPORT, WATER, edited, invented
from tests.build.fakes import Counts, count_work, make_project, put, small

FOREST = "xugou/forest/2024"
DAY = dt.date(2025, 10, 1)
NINE = "2025-09-15 09:00"
CHINA = dt.timezone(dt.timedelta(hours=8))
WITHDRAWN = f"{REPORT}批复日期: 2025-08-20\n撤回: {{日期: 2025-09-20, 原因: 误用了送审的<b>稿子</b>, 依据: 虚构的函}}\n"


def two(**changes: str) -> dict[str, bytes]:
    """Return two invented reports of one county; the first may be changed, and the county."""
    files, plain = small(invented(**changes)), small(invented())
    forest = {path.replace("/water/", "/forest/"): raw for path, raw in plain.items() if "/xugou/water/" in path}
    return {**files, **forest}


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    """Return how often the slow parts run; they are replaced by quick ones."""
    return count_work(monkeypatch)


@pytest.fixture
def root(tmp_path: Path, counts: Counts) -> Path:
    """Return a project folder with two invented reports."""
    return make_project(tmp_path / "project", two())


def build(root: Path, as_of: dt.date = DAY, which: tuple[str, ...] = ()) -> Result:
    """Build the site of a project folder for a day or a minute."""
    project = read_project(root)
    slugs = [Slugs(*address.split("/")) for address in which] or list(project.reports())
    settings = Settings(as_of, root / "site", root / "build", workers=1, search=False)
    return publish(project, settings, slugs, lambda *_: None)


def site(root: Path) -> dict[str, bytes]:
    """Return every file of the site as visitors get it, without the compressed copies."""
    return {path: raw for path, raw in read_tree(root / "site").items() if not path.endswith(".gz")}


def minute(text: str) -> dt.datetime:
    """Return a minute in China."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=CHINA)


def test_a_region_comes_out_at_one_minute(root: Path) -> None:
    """Until 09:00 nothing of the region's year is there, then all of it; the reports' own day had come long before."""
    put(root, two(region=f'{REGION}发布时间: {{2024: "{NINE}"}}\n'))
    early = build(root, minute("2025-09-15 08:59"))
    assert sorted(early.waiting) == sorted([WATER, FOREST])
    assert not [path for path, raw in site(root).items() if b"xugou/water" in raw or b"xugou/forest" in raw]
    assert not [path for path in site(root) if path.startswith(f"reports/{WATER}")]
    late = build(root, minute(NINE))
    assert sorted(late.built) == sorted([WATER, FOREST])


def test_a_minute_elsewhere_is_turned_into_ours(root: Path) -> None:
    """01:00 in Greenwich is 09:00 in China, so a commit made on a server abroad does not come out a day late."""
    put(root, two(region=f'{REGION}发布时间: {{2024: "{NINE}"}}\n'))
    assert build(root, dt.datetime(2025, 9, 15, 0, 59, tzinfo=dt.UTC)).built == []
    assert len(build(root, dt.datetime(2025, 9, 15, 1, 0, tzinfo=dt.UTC)).built) == 2


def test_a_day_alone_is_its_first_minute(root: Path) -> None:
    """A build for the day itself keeps what waits for nine o'clock; another year's minute concerns no one."""
    put(root, two(region=f'{REGION}发布时间: {{2024: "{NINE}"}}\n'))
    assert build(root, dt.date(2025, 9, 15)).built == []
    put(root, two(region=f'{REGION}发布时间: {{2023: "2099-09-15 09:00"}}\n'))
    assert len(build(root, dt.date(2025, 9, 15)).built) == 2


def test_a_minute_that_cannot_be_read_publishes_nothing(root: Path) -> None:
    """What was meant is not known, so the region stays back, and the file is named."""
    put(root, two(region=f"{REGION}发布时间: {{2024: 九月十五日九点}}\n"))
    result = build(root)
    assert result.built == []
    told = [finding for plan in result.plans for finding in plan.findings if finding.code == "R013"]
    assert {str(finding.place).partition(":")[0] for finding in told} == {"data/regions/xugou/region.yml"}


def test_a_withdrawn_report_leaves_its_address_and_the_reason(root: Path) -> None:
    """One page stays, with day, reason and paper as text; no figure, no file, nothing in totals, compare or bundles."""
    build(root)
    assert len([path for path in site(root) if path.startswith(f"reports/{WATER}/")]) > 2
    put(root, two(report=WITHDRAWN))
    result = build(root)
    files = site(root)
    assert (result.withdrawn, result.built, result.waiting) == ([WATER], [FOREST], [])
    assert [path for path in files if path.startswith(f"reports/{WATER}")] == [f"reports/{WATER}/index.html"]
    page = files[f"reports/{WATER}/index.html"].decode()
    for words in ("已经撤回", "2025-09-20", "误用了送审的&lt;b&gt;稿子&lt;/b&gt;", "虚构的函"):
        assert words in page
    assert "120.00" not in page
    assert "search: false" in page
    holding = {path for path, raw in files.items() if WATER.encode() in raw}
    allowed = {f"reports/{WATER}/index.html", "feed.xml", "new/index.html", SUMS}
    assert {path for path in holding if not path.startswith("status/")} <= allowed
    assert "已撤回（2025-09-20）" in files["status/xugou/2024.html"].decode()
    assert "撤回：虚构县水务局2024年度部门决算" in files["feed.xml"].decode()


def test_a_withdrawal_waits_for_its_day_and_ends_when_it_is_taken_out(root: Path) -> None:
    """Up to the day before the report is there; without the record it is there again."""
    put(root, two(report=WITHDRAWN))
    assert WATER in build(root, dt.date(2025, 9, 19)).built
    assert build(root, dt.date(2025, 9, 20)).withdrawn == [WATER]
    put(root, two())
    assert WATER in build(root).built


def test_a_withdrawn_report_is_gone_whatever_state_it_has_and_whoever_asked(root: Path) -> None:
    """It is being mended as a draft, and another report is built: the old pages are not carried over."""
    build(root)
    put(root, two(report=WITHDRAWN.replace("状态: 公开", "状态: 草稿")))
    assert build(root, which=(FOREST,)).carried == []
    files = site(root)
    assert [path for path in files if path.startswith(f"reports/{WATER}")] == [f"reports/{WATER}/index.html"]


def test_what_was_never_public_leaves_no_page_when_withdrawn(root: Path) -> None:
    """A withdrawal of a report whose day has not come says nothing of it."""
    put(root, two(report=WITHDRAWN.replace("2025-09-01", "2099-09-01")))
    build(root)
    assert not [path for path in site(root) if path.startswith(f"reports/{WATER}")]


@pytest.mark.parametrize("report", [REPORT.replace("状态: 公开", "状态: 草稿"), WITHDRAWN])
def test_a_broken_file_does_not_keep_a_report_public_that_may_not_be(root: Path, report: str) -> None:
    """With errors the last good version is kept, but not of a report that says itself that it is not public."""
    build(root)
    files = two(report=report)
    put(root, edited(files, f"data/regions/{WATER}/accounts.yml", "收入:\n  一般", "收入：\n\t一般"))
    result = build(root)
    assert (result.carried, result.left_out) == ([], [])
    assert not [path for path in site(root) if path.startswith(f"reports/{WATER}/") and not path.endswith("index.html")]
