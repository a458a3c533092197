"""Years that belong to another report: 截至2022年12月31日 or 2020年1-12月 in the report of 2023 (N24)."""

import re
from collections.abc import Iterator

from generator.check.prose.reading import Prose
from generator.check.rule import Found

CODE = "N24"
HINT = "像是沿用了往年的文字，请核对年份；确实说的是那一年的，可以不改"
#: 截至2022年12月31日: a balance at the end of a year is that of the report's year.
_UNTIL = re.compile(r"截[至止]到?\s*(?P<year>(?:19|20)\d{2})\s*年\s*(?:12月(?:31日|底)?|年?[末底])")
#: 2020年1-12月: twelve months are those of the report's year.
_MONTHS = re.compile(r"(?P<year>(?:19|20)\d{2})\s*年\s*(?:1|一)月?\s*[-—~至]+\s*(?:12|十二)月")
#: 2021年度部门决算, 2021年我局共…: the year a text speaks of.
_OWN = re.compile(
    r"(?:^|[,;。\n])\s*(?P<year>(?:19|20)\d{2})年(?:度)?[,]?"
    r"(?:(?:部门|单位)?(?:决算|整体支出|绩效(?:目标|自评)|预算绩效)|我[局厅委办院校所]|本[局厅委办院校所]|(?:全[年市县区省])|度?收支总)"
)
#: 纳入2021年度部门决算编制范围
_SCOPE = re.compile(r"(?P<year>(?:19|20)\d{2})年度?(?:部门|单位)决算(?:编制|汇总|公开)")
#: 比2024年增加 in the report of 2024: a year is not compared with itself.
_ITSELF = re.compile(
    r"(?:比|较|与)(?P<year>20\d{2})年度?(?:决算数?)?(?:相比)?,?(?:各)?(?:增加|减少|增长|下降|上升|持平)"
)
#: words that say that another year is meant.
_PAST = re.compile(r"上年|年初|结转|以来|以前|去年|起|自|从|历年|累计|期初|根据|按照|通知|印发|对照|与|比|较|同期")
_LONG_AGO = 2


def years(prose: Prose, year: int) -> Iterator[Found]:
    """Yield each place that dates a report's own figures to another year than its own."""
    if not any(mark in prose.plain for mark in ("19", "20")):
        return
    for form, allowed in ((_UNTIL, {year}), (_MONTHS, {year}), (_SCOPE, {year}), (_OWN, {year - 1, year, year + 1})):
        for match in form.finditer(prose.plain):
            told = int(match["year"])
            if told in allowed or (form is _UNTIL and told > year) or _is_past(prose.plain, match):
                continue
            message = f"写的是“{match[0].strip(',;。').strip()}”，报告年度是{year}年"
            yield prose.said(CODE, match.start("year"), message, HINT)
    for match in _ITSELF.finditer(prose.plain):
        before = re.split(r"[。\n]", prose.plain[: match.start()])[-1]
        if int(match["year"]) == year and not re.search(rf"{year + 1}|下年|明年|预算", before):
            message = f"写的是“{match[0]}”，{year}年是报告年度，不能与自己比"
            yield prose.said(CODE, match.start("year"), message, f"请核对年份，是否应当是{year - 1}年")


def _is_past(plain: str, match: re.Match[str]) -> bool:
    """Return whether the clause says that an earlier year is meant, or stands in a list of years."""
    before = re.split(r"[。;\n]", plain[: match.start("year")])[-1][-24:]
    after = re.split(r"[,;。\n]", plain[match.end() :])[0][:16]
    return bool(_PAST.search(before) or re.search(r"以来|以前|结转|起|期间|[-—至]\s*(?:19|20)\d{2}", after))
