"""What is still to be written of a report, sorted out of the findings of its check: no rule of its own.

A draft is not asked for everything; so it is checked as though it were to be made public, in memory only.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from generator.desk.editing.splice import splice
from generator.findings import Finding, Severity

#: what is missing, by what it is: heading → counting word. The order is that in which it is told.
KINDS: Mapping[str, str] = {
    "数": "个", "原因": "条", "文字": "处", "绩效自评": "份", "名词解释": "处", "日期和审签": "项", "来源和标题": "项",
    "核对": "处",
}  # fmt: skip
#: kinds that are told in other words.
NAMES: Mapping[str, str] = {"核对": "照上年或照模板的要核对", "来源和标题": "报告信息"}
EVALUATIONS = "绩效自评"
#: code of a finding → the kind it is of.
CODES: Mapping[str, str] = {
    "D05": "数", "D06": "数", "D07": "数", "D08": "数", "D12": "数",
    "D10": "原因", "D11": "原因", "D13": "原因", "D47": "原因",
    "D09": "文字", "D40": "文字", "D44": "文字", "D42": "文字",
    "D16": "绩效自评", "D41": "绩效自评", "D46": "绩效自评", "D49": "绩效自评",
    "D17": "名词解释", "D51": "名词解释",
    "D01": "日期和审签", "D20": "日期和审签",
    "D48": "核对", "X01": "核对", "X06": "核对", "X08": "核对",
}  # fmt: skip
#: blanks, and what is required and not there.
BLANK = frozenset(("R002", "R010", "R015"))
#: file of a report → kind of its blanks.
FILES: Mapping[str, str] = {"accounts.yml": "数", "texts.yml": "文字", "report.yml": "来源和标题"}
PROSE = ("/原因", "/用途", "/补充说明")
STATE, PUBLIC = "状态", "公开"
#: a sentence that lacks an amount: it is told where the amount is blank.
UNSAID = "没有写出来"
#: what the check says only because the report was taken for a public one.
AS_PUBLIC = "状态是“公开”，"
MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to write. `kind`: one of `KINDS`. `finding`: what the check says of it."""

    kind: str
    finding: Finding


def as_public(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a report as though it were to be made public; no line moves.

    Args:
        files: path → bytes of the report's files.
    """
    found = dict(files)
    for path, raw in files.items():
        if not path.endswith("/report.yml") and "/evaluations/" not in path:
            continue
        try:
            text = raw.decode().removeprefix("\ufeff").replace("\r\n", "\n")
            found[path] = splice(text, {(STATE,): PUBLIC}).encode() if f"{STATE}:" in text else raw
        except (UnicodeDecodeError, yaml.YAMLError, LookupError):
            continue  # the check says what is wrong with it
    return found


def items_of(findings: Sequence[Finding], folder: str) -> list[Item]:
    """Return what is still to be written, in the order of the kinds, each in the order of the files.

    Args:
        findings: everything that the check found in a report.
        folder: of the report, such as `data/regions/anju/hrss/2024`.
    """
    items = [Item(kind, finding) for finding in findings if (kind := _kind(finding, folder))]
    order = list(KINDS)
    return sorted(items, key=lambda item: order.index(item.kind))


def _kind(finding: Finding, folder: str) -> str:
    """Return what kind of work a finding asks for; "" where it asks for none, is waived or is another report's."""
    file, _, keys = finding.path.partition("#")
    if finding.waived or not file.startswith(f"{folder}/"):
        return ""
    if finding.code in BLANK:
        name = file.removeprefix(f"{folder}/")
        if name == "accounts.yml" and any(f"/{word.strip('/')}" in f"/{keys}" for word in PROSE):
            return "原因"
        return FILES.get(name, "绩效自评")
    if finding.code == "D01" and finding.severity is not Severity.NOTE:
        return ""  # a date that came late is no work to do
    if finding.code == "D10" and UNSAID in finding.message:
        return ""
    return CODES.get(finding.code, "")


def counted(items: Sequence[Item]) -> str:
    """Return `14条原因、3段文字` for what is still to be written, "" for nothing; evaluations are counted as files."""
    words = []
    for kind, unit in KINDS.items():
        own = [item.finding for item in items if item.kind == kind]
        count = len({_file(finding) for finding in own}) if kind == EVALUATIONS else len(own)
        words += [f"{count}{unit}{NAMES.get(kind, kind)}"] if count else []
    return "、".join(words)


def todo_lines(items: Sequence[Item]) -> Iterator[str]:
    """Yield a heading for each kind, and below it each place with what to do; blanks of one block stand on a line."""
    for kind in KINDS:
        own = [item.finding for item in items if item.kind == kind]
        if own:
            yield f"  {NAMES.get(kind, kind)}（{len(own)}）"
            yield from (f"    {line}" for line in _lines(own))


def _lines(findings: Sequence[Finding]) -> Iterator[str]:
    blocks: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        file, _, keys = finding.path.partition("#/")
        block = (file, keys.partition("/")[0]) if finding.code == "R015" else (finding.path, finding.message)
        blocks.setdefault(block, []).append(finding)
    for (_, name), own in blocks.items():
        said = _blanks(name, own) if own[0].code == "R015" else own[0].message.removeprefix(AS_PUBLIC)
        yield f"{_where(own[0])} {said}"


def _blanks(block: str, findings: Sequence[Finding]) -> str:
    """Return what is blank in one block of a file."""
    keys = [finding.path.rpartition("/")[2] for finding in findings]
    if keys == [block]:
        return f"“{block}”还空着"
    names = list(dict.fromkeys(keys))
    listed = "、".join(names[:MOST_NAMED]) + ("等" if len(names) > MOST_NAMED else "")
    return f"“{block}”里还空着{len(keys)}处：{listed}"


def _where(finding: Finding) -> str:
    place = finding.place
    return f"{_file(finding)}:{place.line}" if place and place.line else _file(finding)


def _file(finding: Finding) -> str:
    return finding.place.file if finding.place else finding.path.partition("#")[0]
