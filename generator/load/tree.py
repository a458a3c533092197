"""A YAML file as a plain tree with places; whatever is wrong with its form is a finding, never an exception."""

import yaml

from generator.findings import Finding
from generator.load.builder import LimitReached, Limits, TreeBuilder
from generator.load.collector import DOUBTFUL, Collector, in_order
from generator.load.node import Node, Path, Tree, pointer
from generator.load.scan import scan
from generator.load.syntax import explain

__all__ = ["Limits", "Node", "Path", "Tree", "pointer", "read_tree"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LIMITS = Limits()
_UNREAD = frozenset({"Y001", "Y013"})


def read_tree(raw: bytes, file: str, limits: Limits = _LIMITS) -> tuple[Tree | None, list[Finding]]:
    """Return the tree of a YAML file and all that is wrong with its form, in order of place.

    There is no tree when the structure is not what the editor meant (syntax error, tab, merge conflict, a bound
    passed, nothing in the file). A tree may come with errors all the same, so that what it says can be checked too:
    whether the file may be published is for the findings to say.

    Args:
        raw: the file's bytes.
        file: its path below the project folder, for places.
        limits: bounds on depth, number of values, aliases and length of a text.
    """
    text, scanned = scan(raw, file)
    if any(finding.code in _UNREAD for finding in scanned):
        return None, scanned
    found = Collector(file)
    tree, whole = _build(text, found, limits)
    doubtful = min((_line(finding) for finding in scanned if finding.code in DOUBTFUL), default=0)
    findings = found.findings()
    if doubtful:
        # After this line nobody can say what belongs to what; what a parser says is a consequence.
        findings = [finding for finding in findings if _line(finding) < doubtful - 1]
        return None, in_order(scanned + findings)
    return tree if whole else None, in_order(_without_repeats(scanned, findings))


def _build(text: str, found: Collector, limits: Limits) -> tuple[Tree | None, bool]:
    """Return the tree of `text` and whether all of it could be read."""
    builder = TreeBuilder(found, limits)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except LimitReached:
        return None, False
    except (yaml.YAMLError, ValueError) as error:
        explain(error, text, found)
        return None, False
    tree = builder.tree()
    if tree is None or tree.value is None:
        found.add("Y040", "这个文件是空的，或者只有注释。", hint="填上内容；如果不需要这个文件，就删掉它。")
        return None, False
    if isinstance(tree.value, str):
        place = tree.places[()]
        message = "整个文件读出来是一段文字，而不是“键: 值”。"
        hint = "每行写成“键: 值”，冒号用半角，后面空一格。"
        found.add("Y041", message, place.line, place.column, hint=hint)
        return None, False
    return tree, True


def _without_repeats(scanned: list[Finding], parsed: list[Finding]) -> list[Finding]:
    """Return both lists as one, leaving out what the parser says about a line that the scan named for the same."""
    named = {(finding.code, _line(finding)) for finding in scanned}
    return scanned + [finding for finding in parsed if (finding.code, _line(finding)) not in named]


def _line(finding: Finding) -> int:
    return finding.place.line if finding.place else 0
