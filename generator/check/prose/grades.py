"""Grades and numbers of projects in typed texts against the evaluations (N20)."""

import re
from collections.abc import Iterator

from generator.check.prose.figures import ALL_PROJECTS, CODE, is_project
from generator.check.prose.names import Words
from generator.check.prose.reading import Prose
from generator.check.rule import Case, Found
from generator.model.address import Address, within
from generator.model.evaluation import EvaluationKind

_GRADE = re.compile(r"(?:等次|等级|结论|评为)(?:为|是|:)?“?(?P<grade>优秀|良好|优|良|中|差)”?(?=[,;。)]|$)")


def graded(case: Case, prose: Prose, words: Words) -> Iterator[Found]:
    """Yield each grade that is not the one that the project's score gives."""
    plain = prose.plain
    for match in _GRADE.finditer(plain):
        begin = max(plain.rfind(mark, 0, match.start()) for mark in "。;\n") + 1
        before = plain[begin : match.start()]
        named_here = [(before.rfind(f"“{name}”"), scope) for name, scope in words.projects.items()]
        at, scope = max(named_here, default=(-1, ""))
        scope = scope if at >= 0 else prose.typed.scope
        if not scope or not re.search(r"自评|评价|得分|绩效", before):
            continue
        due = case.figures.get(within("自评得分.等次", {"scope": scope})).word
        grade = match["grade"]
        if due and grade[0] != due[0] and is_project(case, scope):
            message = f"等次写的是“{grade}”，按得分是“{due}”"
            yield prose.said(CODE, match.start("grade"), message, "请核对得分和等次")


def counted(case: Case, prose: Prose) -> Iterator[Found]:
    """Yield a number of evaluated projects that is neither that of the accounts nor that of the evaluations."""
    for match in ALL_PROJECTS.finditer(prose.plain):
        stated = case.figures.at(Address("performance", item="evaluated")).value
        made = sum(one.record.kind is EvaluationKind.PROJECT for one in case.inputs.evaluations)
        count = int(match["count"])
        if stated is not None and count not in {stated, made}:
            message = f"写的是“{match[0]}”，数据里自评项目数是{stated.normalize():f}个"
            yield prose.said(CODE, match.start("count"), message, "请核对项目个数")
