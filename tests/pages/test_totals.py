"""A region's totals: only what can be added is added, and what is missing is named."""

from decimal import Decimal

from generator.pages.portal.boards import boards_of
from generator.pages.portal.status import write
from generator.pages.portal.sums import Totals, totals_of
from generator.pages.portal.totals import extent
from tests.pages.following import county, measure, report, unit


def totals(**given: object) -> Totals:
    """Return the totals of a county's only board."""
    (board,) = boards_of(county(**given))  # type: ignore[arg-type]
    return totals_of(board)


def test_amounts_of_one_scope_are_added_in_one_unit() -> None:
    """3900 元 and 1.61 万元 are 2.00 万元; last year and budget only where everybody has them."""
    reports = [
        report("jia", measures=(measure("3900", unit="元", prior="1000", budget="5000"),)),
        report("yi", measures=(measure("1.61", prior="2.00"),)),
    ]
    (found,) = totals(reports=reports, units=[unit("jia"), unit("yi")]).sums
    assert (found.value, found.prior, found.budget) == (Decimal("2.00"), Decimal("2.10"), None)
    assert found.names == ("jia局", "yi局")


def test_scopes_are_kept_apart() -> None:
    """财政拨款 and 一般公共预算 are two rows; each names who has no figure of its scope."""
    reports = [
        report("jia", measures=(measure("1.00"),)),
        report("yi", measures=(measure("2.00", scope="一般公共预算"),)),
    ]
    found = totals(reports=reports, units=[unit("jia"), unit("yi")])
    assert [(one.scope, one.value, one.without) for one in found.sums] == [
        ("财政拨款", Decimal("1.00"), ("yi局",)),
        ("一般公共预算", Decimal("2.00"), ("jia局",)),
    ]


def test_who_is_missing_is_named() -> None:
    """按已公开的 1 个部门相加，应公开 2 个; exempt units are not missed, those off the list not added."""
    units = [unit("jia"), unit("yi"), unit("bing", exemption="涉密")]
    reports = [report("jia", measures=(measure("1.00"),)), report("ding", measures=(measure("5.00"),))]
    found = totals(reports=reports, units=units)
    assert extent(found) == "按已公开的 1 个部门相加，应公开 2 个，缺：yi局。"
    assert found.unlisted == ("ding局",)
    assert found.sums[0].value == Decimal("1.00")


def test_nobody_is_counted_twice() -> None:
    """A unit whose superior published too stands in the superior's figures already; alone it is added itself."""
    jia, school = report("jia", measures=(measure("3.00"),)), report("school", measures=(measure("1.00"),))
    units = [unit("jia"), unit("school", superior="虚构县jia局")]
    both = totals(reports=[jia, school], units=units)
    assert both.sums[0].value == Decimal("3.00")
    assert both.within == ("school局",)
    assert totals(reports=[school], units=units).sums[0].value == Decimal("1.00")


def test_a_region_without_a_roster_cannot_say_what_is_missing() -> None:
    """The sum is told with its count, and that nobody knows what is missing."""
    found = totals(reports=[report("jia", measures=(measure("1.00"),))], units=[])
    assert extent(found) == "按已公开的 1 个部门相加；没有公开单位名单，不知道缺哪些。"


def test_the_page_never_calls_them_official() -> None:
    """The first sentence says whose sum it is; each row says how many departments; the CSV names them."""
    pages = write(county([report("jia", measures=(measure("1.00"),))], [unit("jia"), unit("yi")]))
    page = pages["status/xugou/totals.md"]
    assert "不是官方汇总数" in page.split("</p>")[0]
    assert 'data-head="相加的部门">1 个<' in page
    assert 'data-head="上年决算数">未公布<' in page
    assert "虚构县,2024,公务接待费,财政拨款,1,,,,1,2,jia局,,yi局" in pages["status/xugou/totals.csv"]


def test_separators_stand_in_all_amounts_of_a_table_or_in_none() -> None:
    """One amount of five digits gives separators to one of four beside it."""
    reports = [report("jia", measures=(measure("1234.50"), measure("20000.00", scope="一般公共预算")))]
    page = write(county(reports, [unit("jia")]))["status/xugou/totals.md"]
    assert 'data-head="决算数">1,234.50<' in page
    assert 'data-head="决算数">20,000.00<' in page
    alone = write(county([report("jia", measures=(measure("1234.50"),))], [unit("jia")]))["status/xugou/totals.md"]
    assert 'data-head="决算数">1234.50<' in alone
