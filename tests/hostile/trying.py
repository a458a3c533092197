"""Reads damaged files in a process of its own with bounds: `python -m tests.hostile.trying KIND FIRST HOW_MANY`.

First it reads the files undamaged. Prints one JSON object: how many were tried, how many were refused, the slowest in
CPU seconds, the most memory in MB, and for each that broke, its number and the traceback; on standard error what it is
at. KIND is yaml, data (copies of data/), or workbook.
"""

import faulthandler
import json
import re
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from generator.build.outputs import draw
from generator.build.report import Slugs, plan_report
from generator.check.report.text import render_text
from generator.desk.apart.asking import end
from generator.desk.importing.container import WorkbookError
from generator.desk.importing.plan import plan_import
from generator.desk.importing.workbook import read_workbook
from generator.findings import has_error
from generator.load.reading import Reader, Shared, load_shared
from generator.model.facts import Facts
from generator.model.style import Style
from generator.workspace.project import Project
from tests.build.example import PUTUO, ROOT, WATER, docs_of, invented, real_files
from tests.build.fakes import small
from tests.build.test_nasty import EVALUATION, EVALUATION_FIELDS
from tests.check.building import shared_files
from tests.check.generated import YEAR, shared_style
from tests.check.generated import invented as generated
from tests.desk.books import document_of, grids, style_of, tables_in, xlsx
from tests.hostile.mutating import mutated, mutated_workbook
from tests.hostile.surrounding import surround
from tests.pace import spent, within

#: CPU seconds and megabytes that one file may take; after so many CPU seconds it is stopped.
MOST_SECONDS, MOST_MEMORY = 5, 1000
STOPPED = 4 * MOST_SECONDS
#: seconds after which one that takes no CPU time, or does not listen, is blocked: then the process ends and says where.
BLOCKED = 60
#: one of so many is also drawn and written as pages.
DRAWN = 12
#: files that say who publishes, in frame and portal of every page; one of so many of them goes on to these pages.
IDENTITY = ("/site.yml", "/region.yml", "/department.yml", "/report.yml")
SURROUNDED = 3
#: workbooks: seeds of invented ones and the names of those of LibreOffice, of which one is an .xls.
BOOKS = ROOT / "tests" / "desk" / "workbooks"
NEW_BOOKS: tuple[int | str, ...] = (0, 1, 2, 3, "tables.xlsx")
OLD_BOOK = "tables.xls"
Damage = Callable[[bytes, Random], bytes]


class TooSlow(BaseException):
    """A file took more than `STOPPED` seconds of CPU time."""


def _late(*_: object) -> None:
    raise TooSlow


@cache
def _small() -> dict[str, bytes]:
    """Return the files of an invented report with an evaluation, with a short classification."""
    texts = ("虚构", "三公", "支出", "水利", "无")
    evaluation = EVALUATION.format(*(texts[place % len(texts)] for place in range(EVALUATION_FIELDS)))
    evaluation = evaluation.replace("[自评]", "[项目支出绩效自评表]")
    files = small(invented(texts="部门职责: |\n  虚构的职责。\n名词解释:\n  - {名词: 虚构, 解释: 虚构的解释}\n"))
    report = f"data/regions/{WATER}/report.yml"
    files[report] = files[report].replace("状态:".encode(), "公开内容: [部门决算, 项目绩效]\n状态:".encode())
    return files | {f"data/regions/{WATER}/evaluations/canal.yml": evaluation.encode()}


def try_yaml(number: int, damage: Damage = mutated) -> bool:
    """Check an invented report one of whose files is damaged; return whether that was an error."""
    return _check(_small(), WATER, number, damage)


