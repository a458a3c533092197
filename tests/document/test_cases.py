"""Which words a sentence takes: the figures choose, by sign, by base, and by what is not known."""

import pytest

from tests.build.example import ACCOUNTS, REPORT, WATER, invented, laid_out, plan, section_text, tables

PRIOR = "上年决算数:\n  收入总计: 100.00\n"


def total(prior: str, report: str = REPORT) -> str:
    """Return the first paragraph of a report whose last year's total is typed as given; this year's is 125.00."""
    assert PRIOR in ACCOUNTS
    document = laid_out(invented(accounts=ACCOUNTS.replace(PRIOR, prior), report=report), WATER)
    return section_text(document, "total").partition("主要原因")[0]


def typed(amount: str) -> str:
    """Return last year's block with an amount."""
    return f"上年决算数:\n  收入总计: {amount}\n"


@pytest.mark.parametrize(
    ("prior", "sentence"),
    [
        (typed("100.00"), "2024年度收入支出总计125.00万元，比2023年度增加25.00万元，增长25.00%。"),
        (typed("250.00"), "2024年度收入支出总计125.00万元，比2023年度减少125.00万元，下降50.00%。"),
        (typed("125.00"), "2024年度收入支出总计125.00万元，与2023年度持平。"),
        (typed("0"), "2024年度收入支出总计125.00万元，2023年度为0万元，增长率不可比。"),
        (typed("未公布"), "2024年度收入支出总计125.00万元。"),
        ("", "2024年度收入支出总计125.00万元。"),
    ],
)
def test_the_direction_follows_the_sign(prior: str, sentence: str) -> None:
    """More, less, the same, from nothing, and unknown: each has its own words, and none a minus sign or a hole."""
    assert total(prior) == sentence


def test_a_new_unit_says_that_it_is_new() -> None:
    """A unit set up this year has no last year, which is not the same as an unknown one."""
    sentence = total("", REPORT + "新设单位: true\n")
    assert sentence == "2024年度收入支出总计125.00万元。本部门为新设单位，没有上年数。"


def test_a_published_change_gives_last_year() -> None:
    """Where only the change was published, last year and the rate follow from it (倒算)."""
    change = "较上年增减:\n  收入总计: -25.00\n"
    sentence = total(change)
    assert sentence == "2024年度收入支出总计125.00万元，比2023年度减少25.00万元，下降16.67%。"
    document = laid_out(invented(accounts=ACCOUNTS.replace(PRIOR, change)), WATER)
    assert document.figures["收入总计.上年决算数"].exact == "150"
    assert document.figures["收入总计.上年决算数"].origin == "derived"


def test_last_years_own_report_gives_the_base() -> None:
    """Without a typed base, last year's own report gives it."""
    accounts = ACCOUNTS.replace(PRIOR, "")
    files = invented(accounts=accounts)
    last = accounts.replace("其他收入: 20.00", "其他收入: 15.00").replace(
        "年末结转和结余: 10.00\n财政", "年末结转和结余: 5.00\n财政"
    )
    files["data/regions/xugou/water/2023/report.yml"] = REPORT.replace("2024", "2023").encode()
    files["data/regions/xugou/water/2023/accounts.yml"] = last.encode()
    sentence = section_text(laid_out(files, WATER), "total")
    assert sentence.startswith("2024年度收入支出总计125.00万元，比2023年度增加5.00万元，增长4.17%。")


