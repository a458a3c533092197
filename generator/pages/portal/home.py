"""The home page: what one wants to know, ways in, the latest disclosures, corrections."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from generator.html.escape import front_matter, safe_id
from generator.model.identity import Part
from generator.model.summary import Overview, Summary
from generator.pages.environment import render
from generator.pages.links import Address
from generator.pages.portal.common import Place, changed, counts_of, departments_of, places_of
from generator.pages.portal.directory import region_row

#: longer lists stand in the directory: the first page stays small whatever the site holds.
_LATEST, _NAMES, _REGIONS, _YEARS = 8, 60, 30, 10
#: topic of the measures → address of its comparison, what it is called, and what it answers.
_TOPICS = {
    "三公": ("compare/topic-three-public/", "“三公”经费", "出国、公车、接待各花了多少"),
    "机关运行": ("compare/topic-agency-costs/", "机关运行经费", "维持机关运转的办公、水电等开支"),
    "采购": ("compare/topic-procurement/", "政府采购", "买货物、工程和服务花了多少"),
    "收支": ("compare/topic-income-expenditure/", "收入和支出", "一年收了多少、支了多少"),
}
_EVALUATION = ("绩效自评", "钱花得有没有效果，部门自己怎么评")
_EVALUATED = {Part.OVERALL, Part.PROJECTS}


def write(overview: Overview) -> dict[str, str]:
    """Return the home page by its path below `docs/`."""
    return {"index.md": home_page(overview)}


def home_page(overview: Overview) -> str:
    """Return the home page: a question to type, ways in, the latest disclosures; small at any number of reports."""
    summaries, places = overview.summaries, places_of(overview)
    departments = {(report.region, report.department) for report in summaries}
    counts = counts_of(len(departments), summaries)
    years = sorted({report.year for report in summaries}, reverse=True)
    dated = [report for report in summaries if report.published]
    latest = sorted(dated or summaries, key=lambda report: (report.published, report.year), reverse=True)[:_LATEST]
    names = {place.region: place for place in places}
    return render(
        "home.md.j2",
        matter=front_matter(
            {
                "title": overview.site.title,
                "description": f"{overview.site.title}：{counts}",
                "search": False,
                "hide": ["toc"],
                "styles": ["assets/css/home.css"],
                "scripts": ["assets/js/suggest.js"],
            }
        ),
        title=overview.site.title,
        counts=counts,
        examples=[{"words": words, "href": f"search/?q={quote(words)}"} for words in examples(summaries)],
        topics=list(_topics(summaries)),
        regions=[region_row(place, "reports/") for place in places] if len(places) <= _REGIONS else [],
        how_many=len(places),
        directory=places[0].folder if len(places) == 1 else "reports/",
        departments=list(_departments(places)) if len(departments) <= _NAMES else [],
        years=[{"year": year, "href": f"years/{year}/"} for year in years[:_YEARS]],
        earlier=len(years) > _YEARS,
        latest_title="最近公开" if dated else "最新年度的决算",
        latest=[_latest(report, names[report.region]) for report in latest],
        correction=_correction(summaries),
    )


def examples(summaries: Sequence[Summary]) -> list[str]:
    """Return up to three searches that find something here: a bureau's everyday name, a topic, an amount, names."""
    latest = sorted(summaries, key=lambda report: -report.year)
    measured = {report.address: {one.key: one for one in report.measures} for report in latest}
    topics = {one.topic for report in latest for one in report.measures}
    hosts = [one for one in latest if one.aliases and "receptions" in measured[one.address]]
    found = [f"{one.aliases[0]} 公务接待" for one in hosts][:1]
    found += [words for topic, words in (("采购", "政府采购"), ("机关运行", "机关运行经费")) if topic in topics][:1]
    found += [measured[one.address]["spending"].printed for one in latest if "spending" in measured[one.address]][:1]
    found += dict.fromkeys(one.aliases[0] if one.aliases else one.short_name or one.department_name for one in latest)
    return found[:3]


def _topics(summaries: Sequence[Summary]) -> Iterator[Mapping[str, str]]:
    known = {measure.topic for report in summaries for measure in report.measures}
    for topic, (href, name, sentence) in _TOPICS.items():
        if topic in known:
            yield {"href": href, "name": name, "sentence": sentence}
    if any(_EVALUATED.intersection(report.contents) for report in summaries):
        name, sentence = _EVALUATION
        yield {"href": f"search/?q={quote(name)}", "name": name, "sentence": sentence}


def _departments(places: Sequence[Place]) -> Iterator[Mapping[str, str]]:
    """Yield the departments that have reports, in official order; the region stands beside where there are several."""
    for place in places:
        for one in departments_of(place):
            if one.years:
                href = f"{place.folder}{safe_id(one.department)}/"
                yield {"href": href, "name": one.name, "region": place.short if len(places) > 1 else ""}


def _latest(report: Summary, place: Place) -> Mapping[str, object]:
    first = report.headlines[0] if report.headlines else None
    return {
        "date": report.published,
        "href": Address(report.region, report.department, report.year).folder,
        "name": report.short_name or report.department_name,
        "year": report.year,
        "region": place.short,
        "headline": f"{first.label} {first.printed}{first.unit}" if first else "",
    }


def _correction(summaries: Sequence[Summary]) -> Mapping[str, object] | None:
    """Return the newest correction in one line, and how many there are; None without any."""
    found = [(one, report) for report in summaries for one in report.corrections]
    if not found:
        return None
    one, report = max(found, key=lambda pair: pair[0].date)
    return {
        "kind": one.kind,
        "date": one.date,
        "words": f"{report.short_name or report.department_name} {report.year}年度“{one.what}”{changed(one)}",
        "count": len(found),
    }
