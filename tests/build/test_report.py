"""The plan of one report: a pure function from files to findings and everything published."""

import ast
import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.build.report import Plan
from tests.build.example import ACCOUNTS, ANJU, REPORT, ROOT, WATER, edited, invented, plan, real_files

FOLDER = f"data/regions/{WATER}"
_FORBIDDEN = ("open", "os.listdir", "os.scandir", "subprocess.Popen", "socket.connect", "os.system")
_watching: list[str] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _watching and event in _FORBIDDEN:
        raise AssertionError(f"the plan reached outside: {event} {arguments[:1]}")


sys.addaudithook(_watch)


@contextmanager
def sealed() -> Iterator[None]:
    """Forbid disk, programs and network inside the block."""
    _watching.append("on")
    try:
        yield
    finally:
        _watching.clear()


def test_a_plan_touches_nothing_and_always_comes_out_the_same() -> None:
    """Same files, same plan, with disk, network and programs out of reach."""
    files = invented()
    first = plan(files, WATER)
    with sealed():
        second = plan(files, WATER)
    assert first == second
    assert repr(first.document) == repr(second.document)


def test_the_seal_holds() -> None:
    """Reading a file inside the sealed block fails, so the test above can fail."""
    with pytest.raises(AssertionError, match="reached outside"), sealed():
        Path(__file__).read_bytes()


CORE = ("places", "findings", "money", "model", "load", "figures", "grid", "document", "check", "html", "build")


def test_the_core_knows_no_clock_environment_or_chance() -> None:
    """No module of the core imports what could make two runs differ."""
    outside = {"time", "os", "random", "secrets", "subprocess", "socket", "locale", "uuid"}
    found = []
    for path in sorted((ROOT / "generator").rglob("*.py")):
        if path.relative_to(ROOT / "generator").parts[0].removesuffix(".py") not in CORE:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{path.name}: {name}" for name in names if name.split(".")[0] in outside]
            if isinstance(node, ast.Attribute) and node.attr in {"today", "now", "utcnow"}:
                found.append(f"{path.name}: {node.attr}")
    assert found == []


def public(found: Plan, day: str) -> bool:
    """Return whether the public site shows a report on a day."""
    return found.is_public(dt.date.fromisoformat(day))


def test_a_report_is_public_from_its_day_on() -> None:
    """State 公开 and the day has come: both are needed, whatever the clock says."""
    found = plan(invented(), WATER)
    assert not public(found, "2025-08-31")
    assert public(found, "2025-09-01")
    for state in ("草稿", "送审", "已批复"):
        draft = plan(invented(report=REPORT.replace("状态: 公开", f"状态: {state}")), WATER)
        assert draft.document is not None
        assert not public(draft, "2099-01-01")


def test_a_report_without_a_date_is_public_at_once() -> None:
    """An old document whose date nobody knows is shown as soon as its state says so."""
    assert public(plan(real_files(), ANJU), "2000-01-01")


@pytest.mark.parametrize(
    ("date", "place"), [("2025-13-01", "3:7"), ("20250901", "3:7"), ("九月一日", "3:7"), ("2025-W36-1", "3:7")]
)
def test_a_wrong_date_is_named_and_never_public(date: str, place: str) -> None:
    """What is no date keeps the report back; it is not taken for an unknown one."""
    found = plan(invented(report=REPORT.replace("2025-09-01", date)), WATER)
    [said] = [finding for finding in found.findings if finding.is_error]
    assert (said.code, str(said.place)) == ("R013", f"{FOLDER}/report.yml:{place}")
    assert "2024-09-20" in said.hint


def test_errors_of_last_years_report_are_none_of_this_years() -> None:
    """Last year's file may be broken in any way: this year's report neither says so nor fails."""
    good = plan(invented(), WATER)
    for broken in ("收入：[", "样式: {公式: {收入总计: 收入 +}}\n", "收入:\n  其他收入: 1e3\n", "\t- x"):
        files = invented()
        before = "data/regions/xugou/water/2023"
        files[f"{before}/report.yml"] = (REPORT.replace("2024", "2023") + broken).encode()
        files[f"{before}/accounts.yml"] = broken.encode()
        found = plan(files, WATER)
        assert found.findings == good.findings
        assert found.document is not None


def test_a_comment_changes_where_things_stand_and_nothing_else() -> None:
    """A comment in the YAML moves lines: only the list of places (`sources.json`) may differ."""
    files = invented()
    commented = edited(files, f"{FOLDER}/accounts.yml", "支出:\n  基本支出", "# 核对过\n支出: # 手工\n  基本支出")
    first, second = plan(files, WATER), plan(commented, WATER)
    assert first.document == second.document
    assert first.sources != second.sources


def test_places_point_at_what_was_typed() -> None:
    """The list of places leads from a figure to the line and column of its amount."""
    found = plan(invented(), WATER)
    line = ACCOUNTS.splitlines().index("  基本支出: 70.00") + 1
    assert f'"line": {line},\n  "column": 9' in found.sources.decode()


@pytest.mark.parametrize("folder", ["虚构", "xu gou", "..", "XuGou"])
def test_a_folder_that_cannot_be_an_address_is_named(folder: str) -> None:
    """A folder name that is no ASCII word keeps its report back with a sentence, not with a crash."""
    files = {path.replace("/xugou/", f"/{folder}/"): content for path, content in invented().items()}
    found = plan(files, WATER.replace("xugou", folder))
    assert [finding.is_error for finding in found.findings if finding.code == "R014"] == [True]
