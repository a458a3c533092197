"""Checking a project: every report that was asked for, and what all of them share."""

import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from joblib import Parallel, delayed

from generator.build.report import Plan, Slugs, plan_report
from generator.check import check_site
from generator.check.manual.catalogue import catalogue
from generator.check.manual.levels import level_findings, levelled
from generator.check.report.review import Checked, Review
from generator.check.report.text import placed
from generator.findings import Finding
from generator.load.reading import Reader, Shared, load_shared, load_shared_once
from generator.model.identity import Department, Region
from generator.model.imprint import imprint_of
from generator.workspace.making import roster_findings
from generator.workspace.moving import moves_of
from generator.workspace.project import Project, commit_of
from generator.workspace.workers import FEW


def review(
    project: Project, which: Sequence[Slugs], tell: Callable[[int], None] = lambda _: None, workers: int = 1
) -> Review:
    """Return what the check of reports came to, laid out but nothing made.

    Args:
        project: the project.
        which: the reports to check.
        tell: is told how many are checked, as they are.
        workers: processes; 1 works in this one, and so do few reports.
    """
    reader = Reader(project.shared)
    shared = load_shared(reader)
    reports = []
    for done, checked in enumerate(_checked_all(project, which, shared, workers), 1):
        reports.append(checked)
        tell(done)
    commit = commit_of(project.root)
    return Review(
        reports=tuple(reports),
        common=tuple(common_findings(project, reader, shared)),
        known=catalogue(shared.levels),
        commit=commit[0] if commit else "",
        day=commit[1].date().isoformat() if commit else "",
        is_edited=bool(commit) and _is_edited(project.root),
        site=imprint_of(shared.site).address,
    )


def common_findings(project: Project, reader: Reader, shared: Shared) -> list[Finding]:
    """Return what is wrong with the files that all reports share, with the levels of rules, and with the rosters.

    Args:
        project: the project.
        reader: with which `shared` was read.
        shared: what all reports share.
    """
    levels = shared.site.levels
    found = [*reader.findings]
    if wrong := level_findings(levels, catalogue(shared.levels)):
        own = _own_identities(project)
        found += [finding for finding in wrong if finding.path.rpartition("/")[2] not in own]
    found = placed([*found, *levelled(check_site(shared.site), levels)], reader.trees)
    of_folders = [*roster_findings(project), *moves_of(project, shared.site)[1]]
    return [*found, *levelled(of_folders, levels)]


def _own_identities(project: Project) -> set[str]:
    """Return the codes of the identities that reports declare for themselves."""
    found: set[str] = set()
    for path in project.files:
        if path.endswith("/report.yml"):
            tree = Reader(project.files).tree(path)
            style = tree.get("样式") if isinstance(tree, dict) else None
            declared = style.get("勾稽关系") if isinstance(style, dict) else None
            found.update(declared if isinstance(declared, dict) else ())
    return found


def _checked_all(project: Project, which: Sequence[Slugs], shared: Shared, workers: int) -> Iterator[Checked]:
    """Yield what the check of each report came to, in their order."""
    if len(which) < FEW:
        yield from (_checked(project.files_of(slugs), shared, slugs) for slugs in which)
        return
    files = project.shared
    tasks = (delayed(check_report)(files, project.files_of(slugs), slugs) for slugs in which)
    yield from Parallel(n_jobs=min(workers, len(which)), return_as="generator")(tasks)


def check_report(common: Mapping[str, bytes], files: Mapping[str, bytes], slugs: Slugs) -> Checked:
    """Return what the check of a report came to; plain arguments, so that another process can do it.

    Args:
        common: the files that all reports share.
        files: its own.
        slugs: which report.
    """
    return _checked(files, load_shared_once(common), slugs)


def _checked(files: Mapping[str, bytes], shared: Shared, slugs: Slugs) -> Checked:
    """Return what the check of a report came to, without its document: a thousand of them take a gigabyte."""
    plan = plan_report(files, shared, slugs)
    region, department = _names(files, plan)
    published_on = plan.published_on.isoformat() if plan.published_on else ""
    return Checked(slugs.address, region, department, slugs.year, plan.findings, plan.state, published_on)


def _names(files: Mapping[str, bytes], plan: Plan) -> tuple[str, str]:
    """Return the names of region and department, folder names where they cannot be read."""
    if plan.document:
        return plan.document.region_name, plan.document.department_name
    slugs, reader = plan.slugs, Reader(files)
    base = f"data/regions/{slugs.region}"
    region = reader.record(Region, f"{base}/region.yml", required=False)
    department = reader.record(Department, f"{base}/{slugs.department}/department.yml", required=False)
    named = department.name_in(int(slugs.year)) if department else slugs.department
    return region.name if region else slugs.region, named


def _is_edited(root: Path) -> bool:
    """Return whether data/ differs from the commit that the folder stands on."""
    try:
        said = subprocess.run(
            ["git", "status", "--porcelain", "--", "data"],  # noqa: S607 - whichever git the user has
            cwd=root, capture_output=True, text=True, check=True, timeout=20,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return False
    return bool(said.stdout.strip())
