"""Personal data in what will be published: numbers of persons, cards, telephones, addresses, names (D22).

Fields that an evaluation declares under 个人信息 are E01's: a region may have them masked. Everything else is
published as typed. Messages show the masked form only, so that a log of the check leaks nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.privacy.spotted import Kind, Spotted, is_duty, is_name, spotted_in
from generator.check.reading.typed import TypedText, typed_texts
from generator.check.rule import Case, Found, Rule
from generator.document.sentences import REFERENCE
from generator.findings import Finding, Severity
from generator.load.evaluations import Evaluated
from generator.load.node import pointer
from generator.model.accounts import Published

#: as many masked examples as a message shows.
MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Told:
    """How a kind of personal data is reported: code, what it is called, weight, what to do."""

    code: str
    name: str
    severity: Severity
    hint: str


REMOVE = "公开前请删去，或隐去中间几位，写成“{}”"
TOLD = {
    Kind.IDENTITY: _Told("G010", "身份证号码", Severity.ERROR, REMOVE),
    Kind.MOBILE: _Told("G011", "手机号码", Severity.ERROR, REMOVE),
    Kind.CARD: _Told("G012", "银行卡号或账号", Severity.ERROR, REMOVE),
    Kind.TELEPHONE: _Told(
        "G013", "联系电话", Severity.NOTE, "对外公开的办公电话可以保留；个人的请删去，或隐去几位，写成“{}”"
    ),
    Kind.EMAIL: _Told("G014", "电子邮箱", Severity.WARNING, "单位公开的邮箱可以在“豁免”里说明；个人的请删去或写成“{}”"),
    Kind.HOME: _Told("G015", "家庭住址", Severity.WARNING, "公开前请删去，或只写到区县，例如“{}”"),
    Kind.NAME: _Told(
        "G016",
        "姓名",
        Severity.WARNING,
        "正文里的姓名不会自动隐去：请改写成职务，或只留姓，写成“{}”；依法应当公开的，在“豁免”里说明",
    ),
}
DECLARE = "请把“{}”列进“个人信息”，这样地区要求隐去时才会隐去；不必公开的请删去"


def personal_data(case: Case) -> Iterator[Found]:
    """Yield, for each typed text and kind, the personal data that would be published as it stands."""
    declared = {pointer(each.file, "栏目", name) for each in case.inputs.evaluations for name in each.record.personal}
    for text in (*typed_texts(case), *_further(case)):
        if text.path in declared or not text.text:
            continue
        by_kind: dict[Kind, list[Spotted]] = {}
        plain = REFERENCE.sub(lambda match: " " * len(match[0]), text.text)
        for spotted in spotted_in(plain, text.label):
            by_kind.setdefault(spotted.kind, []).append(spotted)
        if text.role in {"field", "row"} and (whole := _whole(text)):
            by_kind[whole.kind] = [whole]
        for kind, found in by_kind.items():
            yield _found(text, kind, found)


def _whole(text: TypedText) -> Spotted | None:
    """Return a name that fills a field or cell whose label is a duty, such as 项目负责人."""
    value = text.text.strip()
    return Spotted(Kind.NAME, value, 0) if is_duty(text.label) and is_name(value) else None


def _found(text: TypedText, kind: Kind, found: list[Spotted]) -> Found:
    told, first = TOLD[kind], found[0]
    shown = list(dict.fromkeys(spotted.masked for spotted in found))
    count = f"{len(found)}处" if len(found) > 1 else ""
    more = "等" if len(shown) > MOST_SHOWN else ""
    message = f"“{text.label}”里有{count}{told.name}{'、'.join(shown[:MOST_SHOWN])}{more}"
    is_field = text.role == "field" and kind in {Kind.NAME, Kind.TELEPHONE} and first.text == text.text.strip()
    hint = DECLARE.format(text.label) if is_field else told.hint.format(first.masked)
    return Found(Finding(told.code, told.severity, message, text.at(first.start), hint))


def _further(case: Case) -> Iterator[TypedText]:
    """Yield what is published besides prose: titles, source, remarks, names, reasons of published values."""
    report, file = case.inputs.report, case.report
    yield TypedText(pointer(file, "标题"), "标题", report.title, "name")
    source = report.source
    for key, value in (("标题", source.title), ("发布机构", source.publisher), ("说明", source.remark)):
        yield TypedText(pointer(file, "来源", key), f"来源的{key}", value, "name")
    for name, value in report.variables.items():
        yield TypedText(pointer(file, "用语", name), name, value, "name")
    for name, value in case.facts.remarks.items():
        yield TypedText(pointer(case.accounts, "补充说明", name), name, value, "text")
    for term in case.inputs.terms:
        yield TypedText(f"{case.folder}/texts.yml#/名词解释", "名词解释", term.term, "name")
    yield from _published(case.facts.published, case.facts.published_paths)
    for evaluation in case.inputs.evaluations:
        yield from _named(evaluation)


def _published(items: tuple[Published, ...], paths: tuple[str, ...]) -> Iterator[TypedText]:
    for item, path in zip(items, paths, strict=True):
        yield TypedText(f"{path}/公布", "公布值", item.printed, "name")
        yield TypedText(f"{path}/原因", "公布值的原因", item.reason, "name")


def _named(evaluation: Evaluated) -> Iterator[TypedText]:
    record, file, scope = evaluation.record, evaluation.file, evaluation.scope
    yield TypedText(pointer(file, "名称"), "名称", record.name, "name", scope)
    yield TypedText(pointer(file, "口径"), "口径", record.scope, "name", scope)
    for name, value in record.variables.items():
        yield TypedText(pointer(file, "用语", name), name, value, "name", scope)
    for name, institution in record.institutions.items():
        yield TypedText(pointer(file, "机构", name, "名称"), "机构名称", institution.name, "name", scope)


PERSONAL_DATA = Rule(
    code="G010",
    title="公开的内容里没有身份证号码",
    source="《政府信息公开条例》第十五条；《个人信息保护法》；公开检查要点 D22",
    severity=Severity.ERROR,
    run=personal_data,
    passing="""
部门职责: 负责就业工作，业务办理情况可拨打12333查询。
""",
    failing="""
部门职责: 负责就业工作。受助人身份证号11010119900307663X，手机13812345678。
""",
    covers=tuple((told.code, f"公开的内容里没有个人的{told.name}") for told in TOLD.values() if told.code != "G010"),
    file="texts.yml",
)
RULES = (PERSONAL_DATA,)
