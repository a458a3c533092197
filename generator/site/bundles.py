"""One file for everything of a region and year, put together from the open data that its reports brought along.

Reports are read one after the other and written into the archive in pieces, so that time grows with what there is and
memory with the largest report. Nothing is taken from a report's data but what it published itself, so a report that
is carried over from an earlier version is in the file as well. The same reports give the same bytes.
"""

import csv
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from generator.downloads.archive import entry_of
from generator.downloads.cells import safe_cell
from generator.model.imprint import Imprint
from generator.model.open_data import COLUMNS, PLACE, REPORT
from generator.model.summary import Bundle, Summary
from generator.site.published import Published
from generator.site.switch import SITE
from generator.site.tree import file_hash

#: where the files stand below the site's home page.
FOLDER = "open-data/files"
_RECORD = "bundles.json"
_FORM = 1  # counts up when the archives are written in another way
_FACTS = "downloads/facts.csv"
_TAKEN = (".csv", ".json")
_BLOCK = 1 << 20


def write_bundles(
    version: Path,
    summaries: Iterable[Summary],
    records: Mapping[str, Published],
    imprint: Imprint,
    before: Path | None = None,
) -> tuple[Bundle, ...]:
    """Return one bundle for each region and year, by region and year, having written it into a version of the site.

    A bundle whose reports did not change is copied from the version before.

    Args:
        version: folder of the version being made; the reports' own files are in it already.
        summaries: every report of the site.
        records: what belongs to each report, by address, with hashes.
        imprint: what the site says of itself.
        before: folder of the version that is served now.
    """
    groups: dict[tuple[str, int], list[Summary]] = {}
    for report in summaries:
        groups.setdefault((report.region, report.year), []).append(report)
    kept = _kept(before)
    bundles, known = [], {}
    for (region, year), reports in sorted(groups.items()):
        name = f"{FOLDER}/{region}-{year}.zip"
        reports.sort(key=lambda report: report.department)
        inputs = _digest(reports, records, imprint)
        target = version / SITE / name
        target.parent.mkdir(parents=True, exist_ok=True)
        earlier = kept.get(name, ["", ""])
        if not (before and earlier[0] == inputs and _copied(before / SITE / name, target, earlier[1])):
            _write(target, version / SITE, reports, records, imprint)
        size, sha256 = target.stat().st_size, file_hash(target)
        known[name] = [inputs, sha256]
        last = max(reports, key=lambda report: (report.published, report.department))
        bundles.append(Bundle(region, last.region_name, year, len(reports), name, size, sha256))
    (version / _RECORD).write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    return tuple(bundles)


def _write(
    target: Path, site: Path, reports: Sequence[Summary], records: Mapping[str, Published], imprint: Imprint
) -> None:
    """Write one archive: what it is, all figures in one table, and each report's own files."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        with archive.open(entry_of("README.txt"), "w") as out:
            out.write(readme(reports, imprint).encode("utf-8-sig"))
        with archive.open(entry_of("facts.csv"), "w") as out:
            out.write(_line([field.column for field in (*PLACE, *COLUMNS)]).encode("utf-8-sig"))
            for report in reports:
                path = site / "reports" / report.address / _FACTS
                if path.is_file():
                    out.write("".join(_line(line) for line in _facts(path, report)).encode())
        for report in reports:
            for name in _files(report, records):
                path = site / "reports" / report.address / "downloads" / name
                with archive.open(entry_of(f"{report.department}/{name}"), "w") as out, path.open("rb") as source:
                    shutil.copyfileobj(source, out, _BLOCK)


def _facts(path: Path, report: Summary) -> Iterator[list[str]]:
    """Yield the figures of one report with its place; a file of an earlier form gets the columns of today."""
    place = [safe_cell(text) for text in (report.region_name, report.department_name, str(report.year))]
    with path.open(encoding="utf-8-sig", newline="") as source:
        lines = csv.reader(source)
        held = {name: number for number, name in enumerate(next(lines, []))}
        columns = [held.get(field.column) for field in COLUMNS]
        for line in lines:
            yield place + [line[at] if at is not None and at < len(line) else "" for at in columns]


def readme(reports: Sequence[Summary], imprint: Imprint) -> str:
    """Return what an archive holds, in words: its reports, its files, the fields, licence and address if known."""
    first = reports[0]
    lines = [
        f"{first.region_name}{first.year}年度部门决算数据",
        "",
        f"共 {len(reports)} 份决算。编码是 UTF-8，金额是不带千分位的数字，单位写在“单位”一栏。",
        *([f"主办单位：{imprint.publisher}"] if imprint.publisher else []),
        *([f"数据许可：{imprint.licence}"] if imprint.licence else []),
        *([f"网页：{imprint.address}"] if imprint.address else []),
        "",
        "文件",
        "facts.csv：全部部门的全部数字，一个数一行。",
        "每个部门一个文件夹，里面的 facts.json 是这个部门的数字、口径和更正，tables.json 是各张表，",
        "其余 .csv 一张表一个文件。",
        "",
        "部门",
        *(f"{report.department}：{report.title or report.department_name}" for report in reports),
        "",
        "facts.csv 的字段",
        *(f"{field.column}：{field.meaning}" for field in (*PLACE, *COLUMNS)),
        "",
        "facts.json 的字段",
        *(f"{field.key}：{field.meaning}" for field in REPORT),
    ]
    return "\r\n".join(" ".join(line.split()) for line in lines) + "\r\n"


def _files(report: Summary, records: Mapping[str, Published]) -> list[str]:
    """Return the names of a report's files of open data below its folder of downloads."""
    start = f"reports/{report.address}/downloads/"
    found = [name.removeprefix(start) for name in records[report.address].files if name.startswith(start)]
    return sorted(name for name in found if name.endswith(_TAKEN) and "/" not in name)


def _digest(reports: Sequence[Summary], records: Mapping[str, Published], imprint: Imprint) -> str:
    """Return a hash of everything an archive is made from, but for the code."""
    total = hashlib.sha256(repr([_FORM, asdict(imprint), readme(reports, imprint)]).encode())
    for report in reports:
        files = records[report.address].files
        start = f"reports/{report.address}/downloads/"
        total.update(repr(sorted((name, files[name]) for name in files if name.startswith(start))).encode())
        total.update(repr((report.region_name, report.department_name)).encode())
    return total.hexdigest()


def _kept(before: Path | None) -> dict[str, list[str]]:
    """Return from what the bundles of a version were made and their hash, by name; nothing when there is no record."""
    try:
        record = json.loads((before / _RECORD).read_text(encoding="utf-8")) if before else {}
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _copied(source: Path, target: Path, sha256: str) -> bool:
    """Return whether a file was copied that is what was recorded of it."""
    try:
        shutil.copyfile(source, target)
    except OSError:
        return False
    return file_hash(target) == sha256


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(list(cells))
    return out.getvalue()
