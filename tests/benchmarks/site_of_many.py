"""A data folder of many invented reports, and the whole public site of them: `… site_of_many FOLDER [HOW MANY]`.

Regions are called 虚构…县, their amounts come from a seeded random generator; every report is complete and free of
errors, so it is published like a real one. Rosters have groups, exempt units and units that never published; some
reports are late, some only approved, some corrected; one department of each region grew out of another.
"""

import datetime as dt
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import click

from generator.site.job import Progress, Result, Settings
from generator.site.mkdocs import own_files
from generator.site.publish import publish
from generator.site.tree import write_tree
from generator.workspace.project import read_project
from tests.benchmarks.many_names import COUNTIES, DEPARTMENTS, Office
from tests.check import generated
from tests.check import invented_tables as tables
from tests.check.invented_prose import Marked
from tests.check.invented_tables import Plain
from tests.check.invented_year import KINDS, RECEPTION, Year, typed, year_of

ROOT = Path(__file__).resolve().parents[2]
SHARED = ("site.yml", "glossary.yml", "search.yml", "classification", "styles")
PARTS = ("overrides", "mkdocs.yml", "requirements.lock")
LAST_YEAR = 2024
AS_OF = dt.date(2025, 10, 8)
#: every so many reports of a region one is late, corrected, without evaluations, only approved.
LATE, CORRECTED, ACCOUNTS_ONLY, APPROVED = 9, 13, 4, 23
#: the department that the first one of each region grew out of.
MERGED, MERGED_NAME = "oldwater", "水利管理局"


@dataclass(frozen=True, slots=True)
class Size:
    """How much is written: reports in all, departments of a region at most, years of a department."""

    reports: int
    departments: int = 40
    years: int = 5

    @property
    def regions(self) -> Iterator[tuple[int, int]]:
        """Yield the number of each region and how many reports it has."""
        left, number = self.reports, 0
        while left > 0:
            taken = min(left, self.departments * self.years)
            yield number, taken
            left, number = left - taken, number + 1


def write_frame(target: Path) -> None:
    """Write a project folder that has everything but data: theme, pages of people, libraries."""
    target.mkdir(parents=True)
    for name in PARTS:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target / name)
    write_tree(target / "docs", own_files(ROOT))
    (target / "node_modules").symlink_to(ROOT / "node_modules")


def write_project(target: Path, size: Size, seed: int = 0) -> Path:
    """Write a project folder with nothing but invented reports, ready to build; return it.

    Args:
        target: a folder that does not exist yet.
        size: how much.
        seed: the same seed gives the same bytes.
    """
    write_frame(target)
    for name in SHARED:
        source = ROOT / "data" / name
        (target / "data").mkdir(exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target / "data" / name)
    for path, content in {**generated.shared_style(), **data_files(size, seed)}.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)
    return target


def data_files(size: Size, seed: int = 0) -> dict[str, bytes]:
    """Return the files of data/regions/ by path."""
    found: dict[str, Plain] = {}
    for number, reports in size.regions:
        found |= _region(number, reports, size, seed)
    return {path: generated.written(plain) for path, plain in found.items()}


def build_site(
    root: Path, *, workers: int = 2, search: bool = True, pdf: bool = False, progress: Progress = lambda *_: None
) -> Result:
    """Build the public site of a written project into its folder `site`; without PDFs, which take seconds each."""
    project = read_project(root)
    settings = Settings(AS_OF, root / "site", root / "build", workers=workers, search=search, pdf=pdf)
    return publish(project, settings, list(project.reports()), progress)


def _region(number: int, reports: int, size: Size, seed: int) -> dict[str, Plain]:
    """Return the files of a region: its roster, and departments over the years, the last one as far as it goes."""
    random = Random(f"{seed} {number}")  # noqa: S311 - the same reports every time, nothing secret
    slug, county = f"xugou{number + 1}", COUNTIES[number % len(COUNTIES)] + ("" if number < len(COUNTIES) else "东")
    base = f"data/regions/{slug}"
    found: dict[str, Plain] = {}
    offices, held = [], 0
    for place, office in enumerate(DEPARTMENTS[: size.departments]):
        years = min(size.years, reports - held)
        if years <= 0:
            break
        offices.append(office)
        found |= _department(random, (base, county), office, (place, years))
        held += years
    first = LAST_YEAR - min(size.years, reports) + 1
    found[f"{base}/region.yml"] = {
        "名称": f"虚构省{county}", "简称": county, "行政区划代码": str(990000 + number + 1), "样式": ["xugou"],
        "公开单位": _roster(county, offices, first), "公开年度": [str(year) for year in range(first, LAST_YEAR + 1)],
    }  # fmt: skip
    return found