@pytest.mark.parametrize(
    ("base", "key", "word"),
    [
        ("年初预算", "年初预算数", "较年初预算"),
        ("全年预算", "全年预算数", "较全年预算"),
        ("上年", "上年决算数", "较上年"),
    ],
)
def test_each_base_of_comparison(base: str, key: str, word: str) -> None:
    """A style compares with 年初预算, 全年预算 or 上年, each with amount, rate and direction of its own."""
    name = f"支出.一般公共预算.{word}"
    pattern = f"""\
样式:
  句式:
    支出决算:
      对象: 支出.一般公共预算
      对比: {base}
      变动: 比{base}〔{name}.方向〕〔{name}.增减额〕万元，为〔{name}.完成率〕%。
      无基数: {base}为0，不可比。
      持平: 与{base}持平。
      未知: {base}未公布。
"""
    row = '"2130301": {基本支出: 60.00, 项目支出: 0, 年初预算数: 50.00}'
    other = '"2130305": {基本支出: 0, 项目支出: 35.00, 年初预算数: 40.00}'
    assert row in ACCOUNTS
    assert other in ACCOUNTS

    def said(first: str, second: str) -> str:
        accounts = ACCOUNTS.replace(row, row.replace("年初预算数: 50.00", f"{key}: {first}"))
        accounts = accounts.replace(other, other.replace("年初预算数: 40.00", f"{key}: {second}"))
        return section_text(laid_out(invented(accounts=accounts, report=REPORT + pattern), WATER), "expenditure")

    assert said("50.00", "30.00") == f"比{base}增加15.00万元，为118.75%。"
    assert said("60.00", "40.00") == f"比{base}减少5.00万元，为95.00%。"
    assert said("60.00", "35.00") == f"与{base}持平。"
    assert said("0", "0") == f"{base}为0，不可比。"
    assert said("未公布", "40.00") == f"{base}未公布。"


def test_a_part_declared_unknown_makes_its_totals_unknown() -> None:
    """Other income that was not published is not zero: no total that would hold it is printed."""
    document = laid_out(invented(accounts=ACCOUNTS.replace("其他收入: 20.00", "其他收入: 未公布")), WATER)
    income = tables(document)["收入支出决算总表"]
    [total] = [row for row in income.rows if row[0].text == "本年收入合计"]
    assert total[2].text == "未公布"
    assert "收入合计" not in section_text(document, "income")


def test_an_unknown_amount_leaves_no_hole() -> None:
    """A sentence whose amount is not known is left out whole, and a table says 未公布: never an empty place or --."""
    accounts = ACCOUNTS.replace("  基本支出: 70.00\n", "")
    document = laid_out(invented(accounts=accounts), WATER)
    assert "万元，占%" not in section_text(document, "expenditure")
    assert "  " not in section_text(document, "expenditure")


def test_zero_is_said_in_words_where_the_style_says_so() -> None:
    """No funds income and expenditure is a sentence of its own, not 0.00万元."""
    assert section_text(laid_out(invented(), WATER), "funds") == "2024年度没有政府性基金预算财政拨款收入和支出。"


def test_a_style_may_print_zero_as_its_province_does() -> None:
    """四川 prints zero parts with their share; the base style leaves them out."""
    region = "名称: 虚构省虚构县\n样式: [sichuan]\n"
    base = section_text(laid_out(invented(), WATER), "income")
    sichuan = section_text(laid_out(invented(region=region), WATER), "income")
    assert "事业收入" not in base
    assert "事业收入0万元，占0%" in sichuan


def test_a_reference_in_typed_text_prints_the_figure() -> None:
    """A typed paragraph refers to a figure by name and prints it as every sentence does."""
    document = laid_out(
        invented(texts="绩效管理: 本年支出〔支出〕万元，其中基本支出占〔支出.基本支出.占比〕%。\n"), WATER
    )
    assert section_text(document, "performance") == "本年支出115.00万元，其中基本支出占60.87%。"


@pytest.mark.parametrize(
    ("reference", "said"),
    [("支處", "没有名为“支處”的数"), ("支出.较前年.增减额", "“较前年.增减额”不是本系统的用语"), ("会议费", "没有公布")],
)
def test_a_reference_to_nothing_is_an_error_where_it_stands(reference: str, said: str) -> None:
    """A reference that names nothing, or something unknown, keeps the report back and is found in its line."""
    found = plan(invented(texts=f"部门职责: 管水。\n绩效管理: |\n  第一段。\n  会议费〔{reference}〕万元。\n"), WATER)
    [error] = [finding for finding in found.findings if finding.is_error]
    assert said in error.message
    assert str(error.place).startswith("data/regions/xugou/water/2024/texts.yml:2:")
