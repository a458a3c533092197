"""Opening every page of a hostile site in a browser, and what of it would be a script, or lead to one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request

#: what vectors call; and breaches of the policy, of which ordinary pages have none.
MARKER = """window.__ran = []; window.__breaches = [];
window.__xss = number => { window.__ran.push(number); return ""; };
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => window.__ran.push(name);
document.addEventListener("securitypolicyviolation",
  event => window.__breaches.push(`${event.effectiveDirective} ${event.blockedURI}`));"""
#: elements and attributes of a page that none of ours has.
FOREIGN = """() => {
  const found = [];
  const own = location.origin;
  const running = /^[\\s\\x00-\\x1f]*(javascript|vbscript|data|file|blob):/i;
  const foreign = ["iframe", "frame", "object", "embed", "base", "applet", "xss", "portal", "marquee", "foreignobject"];
  const leading = ["href", "src", "action", "formaction", "xlink:href", "srcset", "poster", "data"];
  for (const node of document.querySelectorAll("*")) {
    const name = node.localName;
    if (foreign.includes(name)) found.push(name);
    const isOurs = node.src ? node.src.startsWith(own) : node.type === "application/ld+json";
    if (name === "script" && !isOurs) found.push("script");
    if (name === "style" && !location.pathname.endsWith("/404.html")) found.push("style");
    if (name === "meta" && !["", "content-security-policy"].includes(node.httpEquiv.toLowerCase()))
      found.push("meta " + node.httpEquiv);
    if (name === "link" && node.rel === "stylesheet" && !node.href.startsWith(own)) found.push("link");
    for (const attribute of node.attributes) {
      if (/^on/i.test(attribute.name) || attribute.name === "srcdoc") found.push(name + " " + attribute.name);
      if (attribute.value !== "data:," && leading.includes(attribute.name)
          && (running.test(attribute.value) || /^[\\/\\\\]{2}/.test(attribute.value)))
        found.push(name + " " + attribute.name + "=" + attribute.value.slice(0, 60));
    }
  }
  for (const node of document.querySelectorAll('script[type="application/ld+json"]')) JSON.parse(node.textContent);
  return found;
}"""
#: everything in sight is touched: what opens, what has the focus, what the pointer is over.
TOUCH = """() => {
  for (const kind of ["click", "submit"]) window.addEventListener(kind, event => event.preventDefault());
  document.querySelectorAll("details").forEach(node => { node.open = true; });
  for (const node of [...document.querySelectorAll("a.figure, a.term, button")].slice(0, 8)) {
    for (const kind of ["pointerover", "focus", "click"])
      node.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true}));
  }
}"""


@dataclass(slots=True)
class Looked:
    """What was seen of a site: pages opened, vectors shown as text, and everything that is wrong, by page."""

    pages: int = 0
    shown: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


def pages_of(site: Path) -> list[str]:
    """Return the address of every page of a site, below its home."""
    return [path.relative_to(site).as_posix().removesuffix("index.html") for path in sorted(site.rglob("*.html"))]


def look(browser: "Browser", home: str, addresses: Iterable[str], *, policy: bool) -> Looked:
    """Open pages one after the other, touch them, and return what was seen.

    Args:
        browser: Chromium.
        home: address of the site's home page.
        addresses: pages below it.
        policy: whether the browser obeys the policy of the pages; without, only their escaping protects.
    """
    context = browser.new_context(locale="zh-CN", bypass_csp=not policy)
    context.add_init_script(MARKER)
    looked = Looked()
    for address in addresses:
        _look(context, home, address, looked)
    context.close()
    return looked


def _look(context: "BrowserContext", home: str, address: str, looked: Looked) -> None:
    page = context.new_page()

    def note(words: str) -> None:
        looked.wrong.append(f"{address}: {words}")

    def asked(request: "Request") -> None:
        if not request.url.startswith((home, "data:image/", "blob:")):
            note(f"asks {request.url}")

    def dismissed(dialog: "Dialog") -> None:
        note(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("request", asked)
    page.on("dialog", dismissed)
    page.on("pageerror", lambda error: note(f"error {error}"))
    page.goto(home + address, wait_until="load")
    for words in page.evaluate(FOREIGN):
        note(words)
    if "figures/" not in address:
        page.evaluate(TOUCH)
    _judge(page, looked, note)
    page.close()


def _judge(page: "Page", looked: Looked, note: object) -> None:
    """Note what ran or was stopped; remember which vectors stand in the page as text."""
    assert callable(note)
    ran, breaches, text = page.evaluate("[window.__ran, window.__breaches, document.documentElement.textContent]")
    if ran or breaches:
        note(f"ran {ran} {breaches}")
    looked.shown |= {
        int(part.partition(")")[0]) for part in text.split("__xss(")[1:] if part.partition(")")[0].isdigit()
    }
    looked.pages += 1