def _roster(county: str, offices: list[Office], first: int) -> list[Plain]:
    """Return the roster: everyone, one that never published, one that is exempt, one that was merged."""
    units: list[Plain] = [{"部门": one.slug, "类别": one.group} for one in offices]
    units[0]["自"] = str(first + 1)
    units.append({"部门": MERGED, "类别": offices[0].group, "至": str(first)})
    units.append({"部门": "never", "名称": f"{county}地方志办公室", "类别": "事业单位"})
    exempt = {"部门": "exempt", "名称": f"{county}保密委员会办公室", "类别": "党委部门"}
    return [*units, {**exempt, "不公开理由": "依法不予公开（虚构的例子）"}]


def _department(random: Random, home: tuple[str, str], office: Office, count: tuple[int, int]) -> dict[str, Plain]:
    """Return the files of a department: what lasts, and its reports of the last years.

    The first department of a region grew out of another, which published the first year.
    """
    (base, county), (place, years) = home, count
    name, folder = f"{county}{office.name}", f"{base}/{office.slug}"
    kind = replace(KINDS[place % len(KINDS)], name=office.name)
    found: dict[str, Plain] = {
        f"{folder}/department.yml": {
            "名称": name, "本名": office.name, "简称": [*office.aliases, *(county + one for one in office.aliases)],
            "性质": "行政单位", "同类": office.peers, **({} if place else {"前身": [MERGED]}),
        }
    }  # fmt: skip
    former = f"{county}{MERGED_NAME}"
    if not place:
        found[f"{base}/{MERGED}/department.yml"] = {"名称": former, "本名": MERGED_NAME, "简称": ["水管局"]}
    before = year_of(random, kind, LAST_YEAR - years)
    for step in range(years):
        now = year_of(random, kind, LAST_YEAR - years + 1 + step, before)
        turn = place * years + step
        is_former = not place and not step
        report = _report(county, former if is_former else name, (now, before), full=turn % ACCOUNTS_ONLY == 0)
        _happened(report["report.yml"], now, turn, is_last=step == years - 1)
        target = f"{base}/{MERGED}" if is_former else folder
        found |= {f"{target}/{now.year}/{path}": plain for path, plain in report.items()}
        before = now
    return found


def _happened(report: Plain, year: Year, turn: int, *, is_last: bool) -> None:
    """Make a report late, corrected, or only approved, in turn."""
    if turn % LATE == LATE - 1:
        report["公开日期"] = f"{year.year + 1}-09-29"
    if turn % CORRECTED == CORRECTED - 1:
        report["更正"] = [{
            "日期": f"{year.year + 1}-10-0{turn % 7 + 1}", "类别": "更正", "数": "三公.财政拨款.公务接待费",
            "原值": typed(year.three_public[RECEPTION] * 10), "现值": typed(year.three_public[RECEPTION]),
            "原因": "小数点移位（虚构的例子）", "依据": "虚构更正函",
        }]  # fmt: skip
    if is_last and turn % APPROVED == APPROVED - 1:
        report["状态"] = "已批复"
        report["公开日期"] = "未公布"


def _report(county: str, name: str, years: tuple[Year, Year], *, full: bool) -> dict[str, Plain]:
    """Return the files of one report by path below its folder; `full` brings evaluations."""
    year, before = years
    marked = tuple(_marked(project) for project in year.projects)
    parts = ["部门决算", "整体绩效", "项目绩效"] if full else ["部门决算"]
    found = {
        "report.yml": generated._report(name, year.year, parts),
        "accounts.yml": tables.compared(year, before, marked),
        "texts.yml": generated._texts(county, name, year, before, marked),
    }
    if full:
        found["evaluations/overall.yml"] = generated._overall(name, year, before, marked)
        for place, one in enumerate(marked):
            found[f"evaluations/project{place}.yml"] = generated._project(name, one, place)
    return found


def _marked(project: object) -> Marked:
    return generated._marked(Random(0), project)  # noqa: S311 - which rows lose points does not matter here


def main(target: str, reports: str = "1000") -> None:
    """Write and build; print what happened."""
    root = write_project(Path(target), Size(int(reports)))
    result = build_site(root, progress=lambda step, done, of: click.echo(f"\r{step} {done}/{of}  ", nl=False))
    click.echo(
        f"\n{len(result.built)} 份在 {root / 'site'}，{len(result.left_out)} 份有错误，{len(result.waiting)} 份未到期"
    )


if __name__ == "__main__":
    main(*sys.argv[1:3])


__all__ = ["AS_OF", "Size", "build_site", "data_files", "write_project"]
