"""Home, region and department pages."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.model.blocks import Correction, Measure
from generator.model.summary import Headline, Summary, TableState, Territory, Unit
from generator.pages.portal import departments, directory, home
from generator.pages.summaries import summarize
from tests.pages.overviews import overview

if TYPE_CHECKING:
    from tests.pages.conftest import Kit


def summary(word: str, department: str, year: int) -> Summary:
    """Return an invented summary in which every text is the word."""
    return Summary(
        "xugou",
        department,
        year,
        word,
        word,
        word,
        word,
        (word,),
        f"{year + 1}-09-08",
        (Headline(word, word, word, "statement/#s1"),),
        (TableState("t01", word, word, "unattached"),),
        word,
    )


def measure(word: str, key: str, value: str, prior: str = "", **more: str) -> Measure:
    """Return an invented headline figure in 万元."""
    fixed = {
        "label": word,
        "topic": "三公",
        "scope": word,
        "unit": "万元",
        "printed": value,
        "value": value,
        "figure": key,
    }
    return Measure(**{"key": key, "prior": prior, "prior_figure": f"{key}.上年" if prior else "", **fixed, **more})


def correction(word: str) -> Correction:
    """Return an invented correction in which every text is the word."""
    return Correction("2025-10-12", word, word, word, word, word, word, word)


def site(word: str) -> dict[str, str]:
    """Return these pages over three invented reports, one department grown out of another, and a silent unit."""
    figures = (measure(word, "spending", "12.30", "11.00"), measure(word, "receptions", "0.50"))
    reports = [
        replace(summary(word, "jia", 2023), department_name=f"{word}旧"),
        replace(summary(word, "jia", 2024), measures=figures, corrections=(correction(word),), predecessors=("yi",)),
        summary(word, "yi", 2022),
    ]
    units = (
        Unit("jia", word, word, (word,), word),
        Unit("bing", word, word, (word,), word),
        Unit("ding", word, word, (word,), word, exemption=word),
    )
    found = overview(word, reports, territories={"xugou": Territory("xugou", word, word, "990000", units)})
    return {path: text for writer in (home, directory, departments) for path, text in writer.write(found).items()}


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>x</script>",
        '"><img src=x>',
        "{{ 7*7 }}{% x %}",
        "a\n\n---\n\n# b",
        "[x](javascript:y)",
        "&lt;",
        "'`*_#",
        "\u202e倒",
        "{#id .c}",
    ],
)
def test_no_text_becomes_markup(kit: "Kit", nasty: str) -> None:
    """Whatever stands in names, aliases and figures, elements and attributes stay the same and the text is shown."""
    plain, odd = site(kit.word), site(nasty)
    assert list(plain) == [
        "index.md",
        "reports/index.md",
        "reports/xugou/index.md",
        "years/2024/index.md",
        "years/2023/index.md",
        "years/2022/index.md",
        "years/index.md",
        "reports/xugou/jia/index.md",
        "reports/xugou/yi/index.md",
    ]
    for path in plain:
        one, other = kit.read(kit.converted(plain[path])[0]), kit.read(kit.converted(odd[path])[0])
        assert other.shape == one.shape
        assert other.text == one.text.replace(kit.word, kit.bare(nasty))


def home_page(*reports: Summary) -> str:
    """Return the home page over invented reports."""
    return home.write(overview("虚构区部门决算", reports))["index.md"]


def test_home_says_what_it_is_and_asks_what_one_wants_to_know(kit: "Kit") -> None:
    """The heading counts departments and years; the form asks search/?q= without scripts; the newest comes first."""
    page = home_page(summary("甲局", "jia", 2020), summary("乙局", "yi", 2024))
    text = kit.converted(page)[0]
    assert "2 个部门，2020—2024 年" in kit.read(text.split("</h1>")[0] + "</h1>").texts
    assert 'action="search/" method="get"' in text
    assert '<input id="search-q" name="q"' in text
    assert "您想知道什么？" in text
    assert text.index("2025-09-08") < text.index("2021-09-08")


def test_examples_are_words_that_stand_in_the_reports() -> None:
    """A bureau's everyday name with a topic it has, a topic, an amount as printed; never what nobody published."""
    known = replace(summary("甲局", "jia", 2024), aliases=("甲字局",))
    figures = (
        measure("公务接待费", "receptions", "0.50"),
        measure("政府采购支出总额", "procurement", "3", topic="采购"),
        measure("本年支出合计", "spending", "12.30"),
    )
    assert home.examples([replace(known, measures=figures)]) == ["甲字局 公务接待", "政府采购", "12.30"]
    assert home.examples([known]) == ["甲字局"]
    assert home.examples([]) == []


