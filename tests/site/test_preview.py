"""What the preview serves, to whom, and what it makes again; drawing and MkDocs are quick stand-ins here."""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.findings import Finding, Severity
from generator.places import Place
from generator.site.preview.loop import Preview, opened, preview_of
from generator.site.preview.panel import MOST, panel_of, with_panel
from generator.site.preview.server import serving
from generator.site.preview.view import Shown, View, address_in
from tests.build.example import WATER, edited, invented
from tests.build.fakes import Counts, count_work, make_project, put, small
from tests.site.test_policy import POLICY, policy_of

FOREST = "xugou/forest/2024"
PAGE = f"/reports/{WATER}/"


def two() -> dict[str, bytes]:
    """Return two invented reports of one county."""
    files = small(invented())
    own = {path: raw for path, raw in files.items() if "/water/" in path}
    other = {path.replace("/water/", "/forest/"): raw for path, raw in own.items()}
    other["data/regions/xugou/forest/department.yml"] = "名称: 虚构县林业局\n本名: 林业局\n".encode()
    return {**files, **other}


def stand_ins(monkeypatch: pytest.MonkeyPatch) -> Counts:
    """Replace drawing and MkDocs; return how often they ran."""
    found = count_work(monkeypatch)
    monkeypatch.setattr(
        "generator.site.mkdocs.build_shell", lambda *_: {"index.html": b"<head></head>", "404.html": b"?"}
    )
    return found


def made(root: Path) -> Preview:
    """Return a preview of two reports, made once."""
    found = preview_of(make_project(root, two()), lambda project: list(project.reports()))
    found.make(lambda *_: None)
    found.surround()
    return found


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    """Replace drawing and MkDocs; count how often they ran."""
    return stand_ins(monkeypatch)


@pytest.fixture
def preview(tmp_path: Path, counts: Counts) -> Preview:
    """Return a preview of two reports, made once."""
    found = made(tmp_path / "p")
    counts.take()
    return found


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Return the port where a preview is served to tests that only read."""
    with pytest.MonkeyPatch.context() as patch:
        stand_ins(patch)
        with opened(made(tmp_path_factory.mktemp("preview") / "p"), 0, lambda *_: None) as address:
            yield int(address.rstrip("/").rpartition(":")[2])


def get(port: int, path: str, host: str = "127.0.0.1") -> tuple[int, bytes]:
    """Return status and content of what a browser asks for under a name of this machine."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


def test_a_page_comes_with_the_panel(port: int) -> None:
    """The panel's style and script stand in the head of a page as it is served; both are served too."""
    status, page = get(port, "/")
    assert status == 200
    assert b'/_juesuan/panel.js" data-page="' in page.partition(b"</head>")[0]
    assert [get(port, f"/_juesuan/{name}")[0] for name in ("panel.js", "panel.css", "server.py")] == [200, 200, 404]


def test_before_there_are_pages_the_policy_is_no_wider(tmp_path: Path, counts: Counts) -> None:
    """What is served while the first pages are made may load the panel, and nothing that the site's pages may not."""
    early = preview_of(make_project(tmp_path / "p", two()), lambda _: [])
    with serving(0, early.board) as address:
        early.board.show(View(is_shell_old=False))
        status, page = get(int(address.rstrip("/").rpartition(":")[2]), "/")
    found = policy_of(page.decode())
    assert (status, found["default-src"]) == (404, ["'none'"])
    assert b"/_juesuan/panel.js" in page
    assert all(set(sources) <= set(POLICY[name]) for name, sources in found.items())
    assert {"script-src-attr", "base-uri", "form-action"} <= found.keys()  # of these default-src says nothing, or less


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1", 200), ("localhost:9", 200), ("[::1]:8000", 200), ("evil.example", 403), ("127.0.0.1.evil.cn", 403),
     ("", 403), ("[", 403)],
)  # fmt: skip
def test_only_this_machine_is_answered(port: int, host: str, status: int) -> None:
    """A page elsewhere that leads its own name here (DNS rebinding) is refused."""
    assert get(port, "/", host)[0] == status


@pytest.mark.parametrize(
    "path",
    ["/../mkdocs.yml", "/..%2fmkdocs.yml", "/%2e%2e/%2e%2e/etc/passwd", "/data/site.yml", "/reports/", "//etc/passwd"],
)
def test_nothing_outside_the_site_is_served(port: int, path: str) -> None:
    """No path leads out of what is shown, and no folder is listed."""
    status, content = get(port, path)
    assert status == 404
    assert b"site_name" not in content


