"""The policy of the pages in a browser: it stands on a page of every kind, stops what is not ours, and hinders nothing.

That nothing is hindered is shown by every test of this folder besides: a breach is an error of the console, and
`visiting` forbids those.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.conftest import DESK, Built, visiting
from tests.browser.kinds import kinds_of, settle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

#: counts breaches from the first moment of a page on.
LISTEN = """window.breaches = [];
document.addEventListener("securitypolicyviolation",
  event => window.breaches.push(`${event.effectiveDirective} ${event.blockedURI}`));"""
#: each way in which a text could run or load something, were it markup by mistake.
ATTACKS = """() => new Promise(done => {
  const put = (name, values) => {
    const node = Object.assign(document.createElement(name), values);
    document.body.append(node);
    return node;
  };
  window.ran = [];
  put("script", {textContent: "ran.push('inline script')"});
  put("script", {src: "data:text/javascript,ran.push('data script')"});
  put("script", {src: "https://other.invalid/x.js"});
  put("div", {innerHTML: "<img src=nowhere.png onerror=\\"ran.push('handler')\\">"});
  put("iframe", {src: "javascript:parent.ran.push('frame')"});
  put("iframe", {srcdoc: "<script>parent.ran.push('srcdoc')</script>"});
  put("iframe", {src: "https://other.invalid/"});
  put("object", {data: "data:text/html,<script>parent.ran.push('object')</script>"});
  put("img", {src: "https://other.invalid/x.png"});
  put("base", {href: "https://other.invalid/"});
  put("div", {innerHTML: "<p id=dressed style='position:fixed'>x</p>"});
  put("a", {href: "javascript:ran.push('link')"}).click();
  setTimeout(() => {  // not at once: what the debugger itself runs may compile
    try { (0, eval)("ran.push('eval')"); } catch (error) { }
    try { new Function("ran.push('function')")(); } catch (error) { }
    try { setTimeout("ran.push('timer')"); } catch (error) { }
  });
  fetch("https://other.invalid/").then(() => window.ran.push("fetch")).catch(() => {});
  setTimeout(() => done([...window.ran,
    ...(document.baseURI.includes("other.invalid") ? ["base"] : []),
    ...(getComputedStyle(document.getElementById("dressed")).position === "fixed" ? ["style"] : [])]), 150);
})"""
#: pages with other scripts than any page before, at least: 404, plain pages, search, comparison, status, figures.
LEAST_KINDS = 5
#: what at least must have been reported as stopped.
STOPPED = {"script-src-elem", "script-src-attr", "style-src-attr", "img-src", "frame-src", "object-src", "connect-src"}


def watched(browser: "Browser", home: str, address: str) -> "tuple[Page, list[str]]":
    """Open a page with a listener for breaches; return it and the requests to other hosts that left the browser."""
    page = browser.new_page(viewport=DESK, locale="zh-CN")  # type: ignore[arg-type]
    sent: list[str] = []
    own = (home.partition("/zwgk/")[0], "data:", "blob:")

    def note(request: "Request") -> None:
        if not request.url.startswith(own) and request.failure != "csp":
            sent.append(f"{request.url} {request.failure}")

    page.on("requestfailed", note)
    page.on("requestfinished", note)
    page.add_init_script(LISTEN)
    page.goto(home + address)
    settle(page)
    return page, sent


def alike(site: Path) -> list[str]:
    """Return a page for each choice of scripts that pages load: what they do is what their scripts do."""
    found: dict[tuple[str, ...], str] = {}
    for address in kinds_of(site):
        plain = address.partition("?")[0]
        page = (site / plain if plain.endswith(".html") else site / plain / "index.html").read_text(encoding="utf-8")
        scripts = (path.rpartition("/")[2] for path in re.findall(r'<script src="([^"]*)"', page))
        found[tuple(scripts)] = address
    return list(found.values())


def test_the_policy_hinders_nothing_of_ours_and_stops_the_rest(browser: "Browser", built: Built, home: str) -> None:
    """Pages load and run without a breach; markup that got in by mistake would do nothing at all."""
    hindered = {}
    addresses = alike(built.site)
    assert len(addresses) > LEAST_KINDS
    for address in addresses:
        page, sent = watched(browser, home, address)
        if said := page.evaluate("window.breaches.splice(0)"):
            hindered[address] = said
        assert page.evaluate(ATTACKS) == [], address
        stopped = {said.split()[0] for said in page.evaluate("window.breaches")}
        assert stopped >= STOPPED, address
        assert sent == [], address
        page.close()
    assert hindered == {}


def test_the_attacks_succeed_without_the_policy(browser: "Browser", home: str) -> None:
    """The same attempts run where the policy is ignored: the test before this one can fail."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(home)
    assert "style" in page.evaluate(ATTACKS)
    for way in ("inline script", "data script", "handler", "frame", "srcdoc", "link", "eval", "function", "timer"):
        page.wait_for_function("way => window.ran.includes(way)", arg=way)
    context.close()


def test_the_search_runs_under_the_policy(browser: "Browser", home: str) -> None:
    """The engine's WebAssembly and worker run: results come, and none is a breach."""
    with visiting(browser, home, viewport=DESK) as visit:
        page = visit.page("search/?q=公务接待费")
        settle(page)
        assert page.locator(".search-hit").count() > 0
