"""One amount changed: everything that depends on it changes with it, and nothing else.

What depends on an amount is read from the formulas that readers see (`FigureEntry.inputs`); a declared 公布值 ends the
chain, because it is printed as declared whatever its parts say, and the check then says that they no longer fit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pytest

from generator.document.cards import walk
from generator.model.blocks import Chart, Document, Glossary, Notice, Paragraph, Table
from tests.build.example import ANJU, HESHAN, PUTUO, edited, laid_out, plan, real, real_files


@dataclass(frozen=True)
class Change:
    """One amount changed in a copy of the data.

    Attributes:
        address: which report. line: what stands in its accounts.yml. new: what stands there instead.
        figure: the figure that was typed there. changes: every figure whose value changes, before and after.
        conclusions: charts whose title says a figure that changes.
        vanishes: chart that is drawn no longer, because what came in and what went out no longer agree.
    """

    address: str
    line: str
    new: str
    figure: str
    changes: Mapping[str, str]
    conclusions: frozenset[str] = frozenset()
    vanishes: str = "-"

    @property
    def files(self) -> dict[str, bytes]:
        """Return the data with the amount changed."""
        return edited(real_files(), f"data/regions/{self.address}/accounts.yml", self.line, self.new)


CHANGES = {
    "安居 政府性基金预算财政拨款收入": Change(
        ANJU,
        "政府性基金预算财政拨款收入: 19.96",
        "政府性基金预算财政拨款收入: 29.96",
        "收入.政府性基金预算",
        {
            "收入.政府性基金预算": "19.96 → 29.96",
            "收入": "978.11 → 988.11",
            "收入.财政拨款": "978.11 → 988.11",
            "收入总计": "978.11 → 988.11",
            "收入总计.财政拨款": "978.11 → 988.11",
            "收入.一般公共预算.占比": "97.96 → 96.97",
            "收入.政府性基金预算.占比": "2.04 → 3.03",
            # 60.35 more than last year is what was published; last year follows from it (倒算)
            "收入总计.上年决算数": "917.76 → 927.76",
            "收入总计.财政拨款.上年决算数": "917.76 → 927.76",
            "支出总计.上年决算数": "917.76 → 927.76",
            "支出总计.财政拨款.上年决算数": "917.76 → 927.76",
            "收入总计.较上年.增减率": "6.58 → 6.5",
            "收入总计.较上年.差率": "+6.58 → +6.50",
            "收入总计.财政拨款.较上年.增减率": "6.58 → 6.5",
            # the evaluation says 年初预算与决算数持平 no longer
            "收入.较年初预算.增减额": "— → 10",
        },
        frozenset({"chart-total", "chart-income", "chart-fiscal"}),
        vanishes="chart-flow ",
    ),
    "赫山 行政运行决算数": Change(
        HESHAN,
        '"2080101": {决算数: 491.20, 年初预算数: 282.84}',
        '"2080101": {决算数: 501.20, 年初预算数: 282.84}',
        "支出.一般公共预算.2080101",
        {
            "支出.一般公共预算.2080101": "491.20 → 501.20",
            "支出.一般公共预算.20801": "518.20 → 528.20",
            "支出.一般公共预算.208": "3428.68 → 3438.68",
            "支出.财政拨款.208": "3428.68 → 3438.68",
            "支出.一般公共预算.208.占比": "85.11 → 85.35",
            "支出.一般公共预算.2080101.较年初预算.完成率": "173.67 → 177.20",
            "支出.一般公共预算.2080101.较年初预算.增减额": "208.36 → 218.36",
        },
        frozenset({"chart-general-structure"}),
    ),
    "普陀 城乡社区规划与管理的项目支出": Change(
        PUTUO,
        '"2120201": {基本支出: 488.68, 项目支出: 2250.88, 年初预算数: 3110.14}',
        '"2120201": {基本支出: 488.68, 项目支出: 2350.88, 年初预算数: 3110.14}',
        "支出.一般公共预算.2120201.项目支出",
        {
            "支出.一般公共预算.2120201.项目支出": "2250.88 → 2350.88",
            "支出.一般公共预算.21202.项目支出": "2250.88 → 2350.88",
            "支出.一般公共预算.212.项目支出": "2259.65 → 2359.65",
            "支出.一般公共预算.项目支出": "4381.74 → 4481.74",
            "支出.一般公共预算.2120201": "2739.56 → 2839.56",
            "支出.一般公共预算.21202": "2739.56 → 2839.56",
            "支出.一般公共预算.212": "3832.36 → 3932.36",
            "支出.一般公共预算": "9746.50 → 9846.50",
            "支出.财政拨款.212": "3832.36 → 3932.36",
            "支出.财政拨款": "9746.50 → 9846.50",
            "支出总计.一般公共预算": "9746.50 → 9846.50",
            "支出总计.财政拨款": "9746.50 → 9846.50",
            "支出.一般公共预算.占比": "99.87 → 100.89",
            "支出.一般公共预算.208.占比": "7.74 → 7.67",
            "支出.一般公共预算.210.占比": "2.43 → 2.40",
            "支出.一般公共预算.212.占比": "39.32 → 39.94",
            "支出.一般公共预算.220.占比": "45.78 → 45.31",
            "支出.一般公共预算.221.占比": "4.73 → 4.68",
            "支出.一般公共预算.上年决算数": "8553.30 → 8653.30",
            "支出.一般公共预算.较上年.增减率": "13.95 → 13.79",
            "支出.一般公共预算.较年初预算.完成率": "95.46 → 96.44",
            "支出.一般公共预算.2120201.较年初预算.完成率": "88.08 → 91.30",
            "支出.一般公共预算.2120201.较年初预算.增减额": "370.58 → 270.58",
            # of every 100元 spent
            "支出.一般公共预算.基本支出.人员经费.每百元": "50.1 → 49.6",
            "支出.一般公共预算.基本支出.公用经费.每百元": "4.9 → 4.9",
            "支出.一般公共预算.项目支出.每百元": "45.0 → 45.5",
        },
        frozenset({"chart-general", "chart-general-structure"}),
    ),
}


@pytest.fixture(params=CHANGES)
def change(request: pytest.FixtureRequest) -> Change:
    """Return each change in turn."""
    return CHANGES[request.param]


@cache
def _after(name: str) -> Document:
    return laid_out(CHANGES[name].files, CHANGES[name].address)


def after(change: Change) -> Document:
    """Return the report laid out from the changed data."""
    return _after(next(name for name, known in CHANGES.items() if known is change))


def depending(document: Document, figure: str) -> set[str]:
    """Return the figures that follow from one, itself included, through the formulas that readers see."""
    found: set[str] = set()
    waiting = {figure}
    while waiting:
        found |= waiting
        waiting = {
            name
            for name, entry in document.figures.items()
            if name not in found and entry.origin != "published" and found & set(entry.inputs)
        }
    return found


def changed(before: Document, now: Document) -> dict[str, str]:
    """Return the figures whose value changed, each with how it printed before and after.

    A sentence that takes another case (与决算数持平 → 增加) prints a figure that stood nowhere before: — → 10.
    """
    assert before.figures.keys() <= now.figures.keys()
    found = {}
    for name, new in now.figures.items():
        old = before.figures.get(name)
        if old is None or old.exact != new.exact:
            found[name] = f"{old.printed if old else '—'} → {new.printed}"
    return found


Place = tuple[str, tuple[str, frozenset[str]]]


def prints(document: Document) -> dict[str, tuple[str, frozenset[str]]]:
    """Return what stands in each place that can hold figures: paragraph, cell, mark of a chart, answer."""
    found: dict[str, tuple[str, frozenset[str]]] = dict(_answers(document))
    for section in walk(document.parts):
        for number, block in enumerate(section.blocks):
            if isinstance(block, Paragraph):
                found[f"{section.key} {number}"] = (block.text, frozenset(span.figure for span in block.spans))
            elif isinstance(block, Table):
                found.update(_cells(block))
            elif isinstance(block, Chart):
                found.update(_marks(block))
    return found


def _cells(table: Table) -> Iterator[Place]:
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            figures = frozenset(span.figure for span in cell.spans)
            yield f"{table.key} {row} {column}", (f"{cell.text} {cell.value}", figures)


def _marks(chart: Chart) -> Iterator[Place]:
    for point in chart.points:
        yield f"{chart.key} {point.series}{point.label}", (f"{point.text} {point.value}", frozenset({point.figure}))


def _answers(document: Document) -> Iterator[Place]:
    """Yield what stands at the head of the report: answers with their bars, our sentences, the marks of our charts."""
    for card in document.cards:
        spans = (*card.prior, *card.sentence)
        words = card.answer + card.remark + card.label + "".join(span.text for span in spans)
        yield f"问 {card.question}", (words, frozenset({card.figure, *(span.figure for span in spans)}))
        for bar in card.bars:
            yield f"问 {card.question} {bar.label}", (f"{bar.text} {bar.value}", frozenset({bar.figure}))
    for number, said in enumerate(document.brief):
        yield f"说 {number}", (said.text, frozenset(span.figure for span in said.spans))
    for chart in document.pictures:
        yield from _marks(chart)


def the_rest(document: Document) -> list[str]:
    """Return everything that holds no figure and must stay as it is; what the check says of itself aside."""
    found = [document.title, document.source_note, *(f"{a}{b}" for a, b in document.facts_head)]
    for section in walk(document.parts):
        found.append(section.title)
        for block in section.blocks:
            if isinstance(block, Table):
                found += [block.title, block.state, block.summary, block.statement, *block.notes, str(block.folded)]
            elif isinstance(block, Chart):
                found += [block.caption, block.subtitle, block.note]
            elif isinstance(block, Glossary | Notice):
                found.append(str(block))
    return found


def test_exactly_the_figures_that_depend_on_it_change(change: Change) -> None:
    """The figures that change are the ones an accountant lists by hand, before and after."""
    assert changed(real(change.address), after(change)) == change.changes


def test_every_figure_that_changes_follows_from_it_and_every_other_stays(change: Change) -> None:
    """Through the formulas readers see, all that changed leads back to the one amount.

    What leads back to it and keeps its value is a share of nothing, the whole of itself, or a published change.
    """
    now = after(change)
    reached = depending(now, change.figure)
    assert set(change.changes) <= reached
    stays = reached - set(change.changes)
    assert all(now.figures[name].exact in {"0", "100"} or name.endswith((".增减额", ".差额")) for name in stays), stays


def test_exactly_the_places_that_print_them_change(change: Change) -> None:
    """A sentence, table cell, mark or answer changes when it prints a changed figure, and only then."""
    before, now = prints(real(change.address)), prints(after(change))
    assert any(place.startswith(change.vanishes) for place in before) == (change.vanishes != "-")
    before = {place: printed for place, printed in before.items() if not place.startswith(change.vanishes)}
    assert before.keys() == now.keys()
    different = {place for place in before if before[place][0] != now[place][0]}
    expected = {place for place, (_, figures) in before.items() if figures & change.changes.keys()}
    assert expected
    assert different == expected


def test_the_titles_of_charts_follow_and_all_else_stays(change: Change) -> None:
    """Charts whose title says a changed figure get a new title; headings, notes, names and glossary stay."""
    before, now = real(change.address), after(change)
    assert the_rest(before) == the_rest(now)
    old, new = _conclusions(before), _conclusions(now)
    assert {key for key in old if old[key] != new[key]} == change.conclusions


def _conclusions(document: Document) -> dict[str, str]:
    sections = walk(document.parts)
    return {block.key: block.finding for section in sections for block in section.blocks if isinstance(block, Chart)}


def test_a_published_total_that_no_longer_fits_is_named() -> None:
    """赫山's total is declared as published; when a part changes by 10万元 the check says that it does not fit."""
    found = plan(CHANGES["赫山 行政运行决算数"].files, HESHAN).findings
    [said] = [finding for finding in found if finding.code == "P004"]
    assert "4028.76" in said.message
    assert "4038.75" in said.message
