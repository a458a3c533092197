"""Making a view anew after a change: the reports that it touches, and the pages around them once somebody looks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.build.report import Slugs
from generator.findings import Finding, has_error
from generator.load.reading import Reader, Shared, load_shared
from generator.pages.portal import write_site_pages
from generator.site import mkdocs, vendor
from generator.site.errors import SiteError
from generator.site.frame import frame_of
from generator.site.preview.view import Shown, View, look_of
from generator.site.reports import (
    Bench,
    about_commit,
    attached_files,
    build_html,
    department_of,
    paged_of,
    sources_file,
)
from generator.workspace.cache import Cache, key
from generator.workspace.making import make_report
from generator.workspace.orders import order_for, prints_of
from generator.workspace.overseeing import overview_of
from generator.workspace.project import Project, day_of
from generator.workspace.reviewing import common_findings

#: which reports of a project are shown.
Choice = Callable[[Project], Sequence[Slugs]]
#: is told the address of a report, how many are done, and of how many.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class _State:
    """What all reports of one state of the project are made with: the bench, and a hash of all that is on it."""

    bench: Bench
    basis: str


class Maker:
    """Makes views of a project folder, each from the one before.

    Drafts are shown, and reports with errors too as far as they can be laid out; there are no PDFs, which take seconds.
    """

    def __init__(self, root: Path, choice: Choice) -> None:
        """Prepare to make.

        Args:
            root: project folder.
            choice: which of its reports are shown.
        """
        self._root, self._choice = root, choice
        self._store = root / "build" / "cache"
        self.store = Cache(self._store)
        self._prints = prints_of(root)
        self._held: tuple[Mapping[str, bytes], Reader, Shared] | None = None
        self.view = View()

    def update(self, project: Project, first: Iterable[str], show: Callable[[View], None], tell: Progress) -> None:
        """Make the reports that changed, those that somebody looks at first; show each as soon as it is made.

        Args:
            project: as it was just read.
            first: addresses that are looked at now.
            show: is given each new view.
            tell: is told of each report that was made.
        """
        reader, shared = self._shared(project)
        common = tuple(common_findings(project, reader, shared))
        if has_error(reader.findings):
            trouble = "网站信息、名词解释、科目或搜索用语的文件有错误，页面都还是上次的。请先改正。"
            self._show(replace(self.view, common=common, trouble=trouble, is_shell_old=False), show)
            return
        state = self._state(project, shared)
        which = list(self._choice(project))
        shown = {one.address: self.view.reports[one.address] for one in which if one.address in self.view.reports}
        self._show(replace(self.view, reports=shown, common=common, trouble="", is_shell_old=True), show)
        years = _years(which)
        due = [(one, _basis(state, one, years)) for one in which]
        due = [(one, basis) for one, basis in due if one.address not in shown or shown[one.address].basis != basis]
        looked_at = set(first)
        due.sort(key=lambda pair: pair[0].address not in looked_at)
        for done, (slugs, basis) in enumerate(due, 1):
            made = self._report(state.bench, slugs, basis, years[department_of(slugs)])
            self._show(replace(self.view, reports={**self.view.reports, slugs.address: made}), show)
            tell(slugs.address, done, len(due))

    def surround(self, project: Project, show: Callable[[View], None]) -> None:
        """Make the pages around the reports: home, directory, comparison and the like, with styles and scripts.

        Args:
            project: as it was read last.
            show: is given the new view.
        """
        _, shared = self._shared(project)
        summaries = [one.summary for one in self.view.reports.values() if one.summary]
        overview = overview_of(project, shared, summaries, day_of(self._root))
        pages = {name: text.encode() for name, text in write_site_pages(overview).items()}
        frame = frame_of(self._root, shared.site)
        own = mkdocs.own_files(self._root)
        try:
            shell = mkdocs.build_shell(self._root, {**own, **pages}, frame.environment, frame.extra)
        except SiteError as error:
            self._show(replace(self.view, trouble=str(error), is_shell_old=False), show)
            return
        libraries, _ = vendor.libraries(self._root)
        shell = {**shell, **libraries}
        self._show(replace(self.view, shell=shell, is_shell_old=False, look=look_of(shell)), show)

    def _show(self, view: View, show: Callable[[View], None]) -> None:
        self.view = view
        show(view)

    def _shared(self, project: Project) -> tuple[Reader, Shared]:
        """Return what all reports share, read again only when it changed."""
        files = project.shared
        if self._held is None or self._held[0] != files:
            reader = Reader(files)
            self._held = (files, reader, load_shared(reader))
        return self._held[1:]

    def _state(self, project: Project, shared: Shared) -> _State:
        order = order_for(project, self._store, self._prints, is_preview=True)
        frame = frame_of(self._root, shared.site)
        return _State(Bench(project, order, frame), key(frame.theme, order.shared))

    def _report(self, bench: Bench, slugs: Slugs, basis: str, years: tuple[int, ...]) -> Shown:
        """Return a report made anew; where that is not possible, what there was, marked as stale."""
        before = self.view.reports.get(slugs.address)
        files = bench.project.files_of(slugs)
        made = make_report(bench.order, slugs, files)
        found = made.plan.findings
        if made.known is None:
            return _stale(before, basis, found)
        try:
            paged = paged_of(bench, made, made.known, years)
            if not bench.order.store.has(paged.html):
                build_html(bench.order, bench.frame, [(paged, files)])
            beside = {
                **sources_file(bench, made, about_commit(bench.project)),
                **attached_files(bench.project, made.known),
            }
        except SiteError as error:
            self.view = replace(self.view, trouble=str(error))
            return _stale(before, basis, found)
        return Shown(basis, found, (paged.html, made.known.drawn), beside, made.known.summary)


def _stale(before: Shown | None, basis: str, findings: tuple[Finding, ...]) -> Shown:
    return replace(before or Shown(basis, ()), basis=basis, findings=findings, is_stale=True)


def _years(which: Iterable[Slugs]) -> dict[str, tuple[int, ...]]:
    """Return the years that are shown of each department."""
    found: dict[str, list[int]] = {}
    for slugs in which:
        found.setdefault(department_of(slugs), []).append(int(slugs.year))
    return {department: tuple(sorted(years)) for department, years in found.items()}


def _basis(state: _State, slugs: Slugs, years: Mapping[str, tuple[int, ...]]) -> str:
    files = state.bench.project.files_of(slugs)
    parts = (part for path in sorted(files) for part in (path, files[path]))
    return key(state.basis, repr(years[department_of(slugs)]), *parts)
