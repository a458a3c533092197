"""The status board: which unit published which year, when, and what is missing; totals of a region beside it."""

from collections.abc import Iterator, Mapping, Sequence

from generator.html.escape import MetaItem, MetaValue, front_matter, safe_id
from generator.html.status_bar import BarPart, render_bar
from generator.model.summary import Overview, Summary
from generator.pages.environment import render
from generator.pages.portal.boards import Board, boards_of
from generator.pages.portal.listing import address_of_file, csv_text, in_parts, part_file, part_links, root_of_file
from generator.pages.portal.standing import PUBLISHED, SHAPES, Standing, Status
from generator.pages.portal.totals import write_totals
from generator.pages.words import TABLE_MARKS

TITLE = "公开进度"
INDEX = "status/index.md"
STYLES: tuple[str, ...] = ("assets/css/status.css",)
SCRIPTS: tuple[str, ...] = ("assets/js/status.js",)
#: status → ASCII name of its look.
LOOKS: Mapping[Status, str] = {
    Status.ON_TIME: "on-time",
    Status.LATE: "late",
    Status.UNDATED: "undated",
    Status.OPEN: "open",
    Status.OVERDUE: "overdue",
    Status.UNKNOWN: "unknown",
    Status.WITHDRAWN: "withdrawn",
    Status.EXEMPT: "exempt",
}
HEAD = ("地区", "部门", "类别", "年度", "批复日期", "截止日期", "公开日期", "状态", "说明", "决算表", "无数据的表",
        "未随文公布的表", "公开内容", "在公开单位名单里", "网页")  # fmt: skip
UNKNOWN = "未公布"
NOT_PUBLIC: Mapping[Status, str] = {Status.WITHDRAWN: "已撤回"}


def write(overview: Overview) -> dict[str, str]:
    """Return the files by path below `docs/`."""
    boards = list(boards_of(overview))
    regions: dict[str, list[Board]] = {}
    for board in boards:
        regions.setdefault(board.territory.region, []).append(board)
    pages = dict(_index(overview, list(regions.values())))
    for inside in regions.values():
        pages |= dict(_region(overview, inside))
    return pages | write_totals(overview, boards)


def _index(overview: Overview, regions: Sequence[Sequence[Board]]) -> Iterator[tuple[str, str]]:
    """Yield the page of all regions, in parts where there are many."""
    newest = [boards[0] for boards in regions]
    parts = in_parts(regions)
    for number, part in enumerate(parts):
        path = part_file(INDEX, number)
        root = root_of_file(path)
        values: dict[str, MetaValue] = {
            "title": TITLE,
            "description": f"{overview.site.title}：各地区、各单位的公开进度",
            "styles": STYLES,
            "report": {"breadcrumb": [{"name": TITLE, "url": "status/"}]},
        }
        yield (
            path,
            render(
                "status_regions.md.j2",
                matter=front_matter(values),
                title=TITLE,
                sentence=_all_told(newest),
                as_of=overview.as_of.isoformat(),
                links=part_links(INDEX, parts, number, root),
                regions=[_region_entry(boards, root) for boards in part],
            ),
        )


def _all_told(newest: Sequence[Board]) -> str:
    """Return how many regions and units the boards of the newest years speak of."""
    if not newest:
        return "还没有公开的决算，也没有公开单位名单。"
    rows = [row for board in newest for row in board.rows]
    public = sum(row.status in PUBLISHED for row in rows)
    exempt = sum(row.status is Status.EXEMPT for row in rows)
    behind = f"；{exempt} 个依法不公开" if exempt else ""
    told = f"已公开 {public} 个，未公开 {len(rows) - public - exempt} 个{behind}"
    return f"{len(newest)} 个地区、{len(rows)} 个单位的最新年度：{told}。"


def _region_entry(boards: Sequence[Board], root: str) -> dict[str, object]:
    territory = boards[0].territory
    folder = f"{root}status/{safe_id(territory.region)}/"
    return {
        "name": territory.name,
        "href": folder,
        "years": [
            {"href": f"{folder}{board.year}/", "year": board.year, "sentence": board.sentence} for board in boards
        ],
    }


def _region(overview: Overview, boards: Sequence[Board]) -> Iterator[tuple[str, str]]:
    """Yield a region's pages: the newest year first, every year at an address that lasts, its data beside it."""
    folder = f"status/{safe_id(boards[0].territory.region)}/"
    yield f"{folder}index.md", _page(overview, boards, boards[0], f"{folder}index.md", 0)
    for board in boards:
        base = f"{folder}{board.year}.md"
        for number in range(len(in_parts(board.rows))):
            path = part_file(base, number)
            yield path, _page(overview, boards, board, path, number)
        yield f"{folder}{board.year}.csv", _csv(board)