def test_topics_lead_to_their_comparison_and_only_where_there_is_one() -> None:
    """“三公” is offered when a report states it; performance when one holds an evaluation."""
    plain = summary("甲局", "jia", 2024)
    rich = replace(plain, measures=(measure("“三公”", "three-public", "1"),), contents=("部门决算", "整体绩效"))
    assert 'href="compare/topic-three-public/"' in home_page(rich)
    assert "%E7%BB%A9%E6%95%88%E8%87%AA%E8%AF%84" in home_page(rich)
    assert "compare/topic" not in home_page(plain)
    assert "绩效自评" not in home_page(plain)


def test_home_tells_the_newest_correction_in_one_line() -> None:
    """What was changed into what, with the day, and how many there are in all."""
    older = replace(correction("丙数"), date="2025-01-02")
    newer = replace(correction("公务接待费"), kind="更正", before="0.93", after="0.39", unit="万元")
    text = home_page(replace(summary("甲局", "jia", 2024), corrections=(older, newer)))
    assert "2025-10-12</time>，甲局 2024年度“公务接待费”由 0.93万元 改为 0.39万元。" in text
    assert "全部 2 处更正" in text
    assert "corrections/" not in home_page(summary("甲局", "jia", 2024))


def test_home_shows_the_newest_years_where_no_date_is_known() -> None:
    """A date that nobody published is not invented: the newest reports stand there under another heading."""
    text = home_page(*(replace(summary("甲局", "jia", year), published="") for year in (2023, 2024)))
    assert "最新年度的决算" in text
    assert "<time" not in text
    latest = text[text.index("最新年度的决算") :]
    assert latest.index("jia/2024/") < latest.index("jia/2023/")


def test_home_without_reports_is_still_a_page() -> None:
    """A site with nothing published says so."""
    assert "还没有公开的决算" in home_page()


def department_page(*reports: Summary, department: str = "jia") -> str:
    """Return the page of a department over invented reports."""
    return departments.write(overview("虚构", reports))[f"reports/xugou/{department}/index.md"]


def test_department_lists_its_reports_newest_first() -> None:
    """Each report has its date, what it consists of and its tables; without figures its headlines stand there."""
    older = replace(summary("甲局", "jia", 2023), department_name="甲局（旧）", contents=("部门决算",))
    page = department_page(older, summary("甲局", "jia", 2024))
    assert page.index("2024年度部门决算") < page.index("2023年度部门决算")
    assert '<a href="2024/statement/#s1">甲局</a>' in page
    assert "部门决算；1 张表，其中 1 张未随文公布" in page
    assert "2024-09-08</time> 公开" in page
    assert "曾用名：甲局（旧）（2023 年）" in page


def test_reports_of_many_years_fold_away_behind_the_newest() -> None:
    """The newest five stand open; the others are there behind one line that says how many they are."""
    few = department_page(*(summary("甲局", "jia", year) for year in range(2020, 2025)))
    assert "更早的" not in few
    page = department_page(*(summary("甲局", "jia", year) for year in range(2017, 2025)))
    opened, _, folded = page.partition('<details class="earlier-years"><summary>更早的 3 年</summary>')
    assert 'id="year-2020"' in opened
    assert [year for year in range(2017, 2025) if f'id="year-{year}"' in folded] == [2017, 2018, 2019]


