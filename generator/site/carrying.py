"""What stays as it was: reports with errors today, those that nobody asked for, and what their pages refer to."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator.build.report import is_public
from generator.model.summary import Summary
from generator.site.job import SUMMARY, Job
from generator.site.switch import SITE
from generator.site.tree import file_hash, link
from generator.workspace.kept import load_summary
from generator.workspace.making import Made

ASSETS = "assets"


def carry(job: Job, version: Path, address: str) -> None:
    """Put a report of the version before into the new one as it was; name it in the result."""
    summary = _summary_before(job, address)
    record = job.before.carry_over(address, version) if summary else None
    if summary is None or record is None:
        job.result.left_out.append(address)
        return
    job.records[address] = record
    job.summaries.append(summary)
    job.result.carried.append(address)


def _summary_before(job: Job, address: str) -> Summary | None:
    """Return the summary of a report in the version before; None where an older program wrote what this cannot read."""
    with suppress(KeyError, ValueError, TypeError):
        return load_summary(job.before.held[address].kept[SUMMARY])
    return None


def keep_assets(job: Job, version: Path) -> None:
    """Let files of the theme stand that only pages of the version before refer to: those that were carried over."""
    source, target = (job.before.version or version) / SITE, version / SITE
    names = [path.relative_to(source).as_posix() for path in sorted((source / ASSETS).rglob("*")) if path.is_file()]
    lacking = [name for name in names if not (target / name).exists()]
    link(source, target, lacking)
    job.hashes |= {name: file_hash(target / name) for name in lacking}


def to_carry(job: Job, made: Mapping[str, Made]) -> list[str]:
    """Return the reports of the project that were not made today: those with errors, and those nobody asked for.

    A report that was withdrawn or became a draft since is not carried over, asked for or not.

    Args:
        job: the build.
        made: reports made today.
    """
    project, result = job.bench.project, job.result
    known = {slugs.address: slugs for slugs in project.reports()}
    as_of, drafts = job.settings.as_of, job.settings.drafts
    asked = {plan.slugs.address for plan in result.plans}
    failed = asked - made.keys() - {*result.waiting, *result.withdrawn}
    resting = [
        address
        for address in job.before.held
        if address in known and address not in asked and (drafts or is_public(project.files, known[address], as_of))
    ]
    return sorted([*failed, *resting])
