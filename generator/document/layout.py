"""A report laid out for reading, once, for every output."""

from generator.document.brief import brief_of
from generator.document.cards import cards_of
from generator.document.charts import chart_of
from generator.document.corrections import corrections_of
from generator.document.desk import Desk, Inputs, words_of
from generator.document.entries import entries_of
from generator.document.form import check_form
from generator.document.meanings import term_addresses
from generator.document.measures import measures_of
from generator.document.sections import lay_out_sections
from generator.findings import Finding
from generator.model.blocks import Document


def lay_out(inputs: Inputs) -> tuple[Document, list[Finding]]:
    """Return the document of a report and what could not be written.

    A pure function of its inputs: HTML, PDF and the check of sentences all read the same document.

    Raises:
        UnknownNameError: a pattern or table form of the style names nothing (a fault of the style, not of the data).
    """
    check_form(inputs.style)
    desk = Desk(inputs, words_of(inputs), texts=inputs.texts)
    parts = lay_out_sections(desk)
    cards = tuple(cards_of(desk, parts))
    brief = tuple(brief_of(desk))
    pictures = tuple(chart for name in inputs.style.pictures for chart in chart_of(desk, name))
    measures = tuple(measures_of(desk))
    entries = entries_of(desk)
    region, department, _ = inputs.slugs
    report = inputs.report
    document = Document(
        region=region,
        department=department,
        year=report.year,
        region_name=inputs.region.name,
        department_name=inputs.department_name,
        short_name=inputs.department.short or inputs.department_name,
        title=report.title or f"{inputs.department_name}{report.year}年度部门决算",
        aliases=inputs.department.aliases,
        facts_head=_facts_head(inputs),
        state=str(report.state),
        cards=cards,
        parts=parts,
        figures=entries,
        source_note=_source_note(inputs),
        fonts=inputs.style.fonts,
        page_titles={evaluation.page: evaluation.record.name for evaluation in inputs.evaluations},
        measures=measures,
        corrections=corrections_of(desk, entries),
        peers=inputs.department.peers,
        contents=tuple(str(part) for part in report.parts),
        kind=inputs.department.kind,
        predecessors=inputs.department.predecessors,
        terms=term_addresses(inputs.style.plain_words, inputs.shared_terms),
        brief=brief,
        pictures=pictures,
        phrases=inputs.phrases,
    )
    return document, desk.findings


def _facts_head(inputs: Inputs) -> tuple[tuple[str, str], ...]:
    report = inputs.report
    return (
        ("发布机构", report.source.publisher or inputs.department_name),
        ("公开日期", report.published_on),
        ("索引号", report.index_number or "未公布"),
        ("批复日期", report.approved_on),
        ("保密审查", report.secrecy),
        ("负责人审签", report.signed),
        ("行政区划代码", inputs.region.code or "未公布"),
    )


def _source_note(inputs: Inputs) -> str:
    source = inputs.report.source
    return f"来源：{source.title}。{source.remark}"