def test_department_begins_with_a_sentence_and_compares_with_last_year() -> None:
    """What was spent last, and by how much it changed, with amount, rate and base."""
    figures = (measure("本年支出合计", "spending", "12.30", "11.00"), measure("“三公”经费合计", "three-public", "0.50"))
    page = department_page(replace(summary("甲局", "jia", 2024), measures=figures))
    assert "2024年度本年支出合计 12.30 万元，比上年增加 1.30 万元（11.82%）；“三公”经费合计 0.50 万元。" in page


def test_figures_lead_to_their_entries_and_say_where_they_come_from() -> None:
    """A year without a report takes the next one's last year's figure and says so; two that differ stand together."""
    figures = {
        2022: measure("本年支出合计", "spending", "10.00", "9.00"),
        2024: measure("本年支出合计", "spending", "12.30", "11.00"),
        2025: measure("本年支出合计", "spending", "13.00", "12.35"),
    }
    page = department_page(
        *(
            replace(summary("甲局", "jia", year), measures=(one,), entries={"spending": "e1", "spending.上年": "e2"})
            for year, one in figures.items()
        )
    )
    assert '<a href="../../../reports/xugou/jia/2022/figures/#e1">10.00</a></td>' in page
    assert '2024/figures/#e2">11.00</a>' in page
    assert "①</span>取自2024年" in page
    assert '>12.30</a><small class="remark">2025年决算的上年数 <a href=' in page
    assert '2025/figures/#e2">12.35</a></small>' in page
    heads = [page.index(f'class="amount">{year}年') for year in (2025, 2024, 2023, 2022, 2021)]
    assert heads == sorted(heads)


def test_a_remark_on_a_whole_year_stands_at_its_head() -> None:
    """Figures of one year that all come from the next report say so once."""
    figures = (measure("收入", "income", "5", "4"), measure("支出", "spending", "6", "5"))
    page = department_page(replace(summary("甲局", "jia", 2024), measures=figures))
    assert '2023年<sup class="note-mark">①</sup>' in page
    assert "①</span>取自2024年" in page
    assert page.count("取自2024年") == 1


def test_predecessors_and_their_years_are_part_of_the_history() -> None:
    """The older department's years stand in the table, each page leads to the other."""
    new = replace(summary("新局", "jia", 2024), measures=(measure("支出", "spending", "6"),), predecessors=("yi",))
    old = replace(summary("旧局", "yi", 2022), measures=(measure("支出", "spending", "5"),))
    page = department_page(old, new)
    assert '前身：<a href="../yi/">旧局</a>（2022 年）' in page
    assert "reports/xugou/yi/2022/" in page
    assert '<a href="../jia/">新局</a>' in department_page(old, new, department="yi")


def test_department_offers_the_comparison_with_itself_chosen() -> None:
    """The link to the comparison names the department; one without any figure to compare offers none."""
    plain = summary("甲局", "jia", 2024)
    page = department_page(replace(plain, measures=(measure("支出", "spending", "6"),)))
    assert 'href="../../../compare/?d=xugou/jia"' in page
    assert "compare/" not in department_page(plain)


def test_a_report_is_called_what_it_is() -> None:
    """One that holds evaluations only is not called 部门决算."""
    page = department_page(replace(summary("甲局", "jia", 2024), contents=("整体绩效", "项目绩效")))
    assert ">2024年度绩效自评</a>" in page
    assert "2024年度部门决算</a>" not in page


def test_corrections_of_a_department_are_told() -> None:
    """What was changed, in which report, why and on which paper."""
    page = department_page(replace(summary("甲局", "jia", 2024), corrections=(correction("某数"),)))
    assert "公开后的更正" in page
    assert "原因：某数。依据：某数。" in page
    assert "公开后更正 1 处" in page


def test_summary_is_taken_from_the_document(kit: "Kit") -> None:
    """Headline figures are the cards, with the address of the section they lead to."""
    found = summarize(kit.invented())
    assert found.published == "2025-09-08"
    assert found.headlines[0] == Headline(kit.word, kit.word, kit.word, "statement/#s1")
    assert [table.state for table in found.tables] == ["full", "full", "empty", "unattached"]
