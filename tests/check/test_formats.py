"""The formats of a check: SARIF, GitHub annotations, the 校核报告 in HTML, JSON and text. All data is invented."""

import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import pytest

from generator.check.report.github import render_github
from generator.check.report.page import render_html
from generator.check.report.review import Review
from generator.check.report.sarif import render_sarif
from generator.check.report.text import plain, render_json, review_lines
from tests.check.reviewing import ERROR, FOREST, HOSTILE, NOTE, REVIEW, SHARED, WAIVED, WARNING, hostile

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


class Reading(HTMLParser):
    """What a browser would make of a page: tags with attributes, and the visible text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._skipped = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))
        self._skipped += tag == "style"

    def handle_endtag(self, tag: str) -> None:
        """See the end of a style."""
        self._skipped -= tag == "style"

    def handle_data(self, data: str) -> None:
        """Keep visible text."""
        if not self._skipped:
            self.text.append(data)


def sarif(review: Review) -> dict[str, Any]:
    """Return the one run of a SARIF log."""
    log = json.loads(render_sarif(review))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    assert isinstance(run, dict)
    return run


def test_a_sarif_log_has_what_the_standard_asks_for() -> None:
    """Checked by hand against SARIF 2.1.0: required properties, their types, closed vocabularies, indexes, places."""
    run = sarif(REVIEW)
    driver = run["tool"]["driver"]
    assert driver["name"]
    rules = driver["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert set(rule) <= {
            "id", "shortDescription", "fullDescription", "helpUri", "help", "defaultConfiguration", "properties",
        }  # fmt: skip
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
        assert all(isinstance(rule[key]["text"], str) and rule[key]["text"] for key in ("shortDescription", "help"))
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        assert isinstance(result["suppressions"], list)
        for location in result["locations"]:
            region = location["physicalLocation"].get("region", {"startLine": 1})
            assert all(isinstance(number, int) and number > 0 for number in region.values())
            assert not location["physicalLocation"]["artifactLocation"]["uri"].startswith("/")
        [fingerprint] = result["partialFingerprints"].values()
        assert re.fullmatch("[0-9a-f]{32}", fingerprint)
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_says_what_where_how_heavy_and_how_waived() -> None:
    """Level, place, message with its hint; a waived finding is suppressed with its reason."""
    results = {result["ruleId"]: result for result in sarif(REVIEW)["results"]}
    error = results["K07"]
    assert error["level"] == "error"
    assert error["message"]["text"] == f"{ERROR.message}\n{ERROR.hint}"
    place = error["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "data/regions/xugou/water/2024/accounts.yml", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 3, "startColumn": 9}
    assert results["P003"]["locations"][0]["physicalLocation"]["region"] == {"startLine": 9}
    assert "region" not in results["D10"]["locations"][0]["physicalLocation"]
    assert (results["D10"]["level"], results["P003"]["level"]) == ("warning", "note")
    assert error["suppressions"] == []
    assert results["P004"]["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "原文如此（责任人：张三）"}
    ]


def test_sarif_rules_lead_to_the_page_of_rules() -> None:
    """The address is that of the site with the code's place on the page; without a site there is none to give."""
    rules = {rule["id"]: rule for rule in sarif(REVIEW)["tool"]["driver"]["rules"]}
    assert rules["D10"]["helpUri"] == "https://example.org/jsgk/rules/#d10"
    bare = sarif(Review(REVIEW.reports))["tool"]["driver"]["rules"]
    assert not any("helpUri" in rule for rule in bare)


def test_equal_findings_have_fingerprints_of_their_own() -> None:
    """Lines may move without a finding becoming another; two alike on one path stay two."""
    review = Review(REVIEW.reports, (NOTE, SHARED))
    prints = [next(iter(result["partialFingerprints"].values())) for result in sarif(review)["results"]]
    assert len(set(prints)) == len(prints)


def test_github_annotations_name_file_line_and_rule() -> None:
    """The heaviest first; what was waived is left out; the verdict ends the list."""
    lines = render_github(REVIEW).splitlines()
    assert lines[0] == (
        "::error file=data/regions/xugou/water/2024/accounts.yml,line=3,col=9,title=K07 类等于各款之和，款等于各项之和"
        f"::{ERROR.message}%0A{ERROR.hint}"
    )
    assert lines[1].startswith("::warning ")
    assert [COMMAND.match(line)[1] for line in lines] == ["error", "warning", "warning", "notice", "error"]  # type: ignore[index]
    assert not any(WAIVED.message in line for line in lines)
    assert lines[-1].startswith("::error title=校核结论::有1处错误")


