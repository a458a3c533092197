"""Whatever is typed, no script runs: vectors in every text field of every record, every page opened in Chromium.

Run by `make torture`, as it takes minutes. Here each field holds a few of the vectors;
tests/torture/torture_vectors.py puts each into each.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pikepdf
import pytest

from generator.build.outputs import draw
from generator.findings import Severity
from tests.browser.conftest import once, served
from tests.build.example import laid_out
from tests.build.test_nasty import Picker as OneEach
from tests.build.test_nasty import report
from tests.downloads.recalculating import Book
from tests.hostile.alone import errors_of
from tests.hostile.filling import KEPT, KEPT_OF_STYLES, ROOTS, Filler, text_fields
from tests.hostile.looking import MARKER, Looked, look, pages_of
from tests.hostile.project import build_hostile, hostile_files, write_hostile
from tests.hostile.vectors import VECTORS, Picker

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LEAST = 100
#: kinds of action of a PDF that run, send or open something; a link within the paper is /GoTo.
ACTIONS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/URI"})
#: a cell that a spreadsheet would compute.
FORMULA = re.compile(r"[=+\-@\t\r]")
#: what is kept and has a rule and a test of its own: MkDocs refuses an address of the site that is none.
ELSEWHERE = frozenset({"Site.网址"})
NUMBER = re.compile(r"-?\d+(\.\d+)?%?")


def make(target: Path) -> None:
    """Build the site of a county whose every text is hostile."""
    fill = Filler(Picker())
    result = build_hostile(write_hostile(target, hostile_files(fill)))
    assert result.left_out == [], [
        one for plan in result.plans for one in plan.findings if one.severity == Severity.ERROR
    ]
    assert result.withdrawn
    (target / "filled").write_text("\n".join(sorted(fill.filled)), encoding="utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the hostile site."""
    return (once(tmp_path_factory, "hostile", make) / "site").resolve()


@pytest.fixture(scope="module")
def address(hostile: Path) -> Iterator[str]:
    """Return the address of its home page."""
    with served(hostile) as home:
        yield home


@pytest.fixture(scope="module")
def bare(browser: "Browser", hostile: Path, address: str) -> Looked:
    """Return what was seen of every page by a browser that ignores the policy."""
    return look(browser, address, pages_of(hostile), policy=False)


def test_every_text_field_of_every_record_is_filled(tmp_path_factory: pytest.TempPathFactory, hostile: Path) -> None:
    """No field that holds words is left out: a new one is met by itself, or named with what it must be."""
    assert hostile.is_dir()
    known = set().union(*(text_fields(root) for root in ROOTS))
    folder = once(tmp_path_factory, "hostile", make)
    filled = set((folder / "filled").read_text(encoding="utf-8").splitlines())
    assert known - KEPT - KEPT_OF_STYLES - filled == set()
    assert (KEPT | KEPT_OF_STYLES) - known == set()


@pytest.mark.parametrize("field", sorted((KEPT | KEPT_OF_STYLES) - ELSEWHERE))
def test_what_is_kept_is_refused_or_in_no_page(field: str, tmp_path: Path) -> None:
    """A vector in a field that holds no words is an error, or nothing prints it; no page fails for it."""
    errors = errors_of(tmp_path, field)  # which also looks for it in the pages
    assert all(error.message and error.path for error in errors)


def test_no_script_runs_even_without_the_policy(bare: Looked) -> None:
    """Every page, opened and touched: nothing runs, asks another host, or is an element that text became."""
    assert bare.wrong == []
    assert len(set(VECTORS)) >= LEAST
    assert {number for number, text in enumerate(VECTORS) if f"__xss({number})" in text} - bare.shown == set()


def test_the_policy_has_nothing_to_stop(browser: "Browser", hostile: Path, address: str) -> None:
    """A page of each kind under the policy: no breach, so that its escaping alone would have been enough."""
    every = pages_of(hostile)
    kinds = {re.sub(r"\d|xugou\w*", "", page.rstrip("/").split("/")[-1]): page for page in every}
    seen = look(browser, address, kinds.values(), policy=True)
    assert seen.wrong == []
    assert seen.pages == len(kinds) > len(every) / 6


def test_what_a_visitor_types_is_text_too(browser: "Browser", address: str) -> None:
    """Vectors in the search box, in the address and behind # run nothing, on the pages that read them."""
    context = browser.new_context(locale="zh-CN", bypass_csp=True)
    context.add_init_script(MARKER)
    page = context.new_page()
    for text in VECTORS[::35]:
        for place in (f"search/?q={quote(text)}&年度={quote(text)}", f"compare/?topic={quote(text)}#{quote(text)}"):
            page.goto(address + place)
            page.wait_for_timeout(200)
            assert page.evaluate("window.__ran") == [], (place, text)
    page.goto(address)
    box = page.locator("main input[type=search]").first
    for text in VECTORS[::25]:
        box.fill(text[:30])
        page.wait_for_timeout(100)
    assert page.evaluate("window.__ran") == []
    context.close()


