"""Pages that one region alone decides: a change elsewhere leaves them, whatever they print is part of their key."""

from dataclasses import replace

from generator.model.summary import Overview, Waiting
from generator.pages.portal import write_region_pages, write_site_pages
from generator.pages.portal.regional import RegionReports, regions_of
from tests.pages.comparing import invented

WAITING = Waiting("xugou", "water", 2021)
PHRASES = ("一般公共预算财政拨款支出",)


def whole() -> Overview:
    """Return invented reports of two regions, one of which waits for a report, and a phrase that they print."""
    return replace(invented(), waiting=(WAITING,), phrases=PHRASES)


def by_region(overview: Overview) -> dict[str, RegionReports]:
    """Return the reports of each region."""
    return {reports.summaries[0].region: reports for reports in regions_of(overview)}


def test_each_region_has_its_own_reports_and_pages() -> None:
    """Reports and those that wait are parted by region; every page of a region has its folder in the address."""
    regions = by_region(whole())
    assert list(regions) == ["xugou", "buxu"]
    assert sorted(one.address for part in regions.values() for one in part.summaries) == sorted(
        one.address for one in whole().summaries
    )
    assert (regions["xugou"].waiting, regions["buxu"].waiting) == ((WAITING,), ())
    for region, reports in regions.items():
        pages = write_region_pages(reports)
        assert {f"reports/{region}/water/index.md", f"compare/{region}/index.md"} <= pages.keys()
        assert not [path for path in pages if f"/{region}/" not in path]


def test_a_change_in_one_region_is_none_in_the_others() -> None:
    """A figure, a report that waits: what stands for one region's pages is another, for the other region's the same."""
    overview, before = whole(), {region: repr(reports) for region, reports in by_region(whole()).items()}
    last = overview.summaries[-1]
    assert last.region == "buxu"
    measures = (replace(last.measures[0], value="1.23"), *last.measures[1:])
    changed = replace(overview, summaries=(*overview.summaries[:-1], replace(last, measures=measures)))
    unfinished = replace(overview, waiting=())
    for other, regions in ((changed, {"buxu"}), (unfinished, {"xugou"}), (replace(overview, phrases=()), set(before))):
        now = {region: repr(reports) for region, reports in by_region(other).items()}
        assert {region for region in before if before[region] != now[region]} == regions


def test_pages_of_a_region_may_come_from_before() -> None:
    """Whoever builds gives the pages of regions; all others are written all the same."""
    asked = []

    def known(reports: RegionReports) -> dict[str, str]:
        asked.append(reports)
        return {f"reports/{reports.summaries[0].region}/water/index.md": "known"}

    everything, found = write_site_pages(whole()), write_site_pages(whole(), known)
    assert asked == list(regions_of(whole()))
    regional = {path for reports in asked for path in write_region_pages(reports)}
    assert found.keys() == everything.keys() - regional | {
        f"reports/{name}/water/index.md" for name in ("xugou", "buxu")
    }
    assert not [path for path in found.keys() - regional if found[path] != everything[path]]
    assert found["reports/buxu/water/index.md"] == "known"
