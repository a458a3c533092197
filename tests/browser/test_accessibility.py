"""The accessibility rules of axe-core hold on a page of every kind, on a phone and on a desk, light and dark."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import DESK, PHONE, visiting
from tests.browser.kinds import ANJU, KINDS, settle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = """rules => axe.run(document, {resultTypes: ['violations'], ...(rules.length ? {runOnly: rules} : {})})
  .then(found => found.violations.map(rule => rule.id + ' ' + rule.nodes.map(node => node.target)))"""


@pytest.fixture(scope="module")
def rules(project: Path) -> str:
    """Return the path of axe-core."""
    path = project / "node_modules" / "axe-core" / "axe.min.js"
    assert path.is_file(), "npm ci --include=dev brings axe-core"
    return str(path)


def violations(page: "Page", rules: str) -> list[str]:
    """Return what axe-core finds: every rule in the light scheme, and in the dark one what depends on colours."""
    page.emulate_media(color_scheme="light")
    page.add_script_tag(path=rules)
    light = page.evaluate(AXE, [])
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("document.getAnimations().length === 0")  # links fade from one colour to the other
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    return [*light, *(f"dark: {found}" for found in page.evaluate(AXE, ["color-contrast"]))]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing(browser: "Browser", home: str, rules: str, size: dict[str, int]) -> None:
    """Names, roles, headings, tables, contrast: no rule is broken."""
    found = {}
    with visiting(browser, home, viewport=size) as visit:
        for address in [*KINDS, f"{ANJU}figures/"]:
            page = visit.page(address)
            settle(page)
            if wrong := violations(page, rules):
                found[address] = wrong
            page.close()
    assert found == {}


def test_an_open_panel_is_accessible_too(browser: "Browser", home: str, rules: str) -> None:
    """The inspector beside the page breaks no rule either."""
    with visiting(browser, home, viewport=DESK) as visit:
        page = visit.page(f"{ANJU}statement/")
        page.locator("p.official a.figure").first.click()
        page.get_by_role("dialog").wait_for()
        assert violations(page, rules) == []
