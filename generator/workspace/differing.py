"""What two states of a project publish, compared: only reports whose inputs differ are laid out."""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from joblib import Parallel, delayed

from generator.build.report import Slugs, plan_report
from generator.desk.comparing.compare import compared
from generator.desk.comparing.records import Change, Comparison, Kind, Laid
from generator.load.reading import Shared, load_shared_once
from generator.model.release import china_day
from generator.workspace.making import style_of
from generator.workspace.project import Project
from generator.workspace.revisions import Revision
from generator.workspace.workers import FEW

Progress = Callable[[str, int, int], None]
STEP = "比较"
SHORT = 7
REPORTS_BELOW = 3


@dataclass(frozen=True, slots=True)
class _Side:
    """One state while it is compared: its files, what its reports share, both as found."""

    project: Project
    shared: Shared

    def has(self, slugs: Slugs) -> bool:
        """Return whether the report is there."""
        start = f"data/regions/{slugs.address}/"
        return any(path.startswith(start) for path in self.project.files)


def difference(
    before: Revision, after: Revision, which: Sequence[Slugs], as_of: dt.datetime, progress: Progress, workers: int = 1
) -> Comparison:
    """Return what changes between two states.

    Args:
        before: the older state.
        after: the newer one.
        which: the reports to look at.
        as_of: the moment for which reports count as published.
        progress: is told a step in Chinese, how much of it is done, and of how much.
        workers: processes.
    """
    touched = touched_reports(before.project, after.project, which)
    count = workers if len(touched) >= FEW else 1
    shared = (before.project.shared, after.project.shared)
    tasks = (delayed(_compared)(shared, _inputs(before, after, slugs), slugs, as_of) for slugs in touched)
    changes: list[Change] = []
    for done, change in enumerate(Parallel(n_jobs=count, return_as="generator")(tasks), 1):
        changes.append(change)
        progress(STEP, done, len(touched))
    kept = tuple(change for change in changes if not change.is_empty)
    return Comparison(
        before=_named(before),
        after=_named(after),
        day=china_day(as_of).isoformat(),
        changes=kept,
        looked=tuple(change.address for change in changes if change.kind != Kind.REMOVED),
        same=len(changes) - len(kept),
        untouched=len(which) - len(touched),
        refused=tuple(sorted({*before.refused, *after.refused})),
    )


def every_report(before: Project, after: Project) -> list[Slugs]:
    """Return the reports that either state has, in order of their addresses."""
    found = {slugs.address: slugs for project in (before, after) for slugs in project.reports()}
    return [found[address] for address in sorted(found)]


def touched_reports(before: Project, after: Project, which: Sequence[Slugs]) -> list[Slugs]:
    """Return the reports whose inputs differ: their files, or what they use of the files that all share."""
    if before.shared == after.shared:
        return [slugs for slugs in which if before.files_of(slugs) != after.files_of(slugs)]
    old, new = (_Side(project, load_shared_once(project.shared)) for project in (before, after))
    return [slugs for slugs in which if _is_touched(old, new, slugs)]


def _is_touched(old: _Side, new: _Side, slugs: Slugs) -> bool:
    if old.project.files_of(slugs) != new.project.files_of(slugs):
        return True
    if (old.shared.site, old.shared.terms, old.shared.faults) != (new.shared.site, new.shared.terms, new.shared.faults):
        return True
    if old.shared.classification != new.shared.classification:
        return True
    every = dict.fromkeys([slugs, *old.project.earlier(slugs), *new.project.earlier(slugs)])
    return any(style_of(old.project, one) != style_of(new.project, one) for one in every)


def _inputs(
    before: Revision, after: Revision, slugs: Slugs
) -> tuple[Mapping[str, bytes] | None, Mapping[str, bytes] | None]:
    """Return the files of a report in both states; None where it is not there."""
    start = f"data/regions/{slugs.address}/"
    found = (revision.project.files_of(slugs) for revision in (before, after))
    old, new = (files if any(path.startswith(start) for path in files) else None for files in found)
    return old, new


def _compared(
    shared: tuple[Mapping[str, bytes], Mapping[str, bytes]],
    files: tuple[Mapping[str, bytes] | None, Mapping[str, bytes] | None],
    slugs: Slugs,
    as_of: dt.datetime,
) -> Change:
    """Return what changes of one report; plain arguments, so that another process can do it."""
    old, new = (
        _laid(own, load_shared_once(common), slugs, as_of) if own is not None else None
        for own, common in zip(files, shared, strict=True)
    )
    return compared(slugs.address, old, new)


def _laid(files: Mapping[str, bytes], shared: Shared, slugs: Slugs, as_of: dt.datetime) -> Laid:
    """Return a report in one state; one with errors is not published."""
    plan = plan_report(files, shared, slugs)
    errors = sum(found.is_error for found in plan.findings)
    places = {key: f"{place['file']}:{place['line']}" for key, place in json.loads(plan.sources).items()}
    return Laid(plan.document, plan.state, not errors and plan.is_public(as_of), errors, places)


def _named(revision: Revision) -> str:
    short = revision.commit[:SHORT]
    if not short or revision.commit.startswith(revision.name):
        return short or revision.name
    return f"{revision.name}（{short}）"


def chosen_reports(names: Sequence[str], every: Sequence[Slugs]) -> Iterator[Slugs]:
    """Yield the reports of either state that names mean: `region`, `region/department`, `region/department/year`.

    Raises:
        LookupError: a name means none; it is the error's argument.
    """
    found: dict[str, Slugs] = {}
    for name in names:
        plain = name.removeprefix("./").removeprefix("data/regions/").strip("/")
        parts = plain.split("/")[:REPORTS_BELOW]
        matching = [slugs for slugs in every if slugs.address.split("/")[: len(parts)] == parts]
        if not matching:
            raise LookupError(name)
        found |= {slugs.address: slugs for slugs in matching}
    yield from (slugs for slugs in every if not names or slugs.address in found)
