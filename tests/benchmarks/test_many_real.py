"""Copies of real reports are as good as the real ones and say that they are invented."""

import re

from generator.build.report import Slugs, plan_report
from generator.findings import has_error
from generator.load.reading import Reader, load_shared
from generator.workspace.project import Project
from tests.benchmarks.many_real import PLACES, copies, data_files, kinds, shared_files
from tests.benchmarks.results import ROOT


def test_a_copy_of_each_real_report_has_no_errors_and_names_nobody() -> None:
    """Every kind is copied, checked clean with its multiplied amounts, and keeps no real name of a place or a unit."""
    made = list(copies(len(kinds())))
    files = data_files(made)
    project = Project(ROOT, {**shared_files(), **files})
    shared = load_shared(Reader(project.shared))
    for copy in made:
        plan = plan_report(project.files_of(Slugs(*copy.address.split("/"))), shared, Slugs(*copy.address.split("/")))
        assert plan.document is not None
        assert not has_error(plan.findings), copy.address
        assert plan.document.department_name.startswith("虚构")
    text = b"".join(files.values()).decode()
    people = re.findall(r"(?:负责人|联系人): (.+)", text)
    assert set(people) == {"虚构人"}
    assert not [name for name in (*PLACES, *(kind.names[2] for kind in kinds())) if name in text]


def test_the_same_seed_gives_the_same_bytes_and_no_two_copies_are_alike() -> None:
    """Fourteen copies are made twice alike; another seed multiplies otherwise; each department is its own."""
    first = data_files(list(copies(14)))
    assert first == data_files(list(copies(14)))
    assert first != data_files(list(copies(14, seed=1)))
    reports = [raw for path, raw in first.items() if path.endswith("/department.yml")]
    assert len(reports) == len(set(reports)) == 14
