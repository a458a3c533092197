"""Home, about and open data in English: short, in words of our own."""

from generator.html.escape import MetaItem, front_matter, safe_id
from generator.model.imprint import imprint_of, is_web
from generator.model.summary import Overview
from generator.pages.environment import render
from generator.pages.portal.common import grouped
from generator.pages.portal.example import program_of
from generator.pages.portal.open_data import bundles_by_region

FOLDER = "en/"


def write(overview: Overview) -> dict[str, str]:
    """Return the three pages in English by path below `docs/`."""
    return {
        f"{FOLDER}index.md": home_page(overview),
        f"{FOLDER}about.md": about_page(overview),
        f"{FOLDER}open-data.md": open_data_page(overview),
    }


def home_page(overview: Overview) -> str:
    """Return the first page in English: what this is, search, how to read a report, regions."""
    title = "Departments' final accounts"
    regions = grouped(overview.summaries, lambda report: report.region)
    return render(
        "en-home.md.j2",
        **_matter(title, "What Chinese government departments received and spent, figure by figure.", ""),
        title=title,
        site=overview.site.title,
        reports=len(overview.summaries),
        departments=len({(report.region, report.department) for report in overview.summaries}),
        years=_span(sorted({report.year for report in overview.summaries})),
        regions=[
            {
                "href": f"../reports/{safe_id(region)}/",
                "name": max(inside, key=lambda report: report.year).region_name,
                "departments": len({report.department for report in inside}),
                "years": _span(sorted({report.year for report in inside})),
            }
            for region, inside in regions.items()
        ],
    )


def about_page(overview: Overview) -> str:
    """Return what the site is, where its figures come from and how they are checked, in English."""
    told = "Where the figures come from and what the marks mean."
    return render("en-about.md.j2", **_matter("About", told, "about/"), has_publisher=bool(overview.site.publisher))


def open_data_page(overview: Overview) -> str:
    """Return the page about open data in English."""
    licence = overview.site.licence
    return render(
        "en-open-data.md.j2",
        **_matter("Open data", "Every published figure as CSV and JSON, by region and year.", "open-data/"),
        regions=bundles_by_region(overview.bundles, "../../"),
        program=program_of(imprint_of(overview.site).address, "Python program"),
        whole=imprint_of(overview.site).address,
        licence=licence,
        licence_address=licence if is_web(licence) else "",
        as_of=overview.as_of.isoformat(),
        reports=len(overview.summaries),
    )


def _matter(title: str, description: str, path: str) -> dict[str, object]:
    """Return the front matter of a page; `path` is its address below the English first page."""
    crumbs: list[MetaItem] = [{"name": title, "url": f"{FOLDER}{path}"}]
    return {
        "matter": front_matter(
            {
                "title": title,
                "description": description,
                "language": "en",
                "search": False,
                "styles": ("assets/css/open-data.css", "assets/css/english.css"),
                "report": {"breadcrumb": crumbs},
            }
        )
    }


def _span(years: list[int]) -> str:
    """Return the years covered: 2023, or 2020–2024; nothing where there are none."""
    if not years:
        return ""
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