def test_the_signed_report_says_all_that_a_leader_asks() -> None:
    """Department, year, state of the data, verdict, findings with place and hint, waivers with person, signatures."""
    text = "".join(Reading(render_html(REVIEW)).text)
    for said in (
        "虚构县水务局2024年度", "2025-09-20（提交0123456789ab）", "有1处错误、1处警告、1处提示，请先改正错误",
        ERROR.message, ERROR.hint, "accounts.yml:3:9", WARNING.message, NOTE.message, WAIVED.message,
        "原文如此", "张三", "错误（1处）", "警告（1处）", "提示（1处）", "已豁免（1处）",
        "真实性", "单位负责人", "日期", "虚构县林业局2024年度", "没有发现问题", SHARED.message,
    ):  # fmt: skip
        assert said in text, said
    assert "（责任人：" not in text


def test_the_signed_report_says_when_the_data_was_not_committed() -> None:
    """What is signed must be one state of the data: outside git, or with changes, the report says so."""
    assert "数据没有提交" in render_html(Review(REVIEW.reports))
    assert "另有尚未提交的改动" in render_html(
        Review(REVIEW.reports, commit="1" * 40, day="2025-09-20", is_edited=True)
    )


def test_one_department_has_no_overview() -> None:
    """The overview of several is a page of its own; one department begins at once."""
    assert 'class="overview"' not in render_html(Review(REVIEW.reports[1:]))
    assert 'class="overview"' in render_html(REVIEW)
    assert FOREST.split("/")[1] not in "".join(Reading(render_html(Review(REVIEW.reports[1:]))).text)


def test_the_signed_report_loads_and_runs_nothing() -> None:
    """No script, no address, no picture: the page can be mailed and filed."""
    page = Reading(render_html(REVIEW))
    names = {tag for tag, _ in page.tags}
    assert names.isdisjoint({"script", "link", "img", "iframe", "object", "a", "form"})
    assert not any(name.startswith("on") or name in {"src", "href"} for _, attrs in page.tags for name in attrs)
    assert "size: A4" in render_html(REVIEW)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_from_data_stays_text_in_the_signed_report(text: str) -> None:
    """Whatever was typed makes no tag and no attribute."""
    expected = [(tag, sorted(attrs)) for tag, attrs in Reading(render_html(hostile("甲"))).tags]
    assert [(tag, sorted(attrs)) for tag, attrs in Reading(render_html(hostile(text))).tags] == expected


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_from_data_stays_text_for_github(text: str) -> None:
    """Whatever was typed begins no command of its own and ends no property; unescaped it is there in full."""
    said = render_github(hostile(text))
    lines = said.split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(render_github(hostile("甲")).splitlines())
    for line in lines:
        assert line.startswith("::")
        assert "\r" not in line
        properties = line[2:].split("::")[0].partition(" ")[2]
        assert {part.partition("=")[0] for part in properties.split(",")} <= {"file", "line", "col", "title"}
    assert " ".join(unquote(said).split()) != ""


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_from_data_stays_text_in_json_and_sarif(text: str) -> None:
    """Both stay JSON, with as many findings as there are; an address in SARIF is escaped."""
    assert len(json.loads(render_json(hostile(text).findings))) == len(json.loads(render_json(hostile("甲").findings)))
    results = sarif(hostile(text))["results"]
    assert len(results) == len(hostile(text).findings)
    for result in results:
        for location in result["locations"]:
            assert re.fullmatch(
                r"[A-Za-z0-9/._~%!$&'()*+,;=:@-]+", location["physicalLocation"]["artifactLocation"]["uri"]
            )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_from_data_stays_on_its_line(text: str) -> None:
    """Whatever was typed adds no line, no control character and no change of direction to what a terminal shows."""
    said = plain(review_lines(hostile(text)))
    assert said.count("\n") == plain(review_lines(hostile("甲"))).count("\n")
    assert len(said.splitlines()) == said.count("\n")
    assert not set(said) & set("\x1b\x00\r\u202e\u2028\x85")
