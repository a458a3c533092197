"""The same attacks with a guard taken away: each gets through, so the guard is what stops it and its tests can fail."""

import http.server
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pikepdf
import pytest
import xlsxwriter
import yaml
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from generator.build.report import Slugs, plan_report
from generator.desk.apart import Bounds
from generator.desk.attaching.examine import examine
from generator.desk.importing.container import WorkbookError
from generator.desk.importing.workbook import MOST, read_workbook
from generator.downloads.docx_pictures import picture_of
from generator.downloads.pdf import _Charts
from generator.findings import has_error
from generator.load.builder import TreeBuilder, _Anchored
from generator.load.reading import Reader, load_shared
from generator.load.tree import Limits, read_tree
from generator.model.identity import Site
from generator.site.errors import SiteError
from generator.site.frame import extra_of
from generator.site.mkdocs import own_files
from generator.site.reports import attached_files
from generator.site.tree import write_tree
from generator.workspace.attachments import attached_in
from generator.workspace.project import Project, read_project
from tests.build.example import REPORT, ROOT, WATER, invented
from tests.build.fakes import small
from tests.desk.test_attaching import docx, pdf, with_entry, xlsx
from tests.hostile.test_guards import HIDDEN, REFUSED

if TYPE_CHECKING:
    from generator.workspace.making import Known

WIDE = Limits(depth=10**6, nodes=10**7, aliases=10**7, scalar=10**7)
#: shorter forms of the files that `test_guards` has refused, and bounds so narrow that they stop these.
BOUNDED = {
    "Y035": ("甲: " + "[" * 20 + "]" * 20, Limits(depth=10)),
    "Y036": ("甲:\n" + "  - {a: 1, b: 2, c: 3}\n" * 50, Limits(nodes=100)),
    "Y037": ("甲: &a [乙]\n" + "".join(f"丙{number}: *a\n" for number in range(9)), Limits(aliases=5)),
    "Y039": ("甲: " + "乙" * 100, Limits(scalar=50)),
}
#: what is taken away, and by what it is replaced, so that the reader follows.
NEVER = re.compile("(?!)")


def codes(text: str, limits: Limits | None = None) -> set[str]:
    """Return the rules that a YAML file breaks."""
    raw = text.encode()
    return {one.code for one in (read_tree(raw, "x.yml", limits) if limits else read_tree(raw, "x.yml"))[1]}


@pytest.mark.parametrize(("code", "text", "limits"), [(code, *held) for code, held in BOUNDED.items()], ids=BOUNDED)
def test_wider_bounds_let_the_file_through(code: str, text: str, limits: Limits) -> None:
    """Depth, number of values, aliases, length: the bound alone is what stops the file."""
    assert code in codes(text, limits)
    assert read_tree(text.encode(), "x.yml", limits)[0] is None or code == "Y039"
    assert code not in codes(text, WIDE)
    assert read_tree(text.encode(), "x.yml", WIDE)[0] is not None


