"""The site behind Debian's nginx with the files of tools/nginx, at a root of its own and in a portal's folder."""

import gzip
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.model.moves import Move
from generator.site.compressed import ENDING, compressed
from generator.site.moved import MAP, redirect_map, redirects
from generator.site.switch import SITE, new_version, switch
from generator.site.tree import write_tree
from tests.browser.conftest import DESK, served, visiting
from tests.browser.nginx import BELOW, Answer, Server, serving
from tests.site.test_policy import POLICY, policy_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GZIP = {"Accept-Encoding": "gzip"}
SCRIPT = b"<script>document.title = 'ran'; top.document.title = 'ran'</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>document.documentElement.id = "ran"</script></svg>'
#: what no build writes: the server has to stand it all the same.
STRANGE = {
    "reports/evil/attachments/page.html": b"<!doctype html><title>still</title>" + SCRIPT,
    "reports/evil/attachments/picture.svg": SVG,
    "reports/evil/attachments/program.js": b"top.document.title = 'ran'",
    "reports/evil/attachments/noend": b"<!doctype html>" + SCRIPT,
    "reports/evil/attachments/scan.pdf": b"%PDF-1.7",
    "reports/evil/attachments/scan.jpg": b"\xff\xd8\xff" + SCRIPT,
    "reports/evil/charts/picture.svg": SVG,
    ".git/config": b"[core]",
    "reports/.hidden.html": b"secret",
    "empty/deep/file.txt": b"words",
}
#: the second index of a large site.
GROUP = {
    "pagefind/g1/fragment/zh-cn_012abcd.pf_fragment": b"a piece",
    "pagefind/g1/pagefind.zh-cn_0123456789.pf_meta": b"what there is",
    "pagefind/g1/pagefind-entry.json": b"{}",
}
MOVES = [Move("reports/xugou1/shuili/", "reports/xugou1/water/", ""), Move("guide/", "handbook/", "")]
COMMON = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
}
BOTH = pytest.mark.parametrize("portal", [False, True], ids=["root", "portal"])


@pytest.fixture(scope="module")
def link(county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the link to a version of the invented county's site, with strange files in it."""
    folder = tmp_path_factory.mktemp("nginx-site")
    link = folder / "site"
    with new_version(folder / "versions", link) as version:
        shutil.copytree(county, version / SITE, dirs_exist_ok=True)
        names = sorted(path.relative_to(county).as_posix() for path in county.rglob("*") if path.is_file())
        pages, used, _ = redirects(MOVES, names, "")
        (version / MAP).write_text(redirect_map(used), encoding="utf-8")
        write_tree(version / SITE, {**STRANGE, **GROUP, **pages})
        (version / SITE / "leak.html").symlink_to("/etc/passwd")
        switch(version, link)
    return link


@pytest.fixture(scope="module")
def server(link: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return the running server."""
    with serving(tmp_path_factory.mktemp("nginx"), link) as running:
        yield running


def files(link: Path) -> list[str]:
    """Return every file of the site that a build wrote, by its path, but for the pages at old addresses."""
    found = (path.relative_to(link).as_posix() for path in link.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(
        name for name in found if name not in STRANGE and not name.startswith(tuple(one.old for one in MOVES))
    )


@BOTH
def test_every_file_is_answered_whole_plain_and_packed(server: Server, link: Path, portal: bool) -> None:  # noqa: FBT001 - one of two servers
    """Without packing a client gets the file's own bytes; with it the copy that lies beside it, if there is one."""
    for name in files(link)[:: 5 if portal else 2]:
        plain = server.ask(f"/{name}", portal=portal)
        assert (plain.status, plain.body) == (200, (link / name).read_bytes()), name
        packed = server.ask(f"/{name}", portal=portal, headers=GZIP)
        copy = link / f"{name}{ENDING}"
        assert packed.body == (copy if copy.is_file() else link / name).read_bytes(), name
        assert packed.headers.get("content-encoding") == ("gzip" if copy.is_file() else None), name
        if copy.is_file():
            assert gzip.decompress(packed.body) == plain.body, name
            assert packed.headers["vary"] == "Accept-Encoding"


def test_most_of_what_visitors_read_is_packed(link: Path) -> None:
    """Every page and every script of more than a packet has its copy; packed files have none."""
    sizes = {name: (link / name).stat().st_size for name in files(link)}
    lacking = [
        name
        for name, size in sizes.items()
        if name.endswith((".html", ".js", ".css")) and size > 2000 and f"{name}{ENDING}" not in sizes
    ]
    assert lacking == []
    assert not [name for name in sizes if re.search(r"\.(pf_\w+|pagefind|xlsx|zip|png|gz)\.gz$", name)]


@BOTH
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/search/", "text/html; charset=utf-8"),
        ("/assets/css/tokens.css", "text/css; charset=utf-8"),
        ("/assets/js/search.js", "application/javascript; charset=utf-8"),
        ("/search/suggest.json", "application/json; charset=utf-8"),
        ("/corrections/corrections.csv", "text/csv; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/assets/vendor/LICENSES.txt", "text/plain; charset=utf-8"),
        ("/assets/images/favicon.png", "image/png"),
        ("/reports/evil/charts/picture.svg", "image/svg+xml; charset=utf-8"),
        ("/reports/evil/attachments/scan.pdf", "application/pdf"),
        ("/pagefind/wasm.unknown.pagefind", "application/octet-stream"),
    ],
)
def test_types(server: Server, path: str, kind: str, portal: bool) -> None:  # noqa: FBT001
    """Each kind of file is called what it is, texts with their encoding."""
    assert server.ask(path, portal=portal).headers["content-type"] == kind


