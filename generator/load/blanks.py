"""Keys with nothing behind the colon: each is an error (R015), and hides nothing else that is wrong."""

from collections.abc import Iterator
from typing import TypeVar

from generator.findings import Finding, Severity
from generator.load.node import Node, Path, Tree, pointer
from generator.load.records import decode

RecordT = TypeVar("RecordT")
CODE, MISSING = "R015", "R002"
UNKNOWN = "未公布"
#: labels of texts that belong to a figure: one that is blank is still to be written.
PROSE = ("原因", "用途", "补充说明")
#: a report's own style may say that something is nothing.
STYLE = "样式"


def blanks_of(tree: Tree) -> Iterator[Path]:
    """Yield the path of each key of a file, and each item of a list, that has nothing behind it."""
    waiting: list[tuple[Node, Path]] = [(tree.value, ())]
    while waiting:
        node, at = waiting.pop()
        if node is None and at:
            yield at
        elif isinstance(node, dict):
            waiting += [(below, (*at, key)) for key, below in node.items() if at or key != STYLE]
        elif isinstance(node, list):
            waiting += [(below, (*at, index)) for index, below in enumerate(node)]


def blank_findings(tree: Tree) -> list[Finding]:
    """Return a finding for each blank of a file: it could mean zero, or unknown, or forgotten."""
    return [_finding(tree.file, at) for at in blanks_of(tree)]


def _finding(file: str, at: Path) -> Finding:
    prose = next((word for word in PROSE if word in at), "")
    is_text = file.endswith("/texts.yml") or "文字" in at
    if prose and at[-1] != prose:
        message, hint = f"“{at[-1]}”的{prose}还没有写", "请写上；用不到，就删掉这一行"
    elif prose or is_text:
        message, hint = f"“{at[-1]}”后面是空的，还没有写", "请写上；用不到，就删掉这一行"
    elif file.endswith("/report.yml"):
        message, hint = f"“{at[-1]}”后面是空的，还没有填", "请填上；没有公布写“未公布”；用不到这一项，就删掉这一行"
    else:
        message = f"“{at[-1]}”后面是空的，看不出是零、没有公布，还是忘了填"
        hint = "没有发生写 0，没有公布写“未公布”；用不到这一项，就删掉这一行"
    return Finding(CODE, Severity.ERROR, message, pointer(file, *at), hint)


def decode_with_blanks(kind: type[RecordT], tree: Tree) -> tuple[RecordT | None, list[Finding]]:
    """Return the record that a file holds, read as though its blanks were not there, and its structural errors.

    A required value that is blank is read as unknown: the blank is found already, and the rest can be checked.
    """
    blanks = list(blanks_of(tree))
    value = _without(tree.value, ())
    record, found = decode(kind, value, tree.file)
    lacking = {finding.path for finding in found if finding.code == MISSING}
    required = [at for at in blanks if pointer(tree.file, *at) in lacking]
    if required:
        for at in required:
            _fill(value, at)
        record, found = decode(kind, value, tree.file)
    return record, found


def _without(node: Node, at: Path) -> Node:
    """Return a copy of a tree without its blank keys; blank items stay, so that the others keep their places."""
    if isinstance(node, dict):
        return {
            key: below if not at and key == STYLE else _without(below, (*at, key))
            for key, below in node.items()
            if below is not None or (not at and key == STYLE)
        }
    if isinstance(node, list):
        return [_without(below, (*at, index)) for index, below in enumerate(node)]
    return node


def _fill(value: Node, at: Path) -> None:
    for step in at[:-1]:
        if isinstance(value, dict | list):
            value = value[step]  # type: ignore[index]
    if isinstance(value, dict):
        value[str(at[-1])] = UNKNOWN
