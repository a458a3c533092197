"""Where an amount is typed: the way back from a figure to its keys in accounts.yml."""

import pytest

from generator.desk.keys import keys_of, order_of, templates, unit_at
from generator.load.facts import to_facts
from generator.load.reading import Reader
from generator.model.accounts import Accounts
from generator.model.address import parse_name
from tests.build.example import real_files
from tests.check.generated import YEAR, invented

ACCOUNTS = sorted(path for path in real_files() if path.endswith("accounts.yml"))


def _pairs(path: str, content: bytes) -> list[tuple[tuple[str, ...] | None, tuple[str, ...]]]:
    """Return for each fact of a file where it could be typed, and where it is."""
    record = Reader({path: content}).record(Accounts, path)
    assert record is not None
    facts, found = to_facts(record, path)
    assert found == []
    return [
        (keys_of(address), tuple(fact.path.partition("#/")[2].split("/")))
        for address, fact in facts.by_address.items()
        if address.measure != "other"
    ]


@pytest.mark.parametrize("path", ACCOUNTS)
def test_every_fact_of_the_data_leads_back_to_its_keys(path: str) -> None:
    """Each amount of data/ is found again at the keys where it is typed."""
    pairs = _pairs(path, real_files()[path])
    assert [pair for pair in pairs if not _same(*pair)] == []
    assert len(pairs) > 20


def _same(keys: tuple[str, ...] | None, typed: tuple[str, ...]) -> bool:
    """Return whether two places are one: a name such as 收入总计 may be written in its dotted form."""
    if keys is None or keys == typed:
        return keys is not None
    return keys[0] == typed[0] and parse_name(keys[-1]) == parse_name(typed[-1])


def test_every_fact_of_a_generated_report_leads_back() -> None:
    """So is each amount of a complete invented report."""
    one = invented(2)
    pairs = _pairs("accounts.yml", one.files[f"{one.folder}/accounts.yml"])
    assert [pair for pair in pairs if not _same(*pair)] == []
    assert str(YEAR) in one.folder


def test_new_keys_go_where_the_tables_have_them() -> None:
    """Below 收入 the sources come in the order of 公开01表, below a code 基本支出 before 项目支出."""
    assert order_of(("收入",))[:4] == (
        "一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入", "上级补助收入",
    )  # fmt: skip
    assert order_of(("支出科目", "2080101"))[:2] == ("基本支出", "项目支出")
    assert order_of(())[0] == "金额单位"


def test_totals_have_no_place_of_their_own() -> None:
    """What only follows from its parts is never typed; last year's totals are, by name."""
    assert keys_of(parse_name("收入总计")) is None
    assert keys_of(parse_name("支出")) is None
    assert keys_of(parse_name("收入总计.上年决算数")) == ("上年决算数", "收入总计")


def test_counts_have_their_unit() -> None:
    """辆 and 人次 are told where the place asks for them; money has none."""
    assert unit_at(parse_name("公务用车保有量.轿车")) == "辆"
    assert unit_at(parse_name("接待人次.国内")) == "人次"
    assert unit_at(parse_name("支出.2080101.基本支出")) == ""


def test_no_two_places_mean_the_same() -> None:
    """Each amount has one place in the file."""
    meanings = [(sorted(one.dimensions), one.opened) for one in templates()]
    assert len(meanings) == len({str(one) for one in meanings})
