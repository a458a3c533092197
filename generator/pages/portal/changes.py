"""What is new and what was corrected after publication, as pages and as a feed."""

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.html.escape import front_matter
from generator.model.summary import Overview, Summary
from generator.pages.environment import render
from generator.pages.links import Address
from generator.pages.portal.common import counts_of, grouped, headline_of, kind_of
from generator.pages.portal.feed import FILE as FEED
from generator.pages.portal.feed import feed_of
from generator.pages.portal.ledger import changes_of, write_ledger
from generator.pages.portal.listing import root_of_file
from generator.pages.portal.withdrawn import folder_of, sentence_of
from generator.pages.portal.withdrawn import newest_first as gone_first

PAGE = "new/index.md"
TITLE = "最近公开"
_LISTED = 100
_YEAR = re.compile(r"(\d{4}年度)")


def write(overview: Overview) -> dict[str, str]:
    """Return the files by path below `docs/`."""
    return {PAGE: _page(overview), FEED: feed_of(overview), **write_ledger(overview)}


def newest_first(summaries: Sequence[Summary]) -> list[Summary]:
    """Return reports by date of publication, those of an unknown date behind them by year; each newest first."""
    return sorted(summaries, key=lambda report: (report.published, report.year), reverse=True)


def _page(overview: Overview) -> str:
    """Return the page of what is new: reports with a date by date, the others by year."""
    root = root_of_file(PAGE)
    dated = [report for report in newest_first(overview.summaries) if report.published]
    undated = [report for report in newest_first(overview.summaries) if not report.published]
    changes = changes_of(overview.summaries)
    return render(
        "new.md.j2",
        matter=front_matter(
            {
                "title": TITLE,
                "description": f"{overview.site.title}：{TITLE}和更正",
                "search": False,
                "hide": ["toc"],
                "styles": ("assets/css/status.css",),
                "report": {"breadcrumb": [{"name": TITLE, "url": "new/"}]},
            }
        ),
        title=TITLE,
        counts=counts_of(len({(one.region, one.department) for one in overview.summaries}), overview.summaries),
        sentence=_sentence(dated, undated),
        feed=root + FEED,
        dated=[_entry(report, root) for report in dated[:_LISTED]],
        undated=list(_by_year(undated[:_LISTED], root)),
        more=max(len(dated), len(undated)) > _LISTED,
        listed=_LISTED,
        directory=f"{root}reports/",
        years=f"{root}years/",
        corrections=f"{root}corrections/",
        corrected=len(changes),
        last=changes[0].correction.date if changes else "",
        withdrawn=[
            {"href": root + folder_of(one), "title": _YEAR.split(one.title), "sentence": sentence_of(one)}
            for one in gone_first(overview.withdrawn)
        ],
    )


def _sentence(dated: Sequence[Summary], undated: Sequence[Summary]) -> str:
    if not dated and not undated:
        return "还没有公开的决算。"
    known = f"最近一次公开是 {dated[0].published}：{_title(dated[0])}。" if dated else ""
    unknown = f"{len(undated)} 份没有公布公开日期，按年度排在后面。" if dated and undated else ""
    return known + unknown if dated else f"{len(undated)} 份决算都没有公布公开日期，这里按年度排列。"


def _by_year(reports: Sequence[Summary], root: str) -> Iterator[Mapping[str, object]]:
    """Yield reports without a date of publication by year, each year with its page."""
    for year, inside in grouped(reports, lambda report: str(report.year)).items():
        yield {"year": year, "href": f"{root}years/{year}/", "reports": [_entry(one, root) for one in inside]}


def _entry(report: Summary, root: str) -> Mapping[str, object]:
    told = headline_of(report)
    return {
        "date": report.published,
        "href": root + Address(report.region, report.department, report.year).folder,
        # Every second piece is a year, which no line may break.
        "title": _YEAR.split(_title(report)),
        "headline": told or kind_of(report),
    }


def _title(report: Summary) -> str:
    return report.title or f"{report.department_name}{report.year}年度部门决算"