def some(link: Path, pattern: str) -> str:
    """Return the path of the first file of the site that fits a pattern."""
    return next(f"/{name}" for name in files(link) if re.search(pattern, name))


@BOTH
def test_every_answer_has_the_headers(server: Server, link: Path, portal: bool) -> None:  # noqa: FBT001
    """Pages, files, redirects, errors: nothing is left out, and nothing of the portal's own gets in."""
    paths = ["/", "/search/", "/assets/css/tokens.css", "/feed.xml", "/compare", "/nothing/", "/guide/", "/.git/config"]
    paths += [some(link, rf"\.{kind}$") for kind in ("csv", "json", "svg", "xlsx", "zip", "pf_fragment", "html")]
    answers = {path: server.ask(path, portal=portal) for path in paths}
    answers["POST"] = server.ask("/", "POST", portal=portal)
    for path, answer in answers.items():
        assert {name: answer.headers.get(name) for name in COMMON} == COMMON, path
        assert "geolocation=()" in answer.headers["permissions-policy"], path
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"], path
        assert answer.headers["cache-control"], path
        assert answer.headers["server"] == "nginx", path
        assert "x-portal" not in answer.headers, path
        assert "expires" not in answer.headers, path
        assert "strict-transport-security" not in answer.headers, path


def test_the_header_says_what_the_pages_say(server: Server, link: Path) -> None:
    """The policy of every page is the one in its header, which adds who may frame it."""
    for name in [name for name in files(link) if name.endswith(".html")]:
        page = (link / name).read_text(encoding="utf-8")
        missing = name == "404.html"
        header = server.ask("/nothing" if missing else f"/{name}").headers["content-security-policy"]
        said = {part.split()[0]: part.split()[1:] for part in header.split(";") if part.strip()}
        assert said.pop("frame-ancestors") == ["'self'"]
        assert said == policy_of(page), name
        assert said == POLICY or missing


@pytest.mark.parametrize(
    ("pattern", "cache"),
    [
        (r"^assets/stylesheets/main\..*css$", "public, max-age=31536000, immutable"),
        (r"^pagefind/fragment/", "public, max-age=604800"),
        (r"^pagefind/index/", "public, max-age=604800"),
        (r"^pagefind/filter/", "public, max-age=604800"),
        (r"^pagefind/pagefind.*\.pf_meta$", "public, max-age=604800"),
        (r"^pagefind/g1/fragment/", "public, max-age=604800"),
        (r"^pagefind/g1/.*\.pf_meta$", "public, max-age=604800"),
        (r"^pagefind/g1/pagefind-entry\.json$", "no-cache"),
        (r"^pagefind/pagefind-entry\.json$", "no-cache"),
        (r"^pagefind/pagefind\.js$", "no-cache"),
        (r"^index\.html$", "no-cache"),
        (r"^reports/.*/facts\.csv$", "no-cache"),
        (r"^assets/js/search\.js$", "no-cache"),
    ],
)
def test_what_may_be_kept_and_what_is_asked_for_each_time(server: Server, link: Path, pattern: str, cache: str) -> None:
    """Names that carry a hash are kept; everything else is asked for, and mostly answered with 304."""
    for portal in (False, True):
        assert server.ask(some(link, pattern), portal=portal).headers["cache-control"] == cache


