"""What is new, the ledger of corrections, and the feed."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.model.identity import Site
from generator.model.summary import Overview
from generator.pages.portal.changes import write
from tests.pages.following import correction, county, report

if TYPE_CHECKING:
    from tests.pages.conftest import Kit

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "{http://www.w3.org/XML/1998/namespace}base"
NASTY = "<script>&]]>\"'\x0b\u202e=1"


def feed(overview: Overview) -> ET.Element:
    """Return the feed read back."""
    return ET.fromstring(write(overview)["feed.xml"])  # noqa: S314 - our own text


def told(element: ET.Element, name: str) -> str:
    """Return the text of a child."""
    return element.findtext(f"{ATOM}{name}") or ""


def test_new_lists_by_date_then_by_year() -> None:
    """Reports with a date come first by date; those without say so and stand by year."""
    reports = [report("jia"), report("yi", published="2025-09-10"), report("bing", published="")]
    page = write(county(reports, []))["new/index.md"]
    assert page.index("2025-09-10") < page.index('datetime="2025-09-08"') < page.index("没有公布公开日期的，按年度")
    assert page.index("按年度") < page.index("../reports/xugou/bing/2024/")
    assert "最近一次公开是 2025-09-10" in page


def test_no_line_breaks_within_a_year_of_a_title() -> None:
    """A title of several lines keeps 2024年度 whole."""
    page = write(county([report("jia", title="虚构县水务局2024年度部门决算")], []))["new/index.md"]
    assert '虚构县水务局<span class="nowrap">2024年度</span>部门决算</a>' in page


def test_without_any_date_nothing_is_made_up() -> None:
    """The sentence says that no date is known, and there is no time on the page."""
    page = write(county([report("jia", published="")], []))["new/index.md"]
    assert "1 份决算都没有公布公开日期，这里按年度排列。" in page
    assert "<time" not in page


def test_the_feed_is_valid_atom() -> None:
    """Everything RFC 4287 asks for is there: id, title, updated, author; entries with id, title, updated, link."""
    root = feed(county([report("jia", corrections=(correction(),)), report("yi", published="")], []))
    assert root.tag == f"{ATOM}feed"
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    entries = root.findall(f"{ATOM}entry")
    assert [told(entry, "updated") for entry in entries] == [
        "2025-09-20T00:00:00+08:00",
        "2025-09-08T00:00:00+08:00",
        "2024-12-31T00:00:00+08:00",
    ]
    assert told(root, "updated") == told(entries[0], "updated")
    ids = [told(one, "id") for one in (root, *entries)]
    assert len(set(ids)) == 4
    assert all(name.startswith("urn:uuid:") for name in ids)
    assert "公开日期未公布" in told(entries[2], "summary")
    assert entries[2].find(f"{ATOM}published") is None
    assert "公务接待费由 0.93 改为 0.39万元（小数点移位）" in told(entries[0], "summary")


def test_ids_and_dates_come_from_the_data() -> None:
    """Another day of building, another title of a report, another address: every entry keeps its id and its day."""
    before = county([report("jia", corrections=(correction(),))], [])
    moved = replace(
        county([report("jia", title="另一个标题", corrections=(correction(),))], []),
        site=Site(title="虚构县部门决算", address="https://xugou.example/a/"),
        as_of=before.as_of.replace(year=2030),
    )
    one, other = feed(before), feed(moved)
    assert one.get(BASE) is None
    assert other.get(BASE) == "https://xugou.example/a/"
    for name in ("id", "updated"):
        assert [told(entry, name) for entry in one.iter(f"{ATOM}entry")] == [
            told(entry, name) for entry in other.iter(f"{ATOM}entry")
        ]


def test_two_corrections_of_a_figure_on_one_day_are_two_entries() -> None:
    """Their ids differ."""
    both = (correction(), correction(before="9.3", after="0.93"))
    entries = feed(county([report("jia", corrections=both)], [])).findall(f"{ATOM}entry")
    assert len({told(entry, "id") for entry in entries}) == 3


def test_the_feed_holds_a_hundred_entries() -> None:
    """The newest hundred of many."""
    many = [report(f"d{n}", published=f"2025-09-{1 + n % 28:02d}") for n in range(150)]
    entries = feed(county(many, [])).findall(f"{ATOM}entry")
    assert len(entries) == 100
    assert told(entries[0], "updated").startswith("2025-09-28")


def test_text_in_the_feed_is_text() -> None:
    """Markup, control and bidirectional characters of a name reach no reader of the feed."""
    root = feed(county([report("jia", title=NASTY, corrections=(correction(reason=NASTY, what=NASTY),))], []))
    assert "<script>&]]>\"' =1" in told(root.findall(f"{ATOM}entry")[1], "title")


def test_a_feed_of_nothing_is_a_feed() -> None:
    """The day of the build stands in for the newest entry, as nothing is newer."""
    assert told(feed(county([], [])), "updated") == "2025-10-08T00:00:00+08:00"


def test_the_ledger_keeps_errors_and_plans_apart(kit: "Kit") -> None:
    """更正 and 调整 are two tables; a row leads to the figure's entry and to the report."""
    planned = correction("2025-10-01", kind="调整", figure="", what="第二部分", unit="", basis="", affected=())
    jia = report("jia", corrections=(planned, correction()), entries={"三公.财政拨款.公务接待费": "nabc"})
    pages = write(county([jia], []))
    text, names = kit.converted(pages["corrections/index.md"])
    page = kit.read(text)
    assert names == ["更正", "调整"]
    assert "一共 1 处更正，1 处调整，最近一次是 2025-10-01。" in text
    assert "../reports/xugou/jia/2024/figures/#nabc" in page.all("href")
    assert "另有 1 个数随着改变" in text
    assert "没有写明" in text[text.index("第二部分") :]
    assert (
        "2025-09-20,更正,虚构县,虚构县jia局,2024,公务接待费,0.93,0.39,万元,小数点移位"
        in pages["corrections/corrections.csv"]
    )


def test_a_site_without_corrections_says_so() -> None:
    """The ledger is there before the first correction is, and offers no empty file."""
    page = write(county([report("jia")], []))["corrections/index.md"]
    assert "还没有公布过更正或调整" in page
    assert "corrections.csv" not in page
