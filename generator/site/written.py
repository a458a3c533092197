"""The generated Markdown below docs/, so that `mkdocs build` works on it by itself, and which of it is generated.

Pages above the reports lie beside pages that people wrote. A record says which were generated, so that one whose
reason is gone, such as that of a report that was withdrawn, is neither kept nor taken for a page that people wrote;
and from what each report's were made, so that those that did not change are not written again.
"""

import json
import shutil
from collections.abc import Callable, Collection, Mapping
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
    before = recorded(docs)
    same = {
        address: before.reports[address]
        for address, made_from in reports.items()
        if before.reports.get(address, ("", 0))[0] == made_from and _count(docs, address) == before.reports[address][1]
    }
    for address in _folders(docs):
        if address not in same and address not in carried:
            shutil.rmtree(docs / REPORTS / address)
    _remove_pages(docs, {*before.pages, *_loose(docs)} - set(pages))
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


def _folders(docs: Path) -> list[str]:
    """Return the addresses that have a folder."""
    return [path.relative_to(docs / REPORTS).as_posix() for path in (docs / REPORTS).glob("*/*/*") if path.is_dir()]


def _loose(docs: Path) -> list[str]:
    """Return the paths of files that lie beside the folders of reports."""
    found = (path for depth in range(1, _DEPTH + 1) for path in (docs / REPORTS).glob("/".join("*" * depth)))
    names = (path.relative_to(docs).as_posix() for path in found if not path.is_dir())
    return [name for name in names if name != RECORD]


def _count(docs: Path, address: str) -> int:
    """Return how many files a report has there."""
    return sum(1 for path in (docs / REPORTS / address).rglob("*") if path.is_file())


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
    for path in sorted(folder.glob("**/"), reverse=True):
        if path != folder and not any(path.iterdir()):
            path.rmdir()
