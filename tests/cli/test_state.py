"""`juesuan state`: a report goes from 草稿 to 公开 one step at a time, each asking for what it needs first."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.build.example import REGION, REPORT, WATER, invented
from tests.build.fakes import put, small

PATH = f"data/regions/{WATER}/report.yml"
WAIVED = """\
豁免:
  - {规则: D07, 原因: 虚构的豁免}
  - {规则: D09, 原因: 虚构的豁免}
  - {规则: D40, 原因: 虚构的豁免}
"""
DRAFT = REPORT.replace("状态: 公开", "状态:  草稿   # 刚录完").replace("公开日期: 2025-09-01\n", "") + WAIVED
PUBLIC = REPORT + "批复日期: 2025-08-20\n保密审查: 已审查\n审签: 已审签\n" + WAIVED


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with a draft that is written to the end; it is the current folder."""
    monkeypatch.chdir(tmp_path)
    put(tmp_path, small(invented(report=DRAFT)))
    return tmp_path


def said(*words: str) -> tuple[int, str]:
    """Return exit code and everything that `juesuan state` prints."""
    result = CliRunner().invoke(main, ["state", *words])
    assert "Traceback" not in result.output
    return result.exit_code, result.output


def report(root: Path) -> str:
    """Return report.yml as it stands."""
    return (root / PATH).read_bytes().decode()


def test_the_whole_way(root: Path) -> None:
    """草稿 → 送审 → 已批复 → 公开: each step writes its own values, and every other byte stays."""
    assert said(WATER, "送审") == (0, f"{WATER}：草稿 → 送审\n  状态: 送审\n")
    assert report(root) == DRAFT.replace("草稿", "送审")
    code, out = said(WATER, "已批复", "--date", "2025-08-20")
    assert (code, "应当在 2025-09-09 以前（含当日）公开" in out) == (0, True)
    code, out = said(WATER, "公开", "--date", "2025-09-08", "--reviewed", "已审查", "--signed", "已审签")
    assert code == 0
    assert "2025-09-08 起上网站。" in out
    written = report(root)
    assert "状态:  公开   # 刚录完\n" in written
    for line in ("批复日期: 2025-08-20", "公开日期: 2025-09-08", "保密审查: 已审查", "审签: 已审签"):
        assert f"\n{line}\n" in written
    kept = [
        line
        for line in written.splitlines()
        if line.partition(":")[0] not in {"批复日期", "公开日期", "保密审查", "审签"}
    ]
    assert kept == DRAFT.replace("草稿", "公开").splitlines()


def test_a_step_that_lacks_something_is_not_taken(root: Path) -> None:
    """送审 asks for everything that must be written, with place and hint; nothing is changed."""
    put(root, small(invented(report=DRAFT.replace("D09", "X99"))))
    before = report(root)
    code, out = said(WATER, "送审")
    assert code == 1
    assert f"{WATER} 没有改成“送审”，还差1处：\n  {PATH}:1 样式要求的2节没有内容：部门职责、机构设置" in out
    assert "请在 texts.yml 里录入" in out
    assert report(root) == before


def test_an_error_keeps_a_draft_from_review(root: Path) -> None:
    """An amount that breaks an identity is told at its place."""
    files = small(invented(report=DRAFT))
    path = f"data/regions/{WATER}/accounts.yml"
    put(root, {**files, path: files[path].replace("其他收入: 20.00".encode(), "其他收入: 2千".encode())})
    code, out = said(WATER, "送审")
    assert (code, f"  {path}:3 " in out) == (1, True)


@pytest.mark.parametrize(
    ("state", "words", "lacking"),
    [
        ("送审", ("已批复",), "批复日期是“未公布”"),
        ("送审", ("已批复", "--date", "2025年8月"), "批复日期是“2025年8月”"),
        ("已批复", ("公开", "--signed", "已审签"), "保密审查写的是“未公布”"),
        ("已批复", ("公开", "--reviewed", "已审查", "--signed", "待局长审签"), "审签写的是“待局长审签”"),
        ("已批复", ("公开", "--date", "2025-08-01"), "公开日期“2025-08-01”早于批复日期 2025-08-20"),
    ],
)
def test_dates_and_signatures_are_asked_for(root: Path, state: str, words: tuple[str, ...], lacking: str) -> None:
    """已批复 asks for 批复日期, 公开 for 保密审查, 审签 and a day that is not before the approval."""
    approved = "批复日期: 2025-08-20\n" if state == "已批复" else ""
    put(root, small(invented(report=DRAFT.replace("草稿", state) + approved)))
    before = report(root)
    code, out = said(WATER, *words)
    assert (code, lacking in out) == (1, True)
    assert report(root) == before


def test_no_step_is_skipped_and_none_is_taken_twice(root: Path) -> None:
    """A draft is not made public at once."""
    assert said(WATER, "公开") == (1, f"{WATER} 没有改：现在是“草稿”，要先“送审”，再“公开”\n")
    assert said(WATER, "草稿") == (1, f"{WATER} 没有改：现在就是“草稿”，没有改动\n")