@pytest.mark.parametrize(("name", "code"), [("MOST_BYTES", "Y001"), ("MOST_LINES", "Y013")])
def test_without_a_bound_on_its_size_a_file_is_read(name: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of 60 lines and 300 bytes is refused by narrow bounds, read by those that hold."""
    text = "- 12\n" * 60
    monkeypatch.setattr(f"generator.load.scan.{name}", 50)
    assert code in codes(text)
    monkeypatch.undo()
    assert codes(text) == set()


@pytest.mark.parametrize(("pattern", "code", "what"), [("_BIDI", "Y005", "a direction"), ("_CONTROL", "Y004", "")])
def test_without_the_look_at_characters_they_stay(
    pattern: str, code: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Turned text and control characters, typed or escaped, would be in the tree and on the page."""
    text = REFUSED[what][0] if what else '甲: "支出\\u0007"\n'
    assert code in codes(text)
    monkeypatch.setattr(f"generator.load.decode.{pattern}", NEVER)
    assert code not in codes(text)
    tree = read_tree(text.encode(), "x.yml")[0]
    assert tree is not None
    assert isinstance(tree.value, dict)
    assert {"\u202e", "\u0007"} & set(str(tree.value["甲"]))


def test_without_the_look_at_what_is_open_an_alias_follows_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that counted before its content has ended would be unfolded until another bound stops the file."""
    text = "甲: &a [乙, *a]\n"
    assert codes(text) == {"Y038"}
    begin = TreeBuilder._open

    def known_at_once(self: TreeBuilder, event: yaml.CollectionStartEvent, node: Any, kind: str) -> None:
        begin(self, event, node, kind)
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(node, ())

    monkeypatch.setattr(TreeBuilder, "_open", known_at_once)
    assert codes(text) == {"Y035"}
    assert codes(text, Limits(depth=10**6, nodes=1000)) == {"Y037"}


def test_a_tag_would_run_where_a_library_builds_the_tree() -> None:
    """What is only a finding here is a call with PyYAML's own builder."""
    text = "甲: !!python/object/apply:builtins.len [[1, 2, 3]]\n"
    assert "Y031" in codes(text)
    assert yaml.load(text, yaml.UnsafeLoader) == {"甲": 3}  # noqa: S506 - this is the attack


def test_without_the_look_at_links_a_file_elsewhere_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link in data/ would be taken for the file that it leads to."""
    (tmp_path / "secret.yml").write_text(HIDDEN, encoding="utf-8")
    folder = tmp_path / "project" / "data" / "regions" / "a" / "b" / "2024"
    folder.mkdir(parents=True)
    (folder / "report.yml").symlink_to(tmp_path / "secret.yml")
    assert read_project(tmp_path / "project").files == {}
    monkeypatch.setattr("generator.workspace.project._is_own", lambda path: path.is_file())
    assert list(read_project(tmp_path / "project").files.values()) == [HIDDEN.encode()]


def test_without_the_look_at_links_a_page_elsewhere_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link in docs/ would be taken for a page of the site."""
    (tmp_path / "key.md").write_text(HIDDEN, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "key.md").symlink_to(tmp_path / "key.md")
    assert own_files(tmp_path) == {}
    monkeypatch.setattr(Path, "is_symlink", lambda _: False)
    assert own_files(tmp_path) == {"key.md": HIDDEN.encode()}


def test_without_the_look_at_links_a_file_elsewhere_is_attached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link among the attachments would be taken for the file that it leads to."""
    (tmp_path / "secret.pdf").write_bytes(pdf())
    (tmp_path / "attachments").mkdir()
    (tmp_path / "attachments" / "a.pdf").symlink_to(tmp_path / "secret.pdf")
    assert "链接" in attached_in(tmp_path)["a.pdf"].problem
    blind = SimpleNamespace(S_ISLNK=lambda _mode: False, S_ISREG=lambda _mode: True)
    monkeypatch.setattr("generator.workspace.attachments.stat", blind)
    found = attached_in(tmp_path)["a.pdf"]
    assert (found.problem, len(found.sha256)) == ("", 64)


def test_without_both_its_checks_a_path_among_the_attachments_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what was seen in the folder is attached, and only a plain name may be listed: each stops it alone."""
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(pdf())
    listed = f"{REPORT}附件: [{{文件: {secret}, 标题: 虚构的通知}}]\n"
    project = Project(tmp_path, small(invented(report=listed)))
    slugs, shared = Slugs(*WATER.split("/")), load_shared(Reader(project.shared))

    def published() -> list[bytes]:
        plan = plan_report(project.files_of(slugs), shared, slugs)
        if has_error(plan.findings):
            return []
        assert plan.document is not None
        known = SimpleNamespace(slugs=slugs, attachments=plan.document.attachments)
        return list(attached_files(project, cast("Known", known)).values())

    with monkeypatch.context() as patch:
        patch.setattr("generator.check.attached.rules.NAME", re.compile(".*"))
        assert published() == []
    monkeypatch.setattr(
        "generator.workspace.project.attached_in", lambda _: {str(secret): examine(secret.name, secret.read_bytes())}
    )
    assert published() == []
    monkeypatch.setattr("generator.check.attached.rules.NAME", re.compile(".*"))
    assert published() == [secret.read_bytes()]


@pytest.mark.parametrize("name", ["../stolen.txt", "a/../../stolen.txt"])
def test_without_its_check_of_names_a_file_leaves_its_folder(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name with `..` would be written beside the site."""
    site = tmp_path / "site"
    with pytest.raises(SiteError, match="文件夹外面"):
        write_tree(site, {name: b"x"})
    assert not (tmp_path / "stolen.txt").exists()
    monkeypatch.setattr("generator.site.tree.inside", lambda folder, name: folder / name)
    write_tree(site, {"a/b": b"", name: b"x"})
    assert (tmp_path / "stolen.txt").read_bytes() == b"x"


@pytest.mark.parametrize("name", ["..", "<img>", "a b"])
def test_without_its_check_a_folder_name_becomes_an_address(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slug of any kind would stand in links and in the paths of files."""
    slugs = Slugs("xugou", name, "2024")
    project = Project(ROOT, {path.replace("/water/", f"/{name}/"): raw for path, raw in small(invented()).items()})
    shared = load_shared(Reader(project.shared))
    assert has_error(plan_report(project.files_of(slugs), shared, slugs).findings)
    monkeypatch.setattr("generator.build.report._unusable", lambda _slugs: iter(()))
    plan = plan_report(project.files_of(slugs), shared, slugs)
    assert not has_error(plan.findings)
    assert plan.document is not None
    assert plan.document.department == name


def test_without_the_check_of_addresses_a_script_is_linked(monkeypatch: pytest.MonkeyPatch) -> None:
    """`javascript:` in site.yml would stand at the foot of every page."""
    site = Site(title="甲", feedback="javascript:alert(1)")
    assert "javascript" not in repr(extra_of(site))
    monkeypatch.setattr("generator.site.frame._safe_address", lambda address: address)
    assert "javascript" in repr(extra_of(site))


@pytest.mark.parametrize(("name", "most"), [("MOST_UNPACKED", 1000), ("MOST_ENTRIES", 2)])
def test_without_a_bound_a_workbook_is_unpacked(name: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Size and parts of a workbook: narrow bounds refuse what those that hold let through."""
    content = xlsx("虚构")
    assert read_workbook(content, "表.xlsx")
    monkeypatch.setattr(f"generator.desk.importing.container.{name}", most)
    with pytest.raises(WorkbookError, match="超过"):
        read_workbook(content, "表.xlsx")
    monkeypatch.setattr("generator.desk.importing.workbook.check_zip", lambda *_: None)
    assert read_workbook(content, "表.xlsx")


@pytest.mark.parametrize("most", [{"sheets": 0}, {"cells": 0}, {"characters": 0}])
def test_without_a_bound_a_workbook_is_laid_out(most: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Sheets, cells, text: the process that lays them out refuses what holds more than is read."""
    content = xlsx("虚构")
    assert read_workbook(content, "表.xlsx")
    monkeypatch.setattr("generator.desk.importing.workbook.MOST", {**MOST, **most})
    with pytest.raises(WorkbookError, match="没有读取"):
        read_workbook(content, "表.xlsx")


def test_without_its_bound_on_memory_a_workbook_takes_what_it_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet whose two cells stand far apart is laid out cell by cell, unless there is no memory for it."""
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet("虚构")
        sheet.write(0, 0, 1)
        sheet.write(999, 16_383, 1)
    far = held.getvalue()
    monkeypatch.setattr("generator.desk.apart.asking.BOUNDS", Bounds(memory=250_000_000))
    with pytest.raises(WorkbookError, match="要的内存超过"):
        read_workbook(far, "表.xlsx")
    monkeypatch.setattr("generator.desk.apart.asking.BOUNDS", Bounds(memory=4_000_000_000))
    with pytest.raises(WorkbookError, match="1000 行、16384 列"):
        read_workbook(far, "表.xlsx")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("表.xlsx", with_entry(xlsx("虚构"), "xl/vbaProject.bin")),
        ("函.docx", with_entry(docx("虚构"), "word/embeddings/a.bin")),
    ],
    ids=["macro", "embedded"],
)  # fmt: skip
def test_without_the_look_inside_a_macro_is_attached(
    name: str, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Macros and embedded files would be offered for download."""
    assert examine(name, content).problem
    monkeypatch.setattr("generator.desk.attaching.kinds._office_problem", lambda _content: "")
    assert not examine(name, content).problem


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a server on this machine, and the paths that it was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/svg+xml")
            self.end_headers()
            self.wfile.write(b"<svg xmlns='http://www.w3.org/2000/svg'/>")

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Open(URLFetcher):  # type: ignore[misc] # the engine is not typed
    """The engine's own fetcher, which follows every address, with the drawings of a report."""

    def __init__(self, charts: dict[str, str]) -> None:
        super().__init__()
        self._charts = _Charts(charts)

    def fetch(self, url: str, headers: object = None) -> object:
        return self._charts.fetch(url) if url.startswith("chart:") else super().fetch(url, headers)


#: markup as it would be if a text were not escaped: in the paper, and in a drawing of it.
PAPERS: dict[str, Callable[[str], tuple[str, dict[str, str]]]] = {
    "image": lambda url: (f"<img src='{url}'>", {}),
    "style": lambda url: (f"<link rel=stylesheet href='{url}'>", {}),
    "drawing": lambda url: (
        "<img src='chart:own'>",
        {
            "own": "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
            f"<image href='{url}' width='9' height='9'/></svg>"
        },
    ),
}


@pytest.mark.parametrize("kind", PAPERS)
def test_without_its_fetcher_the_paper_asks_a_server(kind: str) -> None:
    """From the machine that builds, an address inside its network would be asked (SSRF)."""
    with listening() as (address, asked):
        markup, charts = PAPERS[kind](f"{address}/metadata")
        guard = _Charts(charts)
        with suppress(
            FatalURLFetchingError
        ):  # of what a drawing refers to it is only noted: the report's PDF ends later
            HTML(string=markup, url_fetcher=guard).write_pdf()
        assert (guard.refused, asked) == ([f"{address}/metadata"], [])
        HTML(string=markup, url_fetcher=_Open(charts)).write_pdf()
        assert asked == ["/metadata"]


def test_without_its_fetcher_the_paper_carries_a_file(tmp_path: Path) -> None:
    """A file of the machine that builds would be inside the PDF."""
    (tmp_path / "secret.txt").write_text(HIDDEN, encoding="utf-8")
    markup = f"<link rel=attachment href='{(tmp_path / 'secret.txt').as_uri()}'>"
    with pytest.raises(FatalURLFetchingError):
        HTML(string=markup, url_fetcher=_Charts({})).write_pdf()
    with pikepdf.open(BytesIO(HTML(string=markup, url_fetcher=_Open({})).write_pdf())) as paper:
        assert [held.get_file().read_bytes() for held in paper.attachments.values()] == [HIDDEN.encode()]


#: draws what it is told to, with the renderer as it is called or with one that may load from anywhere.
_DRAW = """
import json, sys
from generator.html import charts
from generator.model.blocks import Chart, ChartPoint
charts._specification = lambda *_: json.loads(sys.argv[1])
if sys.argv[2] == "open":
    draw = charts.vl_convert.vegalite_to_svg
    charts.vl_convert.vegalite_to_svg = lambda specification, **_: draw(specification)
charts.render_chart(Chart("虚构", "bars", "", "", "", (ChartPoint("虚构", 1, "1"),), "", ""))
"""


def test_without_its_bound_a_chart_asks_a_server() -> None:
    """Were a text taken for an address of data, the renderer would ask it; of a picture it only writes the address.

    Drawn in a process of its own: the renderer would keep this one from answering.
    """
    picture = {"data": {"values": [{}]}, "mark": {"type": "image"}}
    with listening() as (address, asked):
        for specification, renderer, ends in (
            ({"data": {"url": f"{address}/metadata"}, "mark": "bar"}, "closed", 1),
            ({**picture, "encoding": {"url": {"value": f"{address}/metadata"}}}, "closed", 0),
            ({"data": {"url": f"{address}/metadata"}, "mark": "bar"}, "open", 0),
        ):
            words = [sys.executable, "-c", _DRAW, json.dumps(specification), renderer]
            direct = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
            done = subprocess.run(words, cwd=ROOT, env=direct, capture_output=True, check=False, timeout=60)
            said = done.stderr.decode()
            assert (done.returncode, "External data url not allowed" in said) == (ends, bool(ends)), said
            assert asked == (["/metadata"] if renderer == "open" else [])


def test_without_its_look_a_picture_shows_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pictures of a DOCX: a drawing that names a file of this machine would show it."""
    around = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{}</svg>"
    secret = picture_of(around.format("<rect width='9' height='9' fill='red'/>"))
    (tmp_path / "secret.png").write_bytes(secret)
    drawing = around.format(f"<image href='{tmp_path}/secret.png' width='9' height='9'/>")
    with pytest.raises(ValueError, match="another file"):
        picture_of(drawing)
    monkeypatch.setattr("generator.downloads.docx_pictures._FOREIGN", NEVER)
    assert picture_of(drawing) not in (secret[:0], picture_of(around.format("")))
