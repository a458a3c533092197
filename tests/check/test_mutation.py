"""One slip at a time in a correct report: how many the check notices, by kind of slip.

`python -m tests.check.mutations` prints the same table for any number of slips and any report, and what is let pass.
A floor is what was measured, rounded down: a rule that notices less than it did makes a test fail.
"""

from collections.abc import Mapping
from random import Random

import pytest

from tests.check.generated import invented
from tests.check.mutations import KINDS_OF_SLIP, TWICE, Slip, caught, slips, table

SEED = 2
#: slips of each kind; more of the one that readers meet most.
COUNT = 3
OFTEN = {"金额·正文": 15}
#: least share of amounts typed in two places of which a slip in one is noticed, in per cent.
TARGET = 95
#: kind of slip → per cent of these slips that an editor will see. Those of 0 are what no rule looks at yet.
FLOORS: Mapping[str, int] = {
    "金额·三公另一口径": 66,
    "个数·三公实物量": 100,
    "个数·人员": 100,
    "个数·车辆": 100,
    "个数·自评项目数": 100,
    "分值和得分·自评表": 100,
    "得分·平均得分": 100,
    "日期·批复和公开": 100,
    "年度·标题": 100,
    "增减方向·原因": 0,
    "部门名称·标题": 100,
    "项目名称·自评": 66,
    "比率·正文": 100,
    "增减方向·正文": 100,
    "年度·正文": 33,
    "个数·正文": 100,
    "得分·正文": 100,
    "等次·正文": 100,
    "日期·正文": 0,
    "科目名称·正文": 100,
    "项目名称·正文": 33,
    "部门名称·正文": 66,
}


@pytest.fixture(scope="module")
def done() -> Mapping[str, list[Slip]]:
    """Return the slips of each kind, made once."""
    one = invented(SEED)
    return {
        kind: list(slips(one, kind, Random(f"{SEED}{kind}"), OFTEN.get(kind, COUNT)))  # noqa: S311 - always the same
        for kind in KINDS_OF_SLIP
    }


def test_an_amount_that_stands_in_two_places_cannot_be_changed_in_one(done: Mapping[str, list[Slip]]) -> None:
    """Of the amounts typed twice, at least 95 in a hundred slips are noticed; `pytest -s` shows the table."""
    made = [slip for kind in TWICE for slip in done[kind]]
    print(f"\n{table([slip for each in done.values() for slip in each])}")  # noqa: T201 - shown by pytest -s
    assert caught(made) >= TARGET, [str(slip) for slip in made if not slip.is_caught]


@pytest.mark.parametrize("kind", FLOORS)
def test_slips_of_a_kind_are_noticed(kind: str, done: Mapping[str, list[Slip]]) -> None:
    """No fewer slips of a kind are noticed than when the floors were measured."""
    assert caught(done[kind]) >= FLOORS[kind], [str(slip) for slip in done[kind] if not slip.is_caught]


def test_every_kind_of_slip_is_tried_and_has_its_floor(done: Mapping[str, list[Slip]]) -> None:
    """No kind runs dry, and none is left without an expectation."""
    assert [kind for kind, made in done.items() if not made] == []
    assert {*TWICE, *FLOORS} == {*done}
