"""What a check came to: counts, groups, and what keeps reports from being published. All data is invented."""

from dataclasses import replace

from generator.check.report.review import Review, counts_of, is_failing, without_waivers
from generator.check.report.text import plain, review_lines
from tests.check.reviewing import ERROR, REVIEW, SHARED, WAIVED, WATER


def test_waived_findings_are_counted_apart() -> None:
    """Errors, warnings and notes count what is open; what was let stand has a number of its own."""
    counts = counts_of(REVIEW.findings)
    assert (counts.errors, counts.warnings, counts.notes, counts.waived) == (1, 2, 1, 1)
    assert counts.open == 4


def test_findings_stand_under_their_report() -> None:
    """What all reports share comes first, then each report with a finding, each under a line with its verdict."""
    lines = plain(review_lines(REVIEW)).splitlines()
    heads = [line for line in lines if line.startswith("■")]
    assert heads == [
        "■ 共用的文件：可以公开，有1处警告",
        f"■ 虚构县水务局2024年度（{WATER}）：有1处错误、1处警告、1处提示，请先改正错误；另有1处已豁免",
    ]
    assert lines[-1] == "有1处错误、2处警告、1处提示，请先改正错误；另有1处已豁免"
    assert lines.index(heads[0]) < next(row for row, line in enumerate(lines) if SHARED.message in line)
    assert lines.index(heads[1]) < next(row for row, line in enumerate(lines) if ERROR.message in line)


def test_one_report_alone_has_no_heading() -> None:
    """With one group of findings the lines are what they always were."""
    alone = Review(REVIEW.reports[:1])
    lines = plain(review_lines(alone)).splitlines()
    assert not any(line.startswith("■") for line in lines)
    assert f"{ERROR.place} K07 错误 {ERROR.message}" in lines


def test_a_finding_that_two_reports_share_is_told_once() -> None:
    """A fault of region.yml belongs to every report of the region; it is one fault all the same."""
    both = Review(tuple(replace(report, findings=(SHARED,)) for report in REVIEW.reports))
    assert both.findings == [SHARED]
    assert plain(review_lines(both)).count(SHARED.message) == 1


def test_without_waivers_everything_is_open() -> None:
    """What was waived counts and is shown as if nobody had waived it."""
    opened = without_waivers(REVIEW)
    assert counts_of(opened.findings).waived == 0
    assert counts_of(opened.findings).warnings == 3
    assert WAIVED.hint in plain(review_lines(opened))
    assert "已豁免" not in plain(review_lines(opened))


def test_warnings_count_only_strictly() -> None:
    """An error always fails; a warning does when that is asked for; what was waived never does."""
    assert is_failing(REVIEW)
    warned = Review((), (SHARED,))
    assert not is_failing(warned)
    assert is_failing(warned, strict=True)
    assert not is_failing(Review((), (WAIVED,)), strict=True)
