"""Evaluations of a new year: the same projects by name on this year's forms, every score and result blank."""

from collections.abc import Container, Iterator
from dataclasses import replace

from generator.desk.annotated import Collection, Document, Entry, Scalar, annotated, rendered
from generator.desk.empty_form import empty_evaluation
from generator.desk.renewing.accounts import emptied
from generator.desk.renewing.words import Years, spread, with_moved_comments
from generator.model.style import Style

#: what lasts of an evaluation, in the order of the file.
KEPT = ("名称", "类别", "文种", "次序", "项目类型", "口径", "金额单位")
#: header fields that name the project and who answers for it.
LASTING = ("项目名称", "主管部门", "实施单位", "单位名称")
FIELDS, DETAILS, TEXTS, WORDS, PAPERS = "栏目", "明细", "文字", "用语", "文种"
MONEY, ROWS = ("资金",), ("指标", "计分")
#: figures that an evaluation states for itself.
STATED = ("数据", "机构", "社会保险基金")


def renewed_evaluation(last: str, years: Years, style: Style) -> str:
    """Return an evaluation of a year, to be filled in.

    Args:
        last: the evaluation of the year before it.
        years: the two years.
        style: the style of the new year.
    """
    document = with_moved_comments(annotated(last), years)
    root = document.root
    forms = [annotated(empty_evaluation(style, name)).root for name in _papers(root) if name in style.papers]
    entries = [entry for key in KEPT if (entry := root.get(key))]
    blanks = [_blanks(entry) for key in (DETAILS, TEXTS) if (entry := root.get(key))]
    told = {each.key for entry in blanks if isinstance(entry.value, Collection) for each in entry.value.entries}
    entries += [_fields(root.get(FIELDS), found, told) for found in _merged(FIELDS, forms)]
    money = [made for key in MONEY if (entry := root.get(key)) and (made := emptied(entry))]
    entries += _merged(MONEY[0], [*forms, root.with_entries(money)])
    for key in ROWS:
        entries += _merged(key, forms)
    entries += [made for key in STATED if (entry := root.get(key)) and (made := emptied(entry))]
    entries += blanks
    entries += [entry for entry in [root.get(WORDS)] if entry]
    return rendered(Document(document.head, root.with_entries(spread(_without_leading_blanks(entries)))))


def _papers(root: Collection) -> list[str]:
    papers = root.get(PAPERS)
    if papers is None or not isinstance(papers.value, Collection):
        return []
    return [entry.value.text.strip("\"'") for entry in papers.value.entries if isinstance(entry.value, Scalar)]


def _merged(key: str, forms: list[Collection]) -> list[Entry]:
    """Return one entry with what each form asks for under a key, or none."""
    found = [entry for form in forms if (entry := form.get(key))]
    held: dict[str, Entry] = {}
    for entry in found:
        if isinstance(entry.value, Collection):
            for number, each in enumerate(entry.value.entries):
                held.setdefault(each.key or f"{len(held)}.{number}", each)
    if not held or not isinstance(found[0].value, Collection):
        return found[:1]
    return [replace(found[0], value=found[0].value.with_entries(tuple(held.values())))]


def _blanks(entry: Entry) -> Entry:
    """Return an entry whose own entries are blank."""
    if not isinstance(entry.value, Collection):
        return replace(entry, value=Scalar(""))
    below = tuple(replace(each, value=Scalar(""), beside="") for each in entry.value.entries)
    return replace(entry, value=replace(entry.value, entries=below, foot=()))


def _fields(last: Entry | None, form: Entry, told: Container[str]) -> Entry:
    """Return the header fields of a form with what lasts of them filled in, but for what is told as a text."""
    old = last.value if last and isinstance(last.value, Collection) else Collection(())
    if not isinstance(form.value, Collection):
        return form
    cells = tuple(
        replace(cell, value=known.value) if (known := old.get(cell.key)) and cell.key in LASTING else cell
        for cell in form.value.entries
        if cell.key not in told
    )
    return replace(form, value=form.value.with_entries(cells))


def _without_leading_blanks(entries: list[Entry]) -> Iterator[Entry]:
    for entry in entries:
        above = entry.above
        while above and not above[0]:
            above = above[1:]
        yield replace(entry, above=above)