@BOTH
@pytest.mark.parametrize("asked", [{}, GZIP], ids=["plain", "packed"])
def test_what_did_not_change_is_not_sent_again(server: Server, asked: dict[str, str], portal: bool) -> None:  # noqa: FBT001
    """304 for the tag or the time that was given; a time of another version is answered in full, an earlier one too."""
    first = server.ask("/", portal=portal, headers=asked)
    assert not first.headers["etag"].startswith("W/")
    again = server.ask("/", portal=portal, headers={**asked, "If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    since = {"If-Modified-Since": first.headers["last-modified"]}
    assert server.ask("/", portal=portal, headers={**asked, **since}).status == 304
    later = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert server.ask("/", portal=portal, headers={**asked, **later}).status == 200


@BOTH
@pytest.mark.parametrize(
    "path",
    ["/nothing", "/reports/nobody/2024/", "/empty/", "/empty/deep/", "/.git/config", "/.git/", "/reports/.hidden.html",
     "/leak.html", "/index.html/", "/empty/../nothing"],
)  # fmt: skip
def test_what_is_not_there_gets_the_sites_own_page(server: Server, link: Path, path: str, portal: bool) -> None:  # noqa: FBT001
    """No listing, no file that starts with a full stop, no link followed: 404 and a page that works at any depth."""
    answer = server.ask(path, portal=portal)
    assert answer.status == 404
    assert answer.body == (link / "404.html").read_bytes()
    assert answer.headers["cache-control"] == "no-store"


@BOTH
@pytest.mark.parametrize(
    "path",
    ["/../published.json", "/%2e%2e/published.json", "/..%2fredirects.map", "/assets/../../redirects.map", "/..",
     "/../../../../../etc/passwd", "/assets../redirects.map", "../redirects.map", "/index.html%00.css", "/..%5c..%5c"],
)  # fmt: skip
def test_there_is_no_way_out_of_the_folder(server: Server, path: str, portal: bool) -> None:  # noqa: FBT001
    """What lies beside the site stays there; in a portal the portal answers what leads out of the site's folder."""
    answer = server.ask(path, portal=portal)
    assert answer.status in {400, 404} or (portal and answer.body in {b"portal", b""})
    assert b"juesuan_base" not in answer.body
    assert b"root:" not in answer.body


@BOTH
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_nobody_sends_anything(server: Server, method: str, portal: bool) -> None:  # noqa: FBT001
    """Only GET and HEAD; HEAD has the headers of GET and no body."""
    for path in ("/", "/index.html", "/nothing", "/feed.xml"):
        assert server.ask(path, method, portal=portal).status == 405
    head = server.ask("/index.html", "HEAD", portal=portal)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == server.ask("/index.html", portal=portal).headers["content-length"]


@BOTH
def test_folders_lead_to_their_page(server: Server, portal: bool) -> None:  # noqa: FBT001
    """An address without its last slash, and the subfolder itself, without naming host or port."""
    below = BELOW if portal else ""
    answer = server.ask("/compare", portal=portal)
    assert (answer.status, answer.headers["location"]) == (301, f"{below}/compare/")
    if portal:
        answer = server.ask("", portal=True)
        assert (answer.status, answer.headers["location"]) == (301, f"{BELOW}/")


@BOTH
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/reports/xugou1/shuili/", "/reports/xugou1/water/"),
        ("/reports/xugou1/shuili", "/reports/xugou1/water"),
        ("/reports/xugou1/shuili/2024/downloads/facts.csv", "/reports/xugou1/water/2024/downloads/facts.csv"),
        ("/reports/xugou1/shuili/2024/?find=a%0d%0ab", "/reports/xugou1/water/2024/?find=a%0d%0ab"),
        ("/guide/publishing/", "/handbook/publishing/"),
    ],
)
def test_old_addresses_lead_on_for_good(server: Server, old: str, new: str, portal: bool) -> None:  # noqa: FBT001
    """Pages and downloads below an old address, with whatever follows the question mark as it was typed."""
    answer = server.ask(old, portal=portal)
    assert (answer.status, answer.headers["location"]) == (301, (BELOW if portal else "") + new)


