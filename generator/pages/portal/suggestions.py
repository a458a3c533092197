"""What the search proposes and answers: departments by everyday name, topics, terms; figures of one department.

Two kinds of small files. `search/suggest.json` is read when somebody begins to type: regions, departments, topics and
what people say for them, as short as it can be (3,000 departments in some tens of kilobytes). `answers.json` in a
department's folder is read when a question names this department: its comparable figures, year by year.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.html.escape import fold, safe_id
from generator.model.blocks import Measure
from generator.model.summary import Overview, Summary
from generator.pages.links import Address
from generator.pages.phrases import mark_of
from generator.pages.portal.amounts import change_words
from generator.pages.portal.common import grouped, newest
from generator.pages.portal.readings import entry_of
from generator.pages.portal.regional import Reports
from generator.pages.portal.spelling import readings

#: words before a name that tell a level only: 区人社局, 市人社局.
_LEVELS = ("省", "市", "区", "县", "州", "旗")


def write(overview: Overview) -> dict[str, str]:
    """Return what the search proposes, by path below `docs/`."""
    return {"search/suggest.json": _json(suggestions(overview, list(_departments(overview).values())))}


def write_region(published: Reports) -> dict[str, str]:
    """Return what the search answers, a file for each department of a region, by path below `docs/`."""
    found = {}
    for years in _departments(published).values():
        latest = newest(years)
        folder = f"reports/{safe_id(latest.region)}/{safe_id(latest.department)}"
        found[f"{folder}/answers.json"] = _json(answers(years))
    return found


def _departments(published: Reports) -> Mapping[str, Sequence[Summary]]:
    """Return the reports of each department."""
    return grouped(published.summaries, lambda report: f"{report.region}/{report.department}")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


@dataclass(frozen=True, slots=True)
class _Named:
    """A department as the suggestions hold it: its newest report, its own name, what stands before it, other names."""

    latest: Summary
    years: tuple[int, ...]
    own: str
    prefix: str
    others: tuple[str, ...]
    former: tuple[str, ...]


def suggestions(overview: Overview, departments: Sequence[Sequence[Summary]]) -> Mapping[str, object]:
    """Return what the browser needs to propose departments and to understand a question.

    `regions`: folder, name, short name, what stands before names of its departments. `kinds`: name and everyday names
    that departments share. `departments`: number of the region, folder, number of the kind, years, and where it has
    them a record of its whole name and former names. `topics`: key, name and scope of comparable figures.
    `words`: official word, then what people say. `phrases`: official words and their marks. `terms`: glossary.
    `readings`: characters with their sound.

    Args:
        overview: of the site.
        departments: the reports of each department.
    """
    shorts = {region: fold(place.short) for region, place in overview.territories.items()}
    named = [_named(years, shorts.get(years[0].region, "")) for years in departments]
    prefixes = {region: _common(one.prefix for one in inside) for region, inside in _by_region(named).items()}
    regions = list(prefixes)
    kinds = list(dict.fromkeys((one.own, *one.others) for one in named))
    numbers = {kind: number for number, kind in enumerate(kinds)}
    return {
        "regions": [_region(one.latest, shorts, prefixes) for one in _firsts(named)],
        "kinds": kinds,
        "departments": [
            _row(one, regions.index(one.latest.region), numbers[one.own, *one.others], prefixes) for one in named
        ],
        "topics": _topics(overview.summaries),
        "words": [[fold(row.official), *map(fold, row.words)] for row in overview.words],
        "phrases": {fold(phrase): mark_of(number) for number, phrase in enumerate(overview.phrases)},
        "terms": list(dict.fromkeys(fold(row.term) for row in overview.terms)),
        "readings": readings(name for kind in kinds for name in kind),
    }


def _named(years: Sequence[Summary], region: str) -> _Named:
    """Return a department with the everyday names that cannot be put together from its region and another name."""
    latest = newest(years)
    whole, own = fold(latest.department_name), fold(latest.short_name or latest.department_name)
    prefix = whole.removesuffix(own) if whole.endswith(own) else ""
    aliases = [fold(name) for name in dict.fromkeys(latest.aliases) if name]
    known = {own, *aliases}
    before = [start for start in (region, fold(latest.region_name), prefix, *_LEVELS) if start]
    others = [
        name
        for name in aliases
        if name != own and not any(name.startswith(start) and name.removeprefix(start) in known for start in before)
    ]
    former = dict.fromkeys(fold(report.department_name) for report in years)
    former.pop(whole, None)
    return _Named(latest, tuple(sorted({report.year for report in years})), own, prefix, tuple(others), tuple(former))


def _by_region(named: Iterable[_Named]) -> dict[str, list[_Named]]:
    found: dict[str, list[_Named]] = {}
    for one in named:
        found.setdefault(one.latest.region, []).append(one)
    return found


def _firsts(named: Iterable[_Named]) -> list[_Named]:
    return [inside[0] for inside in _by_region(named).values()]


def _common(prefixes: Iterable[str]) -> str:
    """Return the beginning that most names of a region have."""
    found = list(prefixes)
    return max(found, key=found.count)


def _region(report: Summary, shorts: Mapping[str, str], prefixes: Mapping[str, str]) -> list[str]:
    slug = safe_id(report.region)
    return [slug, fold(report.region_name), shorts.get(report.region, ""), prefixes[report.region]]


def _row(one: _Named, region: int, kind: int, prefixes: Mapping[str, str]) -> list[object]:
    row: list[object] = [region, safe_id(one.latest.department), kind, _years(one.years)]
    more: dict[str, object] = {}
    whole = fold(one.latest.department_name)
    if prefixes[one.latest.region] + one.own != whole:
        more["name"] = whole
    if one.former:
        more["former"] = list(one.former)
    return [*row, more] if more else row


def _years(years: Sequence[int]) -> int | str:
    """Return one year as a number, years without a gap as 2020-2024, others one by one: 2020,2022."""
    if len(years) == 1:
        return years[0]
    is_whole = years[-1] - years[0] == len(years) - 1
    return f"{years[0]}-{years[-1]}" if is_whole else ",".join(map(str, years))


def _topics(summaries: Iterable[Summary]) -> list[list[str]]:
    """Return the comparable figures that any report has: key, name, scope, topic."""
    found = {one.key: one for report in summaries for one in report.measures}
    return [[one.key, fold(one.label), fold(one.scope), fold(one.topic)] for one in found.values()]


def answers(years: Sequence[Summary]) -> list[dict[str, object]]:
    """Return the comparable figures of a department, newest year first; what a report does not publish is not there.

    Addresses are relative to the site's root.
    """
    ordered = sorted(years, key=lambda report: -report.year)
    return [
        {
            "year": report.year,
            "name": fold(report.department_name),
            "href": Address(report.region, report.department, report.year).folder,
            "figures": {one.key: _figure(report, one) for one in report.measures},
        }
        for report in ordered
    ]


def _figure(report: Summary, one: Measure) -> dict[str, str]:
    """Return a figure as an answer shows it: as the report prints it, with scope, change and where it comes from."""
    change = change_words(Decimal(one.value), Decimal(one.prior), one.unit) if one.prior else ""
    if change.startswith(("增加", "减少")):
        change = change.replace("（", f" {one.unit}（", 1)
    found = {
        "printed": fold(one.printed),
        "unit": fold(one.unit),
        "scope": fold(one.scope),
        "change": change,
        "href": entry_of(report, one.figure),
        "note": fold(one.note),
    }
    return {key: text for key, text in found.items() if text}
