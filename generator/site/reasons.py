"""Why something was made again: what each report of a version was made from, beside what it is made from now."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from generator.site.reports import Bench, Paged

_RECORD = "basis.json"
_DIGITS = 16  # hexadecimal digits that tell two states of a file apart


@dataclass(frozen=True, slots=True)
class Basis:
    """What the reports of a version are made from.

    Attributes:
        shared: path → hash, of the files that all reports share.
        files, pages, theme: fingerprints of what makes a report's files, its Markdown, its HTML.
        reports: address → path → hash of its own files. years: address → published years that its pages name.
    """

    shared: Mapping[str, str] = field(default_factory=dict)
    files: str = ""
    pages: str = ""
    theme: str = ""
    reports: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    years: Mapping[str, list[int]] = field(default_factory=dict)


def basis_of(bench: Bench, paged: Mapping[str, Paged], before: Basis | None, carried: Iterable[str]) -> Basis:
    """Return what the reports of today are made from.

    Args:
        bench: what they were made with.
        paged: those that were made or found in the cache.
        before: what the reports of the version before are made from.
        carried: addresses of reports that stay as they were.
    """
    prints, project, old = bench.order.prints, bench.project, before or Basis()
    kept = [address for address in carried if address in old.reports]
    return Basis(
        shared=_hashes(project.shared),
        files=prints.files,
        pages=prints.pages,
        theme=bench.frame.theme,
        reports={
            **{address: old.reports[address] for address in kept},
            **{address: _hashes(project.files_of(one.known.slugs)) for address, one in paged.items()},
        },
        years={
            **{address: old.years.get(address, []) for address in kept},
            **{address: list(one.years) for address, one in paged.items()},
        },
    )


def write_basis(version: Path, basis: Basis) -> None:
    """Write what the reports of a version are made from."""
    text = json.dumps(asdict(basis), ensure_ascii=False, indent=0, sort_keys=True)
    (version / _RECORD).write_text(text + "\n", encoding="utf-8")


def read_basis(version: Path | None) -> Basis | None:
    """Return what the reports of a version are made from; None when that is not known."""
    try:
        return Basis(**json.loads((version / _RECORD).read_text(encoding="utf-8"))) if version else None
    except (OSError, ValueError, TypeError):
        return None


def why(address: str, before: Basis | None, now: Basis) -> list[str]:
    """Return in Chinese why a report was looked at or made again, as far as it can be told.

    Args:
        address: of the report.
        before: what the version before was made from.
        now: what this one is made from.
    """
    if before is None or address not in before.reports:
        return ["原来的网站里没有它"]
    return list(_changes(address, before, now)) or ["缓存里没有它了（清理过，或换了缓存文件夹）"]


def _changes(address: str, before: Basis, now: Basis) -> Iterator[str]:
    yield from _differing(before.reports[address], now.reports.get(address, {}))
    yield from _differing(before.shared, now.shared)
    if before.files != now.files:
        yield "程序、字体、Python 或库变了"
    elif before.pages != now.pages:
        yield "网页的模板或程序变了"
    if before.theme != now.theme:
        yield "mkdocs.yml、overrides/、库或网站信息变了"
    years = before.years.get(address, []), now.years.get(address, [])
    if years[0] != years[1]:
        was, be = ("、".join(map(str, one)) for one in years)
        yield f"这个部门公开的年度由 {was} 变成 {be}"


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for path in sorted({*before, *now}):
        if path not in before:
            yield f"{path} 新增"
        elif path not in now:
            yield f"{path} 没有了"
        elif before[path] != now[path]:
            yield f"{path} 变了"


def _hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: hashlib.sha256(files[path]).hexdigest()[:_DIGITS] for path in sorted(files)}