def _page(overview: Overview, boards: Sequence[Board], board: Board, path: str, number: int) -> str:
    """Return a year's board, or one part of it."""
    territory, year = board.territory, board.year
    root, folder = root_of_file(path), f"status/{safe_id(board.territory.region)}/"
    parts = in_parts(board.rows)
    return render(
        "status.md.j2",
        matter=_matter(board, path),
        region=territory.name,
        year=year,
        sentence=board.sentence,
        bar=render_bar(_bar(board), board.sentence),
        as_of=overview.as_of.isoformat(),
        rows=[_row(one, root, board) for one in parts[number]],
        whole=len(parts) == 1,
        links=part_links(f"{folder}{year}.md", parts, number, root),
        years=[
            {"href": f"{root}{folder}{other.year}/", "year": other.year, "here": other.year == year} for other in boards
        ],
        csv=f"{root}{folder}{year}.csv",
        totals=f"{root}{folder}totals/",
        all_regions=f"{root}status/",
    )


def _matter(board: Board, path: str) -> str:
    territory, is_first = board.territory, path.endswith("index.md")
    place = f"status/{safe_id(territory.region)}/"
    crumbs: list[MetaItem] = [{"name": TITLE, "url": "status/"}, {"name": territory.name, "url": place}]
    if not is_first:
        crumbs.append({"name": f"{board.year}年度", "url": address_of_file(path)})
    return front_matter(
        {
            "title": f"{territory.name}{board.year}年度{TITLE}",
            "description": f"{territory.name}{board.year}年度部门决算{TITLE}：{board.sentence}",
            **({} if is_first else {"search": False}),
            "styles": STYLES,
            "scripts": SCRIPTS,
            "report": {"region_name": territory.name, "section": TITLE, "breadcrumb": crumbs},
        }
    )


def _bar(board: Board) -> list[BarPart]:
    return [BarPart(LOOKS[status], SHAPES[status], str(status), count) for status, count in board.counts.items()]


def _row(one: Standing, root: str, board: Board) -> dict[str, object]:
    report = one.summary
    has_page = report or one.status is Status.WITHDRAWN
    return {
        "name": one.short or one.name,
        "href": f"{root}reports/{safe_id(board.territory.region)}/{safe_id(one.department)}/{board.year}/"
        if has_page
        else "",
        "approved": one.approved or UNKNOWN,
        "deadline": one.deadline or "无法推算",
        "published": one.published or (UNKNOWN if report else NOT_PUBLIC.get(one.status, "未公开")),
        "is_exempt": one.status is Status.EXEMPT,
        "look": LOOKS[one.status],
        "mark": SHAPES[one.status],
        "status": str(one.status),
        "words": one.words,
        "listed": one.listed or not board.has_roster,
        "tables": tables_in_words(report) if report else "",
        "contents": "、".join(report.contents) if report else "",
    }


def tables_in_words(report: Summary) -> str:
    """Return how many official tables a report has, and how many hold nothing or were not published with it."""
    if not report.tables:
        return "没有决算表"
    states = table_states(report)
    told = [f"{states[state]} 张{words}" for state, words in TABLE_MARKS.items() if states[state]]
    return "，".join([f"{len(report.tables)} 张", *told])


def table_states(report: Summary) -> dict[str, int]:
    """Return how many tables of a report are full, empty by statement, or were not attached."""
    states = [table.state for table in report.tables]
    return {state: states.count(state) for state in ("full", "empty", "unattached")}


def _csv(board: Board) -> str:
    return csv_text(HEAD, (_csv_row(board, one) for one in board.rows))


def _csv_row(board: Board, one: Standing) -> tuple[str, ...]:
    report = one.summary
    states = table_states(report) if report else {}
    counts = [str(len(report.tables)), str(states["empty"]), str(states["unattached"])] if report else ["", "", ""]
    return (
        board.territory.name,
        one.name,
        one.group,
        str(board.year),
        one.approved,
        one.deadline,
        one.published,
        str(one.status),
        one.words,
        *counts,
        "、".join(report.contents) if report else "",
        "" if not board.has_roster else "是" if one.listed else "否",
        f"reports/{report.address}/" if report else "",
    )