def test_the_state_of_a_page_names_its_findings(port: int) -> None:
    """What the panel is told: a verdict, and each finding with severity, place, message and hint."""
    said = json.loads(get(port, f"/_juesuan/state?page={PAGE}&seen=")[1])
    assert said["verdict"].startswith("可以公开")
    assert {group["title"] for group in said["groups"]} >= {WATER}
    rows = [row for group in said["groups"] for row in group["findings"]]
    assert all(row["severity"] and row["message"] for row in rows)


def test_only_the_report_that_changed_is_made_again(preview: Preview, counts: Counts) -> None:
    """One amount of one of two reports: one report is drawn and made; saved without a change, none."""
    told: list[str] = []
    preview.make(lambda address, *_: told.append(address))
    assert told == []
    put(preview.root, edited(two(), f"data/regions/{FOREST}/accounts.yml", "其他收入: 20.00", "其他收入: 21.00"))
    preview.make(lambda address, *_: told.append(address))
    assert told == [FOREST]
    assert counts.take()["html"] == 1


def test_the_report_that_is_looked_at_is_made_first(preview: Preview) -> None:
    """A shared file changed, so all are made again: the one that is open in a browser before the others."""
    preview.board._asked[WATER] = float("inf")
    put(preview.root, {**two(), "data/site.yml": "标题: 另一个虚构的网站\n".encode()})
    told: list[str] = []
    preview.make(lambda address, *_: told.append(address))
    assert told == [WATER, FOREST]


def test_a_report_that_cannot_be_read_keeps_its_page(preview: Preview) -> None:
    """Its page is still found; the panel says that it is of an earlier state; the other report is not touched."""
    path = f"reports/{WATER}/index.html"
    before = preview.board.find(path)
    assert before
    put(preview.root, {**two(), f"data/regions/{WATER}/accounts.yml": b"[[["})
    preview.make(lambda *_: None)
    assert preview.board.find(path) == before
    said = panel_of(preview.board.view, f"reports/{WATER}/index.html")
    assert "还是上次的" in said["groups"][-1]["stale"]
    assert panel_of(preview.board.view, f"reports/{FOREST}/index.html")["groups"][-1]["stale"] == ""


def test_a_report_that_is_gone_is_not_served_any_more(preview: Preview) -> None:
    """A folder was removed: its pages are gone."""
    put(preview.root, {path: raw for path, raw in two().items() if "/forest/" not in path})
    preview.make(lambda *_: None)
    assert preview.board.find(f"reports/{FOREST}/index.html") is None
    assert preview.board.find(f"reports/{WATER}/index.html")


def test_a_fault_in_what_all_share_keeps_everything_and_says_so(preview: Preview) -> None:
    """site.yml cannot be read: all pages stay; the panel of each says so and names the file."""
    put(preview.root, {**two(), "data/site.yml": b"[[["})
    preview.make(lambda *_: None)
    said = panel_of(preview.board.view, f"reports/{WATER}/index.html")
    assert "还是上次的" in said["trouble"]
    assert any(row["place"].startswith("data/site.yml") for group in said["groups"] for row in group["findings"])
    assert preview.board.find(f"reports/{WATER}/index.html")


def test_what_stops_a_report_stands_first_and_what_is_waived_last() -> None:
    """Beside a page: errors, warnings, notes, then what was waived; more than fit are counted."""
    kinds = [(Severity.NOTE, ""), (Severity.ERROR, "原文如此"), (Severity.WARNING, ""), (Severity.ERROR, "")]
    found = tuple(
        Finding(f"K{number:02}", kind, "虚构", place=Place("data/x.yml", number + 1, 1), waived=waived)
        for number, (kind, waived) in enumerate(kinds)
    )
    many = tuple(Finding("K99", Severity.NOTE, f"第{number}处") for number in range(MOST))
    view = View({WATER: Shown("", found + many)})
    group = panel_of(view, f"reports/{WATER}/index.html")["groups"][0]
    assert [row["kind"] for row in group["findings"][:3]] == ["error", "warning", "note"]
    assert (len(group["findings"]), group["more"]) == (MOST, 4)
    few = panel_of(View({WATER: Shown("", found)}), f"reports/{WATER}/index.html")["groups"][0]
    assert few["findings"][-1]["kind"] == "waived"


def test_a_page_without_a_head_gets_the_panel_all_the_same() -> None:
    """Whatever the page is like, the script is in it."""
    assert with_panel(b"<p>x", "t").startswith(b"<p>x<link")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (f"reports/{WATER}/index.html", WATER),
        ("reports/xugou/water/index.html", ""),
        ("index.html", ""),
        ("reports/", ""),
    ],
)
def test_which_report_a_path_belongs_to(path: str, address: str) -> None:
    """Pages of a report stand below region, department and year."""
    assert address_in(path) == address
