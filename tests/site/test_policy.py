"""The Content-Security-Policy in every page: what it forbids, and that no page needs what it forbids."""

import base64
import hashlib
import re

import pytest

from tests.site.test_theme import _Reader, _site

PATHS = sorted(path for path in _site(published=True) if path.endswith(".html"))
#: what may be loaded or run; whatever is not named may not.
POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'", "'wasm-unsafe-eval'"],
    "script-src-attr": ["'none'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "worker-src": ["'self'"],
    "manifest-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
}


def policy_of(page: str) -> dict[str, list[str]]:
    """Return the policy of a page by its directives; a page has exactly one."""
    found = [
        tag["content"] or ""
        for tag in _Reader(page).all("meta")
        if (tag.get("http-equiv") or "").lower() == "content-security-policy"
    ]
    assert len(found) == 1
    parts = (part.split() for part in found[0].split(";"))
    return {part[0]: part[1:] for part in parts if part}


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_the_policy(path: str) -> None:
    """Scripts, styles and everything else come from the site's own files; 404 may use its one style besides."""
    page = _site(published=True)[path].decode()
    found = policy_of(page)
    if path == "404.html":
        style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
        assert style
        digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
        assert found["style-src"].pop() == f"'sha256-{digest}'", f"write sha256-{digest} into overrides/404.html"
    assert found == POLICY


@pytest.mark.parametrize("path", PATHS)
def test_nothing_loads_before_the_policy(path: str) -> None:
    """The policy stands before the first thing that could load or run, and the encoding in the first 1024 bytes."""
    page = _site(published=True)[path].decode()
    before = page[: page.index("Content-Security-Policy")]
    assert not re.search(r"<(link|script|style|img|base|body)\b", before)
    assert b'charset="utf-8"' in page.encode()[:1024].lower()


@pytest.mark.parametrize("path", PATHS)
def test_no_page_needs_what_the_policy_forbids(path: str) -> None:
    """No inline script but data for machines, no inline style, no handler, no frame, no address that is a script."""
    reader = _Reader(_site(published=True)[path].decode())
    inline = [tag.get("type") for tag in reader.all("script") if "src" not in tag]
    assert set(inline) <= {"application/ld+json"}
    assert len(reader.all("style")) == (path == "404.html")
    names = {name for _, tag in reader.tags for name in tag}
    assert not {name for name in names if name == "style" or name.startswith("on")}
    assert not {tag for tag, _ in reader.tags} & {"iframe", "frame", "object", "embed", "base", "applet"}
    assert not [
        tag for _, tag in reader.tags if re.match(r"\s*(javascript|vbscript):", tag.get("href") or "", re.IGNORECASE)
    ]
