"""One field with a vector in a project of harmless words: is it refused, and where does it stand if it is not?"""

from functools import cache
from pathlib import Path

from generator.build.outputs import draw
from generator.build.report import plan_report
from generator.findings import Finding
from generator.load.reading import Reader, load_shared
from generator.site.tree import write_tree
from generator.workspace.project import Project
from generator.workspace.reviewing import common_findings
from tests.build.example import docs_of, real_files
from tests.hostile.filling import Filler
from tests.hostile.project import FILE, blank_paper, hostile_files
from tests.hostile.surrounding import surround
from tests.hostile.vectors import Picker

#: without a full stop, which would make it the name of another figure.
VECTOR = "<script>__xss(1)</script>"


class Harmless(Picker):
    """Hands out words that do nothing, each but once, and one address."""

    def __call__(self) -> str:
        """Return the next word."""
        self.round += 1
        return f"寻常{self.round}"

    def link(self) -> str:
        """Return the address."""
        return "https://example.invalid/"


def errors_of(root: Path, field: str = "") -> list[Finding]:
    """Return the errors that a vector in a field brings, in the reports that hold it, the site and the rosters.

    Where there are none, the vector must not stand in any page or file as it was typed, nor may a page fail.

    Args:
        root: an empty folder, for the files attached.
        field: "record.label"; none gives the errors of the harmless project.
    """
    files = {**_base(), **hostile_files(Filler(Harmless(), {field: VECTOR} if field else {}))}
    for path in files:
        if path.endswith("/report.yml"):
            write_tree(root / path.removesuffix("report.yml") / "attachments", {FILE: blank_paper()})
    project = Project(root, files)
    reader = Reader(project.shared)
    shared = load_shared(reader)
    found = [*reader.findings, *common_findings(project, reader, shared)]
    for slugs in project.reports():
        own = project.files_of(slugs)
        if field and not any(VECTOR.encode() in raw for raw in {**own, **project.shared}.values()):
            continue
        plan = plan_report(own, shared, slugs)
        assert not [finding.message for finding in plan.findings if finding.code == "S05"]
        found += plan.findings
        pages = surround(project, plan) or {}
        if plan.document is not None:
            pages |= docs_of(plan.document, draw(plan.document, with_pdf=False), (int(slugs.year),))
        if not any(finding.is_error for finding in found):
            markup = [name for name, raw in pages.items() if name.endswith((".md", ".html")) and VECTOR.encode() in raw]
            assert markup == []
    return [finding for finding in found if finding.is_error]


@cache
def _base() -> dict[str, bytes]:
    return {path: raw for path, raw in real_files().items() if path.startswith("data/styles/base/")}
