"""The addresses in site.yml: what may be one, and what is told of the others. All sites are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check import check_site
from generator.html.escape import safe_href
from generator.model.identity import PortalStep, Site
from generator.model.imprint import imprint_of, is_link, is_web

WHOLE = ["https://www.xugou.example/", "http://xugou.example:8080/juesuan", "https://决算.example/", "https://[::1]/"]
NONE = [
    "www.xugou.example", "https://", "https:///x", "https://x.example/ y", "https://x.example/\u3000y", "https://[x/",
    "https://x.example:port/", "javascript://x.example/%0aalert(1)", "//x.example/", 'https://x.example/"><svg/onload=1>',
    "https://x.example/'", "https://x.example\\@evil.example/", "https://x.example/\u200b", "https://x.example/{{1}}",
]  # fmt: skip


def said(site: Site) -> list[tuple[str, str, str]]:
    """Return code, weight and place of what is told."""
    return [(one.code, str(one.severity), one.path) for one in check_site(site)]


@pytest.mark.parametrize("address", ["", *WHOLE])
def test_a_whole_address_is_one(address: str) -> None:
    """Names of hosts in Chinese, ports, folders; and a site need not know its own."""
    assert said(Site(title="虚构", address=address)) == []
    assert imprint_of(Site(title="虚构", address=address)).address.rstrip("/") == address.rstrip("/")


@pytest.mark.parametrize("address", [*NONE, "https://x.example/?a=1", "https://x.example/#a"])
def test_what_is_none_is_told_and_counts_as_empty(address: str) -> None:
    """Half an address, one with blanks or quotes, one of another scheme: no page is made with it."""
    assert said(Site(title="虚构", address=address)) == [("G008", "错误", "data/site.yml#/网址")]
    assert imprint_of(Site(title="虚构", address=address)).address == ""


@pytest.mark.parametrize("address", NONE)
def test_a_link_that_leads_nowhere_is_told(address: str) -> None:
    """What is left out of the foot of the page and of the portal's path is said to whoever typed it."""
    site = Site(
        title="虚构",
        feedback=address,
        requests=address,
        portal=(PortalStep(name="甲", address="/"), PortalStep(name="乙", address=address)),
    )
    places = ["意见反馈", "依申请公开", "门户栏目/1/地址"]
    assert said(site) == [("G008", "错误", f"data/site.yml#/{place}") for place in places]


@pytest.mark.parametrize("address", [*WHOLE, "/", "/gkml/", "../", "https://x.example/a?b=1&c=2#d"])
def test_links_of_the_portal_may_be_short(address: str) -> None:
    """Whole addresses, or what is below the portal's own."""
    assert (
        said(Site(title="虚构", feedback=address, requests=address, portal=(PortalStep(name="甲", address=address),)))
        == []
    )


@given(st.text(st.characters(codec="utf-8"), max_size=20).map(lambda text: f"https://x.example{text}"))
def test_whatever_counts_as_an_address_may_be_a_link(address: str) -> None:
    """The check of the data and the one before printing agree: what passed the first never stops a build."""
    if is_web(address) or is_link(address):
        assert safe_href(address) == address
