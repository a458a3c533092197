"""Names that belong to another place, another department or another kind of work (X02)."""

import re
from collections.abc import Iterator

from generator.check.leftover.business import foreign_business
from generator.check.rule import EVALUATION, Case, Found, Rule
from generator.check.text.common import Text, listed, texts_of
from generator.findings import Severity

CODE = "X02"
#: the steps of a region's name: 四川省 遂宁市 安居区.
_STEP = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:自治区|自治州|自治县|特区|省|市|县|区|州|盟|旗)")
#: how a text speaks of the place it is written in, by the kind of the place; 我市 may be said of the city above.
_OWN_PLACE = re.compile(r"(?<![自本])我(?P<kind>县|区|旗)(?![内域])")
#: an office of a county named without its county, as the text of that county would.
_OFFICE = re.compile(
    r"(?:(?<![\u4e00-\u9fff、])|(?<=[由向报经按照据]))(?P<kind>县|区)"
    r"(?:委(?![托员派])|政府|人民政府|(?:财政|人社|水务|水利|教育|民政|卫健|农业农村|住建|审计)局)"
)
#: what staff call their own unit; a project may be reported by a hospital or school below, so only these two count.
_OWN_UNIT = re.compile("(?<!自)我(?P<kind>厅|局)(?!长|部)")
_UNIT_KINDS = ("厅", "局")
#: the kind of its place that a short name may begin with: 区财政局.
_LED = re.compile("^[省市县区]")
_PLACE = re.compile("[\\u4e00-\\u9fff]{2,6}[省市县区州盟旗]$")
#: a place of no name of its own, or one that the text deals with.
_UNNAMED = re.compile(
    "[各全本该我所等两和与及同、的赴到往由向]|外[省市]|市县|县区|区县|州市|(?:省|市|县|区)[省市县区]$"
)
#: steps of the name of a county or of a city of its rank: 省, 市 and its own.
LEAST_STEPS = 3
#: longest name of a place, its kind included.
LONGEST_PLACE = 7


def names(case: Case) -> Iterator[Found]:
    """Yield each text that names a foreign place, another kind of unit, or does another department's work."""
    region, department = case.inputs.region.name, case.inputs.department_name
    steps = _STEP.findall(region)
    own = _LED.sub("", case.inputs.department.short or department)
    kinds = tuple(kind for kind in _UNIT_KINDS if department.endswith(kind))
    truncated = _truncated(steps, own)
    foreign = _foreign(own, case.inputs.department.aliases)
    for text in texts_of(case):
        elsewhere = list(_places(text, steps))
        yield from elsewhere or _written(text, truncated, foreign, steps, region)
        if kinds:
            yield from _units(text, kinds[0], department)
        if text.role == "text":
            for kind, words, offset in foreign_business(text.masked, own):
                message = f"里有{len(words)}样{kind}的业务：{listed(words)}，像是别的部门的文字"
                yield text.found(CODE, Severity.WARNING, message, offset, HINT)


def _places(text: Text, steps: list[str]) -> Iterator[Found]:
    """Yield the first 我县, or 县财政局, of a text that is written in a place of another kind."""
    kind = steps[-1][-1] if steps else ""
    # In an autonomous region 我区 is the whole of it.
    wrong = {"县": {"区"}, "区": {"县"}, "市": {"县"}}.get(kind, set()) if "自治区" not in "".join(steps) else set()
    # A city above counties speaks of their offices, a city of a county's rank has none.
    forms = (_OWN_PLACE,) if kind == "市" and len(steps) < LEAST_STEPS else (_OWN_PLACE, _OFFICE)
    for form in forms:
        match = next((match for match in form.finditer(text.masked) if match["kind"] in wrong), None)
        if match:
            message = f"里写的是“{text.quote(match.start(), match.end())}”，而本报告是{steps[-1]}的"
            yield text.found(CODE, Severity.WARNING, message, match.start("kind"), HINT)
            return


def _units(text: Text, kind: str, department: str) -> Iterator[Found]:
    match = next((match for match in _OWN_UNIT.finditer(text.masked) if match["kind"] != kind), None)
    if match:
        message = f"里自称“我{match['kind']}”：“{text.quote(match.start(), match.end())}”，而本报告是{department}的"
        yield text.found(CODE, Severity.NOTE, message, match.start(), HINT)


def _truncated(steps: list[str], own: str) -> re.Pattern[str] | None:
    """Return what the department's name looks like without the last character of its place, as 安居财政局."""
    stem = steps[-1][:-1] if steps else ""
    # 湖南人社厅 is a usual short form, a stem of one character may be part of another word.
    if len(stem) < 2 or steps[-1].endswith("省"):  # noqa: PLR2004
        return None
    return re.compile(f"{re.escape(stem)}(?={re.escape(own)})")


def _foreign(own: str, aliases: tuple[str, ...]) -> re.Pattern[str]:
    """Return the names that the same department bears in every place."""
    plain = [name for name in {own, *aliases} if not re.search("[省市县区]", name)]
    return re.compile("|".join(re.escape(name) for name in sorted(plain, key=len, reverse=True)) or re.escape(own))


def _written(
    text: Text, truncated: re.Pattern[str] | None, foreign: re.Pattern[str], steps: list[str], region: str
) -> Iterator[Found]:
    """Yield the first place where the department's own name lacks its place's kind, or has another place's name."""
    if truncated and (match := truncated.search(text.masked)):
        message = f"里本部门的名称少了“{steps[-1][-1]}”字：“{text.quote(match.start(), match.end() + 2)}”"
        yield text.found(CODE, Severity.WARNING, message, match.start(), "请写部门的全称或规定的简称")
    for match in foreign.finditer(text.masked):
        place = _PLACE.search(text.masked[max(match.start() - LONGEST_PLACE, 0) : match.start()])
        if place and not _is_own(place[0], steps, region):
            start = match.start() - len(place[0])
            message = f"里写了别处的部门“{text.quote(start, match.end())}”，本报告是{region}的"
            yield text.found(CODE, Severity.NOTE, message, start, HINT)
            return


def _is_own(place: str, steps: list[str], region: str) -> bool:
    """Return whether a place is the region, a part of its name, one below it, or none by name (各市县区, 全区)."""
    if any(place.endswith(step) for step in steps) or place in region:
        return True
    if _UNNAMED.search(place):
        return True
    # A city's bureau may well name those of its districts, a province's those of its cities.
    return not steps or steps[-1].endswith(("省", "自治区")) or (len(steps) < LEAST_STEPS and steps[-1].endswith("市"))


HINT = "请核对这段文字是不是从别处抄来的；确有其事的，在“豁免”里写明"
NAMES = Rule(
    code=CODE,
    title="文字说的是本地方、本部门的事，名称写得完整",
    source="预决算公开检查通报的常见问题：照搬其他单位的文字，没有改名称",
    severity=Severity.WARNING,
    run=names,
    passing="""
名称: 虚构项目
文字: {项目概况: 我区组织培训，由我局负责。}
""",
    failing="""
名称: 虚构项目
文字: {项目概况: 我县组织培训，由我局负责。}
""",
    file=EVALUATION,
)
