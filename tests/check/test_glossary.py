"""The glossary: every code used, none that is not, and the right explanation under the right name."""

from hypothesis import given
from hypothesis import strategies as st

from tests.check.building import findings_of

RUNNING = "社会保障和就业（类）人力资源和社会保障管理事务（款）行政运行（项）"
PENSION = "社会保障和就业支出（类）行政事业单位养老支出（款）其他行政事业单位养老支出（项）"
WRONG = "社会保障和就业支出（类）行政事业单位养老支出（款）其他社会保障和就业支出（项）"
CODES = ("2080101", "2080599")


def said(terms: list[tuple[str, str]], codes: tuple[str, ...] = CODES) -> dict[str, list[str]]:
    """Return code → messages of the glossary rules for terms and the codes under which money was spent."""
    rows = {code: {"决算数": "9.00"} for code in codes}
    example = {
        "财政拨款": {"一般公共预算": {"支出科目": rows}},
        "文字": {"名词解释": [{"名词": term, "解释": text} for term, text in terms]},
    }
    found: dict[str, list[str]] = {}
    for finding in findings_of(example):
        if finding.code in {"D17", "D50", "D51", "D52", "D53"}:
            found.setdefault(finding.code, []).append(finding.message)
    return found


def test_a_complete_glossary_is_left_alone() -> None:
    """With or without 支出 behind the name of the 类, and with codes in the names."""
    assert said([(RUNNING, "行政单位的支出。"), (PENSION, "其他支出。")]) == {}
    assert said([("行政运行（2080101）", "行政单位的支出。"), (PENSION, "其他支出。")]) == {}


def test_a_wrong_item_is_named_with_the_code_that_is_meant_and_not_reported_as_missing_too() -> None:
    """One cause, one finding."""
    found = said([(RUNNING, "行政单位的支出。"), (WRONG, "其他支出。")])
    assert list(found) == ["D53"]
    assert "报告用到的是其他行政事业单位养老支出（2080599）" in found["D53"][0]


def test_missing_items_are_listed_in_one_finding() -> None:
    """Name and code of each."""
    found = said([(PENSION, "其他支出。")], (*CODES, "2210201"))
    assert found == {"D17": ["用到的3个项级科目里有2个没有解释：行政运行（2080101）、住房公积金（2210201）"]}


def test_explanations_of_the_other_kind_of_unit_are_found() -> None:
    """行政单位医疗 explained with the words of 事业单位医疗."""
    term = "卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）"
    found = said([(term, "财政部门安排的事业单位基本医疗保险缴费经费。")], ("2101101",))
    assert found == {"D53": ["“行政单位医疗（2101101）”的解释讲的是事业单位"]}


def test_a_report_without_a_glossary_of_its_own_is_left_alone() -> None:
    """Then the shared glossary is printed, which is kept elsewhere."""
    assert said([]) == {}


@given(
    st.lists(
        st.tuples(
            st.text("社会保障（类）（款）（项）2080101支出 ", min_size=1, max_size=20),
            st.text("除事业单位 ", max_size=9),
        ),
        max_size=4,
    )
)
def test_no_rule_raises_on_any_glossary(terms: list[tuple[str, str]]) -> None:
    """Whatever is typed as a term, the messages are whole."""
    for messages in said(terms).values():
        assert all(message and "None" not in message for message in messages)
