"""A data folder of many reports made from the real ones: `… many_real FOLDER [HOW MANY] [SEED]`.

Each copy has the true size and kind of a real report: its accounts, texts and evaluations, its style, its own region
with a roster. Names of places, departments and people are replaced wherever they stand, so that every copy says that
it is invented (虚构); every amount of a copy is multiplied by one small number, which keeps totals and shares whole and
makes each copy another document. One year a department: the real ones have no second one.
"""

import datetime as dt
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

import click

from generator.site.tree import write_tree
from generator.workspace.project import Project, read_project
from tests.benchmarks.site_of_many import write_frame

ROOT = Path(__file__).resolve().parents[2]
SHARED = ("site.yml", "glossary.yml", "search.yml", "classification", "styles")
#: every report of the copies is public on this day.
AS_OF = dt.date(2026, 1, 1)
#: departments of an invented region, as a county has them.
DEPARTMENTS = 40
FACTORS = range(2, 10)
#: names above the region that the real texts mention.
PLACES = {
    "四川": "虚川", "遂宁": "虚宁", "湖南": "虚湖", "益阳": "虚益", "岳阳": "虚岳", "上海": "虚海",
    "安居区": "虚构区", "赫山": "虚赫", "临湘": "虚临", "普陀": "虚普", "资阳": "虚资",
}  # fmt: skip
_AMOUNT = re.compile(r'(?<=: )"?(-?\d+\.\d+)"?(?=[,}\s]|$)')
_OUTTURN = re.compile(r"(?<=决算数: )(-?[1-9]\d*)(?=})")
#: a line with a share, a score or a number of people holds no amount of money.
_NO_MONEY = ("%", "得分", "万人")
_PERSON = re.compile(r"^(\s+(?:\S*负责人|联系人): ).+$", re.MULTILINE)
_TELEPHONE = re.compile(r"^(\s+(?:联系电话|联络电话): ).+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Kind:
    """A real report that copies are made from.

    Attributes:
        region, department, year: where it stands. names: of region and department as region.yml and department.yml
        have them, the region's whole name and the short one. files: its files by path below the report's folder.
    """

    region: str
    department: str
    year: str
    names: tuple[str, str, str, str]
    files: dict[str, str]
    region_file: str
    department_file: str

    @property
    def slug(self) -> str:
        """Return the beginning of the names of invented regions of this kind."""
        return f"xugou{self.region}"


@dataclass(frozen=True, slots=True)
class Copy:
    """One invented report: the copy `number` of its kind, whose amounts are `factor` times the real ones."""

    kind: Kind
    number: int
    factor: int

    @property
    def region(self) -> str:
        """Return the folder of its region."""
        return f"{self.kind.slug}{self.number // DEPARTMENTS + 1}"

    @property
    def department(self) -> str:
        """Return the folder of its department."""
        return f"{self.kind.department}{self.number % DEPARTMENTS + 1}"

    @property
    def address(self) -> str:
        """Return region/department/year."""
        return f"{self.region}/{self.department}/{self.kind.year}"


def kinds() -> list[Kind]:
    """Return the real reports of this project in order of their addresses."""
    project = read_project(ROOT)
    return [_kind(project, slugs.address) for slugs in project.reports()]


def copies(count: int, seed: int = 0) -> Iterator[Copy]:
    """Yield so many copies, one of each kind in turn; the same seed gives the same ones."""
    random = Random(seed)  # noqa: S311 - the same reports every time, nothing secret
    known = kinds()
    for place in range(count):
        yield Copy(known[place % len(known)], place // len(known), random.choice(FACTORS))


def write_project(target: Path, count: int, seed: int = 0) -> list[Copy]:
    """Write a project folder with so many copies and nothing else, ready to build; return them.

    Args:
        target: a folder that does not exist yet.
        count: reports in all.
        seed: the same seed gives the same bytes.
    """
    write_frame(target)
    made = list(copies(count, seed))
    write_tree(target, {**shared_files(), **data_files(made)})
    return made


def data_files(made: list[Copy]) -> dict[str, bytes]:
    """Return the files of data/regions/ of some copies by path."""
    found: dict[str, str] = {}
    rosters: dict[str, list[Copy]] = {}
    for copy in made:
        found |= _report(copy)
        rosters.setdefault(copy.region, []).append(copy)
    for number, (region, held) in enumerate(rosters.items(), 1):
        found[f"data/regions/{region}/region.yml"] = _region(held, number)
    return {path: text.encode() for path, text in found.items()}


def shared_files() -> dict[str, bytes]:
    """Return what all reports share, the names of places in it replaced."""
    found = {}
    for name in SHARED:
        source = ROOT / "data" / name
        for path in source.rglob("*.yml") if source.is_dir() else [source]:
            found[path.relative_to(ROOT).as_posix()] = _elsewhere(path.read_text("utf-8")).encode()
    return found


def _kind(project: Project, address: str) -> Kind:
    region, department, year = address.split("/")
    base = f"data/regions/{region}"
    folder = f"{base}/{department}/{year}/"
    region_file = project.files[f"{base}/region.yml"].decode()
    department_file = project.files[f"{base}/{department}/department.yml"].decode()
    names = (_value(region_file, "名称"), _value(region_file, "简称"))
    own = (_value(department_file, "名称"), _value(department_file, "本名"))
    files = {path.removeprefix(folder): raw.decode() for path, raw in project.files.items() if path.startswith(folder)}
    return Kind(region, department, year, (*names, *own), files, region_file, department_file)


def _value(text: str, label: str) -> str:
    found = re.search(rf"^{label}: (.+)$", text, re.MULTILINE)
    assert found, label
    return found[1]


def _report(copy: Copy) -> dict[str, str]:
    """Return the files of one copy and of its department."""
    base = f"data/regions/{copy.region}/{copy.department}"
    found = {f"{base}/department.yml": _department(copy)}
    for name, text in copy.kind.files.items():
        scaled = "\n".join(_scaled(line, copy.factor) for line in text.split("\n"))
        nobody = _TELEPHONE.sub(r'\1"0000000"', _PERSON.sub(r"\1虚构人", scaled))
        found[f"{base}/{copy.kind.year}/{name}"] = _renamed(nobody, copy)
    return found


def _scaled(line: str, factor: int) -> str:
    """Return a line of YAML with its amount of money multiplied; counts, scores and shares stay."""
    if any(word in line for word in _NO_MONEY):
        return line

    def times(found: re.Match[str]) -> str:
        return found[0].replace(found[1], str(Decimal(found[1]) * factor))

    return _OUTTURN.sub(times, _AMOUNT.sub(times, line))


def _department(copy: Copy) -> str:
    """Return department.yml of a copy: like the real one, every name with the copy's number."""
    own = copy.kind.names[3]
    text = copy.kind.department_file.replace(f"本名: {own}", f"本名: {_mark(copy)}{own}")
    aliases = re.search(r"^简称: \[(.+)\]$", text, re.MULTILINE)
    assert aliases
    numbered = ", ".join(f"{name}{_mark(copy)}" for name in aliases[1].split(", "))
    return _renamed(text.replace(aliases[1], numbered), copy)


def _region(held: list[Copy], number: int) -> str:
    """Return region.yml: like the real one, with a code nobody has and all its departments."""
    text = re.sub(
        r"^行政区划代码: .+$", f'行政区划代码: "{990000 + number}"', held[0].kind.region_file, flags=re.MULTILINE
    )
    roster = f"公开单位: [{', '.join(copy.department for copy in held)}]"
    return _renamed(re.sub(r"^公开单位: .+$", roster, text, flags=re.MULTILINE), held[0])


def _renamed(text: str, copy: Copy) -> str:
    """Return a text with the names of the copy instead of the real ones."""
    whole, _, department, own = copy.kind.names
    invented = f"{_place(copy)}{_mark(copy)}{own}"
    return _elsewhere(text.replace(department, invented).replace(whole, _place(copy)))


def _place(copy: Copy) -> str:
    """Return the whole name of a copy's region."""
    return f"虚构{copy.number // DEPARTMENTS + 1}{_elsewhere(copy.kind.names[0])}"


def _mark(copy: Copy) -> str:
    """Return what tells a copy's department from the others of its region."""
    return f"虚构{copy.number % DEPARTMENTS + 1}号"


def _elsewhere(text: str) -> str:
    for real, invented in PLACES.items():
        text = text.replace(real, invented)
    return text


def main(target: str, count: str = "1000", seed: str = "0") -> None:
    """Write a project; print what each report weighs."""
    made = write_project(Path(target), int(count), int(seed))
    click.echo(f"{len(made)} 份在 {target}")


if __name__ == "__main__":
    main(*sys.argv[1:4])


__all__ = ["AS_OF", "PLACES", "Copy", "Kind", "copies", "data_files", "kinds", "shared_files", "write_project"]
