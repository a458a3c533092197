"""A first visit is light: what comes over the wire, and what can be read before any script runs."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Built
from tests.browser.kinds import kinds_of
from tests.browser.weighing import Weight, compressed, text_without_scripts, weigh

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: bytes of a page with its styles, scripts and pictures, compressed by gzip, with the heads of the answers.
MOST = 150_000
#: pages that live by a script say so in words without it.
SCRIPTED = ("search/", "compare/")


@pytest.fixture(scope="module")
def weights(browser: "Browser", built: Built) -> Mapping[str, Weight]:
    """Return what a first visit of every page of every report, and every kind of page above them, costs."""
    reports = sorted(built.site.glob("reports/*/*/*/**/index.html"))
    addresses = [path.relative_to(built.site).as_posix().removesuffix("index.html") for path in reports]
    assert len(addresses) > 50
    with compressed(built.site) as home:
        return {address: weigh(browser, home, address) for address in sorted({*addresses, *kinds_of(built.site)})}


def test_a_page_weighs_less_than_150_kilobytes(weights: Mapping[str, Weight]) -> None:
    """Every page of every report, and every kind of page above them, with everything that it loads on a first visit."""
    assert {address: weight.by_kind for address, weight in weights.items() if weight.total >= MOST} == {}


def test_text_is_there_before_scripts_run(browser: "Browser", built: Built, weights: Mapping[str, Weight]) -> None:
    """What a script adds to a page is little: nine tenths of the text stand in the page itself."""
    hidden = {}
    with compressed(built.site) as home:
        for address in kinds_of(built.site):
            text, plain = weights[address].text, text_without_scripts(browser, home, address)
            if plain < 0.9 * text and not address.startswith(SCRIPTED):
                hidden[address] = f"{plain} of {text}"
    assert hidden == {}


def test_the_scale_shows_what_is_heavy(browser: "Browser", built: "Built") -> None:
    """A page whose picture is large weighs as much as the picture: nothing that is loaded is forgotten."""
    with compressed(built.site) as home:
        page = weigh(browser, home, "reports/putuo/planning/2024/statement/")
    assert page.by_kind["document"] > 3000
    assert page.by_kind["stylesheet"] > 10_000
    assert page.by_kind["script"] > 1000
    assert page.by_kind["image"] > 1000
