"""A region's totals of 三公, 机关运行经费 and 政府采购, added up from what its departments published."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from generator.html.escape import front_matter, safe_id
from generator.model.summary import Overview
from generator.pages.environment import render
from generator.pages.portal.amounts import MINUS, MONEY, plain, shown
from generator.pages.portal.boards import Board
from generator.pages.portal.listing import csv_text, root_of_file
from generator.pages.portal.sums import Sum, Totals, totals_of

TITLE = "全区域合计"
HEAD = ("地区", "年度", "项目", "口径", "决算数（万元）", "上年决算数（万元）", "预算数（万元）", "预算口径",
        "相加的部门数", "应公开的部门数", "相加的部门", "没有公布这个数的部门", "没有公开的部门")  # fmt: skip
_NAMED, _GROUPED = 10, 10_000


def write_totals(overview: Overview, boards: Iterable[Board]) -> dict[str, str]:
    """Return each region's page of totals and the same as CSV, by path below `docs/`.

    Args:
        overview: the site.
        boards: every region's years, those of a region one after the other.
    """
    regions: dict[str, list[tuple[Board, Totals]]] = {}
    for board in boards:
        regions.setdefault(board.territory.region, []).append((board, totals_of(board)))
    pages = {}
    for region, years in regions.items():
        base = f"status/{safe_id(region)}/totals"
        pages[f"{base}.md"] = _page(overview, years, f"{base}.md")
        pages[f"{base}.csv"] = csv_text(HEAD, (row for board, totals in years for row in _csv_rows(board, totals)))
    return pages


def _page(overview: Overview, years: Sequence[tuple[Board, Totals]], path: str) -> str:
    territory = years[0][0].territory
    folder = f"status/{safe_id(territory.region)}/"
    root = root_of_file(path)
    crumbs = [
        {"name": "公开进度", "url": "status/"},
        {"name": territory.name, "url": folder},
        {"name": TITLE, "url": f"{folder}totals/"},
    ]
    return render(
        "status_totals.md.j2",
        matter=front_matter(
            {
                "title": f"{territory.name}“三公”经费、机关运行经费、政府采购合计",
                "description": f"{territory.name}各部门公布的“三公”经费、机关运行经费、政府采购相加，不是官方汇总数",
                "styles": ("assets/css/status.css",),
                "report": {"region_name": territory.name, "section": "公开进度", "breadcrumb": crumbs},
            }
        ),
        region=territory.name,
        years=[_year(board, totals, root) for board, totals in years],
        csv=f"{root}{folder}totals.csv",
        as_of=overview.as_of.isoformat(),
    )


def _year(board: Board, totals: Totals, root: str) -> Mapping[str, object]:
    return {
        "year": board.year,
        "key": f"year-{board.year}",
        "sentence": extent(totals),
        "notes": list(_notes(totals)),
        "rows": [_row(one, totals) for one in totals.sums],
        "board": f"{root}status/{safe_id(board.territory.region)}/{board.year}/",
    }


def extent(totals: Totals) -> str:
    """Return what was added and what is missing, in one sentence."""
    count = len(totals.added)
    if not count:
        return "还没有可以相加的公开数。"
    if not totals.due:
        return f"按已公开的 {count} 个部门相加；没有公开单位名单，不知道缺哪些。"
    missing = f"，缺：{listed(totals.missing)}" if totals.missing else "，没有缺的"
    return f"按已公开的 {count} 个部门相加，应公开 {totals.due} 个{missing}。"


def listed(names: Sequence[str]) -> str:
    """Return names in words, of many the first ones and how many there are."""
    return "、".join(names[:_NAMED]) + (f"等 {len(names)} 个" if len(names) > _NAMED else "")


def _notes(totals: Totals) -> Iterator[str]:
    if totals.within:
        yield f"没有另加：{listed(totals.within)}，它们的数已在上级部门的决算里。"
    if totals.unlisted:
        yield f"没有加进：{listed(totals.unlisted)}，不在公开单位名单里。"


def _row(one: Sum, totals: Totals) -> Mapping[str, object]:
    several = sum(other.key == one.key for other in totals.sums) > 1
    known = [value for other in totals.sums for value in (other.value, other.prior, other.budget) if value is not None]
    grouped = any(abs(value) >= _GROUPED for value in known)
    return {
        "label": one.label,
        "scope": one.scope or "不分口径",
        "value": _shown(one.value, grouped=grouped),
        "prior": _told(one.prior, one.priors, grouped=grouped),
        "has_prior": one.prior is not None,
        "budget": _told(one.budget, one.budgets, grouped=grouped),
        "base": one.base if one.budget is not None else "",
        "count": len(one.names),
        "without": listed(one.without),
        "reason": "没有公布这个口径的数" if several else "没有公布这个数",
    }


def _shown(value: Decimal, *, grouped: bool) -> str:
    """Return an amount; where one of its table needs separators all have them."""
    text = shown(value, MONEY)
    digits = text.removeprefix(MINUS)
    if not grouped or not digits.replace(".", "").isdigit():
        return text
    return text.removesuffix(digits) + f"{Decimal(digits):,f}"


def _told(value: Decimal | None, known: int, *, grouped: bool) -> str:
    """Return a sum, or why there is none: nobody published it, or not everybody on the same base."""
    if value is not None:
        return _shown(value, grouped=grouped)
    return f"公布不全（{known} 个有）" if known else "未公布"


def _csv_rows(board: Board, totals: Totals) -> Iterator[tuple[str, ...]]:
    for one in totals.sums:
        yield (
            board.territory.name,
            str(board.year),
            one.label,
            one.scope,
            plain(one.value),
            plain(one.prior) if one.prior is not None else "",
            plain(one.budget) if one.budget is not None else "",
            one.base if one.budget is not None else "",
            str(len(one.names)),
            str(totals.due) if totals.due else "",
            "、".join(one.names),
            "、".join(one.without),
            "、".join(totals.missing),
        )