def test_tables_to_take_home_hold_no_formula(hostile: Path) -> None:
    """In CSV, also within archives, and in workbooks no cell begins with a mark that a program would compute."""
    cells = 0
    for path, content in files_of(hostile):
        if path.endswith(".csv"):
            for cell in (cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row):
                cells += "__xss" in cell
                assert NUMBER.fullmatch(cell) or not FORMULA.match(cell), (path, cell)
        elif path.endswith(".xlsx"):
            cells += b"__xss" in zipfile.ZipFile(io.BytesIO(content)).read("xl/sharedStrings.xml")
            for _, held in Book(content).formulas():
                assert "other.invalid" not in held.formula
                assert "cmd|" not in held.formula
    assert cells > LEAST


def test_files_for_programs_stay_whole(hostile: Path) -> None:
    """JSON and XML can be read, and hold the vectors as text; the feed holds no markup but its own."""
    seen = 0
    for path, content in files_of(hostile):
        if path.endswith(".json"):
            seen += "__xss" in json.dumps(json.loads(content))
        elif path.endswith((".xml", ".svg")):
            tree = ET.fromstring(content)  # noqa: S314 - a file of our own
            names = {node.tag.rpartition("}")[2].lower() for node in tree.iter()}
            assert not names & {"script", "iframe", "foreignobject", "img", "a", "image", "use", "set", "animate"}, path
            assert not [name for node in tree.iter() for name in node.attrib if name.lower().startswith("on")], path
            seen += "__xss" in "".join(tree.itertext())
    assert seen > len(("feed", "facts", "compare"))


def test_papers_and_fragment_hold_the_vectors_as_text() -> None:
    """PDF, DOCX and fragment of a report with a vector in every field: no link, field or script but ours."""
    document = laid_out(report(1, OneEach(VECTORS, 1)), "r1/water/2024")
    files = draw(document, with_pdf=True).files
    held = {path.rpartition(".")[2]: content for path, content in files.items()}
    assert {"pdf", "docx"} <= held.keys()
    with pikepdf.open(io.BytesIO(held["pdf"])) as paper:
        assert list(acting(paper)) == []
        paper.Root.OpenAction = paper.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
        link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://other.invalid/")
        paper.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Annot, A=link)])
        packed = io.BytesIO()
        paper.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"/JavaScript" not in packed.getvalue()  # which is why the bytes are not asked
    with pikepdf.open(packed) as paper:
        assert set(acting(paper)) == {"/OpenAction", "/S /JavaScript", "/JS", "/S /URI", "/URI https://other.invalid/"}
    with zipfile.ZipFile(io.BytesIO(held["docx"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert b"__xss" in parts["word/document.xml"]
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            ET.fromstring(content)  # noqa: S314 - a file of our own
        if name.endswith(".rels"):
            assert b"other.invalid" not in content
            assert b"javascript:" not in content
    fields = re.findall(rb"<w:instrText[^>]*>([^<]*)", parts["word/document.xml"])
    assert not [field for field in fields if b"__xss" in field or b"cmd" in field]


def acting(paper: pikepdf.Pdf) -> Iterator[str]:
    """Yield what in a PDF would run, send or lead elsewhere, in whatever stream its objects are packed."""
    for held in paper.objects:
        yield from _acting(held)


def _acting(held: pikepdf.Object) -> Iterator[str]:
    """Yield what an object does, and those in it that are not told apart in the file."""
    if isinstance(held, pikepdf.Array):
        for one in held:
            yield from _within(one)
    elif isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        for key, one in held.items():
            is_opening = key == "/OpenAction" and isinstance(one, pikepdf.Dictionary)  # else it is a page to show
            yield from [key] if is_opening or key in {"/JS", "/JavaScript", "/AA"} else []
            yield from [f"/S {one}"] if key == "/S" and str(one) in ACTIONS else []
            yield from [f"/URI {one}"] if key == "/URI" else []
            yield from _within(one)


def _within(one: object) -> Iterator[str]:
    if isinstance(one, pikepdf.Object) and not one.is_indirect:
        yield from _acting(one)


def files_of(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every file of ours in a site, those within archives too."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or name.startswith(("pagefind/", "assets/")):
            continue
        content = path.read_bytes()
        yield name, content
        if name.endswith(".zip"):
            with zipfile.ZipFile(path) as archive:
                yield from ((f"{name}/{inner}", archive.read(inner)) for inner in archive.namelist())
