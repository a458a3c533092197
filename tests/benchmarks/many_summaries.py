"""What pages above the reports are made from, for thousands of invented reports: a few laid out, the others alike."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from random import Random

from generator.build.report import Slugs, plan_report
from generator.load.reading import Reader, load_shared
from generator.model.blocks import Measure
from generator.model.identity import Site
from generator.model.summary import Overview, Summary, Territory, Unit, Waiting
from generator.pages.summaries import summarize
from tests.benchmarks.many_names import COUNTIES, DEPARTMENTS, Office
from tests.benchmarks.site_of_many import AS_OF, LAST_YEAR, Size, data_files
from tests.build.example import shared_files
from tests.check.generated import shared_style

#: reports that are laid out for good, with and without evaluations and corrections.
PATTERNS = 15
HUNDREDTH = Decimal("0.01")


def overview_of_many(size: Size) -> Overview:
    """Return an overview of invented reports, in the official order of the rosters."""
    random = Random(0)  # noqa: S311 - the same numbers every time, nothing secret
    summaries: list[Summary] = []
    territories, waiting = {}, []
    for number, reports in size.regions:
        found = list(_region(random, number, reports, size))
        summaries += found
        slug, county = found[0].region, found[0].region_name
        territories[slug] = Territory(slug, county, county[3:], str(990000 + number), _units(county, size), ())
        waiting.append(Waiting(slug, "never", LAST_YEAR, f"{LAST_YEAR + 1}-09-20"))
    terms = load_shared(Reader(shared_files())).terms
    return Overview(Site(title="虚构省部门决算公开"), tuple(summaries), territories, tuple(waiting), AS_OF, terms)


def _region(random: Random, number: int, reports: int, size: Size) -> Iterator[Summary]:
    left = reports
    for office in DEPARTMENTS[: size.departments]:
        years = min(size.years, left)
        for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
            yield _report(random, number, office, year)
        left -= years


def _report(random: Random, number: int, office: Office, year: int) -> Summary:
    pattern = random.choice(patterns())
    county = f"{COUNTIES[number % len(COUNTIES)]}{number // len(COUNTIES) or ''}"
    factor = Decimal(random.randint(20, 500)) / 100
    return replace(
        pattern,
        region=f"xugou{number + 1}",
        department=office.slug,
        year=year,
        region_name=f"虚构省{county}",
        department_name=f"{county}{office.name}",
        short_name=office.name,
        title=f"{county}{office.name}{year}年度部门决算",
        aliases=office.aliases,
        peers=office.peers,
        published=f"{year + 1}-09-{random.randint(1, 28):02}",
        approved=f"{year + 1}-08-20",
        measures=tuple(_grown(one, factor) for one in pattern.measures),
    )


def _grown(measure: Measure, factor: Decimal) -> Measure:
    """Return a measure with its amounts multiplied: what is the same everywhere would compress too well."""

    def grown(digits: str) -> str:
        return str((Decimal(digits) * factor).quantize(HUNDREDTH)) if digits else ""

    value = grown(measure.value)
    return replace(measure, value=value, printed=value, prior=grown(measure.prior), budget=grown(measure.budget))


def _units(county: str, size: Size) -> tuple[Unit, ...]:
    units = [
        Unit(one.slug, f"{county}{one.name}", one.name, one.aliases, one.group)
        for one in DEPARTMENTS[: size.departments]
    ]
    return (*units, Unit("never", f"{county}地方志办公室", group="事业单位"))


@lru_cache(maxsize=1)
def patterns() -> tuple[Summary, ...]:
    """Return the summaries of a few invented reports that were laid out."""
    files = data_files(Size(PATTERNS))
    shared = load_shared(Reader({**shared_files(), **shared_style()}))
    found = []
    for path in sorted(files):
        if path.endswith("/report.yml"):
            region, department, year = path.split("/")[2:5]
            plan = plan_report(files, shared, Slugs(region, department, year))
            assert plan.document is not None, plan.findings
            found.append(summarize(plan.document))
    return tuple(found)
