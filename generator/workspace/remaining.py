"""What is still to be written of the reports of a project."""

from collections.abc import Iterator, Sequence

from generator.build.report import Slugs, plan_report
from generator.desk.todo import Item, as_public, items_of
from generator.load.reading import load_shared_once
from generator.workspace.project import Project


def remaining(project: Project, which: Sequence[Slugs]) -> Iterator[tuple[Slugs, list[Item]]]:
    """Yield each report with what is still to be written before it can be made public.

    Args:
        project: the project.
        which: the reports.
    """
    shared = load_shared_once(project.shared)
    for slugs in which:
        files = project.files_of(slugs)
        folder = f"data/regions/{slugs.address}"
        own = {path: content for path, content in files.items() if path.startswith(f"{folder}/")}
        plan = plan_report({**files, **as_public(own)}, shared, slugs)
        yield slugs, items_of(plan.findings, folder)
