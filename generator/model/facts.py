"""Facts: what was typed, each at its address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from generator.model.accounts import Published, Waiver
from generator.model.address import Address
from generator.money import Quantity


class Blank(StrEnum):
    """Why a value is not there; zero is a value and none of these (DESIGN §2).

    不可比 is never typed: it is what a rate over a base of zero comes to.
    """

    UNKNOWN = "未公布"
    NOT_APPLICABLE = "不适用"
    WITHHELD = "依法不予公开"
    UNAMOUNTED = "未列金额"
    NOT_COMPARABLE = "不可比"


@dataclass(frozen=True, slots=True)
class Fact:
    """One typed value.

    Attributes:
        address: which figure it is.
        quantity: amount in yuan or count; None when blank.
        blank: why there is no amount; None when there is one.
        path: `file#/key/…` of the typed scalar.
    """

    address: Address
    quantity: Quantity | None
    blank: Blank | None
    path: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything typed for one report.

    Attributes:
        by_address: facts in the order of the file.
        reasons: figure name → why it changed. purposes: what it was spent on. remarks: further explanation.
        printed_names: classification code → name as the document prints it.
        published: declared published values. published_paths: where each stands. waivers: findings let stand.
        unit: unit of the amounts in the file.
        groups: (scope, group or whole) → the items or institutions that it is the sum of.
    """

    by_address: Mapping[Address, Fact] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    purposes: Mapping[str, str] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    printed_names: Mapping[str, str] = field(default_factory=dict)
    published: tuple[Published, ...] = ()
    published_paths: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    unit: str = "万元"
    groups: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
