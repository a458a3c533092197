"""The generated Markdown below docs/, so that `mkdocs build` works on it by itself, and which of it is generated.

Pages above the reports lie beside pages that people wrote. A record says which were generated, so that one whose
reason is gone, such as that of a report that was withdrawn, is neither kept nor taken for a page that people wrote;
and from what each report's were made, so that those that did not change are not written again.
"""

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from generator.site.tree import write_tree

REPORTS = "reports"
RECORD = f"{REPORTS}/.written.json"
_DEPTH = 3  # region, department, year

#: returns the files of the report with an address, by path below docs/.
Load = Callable[[str], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Written:
    """What an earlier build wrote.

    Attributes:
        pages: paths below docs/ of pages above the reports.
        reports: address → what its files were made from, and how many there are.
    """

    pages: tuple[str, ...] = ()
    reports: Mapping[str, tuple[str, int]] = field(default_factory=dict)


def recorded(docs: Path) -> Written:
    """Return what an earlier build wrote; nothing where that is not known."""
    try:
        held = json.loads((docs / RECORD).read_text(encoding="utf-8"))
        if isinstance(held, list):  # as it was written before reports stood in it
            return Written(tuple(str(name) for name in held))
        reports = {str(address): (str(one[0]), int(one[1])) for address, one in held["reports"].items()}
        return Written(tuple(str(name) for name in held["pages"]), reports)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return Written()


def write_docs(
    docs: Path, pages: Mapping[str, bytes], reports: Mapping[str, str], load: Load, carried: Collection[str]
) -> None:
    """Write generated files; what an earlier build wrote goes, unless the site still holds the report it belongs to.

    Args:
        docs: the folder.
        pages: files above the reports, by path below it.
        reports: address → key of what its files are made from, for the reports made today.
        load: gives the files of one of them; asked only for those that changed.
        carried: addresses of reports whose files stay as they are.
    """
    before, (counts, loose) = recorded(docs), _standing(docs)
    same = {
        address: before.reports[address]
        for address, made_from in reports.items()
        if before.reports.get(address) == (made_from, counts[address])
    }
    for address in counts:
        if address not in same and address not in carried:
            shutil.rmtree(docs / REPORTS / address)
    _remove_pages(docs, {*before.pages, *loose} - set(pages))
    held = {**{address: one for address, one in before.reports.items() if address in carried}, **same}
    _record(docs, Written(tuple(sorted({*pages, *before.pages})), held))  # true whenever this is cut short
    for address in (one for one in reports if one not in same):
        files = load(address)
        write_tree(docs, files)
        held[address] = (reports[address], len(files))
    write_tree(docs, pages)
    _remove_empty(docs / REPORTS)
    _record(docs, Written(tuple(sorted(pages)), held))


def _record(docs: Path, written: Written) -> None:
    text = json.dumps(asdict(written), ensure_ascii=False, indent=0, sort_keys=True)
    write_tree(docs, {RECORD: text.encode()})


def _standing(docs: Path) -> tuple[Counter[str], list[str]]:
    """Return how many files each report has below docs/, and the paths of files beside the folders of reports."""
    counts, loose, top = Counter[str](), [], os.fspath(docs)
    for folder, _, names in os.walk(docs / REPORTS):
        place = os.path.relpath(folder, top).replace(os.sep, "/")
        steps = place.split("/")[1:]
        if len(steps) >= _DEPTH:
            counts["/".join(steps[:_DEPTH])] += len(names)
        else:
            loose += [f"{place}/{name}" for name in names]
    return counts, [name for name in loose if name != RECORD]


def _remove_pages(docs: Path, names: Collection[str]) -> None:
    """Remove files and the folders that they leave empty; a name that leads elsewhere removes nothing."""
    for name in names:
        path = docs / name
        if path.resolve().is_relative_to(docs.resolve()):
            path.unlink(missing_ok=True)
            folder = path.parent
            while folder != docs and folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
                folder = folder.parent


def _remove_empty(folder: Path) -> None:
    """Remove the folders below a folder that hold nothing any more."""
    for path, _, names in os.walk(folder, topdown=False):
        if not names and path != os.fspath(folder):
            with suppress(OSError):  # it holds folders that stay
                Path(path).rmdir()
