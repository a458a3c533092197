"""What machines are told of the data: schema.org's Dataset in a page; all names are invented."""

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from generator.model.blocks import Correction
from generator.model.identity import Site
from generator.model.imprint import Imprint, imprint_of
from generator.model.summary import Bundle, Download
from generator.pages.dataset import catalogue_of, dataset_of, script_text
from generator.pages.matter import with_dataset
from generator.pages.report import write_pages
from generator.pages.summaries import summarize
from tests.downloads.invented import DOCUMENT
from tests.pages.overviews import overview

if TYPE_CHECKING:
    from tests.pages.conftest import Kit

FILES = (
    Download("全文 PDF", "", "downloads/report.pdf", "PDF", 1000, 3, "ab" * 32),
    Download("全部数字 CSV", "", "downloads/facts.csv", "CSV", 100, sha256="cd" * 32),
    Download("虚构表", "", "downloads/long.csv", "CSV", 10, table=True),
)
HOME = "https://xugou.example.com/jsgk/"
NEEDED = {
    "@context",
    "@type",
    "name",
    "description",
    "publisher",
    "temporalCoverage",
    "spatialCoverage",
    "distribution",
}
NASTY = "</script><script>alert(1)</script> & ' \u2028 <!-- {{ 7*7 }}"


def told(imprint: Imprint | None = None) -> dict[str, object]:
    """Return the description of the invented report, read back."""
    found: dict[str, object] = json.loads(dataset_of(DOCUMENT, FILES, imprint or Imprint()))
    return found


def test_a_report_is_a_dataset_of_a_government_body() -> None:
    """What search engines for data ask for is there: names, time, place, publisher, files, date of the data."""
    data = told()
    assert set(data) >= NEEDED
    assert (data["@type"], data["temporalCoverage"]) == ("Dataset", "2024-01-01/2024-12-31")
    assert data["publisher"] == {"@type": "GovernmentOrganization", "name": "虚构市测试局"}
    assert data["spatialCoverage"] == {"@type": "AdministrativeArea", "name": "虚构市"}
    assert data["dateModified"] == data["datePublished"] == "2025-09-01"
    assert data["identifier"] == "XG-1"
    assert 50 <= len(str(data["description"])) <= 5000


def test_a_correction_is_a_change_of_the_data() -> None:
    """The date of change is that of the last correction; it never comes from a clock."""
    changed = replace(DOCUMENT, corrections=(Correction("2025-12-01", "更正", "甲", "1", "2", "", "虚构"),))
    assert json.loads(dataset_of(changed, (), Imprint()))["dateModified"] == "2025-12-01"


def test_files_have_whole_addresses_where_the_site_knows_its_own() -> None:
    """With an address the files can be fetched from anywhere, without one from the page; tables are not listed."""
    whole = json.loads(json.dumps(told(Imprint(HOME))["distribution"]))
    assert [file["contentUrl"] for file in whole] == [
        f"{HOME}reports/xugou/test/2024/downloads/report.pdf",
        f"{HOME}reports/xugou/test/2024/downloads/facts.csv",
    ]
    assert whole[1]["encodingFormat"] == "text/csv"
    assert json.loads(json.dumps(told()["distribution"]))[0]["contentUrl"] == "downloads/report.pdf"


def test_a_licence_is_told_only_where_it_is_known() -> None:
    """An address is an address, words are a work by name, nothing is nothing."""
    assert "license" not in told()
    assert told(Imprint(licence="https://xugou.example.com/l"))["license"] == "https://xugou.example.com/l"
    assert told(Imprint(licence="虚构许可"))["license"] == {"@type": "CreativeWork", "name": "虚构许可"}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "xugou.example.com", "https://example.com b", ""])
def test_an_address_that_is_none_is_not_told(address: str) -> None:
    """Only an address of the web becomes part of files and codes."""
    assert imprint_of(Site(title="虚构", address=address)).address == ""


def test_nothing_in_the_data_ends_its_element() -> None:
    """A title full of markup is ASCII without any mark that HTML reads, and comes back whole."""
    text = dataset_of(replace(DOCUMENT, title=NASTY), FILES, Imprint())
    assert text.isascii()
    assert not re.search(r"[<>&']", text)
    assert json.loads(text)["name"] == NASTY
    with pytest.raises(ValueError, match="JSON"):
        with_dataset(Markup("---\ntitle: x\n---"), "</script>")


def test_only_the_first_page_of_a_report_carries_it(kit: "Kit") -> None:
    """The description stands once, in the front matter of the landing page."""
    pages = write_pages(kit.invented(), kit.downloads(), (2023,), script_text({"name": NASTY}))
    assert [path for path, text in pages.items() if "\ndataset: " in text] == ["reports/xugou/jia/2024/index.md"]


def test_everything_of_a_region_and_year_is_in_the_catalogue(kit: "Kit") -> None:
    """The page about open data names the files of all regions, relative to itself or by whole addresses."""
    bundle = Bundle("xugou", "虚构市", 2024, 2, "open-data/files/xugou-2024.zip", 10, "ab" * 32)
    view = replace(overview("虚构市部门决算", [summarize(kit.invented())]), bundles=(bundle,))
    data = json.loads(catalogue_of(view, Imprint(HOME)))
    assert data["distribution"][0]["contentUrl"] == f"{HOME}open-data/files/xugou-2024.zip"
    assert json.loads(catalogue_of(view, Imprint()))["distribution"][0]["contentUrl"] == "files/xugou-2024.zip"
    assert "publisher" not in data