def try_data(number: int, damage: Damage = mutated) -> bool:
    """Check a real report, one file of data/ that it uses being damaged; return whether that was an error."""
    files = dict(real_files())
    addresses = sorted({one.address for one in Project(ROOT, files).reports()})
    return _check(files, addresses[(number + number // DRAWN) % len(addresses)], number, damage)  # each is drawn


def _check(files: dict[str, bytes], address: str, number: int, damage: Damage) -> bool:
    random = Random(number)  # noqa: S311 - the same every time
    slugs = Slugs(*address.split("/"))
    project = Project(ROOT, files)
    path = _chosen(project, slugs, random)
    changed = Project(ROOT, {**files, path: damage(files[path], random)})
    if path in project.shared:
        reader = Reader(changed.shared)
        shared = load_shared(reader)
        found = has_error(reader.findings)
    else:
        shared, found = _shared_of(tuple(sorted(project.shared.items()))), False
    plan = plan_report(changed.files_of(slugs), shared, slugs)
    if faults := [finding.message for finding in plan.findings if finding.code == "S05"]:
        raise AssertionError(faults)
    render_text(plan.findings)
    if plan.document is not None and number % DRAWN == 0:
        drawn = draw(plan.document, with_pdf=False)
        docs_of(plan.document, drawn, (int(slugs.year),))
    if number % (SURROUNDED if path.endswith(IDENTITY) else DRAWN) == 0:
        surround(changed, plan)
    return found or has_error(plan.findings)


def _chosen(project: Project, slugs: Slugs, random: Random) -> str:
    """Return the file to damage: often one that says who publishes, else of the report, now and then of all reports."""
    own = sorted(path for path in project.files_of(slugs) if path in project.files)
    common = sorted(project.shared)
    chance = random.randrange(5)
    if chance == 0:
        return random.choice([path for path in (*own, *common) if path.endswith(IDENTITY)])
    return random.choice(own if chance > 1 else common)


@cache
def _shared_of(files: tuple[tuple[str, bytes], ...]) -> Shared:
    return load_shared(Reader(dict(files)))


@cache
def _workbook(book: int | str) -> tuple[bytes, Style, str]:
    """Return a workbook, the style of the report that it belongs to, and the year: made from a seed, or of a file."""
    if isinstance(book, str):
        slugs, files = Slugs(*PUTUO.split("/")), dict(real_files())
        content = (BOOKS / book).read_bytes()
    else:
        one = generated(book)
        slugs = Slugs(one.region, one.department, str(YEAR))
        files = {**shared_files(), **shared_style(), **one.files}
        content = xlsx(grids(document_of(slugs, files)))
    return content, style_of(slugs, tuple(sorted(files.items()))), slugs.year


def try_workbook(number: int, damage: Damage = mutated_workbook) -> bool:
    """Read and understand a damaged workbook, every second an .xls; return whether it was refused."""
    random = Random(number)  # noqa: S311 - the same every time
    content, style, year = _workbook(OLD_BOOK if number % 2 else NEW_BOOKS[number // 2 % len(NEW_BOOKS)])
    try:
        sheets = read_workbook(damage(content, random), "导出.xlsx")
    except WorkbookError as error:
        if not str(error).startswith("“导出.xlsx”"):
            raise
        return True
    finally:
        end()  # so that its time and memory are counted with those of this process
    tables, _ = tables_in(list(sheets), style, year)
    plan_import(tables, style, Facts(), "")
    return False


KINDS: dict[str, Callable[..., bool]] = {"yaml": try_yaml, "data": try_data, "workbook": try_workbook}
#: numbers that, undamaged, read, draw and lay out everything that a kind may need (each real report): with them each
#: process begins.
WARM = {"yaml": (0,), "data": tuple(range(0, 6 * DRAWN, DRAWN)), "workbook": tuple(range(2 * len(NEW_BOOKS)))}


def run(kind: str, first: int, count: int) -> dict[str, object]:
    """Return what came of damaged files number `first` and on; what all of them share is read before."""
    attempt = KINDS[kind]
    for number in WARM[kind]:
        _watch(f"{kind} undamaged", number)
        assert not attempt(number, lambda content, _: content), f"{kind} {number} is refused undamaged"
    broken: list[str] = []
    refused, slowest = 0, 0.0
    signal.signal(signal.SIGPROF, _late)
    for number in range(first, first + count):
        began = spent()
        _watch(kind, number)
        signal.setitimer(signal.ITIMER_PROF, STOPPED)
        try:
            refused += attempt(number)
        except KeyboardInterrupt:
            raise
        except BaseException:  # noqa: BLE001 - whatever it is, a panic of Rust too, it is what this looks for
            broken.append(f"{kind} {number}\n{traceback.format_exc()[-1800:]}")
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        taken = spent() - began
        if not within(taken, MOST_SECONDS):
            broken.append(f"{kind} {number} took {taken:.1f} s")
        slowest = max(slowest, taken)
    faulthandler.cancel_dump_traceback_later()
    memory = _most_memory()
    return {"tried": count, "refused": refused, "slowest": slowest, "memory": memory, "broken": broken}


def _watch(kind: str, number: int) -> None:
    """Say what is tried, for whoever reads why this process ended, and end it with a traceback should it be blocked."""
    sys.stderr.write(f"{kind} {number}\n")
    sys.stderr.flush()
    faulthandler.dump_traceback_later(BLOCKED, exit=True)


def _most_memory() -> float:
    """Return the most memory in MB that this process held, or one that it started and that has ended.

    Of itself `ru_maxrss` would count whoever started it as well.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    own = int(re.search(r"VmHWM:\s*(\d+) kB", status)[1])  # type: ignore[index] # Linux has it
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def main(kind: str, first: str, count: str) -> None:
    """Bound this process, try, and print."""
    most = 2 * MOST_MEMORY * 1_000_000  # what is used is measured besides; the engine of charts only reserves much more
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    json.dump(run(kind, int(first), int(count)), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main(*sys.argv[1:4])
