"""The chain of styles merged into one: base → province → city → county → department → report.

Within a level the newest year not after the report's counts; then the deeper level wins. A level overrides what
it names: mappings key by key, lists as a whole. A sentence that brings a case of its own brings all of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from generator.findings import Finding
from generator.load.locate import locate, path_of
from generator.load.node import Tree
from generator.load.records import decode
from generator.model.style import Style

#: keys of a pattern that hold words; an override of one replaces them all, so that no two provinces mix in a sentence.
CASES = ("通", "变动", "增加", "减少", "倍增", "持平", "为零", "无基数", "新设", "未知")
#: keys of a pattern that enumerates; words of its own take their place too.
LISTING = ("列举", "每项", "分隔", "含零")
#: mappings that are one thing: a level that names its own grades has no others.
WHOLE = frozenset({"等次"})
#: files of one level: (year or None, tree), in order of their names.
Level = tuple[tuple[int | None, Tree], ...]


def merged_style(
    levels: Iterable[Level], year: int, own: Mapping[str, Any], report: str = ""
) -> tuple[Style | None, list[Finding]]:
    """Return the style of a report: its levels for a year merged, then what the report itself overrides.

    A fault is told where the deepest level that names it stands.

    Args:
        levels: from the base to the department.
        year: year of the report.
        own: what the report overrides.
        report: path of the report's own file, for faults in what it overrides.
    """
    trees = [tree for level in levels for tree in _of_year(level, year)]
    merged: dict[str, Any] = {}
    for tree in trees:
        merged = _merge(merged, mapping_of(tree))
    style, found = decode(Style, _merge(merged, own), "data/styles")
    return style, [_placed(finding, trees, own, report) for finding in found]


def mapping_of(tree: Tree) -> Mapping[str, Any]:
    """Return a style file as a mapping; empty for a file that holds none."""
    return tree.value if isinstance(tree.value, dict) else {}


def _placed(finding: Finding, trees: list[Tree], own: Mapping[str, Any], report: str) -> Finding:
    """Return a fault of the merged style at the file that brought it in."""
    below = finding.path.partition("#")[2]
    wanted = below.count("/")
    if report and len(path_of(below, dict(own))) == wanted:
        return replace(finding, path=f"{report}#/样式{below}")
    for tree in reversed(trees):
        if len(path_of(below, tree.value)) >= wanted - 1 and wanted:
            path = f"{tree.file}#{below}"
            return replace(finding, path=path, place=locate(path, {tree.file: tree}))
    return finding


def _of_year(level: Level, year: int) -> list[Tree]:
    """Return the trees of a level that count: those without a year, then those of the newest year that has come."""
    years = [since for since, _ in level if since is not None and since <= year]
    newest = max(years, default=None)
    lasting = [tree for since, tree in level if since is None]
    return lasting + [tree for since, tree in level if since is not None and since == newest]


def _merge(base: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        if key == "句式":
            merged[key] = _merge_patterns(merged.get(key) or {}, value or {})
        elif key in WHOLE:
            merged[key] = value
        else:
            merged[key] = _deep(merged.get(key), value)
    return merged


def _merge_patterns(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for name, value in over.items():
        pattern = {"通": value} if isinstance(value, str) else value
        before = merged.get(name)
        if isinstance(before, dict) and isinstance(pattern, dict):
            if any(case in pattern for case in CASES):
                replaced = CASES if "列举" in pattern else (*CASES, *LISTING)
                before = {key: kept for key, kept in before.items() if key not in replaced}
            pattern = {**before, **pattern}
        merged[name] = pattern
    return merged


def _deep(base: object, over: object) -> object:
    if isinstance(base, dict) and isinstance(over, Mapping):
        return {**base, **{key: _deep(base.get(key), value) for key, value in over.items()}}
    return over
