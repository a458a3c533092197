"""The accessibility rules of axe-core hold on a page of every kind: phone and desk, light, dark, high contrast."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import DESK, PHONE, Built, visiting
from tests.browser.kinds import ANJU, kinds_of, settle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Visit

#: what a system may ask for besides the light scheme.
SCHEMES: dict[str, dict[str, Any]] = {
    "dark": {"color_scheme": "dark"},
    "more contrast": {"color_scheme": "light", "contrast": "more"},
    "more contrast, dark": {"color_scheme": "dark", "contrast": "more"},
    "colours of the system": {"color_scheme": "light", "contrast": "no-preference", "forced_colors": "active"},
}
#: links fade from one colour to the other; what matters is where they arrive.
FINISH = """() => new Promise(next => requestAnimationFrame(() => requestAnimationFrame(() => {
    document.getAnimations().forEach(fade => { try { fade.finish(); } catch { fade.cancel(); } });
    next();
  })))"""
AXE = """rules => axe.run(document, {
    resultTypes: ['violations'],
    ...(rules.length ? {runOnly: {type: 'rule', values: rules},
      rules: Object.fromEntries(rules.map(name => [name, {enabled: true}]))} : {})
  })
  .then(found => found.violations.map(rule => rule.id + ' ' + rule.nodes.map(node => node.target)))"""


#: colours are those of a kind of row (of two by turns), not of each; rows are alike when all in them has like marks.
FEWER = """most => {
    const marks = one => [one.tagName, one.getAttribute('class'), one.getAttribute('style'), one.getAttributeNames()]
    for (const parent of [...document.querySelectorAll('main *, footer *')]) {
      const seen = {};
      for (const child of [...parent.children]) {
        const kind = JSON.stringify([child, ...child.querySelectorAll('*')].map(marks));
        seen[kind] = (seen[kind] || 0) + 1;
        if (seen[kind] > most) child.remove();
      }
    }
  }"""
LIKE = 3
#: pages with what only a wide screen shows: the columns beside a page, a table with its panel, a chart with choices.
COLUMNS = ["", f"{ANJU}statement/", f"{ANJU}tables/", "search/?q=公务接待费", "compare/topic-three-public/"]


@pytest.fixture(scope="module")
def rules(project: Path) -> str:
    """Return the path of axe-core."""
    path = project / "node_modules" / "axe-core" / "axe.min.js"
    assert path.is_file(), "npm ci --include=dev brings axe-core"
    return str(path)


def bring_axe(page: "Page", rules: str) -> None:
    """Run axe-core in a page the way a debugger does: the policy of the page forbids a script in it."""
    page.evaluate(f"{Path(rules).read_text(encoding='utf-8')};0")


def violations(page: "Page", rules: str, *, schemes: bool = True) -> list[str]:
    """Return what axe-core finds: every rule in the light scheme, and in the others what depends on colours.

    Args:
        page: an open page; it loses rows that are like many others.
        rules: path of axe-core.
        schemes: whether to look at the other schemes, too.
    """
    page.emulate_media(color_scheme="light")
    bring_axe(page, rules)
    found = page.evaluate(AXE, [])
    page.evaluate(FEWER, LIKE)
    for name, media in SCHEMES.items() if schemes else ():
        page.emulate_media(**media)
        page.evaluate(FINISH)
        found += [f"{name}: {wrong}" for wrong in page.evaluate(AXE, ["color-contrast"])]
    page.emulate_media(color_scheme="light", contrast="no-preference", forced_colors="none")
    return list(found)


def wrong_on(visit: "Visit", addresses: list[str], rules: str, *, schemes: bool = True) -> dict[str, list[str]]:
    """Return what axe-core finds on pages, by their addresses."""
    found = {}
    for address in addresses:
        page = visit.page(address)
        settle(page)
        if wrong := violations(page, rules, schemes=schemes):
            found[address] = wrong
        page.close()
    return found


def test_axe_finds_nothing_on_a_phone(built: "Built", phone: "Visit", rules: str) -> None:
    """Names, roles, headings, tables, contrast: no rule is broken, nor is any script, in any scheme."""
    assert wrong_on(phone, kinds_of(built.site), rules) == {}


def test_axe_finds_nothing_on_a_desk(built: "Built", desk: "Visit", rules: str) -> None:
    """The same with the columns beside the page; of the colours of other schemes those that a phone does not show."""
    addresses = kinds_of(built.site)
    assert wrong_on(desk, [one for one in addresses if one not in COLUMNS], rules, schemes=False) == {}
    assert wrong_on(desk, COLUMNS, rules) == {}


def test_axe_finds_nothing_in_an_invented_county(
    browser: "Browser", county: Path, county_home: str, rules: str
) -> None:
    """The same holds where a region has many departments and years, with late, corrected and missing reports."""
    with visiting(browser, county_home, viewport=PHONE) as visit:
        assert wrong_on(visit, kinds_of(county), rules) == {}


def test_high_contrast_holds_on_every_kind_of_page(browser: "Browser", built: "Built", home: str, rules: str) -> None:
    """The switch 高对比 in the header changes every page, and text then stands out by 7 to 1, light and dark.

    Whatever breaks the ordinary rule of contrast breaks the enhanced one as well.
    """
    found = {}
    with visiting(browser, home, viewport=DESK) as visit:
        page = visit.page()
        page.get_by_role("button", name="高对比").click()
        page.close()
        for address in kinds_of(built.site):
            page = visit.page(address)
            settle(page)
            bring_axe(page, rules)
            page.evaluate(FEWER, LIKE)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                page.evaluate(FINISH)
                if wrong := page.evaluate(AXE, ["color-contrast-enhanced"]):
                    found[f"{address} {scheme}"] = wrong
            page.close()
    assert found == {}


def test_a_pale_text_is_noticed(browser: "Browser", home: str, rules: str) -> None:
    """Paragraphs that are too pale are found in each scheme, however many like them are left out."""
    with visiting(browser, home, viewport=PHONE) as visit:
        page = visit.page(f"{ANJU}statement/")
        page.evaluate("document.querySelectorAll('#content p').forEach(one => { one.style.color = '#808080'; })")
        found = [wrong for wrong in violations(page, rules) if "color-contrast" in wrong]
        assert {"dark", "more contrast"} <= {wrong.partition(": ")[0] for wrong in found}


def test_an_open_panel_is_accessible_too(browser: "Browser", home: str, rules: str) -> None:
    """The inspector beside the page breaks no rule either."""
    with visiting(browser, home, viewport=DESK) as visit:
        page = visit.page(f"{ANJU}statement/")
        page.locator("p.official a.figure").first.click()
        page.get_by_role("dialog").wait_for()
        assert violations(page, rules) == []
