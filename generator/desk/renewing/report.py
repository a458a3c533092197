"""report.yml of a new year: a draft with last year's parts and words; dates, sign-off and source are to be filled."""

from dataclasses import replace

from generator.desk.annotated import Collection, Document, Entry, annotated, rendered
from generator.desk.annotated.tree import Scalar
from generator.desk.renewing.words import Years, said_in, typed, with_moved_comments

UNKNOWN = ("批复日期", "公开日期", "保密审查", "审签")
KEPT = ("公开内容", "用语", "样式")
SOURCE, PUBLISHER = "来源", "发布机构"


def renewed_report(last: str, years: Years, names: tuple[str, str]) -> str:
    """Return report.yml of a year.

    Args:
        last: report.yml of the year before it.
        years: the two years.
        names: what the department was called then, and is called now.
    """
    document = with_moved_comments(annotated(last), years)
    root = document.root
    entries = [
        _commented(typed("年度", str(years.year)), root.get("年度")),
        _commented(typed("标题", _title(root, years, names)), root.get("标题")),
        _commented(typed("状态", "草稿"), root.get("状态")),
    ]
    kept = [entry for key in KEPT if (entry := root.get(key))]
    entries += [entry for entry in kept if entry.key == KEPT[0]]
    entries += [_commented(typed(key, "未公布"), root.get(key)) for key in UNKNOWN]
    entries.append(_source(root.get(SOURCE), names))
    entries += [entry for entry in kept if entry.key != KEPT[0]]
    return rendered(Document(document.head, root.with_entries(entries)))


def first_report(year: int, name: str) -> str:
    """Return report.yml of a department's first year."""
    entries = [
        typed("年度", str(year)),
        typed("标题", f"{name}{year}年度部门决算"),
        typed("状态", "草稿"),
        Entry("公开内容", Scalar("[部门决算]"), beside="# 还可以加：整体绩效、项目绩效"),
        *(typed(key, "未公布") for key in UNKNOWN),
        _source(None, (name, name)),
    ]
    return rendered(Document((), Collection(tuple(entries))))


def _commented(entry: Entry, last: Entry | None) -> Entry:
    return replace(entry, above=last.above, beside="") if last else entry


def _title(root: Collection, years: Years, names: tuple[str, str]) -> str:
    last = root.get("标题")
    said = said_in(last) if last else ""
    if not said:
        return f"{names[1]}{years.year}年度部门决算"
    return said.replace(str(years.before), str(years.year)).replace(*names)


def _source(last: Entry | None, names: tuple[str, str]) -> Entry:
    """Return where the figures come from: a blank title, the publisher as it was."""
    old = last.value if last and isinstance(last.value, Collection) else Collection(())
    publisher = old.get(PUBLISHER)
    title = old.get("标题")
    above = (f"# 数字从哪里来。上年写的是：{said_in(title)}",) if title else ("# 数字从哪里来，例如本部门的决算报表",)
    entries = (
        Entry("标题", Scalar(""), above=above),
        typed(PUBLISHER, said_in(publisher).replace(*names) if publisher else names[1]),
    )
    return Entry(SOURCE, Collection(entries), above=last.above if last else ())
