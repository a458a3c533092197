"""What prose says of the money, the points and the staff by words of their own: 年初预算数, 自评得分, 编制."""

import re
from collections.abc import Iterator

from generator.check.rule import Case
from generator.model.address import Address

#: words for the money of a project → versions that they may mean.
_MONEY = re.compile(
    r"^(?:(?P<year>(?:19|20)\d{2})年度?)?(?:本?项目|专项)?(?:资金)?(?:区|市|县|省|本级)*(?:财政)?(?:"
    r"(?P<initial>年初(?:安排)?预算)|(?P<adjusted>(?:全年|调整后|调整)预算)|(?P<budget>(?:安排)?预算(?:安排)?)|"
    r"(?P<arrived>实际到位|资金到位|到位)|(?P<outturn>全年执行|预算执行|实际支出|实际使用|支出执行|执行|实际支付))"
    r"(?:了)?(?:项目)?(?:资金|经费|总额|金额|数|总金额)*(?:为|是|共计?|合计|:)?$"
)
VERSIONS = {
    "initial": ("initial",), "adjusted": ("adjusted",), "budget": ("adjusted", "initial", "budget"),
    "arrived": ("arrived",), "outturn": ("outturn",),
}  # fmt: skip
_HAS = "(?:共有?|为|有)?"
_COUNTS = (
    ("人", "serving", ("",), re.compile(rf"^(?:年末|现有|实有|现)*(?:在职|在编)+(?:人员|人数|职工|干部职工)?{_HAS}$")),
    ("人", "quota", ("",), re.compile(r"^(?:核定)?(?:人员)?编制(?:人?数)?(?:共有?|为|有)?$")),
    ("人", "retired", ("",), re.compile(r"^离退休(?:人员|人数)?(?:共有?|为|有)?$")),
    ("辆", "vehicles_held", ("",), re.compile(r"^公务用车保有量(?:为|是)?$")),
    ("批次", "reception_batches", ("domestic", ""), re.compile(r"^(?:国内)?公务接待(?:共|为)?$")),
    ("辆", "asset_vehicles", ("",), re.compile(r"^(?:共有|实有)?车辆(?:共有?|为)?$")),
)  # fmt: skip
_SCORE = re.compile(r"^(?:绩效)?(?:自评|评价|综合|最终)?(?:总)?得分(?:为|是|:)?$|^自评总分(?:为|是)?$")
_FULL, _LOST = re.compile(r"^(?:总分)?满分(?:为|是)?$"), re.compile(r"^(?:共|合计)?扣(?:减|除)?(?:了)?$")
_RATE = re.compile(r"^(?:预算|资金|支出)?(?:执行率|完成率)(?:为|是|达|达到|:)?$")


def money_kind(label: str, year: int) -> str:
    """Return which money of a project a label means, a key of `VERSIONS`; "" for none."""
    match = _MONEY.match(label)
    if match is None or (match["year"] and int(match["year"]) != year):
        return ""
    return next(kind for kind in VERSIONS if match[kind])


def money_of(case: Case, scope: str, label: str, year: int) -> Iterator[Address]:
    """Yield the money that a label may mean in an evaluation: of a version, all of it or that of one source."""
    record = next(one.record for one in case.inputs.evaluations if one.scope == scope)
    items = tuple(one for one in record.money if one != "总额")
    kind = money_kind(label, year)
    versions = VERSIONS[kind] if kind else ("initial", "adjusted", "arrived", "outturn") if label in items else ()
    for version in versions:
        for item in (label,) if not kind else ("", *items):
            yield Address("evaluation_money", item=item, version=version, scope=scope)


def counts_of(label: str, unit: str) -> Iterator[Address]:
    """Yield the counts that a label may mean."""
    for own, measure, items, form in _COUNTS:
        if own == unit and form.match(label):
            yield from (Address(measure, item=item) for item in items)


def score_name(label: str, unit: str) -> str:
    """Return the name of the score or rate that a label means in an evaluation; "" for none."""
    if unit == "分":
        forms = {"自评得分": _SCORE, "自评分值": _FULL, "自评得分.扣分": _LOST}
        return next((name for name, form in forms.items() if form.match(label)), "")
    return "项目资金.较全年预算.完成率" if unit == "%" and _RATE.match(label) else ""
