"""The piece of HTML for another site's content system: safe to paste, whole, legible under a foreign style sheet."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.build.outputs import charts_of, file_date
from generator.downloads.fragment import FRAGMENT, PREVIEW, README, render_fragment
from generator.html.charts import render_chart
from generator.model.blocks import Document
from generator.model.imprint import Imprint
from tests.build.example import ANJU, HESHAN, PUTUO, real
from tests.downloads.invented import DOCUMENT

FILES = {"report.pdf": b"%PDF invented", "tables.xlsx": b"PK invented", "facts.csv": b"not linked"}
REPORTS = (PUTUO, HESHAN, ANJU)
#: what portals do to the articles in them.
HOSTILE = """
* { box-sizing: content-box; margin: 0; padding: 0 }
table, td, th { border: 0; padding: 0 } td { text-align: center } th { font-weight: 400 }
p { margin: 0; text-indent: 2em } img { width: 100% } h2, h3, h4 { font-size: 100%; font-weight: 400 }
"""
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"


def made(document: Document, imprint: Imprint | None = None) -> bytes:
    """Return the zip of a report."""
    drawings = {chart.key: render_chart(chart) for chart in charts_of(document)}
    return render_fragment(document, drawings, FILES, file_date(document), imprint or Imprint())


@cache
def files_of(address: str = "") -> Mapping[str, bytes]:
    """Return the files of the zip of a real report, or of the invented one."""
    with zipfile.ZipFile(io.BytesIO(made(real(address) if address else DOCUMENT))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def fragment(address: str = "") -> str:
    """Return the piece."""
    return files_of(address)[FRAGMENT].decode()


class Tags(HTMLParser):
    """Collects elements with their attributes, and checks that they nest."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.roots = 0
        self._open: list[str] = []
        self.feed(markup)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        self.roots += not self._open
        if tag not in {"br", "img", "col"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Check that it is the one that is open."""
        assert self._open.pop() == tag


@pytest.mark.parametrize("address", ["", *REPORTS])
def test_the_piece_is_one_element_without_script_or_sheet(address: str) -> None:
    """It has one root, no page around it, no script, no style sheet, no handler, no address of another host."""
    tags = Tags(fragment(address))
    assert tags.roots == 1
    names = {tag for tag, _ in tags.found}
    assert not names & {"html", "head", "body", "script", "style", "link", "iframe", "object", "form", "svg"}
    assert not [name for _, attributes in tags.found for name in attributes if name.startswith("on")]
    addresses = [attributes[name] for _, attributes in tags.found for name in ("src", "href") if name in attributes]
    assert all(re.fullmatch(r"#[\w.-]+|[\w.-]+\.(png|pdf|xlsx)", one) for one in addresses), addresses


@pytest.mark.parametrize("address", ["", *REPORTS])
def test_identifiers_are_prefixed_single_and_found(address: str) -> None:
    """Each begins with letters of the report's own; no two are alike; every link and every cell's head exists."""
    tags = [attributes for _, attributes in Tags(fragment(address)).found]
    keys = [attributes["id"] for attributes in tags if "id" in attributes]
    assert len(keys) == len(set(keys))
    assert len({key[:4] for key in keys}) == 1
    assert keys[0][0] == "j"
    sought = [key for attributes in tags for key in attributes.get("headers", "").split()]
    sought += [attributes["href"][1:] for attributes in tags if attributes.get("href", "").startswith("#")]
    assert sought
    assert set(sought) <= set(keys)


def test_two_reports_can_stand_in_one_page() -> None:
    """Their identifiers begin differently."""
    begins = {re.search(r' id="(j\w{3})', fragment(address))[1] for address in REPORTS}  # type: ignore[index]
    assert len(begins) == len(REPORTS)


@pytest.mark.parametrize("address", ["", *REPORTS])
def test_every_table_has_a_caption_and_heads_with_scope(address: str) -> None:
    """Tables are tables: caption, th with scope, borders of their own on every cell."""
    tags = Tags(fragment(address)).found
    tables = [attributes for tag, attributes in tags if tag == "table"]
    assert len(tables) == sum(tag == "caption" for tag, _ in tags) > 0
    assert all("border-collapse:collapse" in table["style"] for table in tables)
    heads = [attributes for tag, attributes in tags if tag == "th"]
    assert {head["scope"] for head in heads} <= {"col", "row", "colgroup", "rowgroup"}
    assert all(attributes["style"].startswith("border:1px") for tag, attributes in tags if tag in {"td", "th"})


def test_text_of_the_data_never_becomes_markup() -> None:
    """What looks like markup in a report is text in the piece and in the preview; a hostile title too."""
    hostile = replace(DOCUMENT, title="虚构<script>alert(1)</script>", short_name="测试局")
    with zipfile.ZipFile(io.BytesIO(made(hostile))) as archive:
        held = {name: archive.read(name).decode() for name in (FRAGMENT, PREVIEW)}
    assert all("<script" not in text and "<b>虚构" not in text for text in held.values())
    assert "&lt;b&gt;虚构&lt;/b&gt; &amp; &#123;&#123; 7*7 &#125;&#125;" in held[FRAGMENT]


@pytest.mark.parametrize("address", ["", *REPORTS])
def test_pictures_lie_beside_the_piece_and_are_described(address: str) -> None:
    """Each picture is a PNG in the zip, has a description and a size; its values stand below it as a table."""
    files = files_of(address)
    pictures = [attributes for tag, attributes in Tags(fragment(address)).found if tag == "img"]
    assert {picture["src"] for picture in pictures} == {name for name in files if name.endswith(".png")}
    for picture in pictures:
        assert picture["alt"]
        assert int(picture["width"]) > 0 < int(picture["height"])
        assert files[picture["src"]].startswith(b"\x89PNG\r\n")
        assert len(files[picture["src"]]) < 80_000


def test_sizes_are_sensible() -> None:
    """A report of nine tables takes less than 300 KB; one with eight evaluation forms besides less than 500 KB."""
    sizes = {address: len(files_of(address)[FRAGMENT]) for address in REPORTS}
    assert sizes[PUTUO] < 300_000
    assert sizes[HESHAN] < 300_000
    assert sizes[ANJU] < 500_000


def test_linked_files_travel_along_where_the_site_has_no_address() -> None:
    """PDF and workbook lie in the zip and are linked by name, with their sizes; nothing else travels."""
    files = files_of()
    pictures = {name for name in files if name.endswith(".png")}
    assert set(files) == {README, FRAGMENT, PREVIEW, "report.pdf", "tables.xlsx"} | pictures
    assert files["report.pdf"] == FILES["report.pdf"]
    assert 'href="report.pdf">全文 PDF（1 KB）</a>' in fragment()


def test_links_lead_to_the_site_where_it_has_an_address() -> None:
    """With an address in site.yml the files stay there, and the page on the site is named."""
    with zipfile.ZipFile(io.BytesIO(made(DOCUMENT, Imprint("https://xugou.example.com/jsgk/")))) as archive:
        names, text = archive.namelist(), archive.read(FRAGMENT).decode()
    assert "report.pdf" not in names
    root = "https://xugou.example.com/jsgk/reports/xugou/test/2024/"
    assert f'href="{root}downloads/report.pdf"' in text
    assert f'href="{root}"' in text


def test_ours_is_told_from_the_official_text_in_words() -> None:
    """Where a system drops every style, a sentence of ours still says so."""
    assert re.search(r"<strong>一句话：</strong>一句话：收支都是", fragment())
    assert "<strong>说明：</strong>原件未公布所属单位名单。" in fragment()


def test_a_draft_says_so_in_the_piece_and_in_the_readme() -> None:
    """What is not public yet warns whoever is about to paste it."""
    with zipfile.ZipFile(io.BytesIO(made(replace(DOCUMENT, state="送审")))) as archive:
        assert "送审稿，尚未公开" in archive.read(FRAGMENT).decode()
        assert "还没有公开（送审），不要发布" in archive.read(README).decode("utf-8-sig")
    assert "尚未公开" not in fragment()


def test_the_readme_says_what_to_paste_where() -> None:
    """It is plain text that Windows' editor opens, and names every file of the zip."""
    raw = files_of()[README]
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    text = raw.decode("utf-8-sig")
    assert all(name in text for name in files_of() if name != README)
    assert DOCUMENT.title in text
    assert "源代码" in text


def test_the_same_report_gives_the_same_bytes() -> None:
    """No clock, no order of chance."""
    assert made(DOCUMENT) == made(DOCUMENT)
    with zipfile.ZipFile(io.BytesIO(made(DOCUMENT))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.fixture
def page(browser: Browser) -> Page:
    """Return a page of a phone's width."""
    return browser.new_page(viewport={"width": 360, "height": 740})


def unpacked(folder: Path, address: str) -> Path:
    """Return a folder with the files of the zip."""
    for name, content in files_of(address).items():
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("width", [360, 1280])
def test_the_preview_can_be_used_by_everyone(page: Page, tmp_path: Path, width: int) -> None:
    """axe-core finds nothing, all pictures load, nothing makes the page wider than the screen."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((unpacked(tmp_path, HESHAN) / PREVIEW).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run().then(result => result.violations.map(one => one.id))")
    assert found == []


def test_a_portals_own_sheet_does_not_break_it(page: Page, tmp_path: Path) -> None:
    """Under rules that take borders, weights, widths and sides away, tables keep theirs, in a box that scrolls."""
    unpacked(tmp_path, PUTUO)
    head = "<!DOCTYPE html><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
    (tmp_path / "portal.html").write_text(f"{head}<style>{HOSTILE}</style><div>{fragment(PUTUO)}</div>", "utf-8")
    page.goto((tmp_path / "portal.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    looks = page.evaluate(
        """() => [...document.querySelectorAll('td, th')].map(cell => {
            const look = getComputedStyle(cell);
            return [look.borderTopWidth, look.borderTopStyle, parseFloat(look.paddingLeft) > 0];
        })"""
    )
    assert {tuple(look) for look in looks} == {("1px", "solid", True)}
    sides = page.evaluate(
        """() => [...document.querySelectorAll('td')].filter(cell => /^[\\d,.]+$/.test(cell.textContent)
            && cell.textContent.includes('.')).map(cell => getComputedStyle(cell).textAlign)"""
    )
    assert set(sides) == {"right"}
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('[role=group]')].map(
            box => [box.tabIndex, box.getAttribute('aria-label') !== '', box.clientWidth <= 360])"""
    )
    assert {tuple(box) for box in boxes} == {(0, True, True)}
    widths = page.evaluate("[...document.images].map(image => image.clientWidth)")
    assert max(widths) <= 360


def test_the_day_on_the_cover_is_that_of_the_data() -> None:
    """The piece says when it was published, as the PDF's cover does."""
    assert "2025年9月1日" in fragment()
    assert file_date(DOCUMENT) == dt.date(2025, 9, 1)
