"""Moving reports of a project from state to state: what each step would write, what it lacks, and the write."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import yaml

from generator.build.report import Slugs, plan_report
from generator.check.report.text import placed
from generator.desk.states import Said, Step, StepError, edited, next_of, standing_of, step_to, unfinished
from generator.findings import Finding
from generator.load.locate import locate
from generator.load.reading import Reader, Shared, load_shared_once
from generator.model.identity import Region, Report, State
from generator.model.release import UNREAD, Release, china_day, release_of
from generator.workspace.project import Project
from generator.workspace.writing import write_file


@dataclass(frozen=True, slots=True)
class Stated:
    """What a step of one report comes to; nothing is written yet.

    Attributes:
        slugs: which report.
        state: where it stands; empty when it cannot be read.
        following: the step that comes next; empty for a report that is public.
        step: the step; None where there is none from here, and `problem` says why.
        lacking: what the step asks for and is not there; it is not taken before.
        files: path below the project → bytes with the step written.
        release: when it is public; of a report that is, `lacking` holds the errors that keep it from being made.
    """

    slugs: Slugs
    state: str
    following: str = ""
    step: Step | None = None
    problem: str = ""
    lacking: tuple[Finding, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    release: Release = UNREAD

    @property
    def comes_out(self) -> bool:
        """Return whether the site will show it, now or when its time has come."""
        return self.release.state == State.PUBLIC and self.release.withdrawn_on is None and not self.lacking

    @property
    def is_ready(self) -> bool:
        """Return whether the step can be taken."""
        return self.step is not None and not self.lacking


def stated(project: Project, which: Sequence[Slugs], target: str, said: Said, now: dt.datetime) -> list[Stated]:
    """Return what a step of reports comes to.

    Args:
        project: the project.
        which: the reports.
        target: one of `STEPS`; "" for the step that follows, each report's own.
        said: what is said with it.
        now: the moment at which it is taken.
    """
    shared = load_shared_once(project.shared)
    return [_stated(project, shared, slugs, target, said, china_day(now)) for slugs in which]


def _stated(project: Project, shared: Shared, slugs: Slugs, target: str, said: Said, today: dt.date) -> Stated:
    folder = f"data/regions/{slugs.address}"
    file = f"{folder}/report.yml"
    reader = Reader(project.files)
    report = reader.record(Report, file)
    if report is None:
        wrong = tuple(placed(reader.findings, reader.trees))
        return Stated(slugs, "", problem="report.yml 读不出来，要先改正", lacking=wrong)
    region = Reader(project.files).record(Region, f"data/regions/{slugs.region}/region.yml", required=False)
    state, following = standing_of(report), next_of(report)
    wanted = target or following
    if not wanted:
        errors = [one for one in plan_report(project.files_of(slugs), shared, slugs).findings if one.is_error]
        return Stated(slugs, state, lacking=tuple(errors), release=release_of(report, region))
    try:
        step = step_to(wanted, report, region, file, said, today)
        content = _written(project.files[file], step)
    except StepError as error:
        return Stated(slugs, state, following, problem=str(error))
    except (UnicodeDecodeError, yaml.YAMLError, LookupError):
        return Stated(slugs, state, following, problem="report.yml 的写法改不动，请用编辑器改")
    lacking = [replace(need, place=locate(need.path, reader.trees)) for need in step.needs]
    if step.is_forward:
        plan = plan_report({**project.files_of(slugs), file: content}, shared, slugs)
        known = {need.path for need in lacking}
        found = unfinished(plan.findings, folder)
        lacking += [_where_it_is(one, file, reader) for one in found if one.path not in known]
    return Stated(slugs, state, following, step, "", tuple(lacking), {file: content})


def _where_it_is(finding: Finding, file: str, reader: Reader) -> Finding:
    """Return a finding with its place in report.yml as it is, not as it would be."""
    is_own = finding.path.startswith(f"{file}#")
    return replace(finding, place=locate(finding.path, reader.trees)) if is_own else finding


def _written(raw: bytes, step: Step) -> bytes:
    """Return report.yml with a step in it; its line ends and its byte order mark stay."""
    text = edited(raw.decode("utf-8-sig").replace("\r\n", "\n"), step)
    mark = "\ufeff" if raw.startswith(b"\xef\xbb\xbf") else ""
    return (mark + (text.replace("\n", "\r\n") if b"\r\n" in raw else text)).encode()


def write_stated(project: Project, made: Stated) -> None:
    """Write a step.

    Raises:
        OSError: the file cannot be written.
    """
    for path, content in made.files.items():
        write_file(project.root / path, content)