@pytest.mark.parametrize(
    "path",
    ["/guide/%0d%0aSet-Cookie:%20a=b", "/guide/a%0ab/", "//evil.example/guide/", "/%2f/evil.example/guide/",
     "/guide/%5c%5cevil", "/guide/%24host", "/guided/", "/reports/xugou1/shuilis/"],
)  # fmt: skip
def test_a_redirect_carries_nothing_else(server: Server, path: str) -> None:
    """No line break gets into a header and no other host into the new address."""
    answer = server.ask(path)
    assert "set-cookie" not in answer.headers
    location = answer.headers.get("location", "/")
    assert re.fullmatch(r"(?:/[A-Za-z0-9._-]+)*/?", location), location
    assert not location.startswith("//")


def test_the_page_at_an_old_address_leads_on_by_itself(browser: "Browser", link: Path) -> None:
    """On a server that knows no redirects: the page left there, without a script, under its own policy."""
    with served(link) as home, visiting(browser, home, java_script_enabled=False) as visit:
        page = visit.page("reports/xugou1/shuili/")
        page.wait_for_url(f"{home}reports/xugou1/water/")
        assert page.locator("h1").count() == 1


@pytest.mark.parametrize("name", [name for name in STRANGE if name.startswith("reports/evil/")])
def test_no_file_of_somebody_elses_runs_as_the_site(server: Server, name: str) -> None:
    """A hostile attachment is downloaded, or shown where it may do nothing."""
    answer = server.ask(f"/{name}")
    assert answer.status == 200
    policy = answer.headers["content-security-policy"]
    assert name.endswith(".pdf") or "sandbox;" in policy
    assert "script-src" not in policy
    is_shown = name.endswith((".pdf", ".jpg", "charts/picture.svg"))
    assert answer.headers.get("content-disposition") == (None if is_shown else "attachment")


def test_a_picture_opened_by_itself_runs_no_script(browser: "Browser", server: Server, link: Path) -> None:
    """The same file runs its script where no such header is sent."""
    page = browser.new_page()
    with served(link) as bare:
        for home, ran in ((f"http://127.0.0.1:{server.root}/", 0), (bare, 1)):
            page.goto(f"{home}reports/evil/charts/picture.svg")
            assert page.locator("svg").count() == 1
            assert page.locator("svg#ran").count() == ran
    page.close()


def test_a_switch_while_visitors_read(tmp_path: Path) -> None:
    """Whoever asks all the while gets one version or another, whole, never an error; and afterwards the newest."""
    link = tmp_path / "site"
    bodies = [b"<!doctype html>" + bytes([65 + number]) * 200_000 for number in range(7)]

    def put(body: bytes) -> None:
        with new_version(tmp_path / "versions", link) as version:
            page = {"index.html": body}
            write_tree(version / SITE, {**page, **compressed(page)})
            switch(version, link)

    put(bodies[0])
    seen: set[bytes] = set()
    wrong: list[Answer] = []
    stop = threading.Event()

    def keep_asking(server: Server, headers: dict[str, str]) -> None:
        while not stop.is_set():
            answer = server.ask("/", headers=headers)
            body = gzip.decompress(answer.body) if headers else answer.body
            seen.add(body)
            if answer.status != 200 or body not in bodies:
                wrong.append(answer)

    with serving(tmp_path / "nginx", link) as server:
        readers = [threading.Thread(target=keep_asking, args=(server, headers)) for headers in (GZIP, {})]
        for reader in readers:
            reader.start()
        try:
            for body in bodies[1:]:
                put(body)
                assert server.ask("/").body == body
        finally:
            stop.set()
            for reader in readers:
                reader.join()
    assert wrong == []
    assert len(seen) > 1
    assert len(list((tmp_path / "versions").glob("0*"))) == 3  # older ones are gone, and no visitor noticed


@BOTH
def test_search_and_chart_work_under_the_headers(browser: "Browser", server: Server, portal: bool) -> None:  # noqa: FBT001
    """Home, search with its WebAssembly, the chart of 比一比 with its interpreter: no error, no other host."""
    home, slash = f"http://127.0.0.1:{server.root}", "/"
    if portal:
        home, slash = f"http://127.0.0.1:{server.portal}{BELOW}/", ""
    with visiting(browser, home, viewport=DESK) as visit:
        page = visit.page(slash)
        page.locator("#search-q").fill("公务接待费")
        page.get_by_role("button", name="搜索").click()
        expect(page.locator("#search-results .search-hit > a").first).to_be_visible()
        page = visit.page(f"{slash}compare/?d=xugou1/water&d=xugou1/forest")
        expect(page.locator(".compare-figure svg").first).to_be_visible()
