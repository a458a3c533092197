"""Reads damaged files in a process of its own with bounds: `python -m tests.hostile.trying KIND FIRST HOW_MANY`.

Prints one JSON object: how many were tried, how many were refused, the slowest in CPU seconds, the most memory in MB,
and for each that broke, its number and the traceback. KIND is yaml, data (copies of data/), or workbook.
"""

import json
import re
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from generator.build.outputs import draw
from generator.build.report import Slugs, plan_report
from generator.check.report.text import render_text
from generator.desk.importing.container import WorkbookError
from generator.desk.importing.plan import plan_import
from generator.desk.importing.workbook import read_workbook
from generator.findings import has_error
from generator.load.reading import Reader, Shared, load_shared
from generator.model.facts import Facts
from generator.workspace.project import Project
from tests.build.example import ROOT, WATER, docs_of, invented, real_files
from tests.build.fakes import small
from tests.build.test_nasty import EVALUATION, EVALUATION_FIELDS
from tests.check.building import shared_files
from tests.check.generated import YEAR, shared_style
from tests.check.generated import invented as generated
from tests.desk.books import document_of, grids, style_of, tables_in, xlsx
from tests.hostile.mutating import mutated, mutated_workbook

#: CPU seconds and megabytes that one file may take.
MOST_SECONDS, MOST_MEMORY = 5, 1000
#: one of so many is also drawn and written as pages.
DRAWN = 12


class TooSlow(BaseException):
    """A file took more than `MOST_SECONDS` of CPU time."""


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


def try_yaml(number: int) -> bool:
    """Check an invented report one of whose files is damaged; return whether that was an error."""
    return _check(_small(), WATER, number)


def try_data(number: int) -> bool:
    """Check a real report, one file of data/ that it uses being damaged; return whether that was an error."""
    files = dict(real_files())
    addresses = sorted({one.address for one in Project(ROOT, files).reports()})
    return _check(files, addresses[number % len(addresses)], number)


def _check(files: dict[str, bytes], address: str, number: int) -> bool:
    random = Random(number)  # noqa: S311 - the same every time
    slugs = Slugs(*address.split("/"))
    project = Project(ROOT, files)
    own, common = sorted(project.files_of(slugs)), sorted(project.shared)
    own = [path for path in own if path in files]
    path = random.choice(own if random.randrange(5) else common)
    changed = Project(ROOT, {**files, path: mutated(files[path], random)})
    if path in common:
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
    return found or has_error(plan.findings)


@cache
def _shared_of(files: tuple[tuple[str, bytes], ...]) -> Shared:
    return load_shared(Reader(dict(files)))


@cache
def _workbook(seed: int) -> tuple[bytes, object]:
    one = generated(seed)
    slugs = Slugs(one.region, one.department, str(YEAR))
    files = {**shared_style(), **one.files}
    style = style_of(slugs, tuple(sorted({**shared_files(), **files}.items())))
    return xlsx(grids(document_of(slugs, files))), style


def try_workbook(number: int) -> bool:
    """Read and understand a damaged workbook; return whether it was refused."""
    random = Random(number)  # noqa: S311 - the same every time
    content, style = _workbook(number % 2)
    try:
        sheets = read_workbook(mutated_workbook(content, random), "导出.xlsx")
    except WorkbookError as error:
        if not str(error).startswith("“导出.xlsx”"):
            raise
        return True
    tables, _ = tables_in(list(sheets), style, str(YEAR))  # type: ignore[arg-type]
    plan_import(tables, style, Facts(), "")  # type: ignore[arg-type]
    return False


KINDS: dict[str, Callable[[int], bool]] = {"yaml": try_yaml, "data": try_data, "workbook": try_workbook}


def run(kind: str, first: int, count: int) -> dict[str, object]:
    """Return what came of damaged files number `first` and on."""
    attempt = KINDS[kind]
    broken: list[str] = []
    refused, slowest = 0, 0.0
    signal.signal(signal.SIGPROF, _late)
    for number in range(first, first + count):
        began = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS if number > first else 12 * MOST_SECONDS)  # first reads all
        try:
            refused += attempt(number)
        except (Exception, TooSlow):  # noqa: BLE001 - whatever it is, it is what this looks for
            broken.append(f"{kind} {number}\n{traceback.format_exc()[-1800:]}")
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        if number > first:
            slowest = max(slowest, time.process_time() - began)
    memory = _most_memory()
    return {"tried": count, "refused": refused, "slowest": slowest, "memory": memory, "broken": broken}


def _most_memory() -> float:
    """Return the most memory that this program held, in MB; `ru_maxrss` would count whoever started it as well."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return int(re.search(r"VmHWM:\s*(\d+) kB", status)[1]) / 1024  # type: ignore[index] # Linux has it


def main(kind: str, first: str, count: str) -> None:
    """Bound this process, try, and print."""
    most = 2 * MOST_MEMORY * 1_000_000  # what is used is measured besides; the engine of charts only reserves much more
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    json.dump(run(kind, int(first), int(count)), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main(*sys.argv[1:4])
