"""The generated Markdown below docs/, so that `mkdocs build` works on it by itself, and which of it is generated.

Pages above the reports lie beside pages that people wrote. A record says which were generated, so that one whose
reason is gone, such as that of a report that was withdrawn, is neither kept nor taken for a page that people wrote.
"""

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from generator.site.tree import write_tree

RECORD = "reports/.written.json"


def recorded(docs: Path) -> frozenset[str]:
    """Return the paths below docs/ that an earlier build wrote above the reports; none where that is not known."""
    try:
        names = json.loads((docs / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    return frozenset(names if isinstance(names, list) else ())


def write_docs(docs: Path, reports: Mapping[str, bytes], pages: Mapping[str, bytes], carried: Collection[str]) -> None:
    """Write generated files; what an earlier build wrote goes, unless the site still holds the report it belongs to.

    Args:
        docs: the folder.
        reports: files of the reports made today, by path below it.
        pages: files above the reports.
        carried: addresses of reports whose files stay as they are.
    """
    record = json.dumps(sorted(pages), ensure_ascii=False, indent=0).encode()
    files = {**pages, **reports, RECORD: record}
    for name in recorded(docs) - set(files):
        path = docs / name
        if path.resolve().is_relative_to(docs.resolve()):
            path.unlink(missing_ok=True)
            _remove_empty(path.parent, docs)
    for path in sorted((docs / "reports").rglob("*"), reverse=True):  # files before the folders that hold them
        name = path.relative_to(docs).as_posix()
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif name not in files and "/".join(name.split("/")[1:4]) not in carried:
            path.unlink()
    write_tree(docs, files)


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder and those above it that hold nothing any more."""
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
