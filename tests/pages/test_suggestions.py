"""What the search proposes and answers, from summaries of invented departments."""

import json
from dataclasses import replace
from typing import Any

from generator.model.blocks import Measure
from generator.model.identity import EverydayWord, TermRow
from generator.model.summary import Summary, Territory
from generator.pages.portal.regional import regions_of
from generator.pages.portal.suggestions import write, write_region
from tests.pages.overviews import overview

RECEPTIONS = Measure(
    "receptions", "公务接待费", "三公", "财政拨款", "万元", "3.25", "3.25", "接待", "1.64", "接待.上年"
)
ALIASES = ("水务", "虚构县水务", "县水务", "水管站")


def report(department: str, year: int, **fields: object) -> Summary:
    """Return the summary of an invented report."""
    plain = Summary("xugou", department, year, "虚构省虚构县", "虚构县水务局", "水务局", "虚构县水务局部门决算")
    return replace(plain, **fields)  # type: ignore[arg-type]


def written(*summaries: Summary) -> dict[str, Any]:
    """Return the files of invented reports, read back."""
    shared = overview("虚构", summaries, territories={"xugou": Territory("xugou", "虚构省虚构县", "虚构县")})
    shared = replace(
        shared, words=(EverydayWord(official="公务接待费", words=("招待费",)),), terms=(TermRow(term="结余"),)
    )
    every = [write(shared), *map(write_region, regions_of(shared))]
    return {path: json.loads(text) for files in every for path, text in files.items()}


def test_departments_that_share_their_names_share_them_in_the_file() -> None:
    """Two departments of one name are one kind; years without a gap are one range."""
    two = [report("jia", year) for year in (2022, 2023)] + [report("yi", 2023)]
    found = written(*two)["search/suggest.json"]
    assert found["kinds"] == [["水务局"]]
    assert found["departments"] == [[0, "jia", 0, "2022-2023"], [0, "yi", 0, 2023]]
    assert found["regions"] == [["xugou", "虚构省虚构县", "虚构县", "虚构县"]]


def test_names_that_follow_from_others_are_left_out() -> None:
    """虚构县水务 is region and 水务, 县水务 a level and 水务: the browser puts them together itself."""
    found = written(report("jia", 2023, aliases=ALIASES))["search/suggest.json"]
    assert found["kinds"] == [["水务局", "水务", "水管站"]]


def test_former_names_stay_findable() -> None:
    """The name of an earlier year is kept with the department, and a name without the region's beginning as it is."""
    found = written(report("jia", 2022, department_name="虚构县水利局"), report("jia", 2023), report("yi", 2023))
    assert found["search/suggest.json"]["departments"][0][4] == {"former": ["虚构县水利局"]}


def test_everyday_words_terms_and_sounds_are_there() -> None:
    """What people say, what the glossary explains, and the sound of each character of a name."""
    found = written(report("jia", 2023, measures=(RECEPTIONS,)))["search/suggest.json"]
    assert found["words"] == [["公务接待费", "招待费"]]
    assert found["terms"] == ["结余"]
    assert found["topics"] == [["receptions", "公务接待费", "财政拨款", "三公"]]
    assert "shui" in found["readings"]


def test_an_answer_says_what_the_report_says() -> None:
    """The amount as printed, its scope, the change worked out from both years, and where it comes from."""
    entries = {"接待": "n1"}
    years = [report("jia", 2022), report("jia", 2023, measures=(RECEPTIONS,), entries=entries)]
    newest, older = written(*years)["reports/xugou/jia/answers.json"]
    assert newest["year"] == 2023
    assert newest["figures"]["receptions"] == {
        "printed": "3.25",
        "unit": "万元",
        "scope": "财政拨款",
        "change": "增加 1.61 万元（98.17%）",
        "href": "reports/xugou/jia/2023/figures/#n1",
    }
    assert older["figures"] == {}  # nothing published, so nothing is answered


def test_an_unknown_year_before_gives_no_change() -> None:
    """Without last year's figure there is no comparison, not one with zero."""
    alone = replace(RECEPTIONS, prior="", prior_figure="")
    (only,) = written(report("jia", 2023, measures=(alone,)))["reports/xugou/jia/answers.json"]
    assert "change" not in only["figures"]["receptions"]
