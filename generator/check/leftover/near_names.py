"""Names of the department, of classes and of projects with one character missing, added or changed (X07)."""

import re
from collections.abc import Iterator

from generator.check.rule import EVALUATION, Case, Found, Rule
from generator.check.text.common import texts_of
from generator.findings import Severity

CODE = "X07"
CLASS_DIGITS = 3
QUOTED = re.compile("“([^“”]{3,40})”")
SHORT_PROJECT = 4
#: shorter names are a character away from too many others.
SHORTEST = 6
#: what a name may leave out or add and still be the same: 人力资源（和）社会保障局.
LOOSE = frozenset("和与及的、（）()省市区县 \u3000")


def near_names(case: Case) -> Iterator[Found]:
    """Yield each text that writes the name of the department, of a class or of a project with a slip, once a text."""
    names, known = _names(case)
    projects = {evaluation.record.name for evaluation in case.inputs.evaluations}
    for text in texts_of(case):
        slip = next((slip for name in names for slip in slips(text.masked, name, known)), None)
        slip = slip or next(_quoted(text.masked, projects), None)
        if slip:
            written, offset, name = slip
            message = f"里的名称写成了“{written}”，应是“{name}”"
            yield text.found(CODE, Severity.WARNING, message, offset, "请核对名称，像是漏了、多了或错了一个字")


def _names(case: Case) -> tuple[list[str], set[str]]:
    """Return the names of the department and of the classes that the report uses, and every name that is right."""
    department, naming = case.inputs.department, case.inputs.naming
    used = {code for codes in case.figures.shape.functional.values() for code in codes if len(code) == CLASS_DIGITS}
    classes = {naming.code(code) for code in used}
    own = {case.inputs.department_name, department.short}
    right = {*own, *classes, *department.aliases, department.name, *(span.name for span in department.former)}
    right |= {entry.name_in(naming.year) for entry in naming.classification.functional.values()}
    return sorted(name for name in own | classes if len(name) >= SHORTEST), right


def _quoted(text: str, projects: set[str]) -> Iterator[tuple[str, int, str]]:
    """Yield each quoted name that is a character away from a project's."""
    for match in QUOTED.finditer(text):
        written = match[1]
        for name in sorted(projects):
            if written not in projects and len(name) >= SHORT_PROJECT and is_slip(written, name, same=1):
                yield written, match.start(1), name


def slips(text: str, name: str, known: set[str]) -> Iterator[tuple[str, int, str]]:
    """Yield each run of a text that is one character inside away from a name, with its offset and the name."""
    end = text.find(name[-1])
    while end >= 0:
        for length in (len(name) - 1, len(name), len(name) + 1):
            begin = end + 1 - length
            written = text[begin : end + 1]
            whole = text[max(end + 1 - len(name), 0) : end + 1]
            if begin >= 0 and whole != name and written not in known and is_slip(written, name):
                yield written, begin, name
        end = text.find(name[-1], end + 1)


def is_slip(written: str, name: str, same: int = 2) -> bool:
    """Return whether two names that begin with the same characters differ by one further inside that counts."""
    if written[:same] != name[:same] or abs(len(written) - len(name)) > 1:
        return False
    shorter, longer = sorted((written, name), key=len)
    place = next((index for index, (one, other) in enumerate(zip(shorter, longer, strict=False)) if one != other), 0)
    if not place:
        return False
    if len(shorter) == len(longer):
        return written[place + 1 :] == name[place + 1 :] and not {written[place], name[place]} & LOOSE
    return longer[place + 1 :] == shorter[place:] and longer[place] not in LOOSE


NEAR = Rule(
    code=CODE,
    title="部门、科目、项目的名称没有写错字",
    source="政府信息公开检查常见问题：部门名称写错",
    severity=Severity.WARNING,
    run=near_names,
    passing="""
名称: 虚构项目
文字: {项目概况: 示例区财政局负责这个项目}
""",
    failing="""
名称: 虚构项目
文字: {项目概况: 示例区财证局负责这个项目}
""",
    file=EVALUATION,
)
