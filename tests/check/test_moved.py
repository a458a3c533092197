"""Former addresses: what may be one, and what may not. All departments are invented."""

import pytest

from generator.check.moved import check_moves
from generator.model.moves import Stated, address_of

HELD = {"reports/", "reports/xugou/", "reports/xugou/water/", "reports/xugou/forest/"}
HERE = "data/regions/xugou/water/department.yml#/曾用网址/0"


def said(*old: str, new: str = "reports/xugou/water") -> tuple[list[str], list[tuple[str, str]]]:
    """Return the old addresses that hold, and code and weight of what is found."""
    moves, found = check_moves([Stated(one, new, one, HERE) for one in old], HELD)
    return [move.old for move in moves], [(finding.code, str(finding.severity)) for finding in found]


def test_a_folder_name_that_nobody_uses_any_more_leads_on() -> None:
    """Several former names of one department are well."""
    assert said("reports/xugou/shuili", "/reports/old/water/") == (["reports/xugou/shuili/", "reports/old/water/"], [])


@pytest.mark.parametrize(
    "typed",
    ["", "/", "reports/xugou/水利局", "reports/../water", "reports//water", "a b", "x;return 200", 'x"', "x\ny",
     "$host", "https://example.com/water", "a{1}", "A", "x" * 62, "/".join("abcdefghi")],
)  # fmt: skip
def test_what_is_no_address_is_told(typed: str) -> None:
    """Only folder names and slashes: nothing that means something to a server, a page or a shell."""
    assert said(typed) == ([], [("G006", "错误")])
    assert address_of(typed) == ""
    assert said("reports/xugou/shuili", new=typed) == ([], [("G006", "错误")])


@pytest.mark.parametrize(
    "typed", ["reports/xugou/forest", "reports/xugou/water", "reports/xugou", "reports/xugou/water/2020"]
)
def test_an_address_in_use_leads_nowhere_else(typed: str) -> None:
    """Another department's folder, its own, one above and one below it."""
    assert said(typed) == ([], [("G007", "错误")])


def test_the_first_to_claim_an_address_has_it() -> None:
    """The second claim is named, and what it clashes with in words."""
    stated = [Stated("reports/xugou/old", f"reports/xugou/{new}", "old", HERE) for new in ("water", "forest")]
    moves, [finding] = check_moves(stated, HELD)
    assert [move.new for move in moves] == ["reports/xugou/water/"]
    assert (finding.code, finding.path) == ("G007", HERE)
    assert "“old”写了两次" in finding.message