def test_back_to_the_desk(root: Path) -> None:
    """What is not public yet goes back; the approval that is undone is unknown again."""
    put(root, small(invented(report=DRAFT.replace("草稿", "已批复") + "批复日期: 2025-08-20\n")))
    code, out = said(WATER, "草稿")
    assert (code, "退回的原因请写在提交说明里" in out) == (0, True)
    assert report(root) == DRAFT + "批复日期: 未公布\n"


def test_what_was_public_is_withdrawn_and_not_taken_back(root: Path) -> None:
    """A public report does not become a draft; it is withdrawn with a reason, and made public again later."""
    put(root, small(invented(report=PUBLIC)))
    assert "已经公开了，不能退回" in said(WATER, "草稿")[1]
    code, out = said(WATER, "撤回")
    assert (code, "撤回要写原因" in out) == (1, True)
    words = ("--date", "2025-10-12", "--reason", "误用了送审的稿子", "--basis", "虚构的函")
    assert said(WATER, "撤回", *words)[0] == 0
    gone = "撤回:\n  日期: 2025-10-12\n  原因: 误用了送审的稿子\n  依据: 虚构的函\n"
    assert report(root) == PUBLIC.replace("豁免:\n", f"{gone}豁免:\n")
    assert f"{WATER}：公开（已撤回）" in said(WATER)[1]
    code, out = said(WATER, "公开")
    assert (code, "“撤回”已删去" in out) == (0, True)
    assert report(root) == PUBLIC


def test_a_trial_changes_nothing(root: Path) -> None:
    """`--dry-run` says what would be written."""
    code, out = said(WATER, "送审", "--dry-run")
    assert (code, out) == (0, f"{WATER}：草稿 → 送审\n  状态: 送审\n试运行，没有改动。\n")
    assert report(root) == DRAFT


def test_line_ends_stay(root: Path) -> None:
    """A file written on Windows keeps its line ends and its mark."""
    (root / PATH).write_bytes(b"\xef\xbb\xbf" + DRAFT.replace("\n", "\r\n").encode())
    assert said(WATER, "送审")[0] == 0
    assert (root / PATH).read_bytes() == b"\xef\xbb\xbf" + DRAFT.replace("草稿", "送审").replace("\n", "\r\n").encode()


def test_a_region_at_once(root: Path) -> None:
    """Those that are ready go on, the others are named; a year has to be said."""
    files = small(invented(report=DRAFT))
    other = {path.replace("/water/", "/forest/"): raw for path, raw in files.items() if "/xugou/water/" in path}
    faulty = "data/regions/xugou/forest/2024/report.yml"
    put(root, {**files, **other, faulty: DRAFT.replace("D09", "X99").encode()})
    assert "要写明年度" in said_wrong("xugou", "送审")
    code, out = said("xugou", "送审", "--year", "2024")
    assert code == 1
    assert "xugou/forest/2024 没有改成“送审”" in out
    assert out.endswith("2份报告，1份已改成“送审”，1份没有改。\n")
    assert said("xugou")[1].endswith("2份报告：1份草稿，1份送审。0份可以走下一步；0份到时候会公开，2份还不会。\n")


def test_what_a_publisher_sees_before_the_release(root: Path) -> None:
    """Which reports wait for the region's minute, which will not come out and why."""
    region = f'{REGION}发布时间: {{2024: "2099-09-15 09:00"}}\n'
    files = small(invented(report=PUBLIC, region=region))
    other = {path.replace("/water/", "/forest/"): raw for path, raw in files.items() if "/xugou/water/" in path}
    faulty = "data/regions/xugou/forest/2024/report.yml"
    put(root, {**files, **other, faulty: PUBLIC.replace("审签: 已审签", "审签: 待局长审签").encode()})
    code, out = said("xugou", "--year", "2024")
    assert code == 0
    assert "xugou/forest/2024：公开，有1处错误，网站不会用它\n" in out
    assert f"{WATER}：公开，还没到时候（发布时间是 2099-09-15 09:00）\n" in out
    assert out.endswith("2份报告：2份公开。0份可以走下一步；1份到时候会公开，1份还不会。\n")


def said_wrong(*words: str) -> str:
    """Return what wrong use is answered with."""
    result = CliRunner().invoke(main, ["state", *words])
    assert result.exit_code == 2
    return result.output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((WATER, "上报"), "没有“上报”这个状态，可以写：草稿、送审、已批复、公开、撤回"),
        ((WATER, "--date", "2025-08-20"), "改成什么状态"),
        (("xugou/nobody/2024", "送审"), "没有找到“xugou/nobody/2024”"),
        ((WATER, "--year", "2019"), "没有2019年度的报告"),
    ],
)
def test_wrong_use_is_one_sentence(root: Path, words: tuple[str, ...], sentence: str) -> None:
    """Exit 2, and what can be written instead."""
    assert sentence in said_wrong(*words)
