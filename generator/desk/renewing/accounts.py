"""accounts.yml of a new year: no amount of last year's stays, every label that was typed is there to be typed again."""

from collections.abc import Iterator
from dataclasses import replace

from generator.desk.annotated import Collection, Document, Entry, Scalar, annotated, rendered
from generator.desk.renewing.words import Years, blank, spread, with_moved_comments

#: blocks that `juesuan import` fills from the official tables: their headings are enough.
IMPORTED = ("收入", "收入科目", "支出", "支出科目", "结转结余", "财政拨款", "“三公”经费")
#: what belongs to one year only; last year's figures come from its own report.
DROPPED = frozenset(("上年决算数", "较上年增减", "原文名称", "公布值", "豁免"))
PROSE = frozenset(("原因", "用途", "补充说明"))
KEPT = frozenset(("金额单位",))
#: keys of 其他事项 that say what is asked, not how much.
MATTER = frozenset(("名称", "单位"))
THREE_PUBLIC, MATTERS = "“三公”经费", "其他事项"
FIRST = """\
金额单位: 万元

# 这几项用 juesuan import 从决算表导入，也可以照官方名称一项一项填
收入:

收入科目:

支出科目:

结转结余:

财政拨款:

“三公”经费:

“三公”经费实物量:
  因公出国（境）团组数:
  因公出国（境）人次:
  公务用车购置数: {合计: }
  公务用车保有量: {合计: }
  公务接待批次: {国内: }
  公务接待人次: {国内: }

机关运行经费:
  决算数:

政府采购:
  货物支出:
  工程支出:
  服务支出:
  授予中小企业合同金额:
  授予小微企业合同金额:

国有资产:
  车辆: {合计: }

# 数字导入以后，juesuan todo 会说哪些增减要写原因；原因写成：
# 原因:
#   收入总计: 新增一个项目
"""


def renewed_accounts(last: str, years: Years) -> str:
    """Return accounts.yml of a year.

    Args:
        last: accounts.yml of the year before it.
        years: the two years.
    """
    document = with_moved_comments(annotated(last), years)
    entries = [made for entry in document.root.entries if (made := _entry(entry))]
    return rendered(Document(document.head, document.root.with_entries(spread(entries))))


def _entry(entry: Entry) -> Entry | None:
    if entry.key in DROPPED:
        return None
    if entry.key in KEPT:
        return entry
    if entry.key in IMPORTED:
        return _heading(entry)
    return emptied(entry)


def _heading(entry: Entry) -> Entry:
    """Return a heading with nothing behind it, but for reasons to write again and the scopes of the 三公."""
    node = entry.value
    if not isinstance(node, Collection):
        return replace(entry, value=Scalar(""))
    told = tuple(_told(node))
    if entry.key == THREE_PUBLIC:
        known = {each.key: each for each in told}
        told = tuple(known.get(scope.key, _bare(scope)) for scope in node.entries)
    return replace(entry, value=Collection(told, foot=()) if told else Scalar(""), beside="")


def _bare(entry: Entry) -> Entry:
    return replace(entry, value=Scalar(""), above=(), beside="")


def _told(node: Collection) -> Iterator[Entry]:
    """Yield the entries below which reasons and purposes were written, those blanked, without anything else."""
    for entry in node.entries:
        if entry.key in PROSE:
            yield _prose(entry)
        elif isinstance(entry.value, Collection) and entry.key not in DROPPED and (below := tuple(_told(entry.value))):
            yield replace(entry, value=Collection(below), beside="")


def emptied(entry: Entry) -> Entry | None:
    """Return an entry with every amount blank and every reason to be written again; None for what lasted one year.

    Labels, units, and the names of rows stay.
    """
    if entry.key in DROPPED:
        return None
    if entry.key in PROSE:
        return _prose(entry)
    if not isinstance(entry.value, Collection):
        return entry if entry.key in KEPT else replace(entry, value=Scalar(""), beside="")
    if entry.key == MATTERS:
        return replace(entry, value=_matters(entry.value))
    below = [made for each in entry.value.entries if (made := emptied(each))]
    if not below:
        return replace(entry, value=Scalar(""))
    is_flow = entry.value.is_flow and not any(each.above for each in below)
    return replace(entry, value=replace(entry.value, entries=tuple(below), is_flow=is_flow))


def _matters(node: Collection) -> Collection:
    """Return the further matters with their names and units, the values blank."""

    def row(entry: Entry) -> Entry:
        if not isinstance(entry.value, Collection):
            return entry
        cells = tuple(each if each.key in MATTER else replace(each, value=Scalar("")) for each in entry.value.entries)
        return replace(entry, value=replace(entry.value, entries=cells))

    return replace(node, entries=tuple(row(entry) for entry in node.entries))


def _prose(entry: Entry) -> Entry:
    if isinstance(entry.value, Collection):
        entries = tuple(blank(each) for each in entry.value.entries)
        return replace(entry, value=replace(entry.value, entries=entries, is_flow=False))
    return blank(entry)
