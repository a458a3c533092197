"""Sentences about a comparison that the terminal and the merge request share."""

from generator.desk.comparing.records import Change, Comparison, FigureChange, Kind

LATER = "文字也改了：公开以后改文字，请在 report.yml 的“更正”里写一条“内容”（不写“数”），说明改了哪一段。"


def headline(change: Change) -> str:
    """Return what became of a report as a whole: new, gone, its state, whether the public sees it."""
    parts = [f"{change.kind}这份报告"] if change.kind != Kind.CHANGED else []
    if change.state_before != change.state_after and change.kind == Kind.CHANGED:
        parts.append(f"状态：{change.state_before or '读不出来'} → {change.state_after or '读不出来'}")
    if change.was_public and not change.is_public:
        parts.append("原来已经公开，现在不公开了")
    elif change.is_public and not change.was_public:
        parts.append("现在要公开了")
    elif change.is_public:
        parts.append("已经公开")
    else:
        parts.append(f"{change.state_after or change.state_before}，没有公开")
    if change.errors:
        parts.append(f"现在有{change.errors}处错误，改好以前不能公开")
    return "；".join(part for part in parts if part)


def counts(change: Change) -> str:
    """Return how much changes, such as 数14个（自己改的5个）、文字8处; empty where only the state does."""
    leading = sum(not one.follows for one in change.figures)
    figures = f"数{len(change.figures)}个（直接改的{leading}个，其余随之变动）" if change.figures else ""
    others = {"文字": len(change.texts) + len(change.facts), "表格的行": len(change.rows)}
    return "、".join(
        part for part in (figures, *(f"{name}{count}处" for name, count in others.items() if count)) if part
    )


def marks(change: Change, one: FigureChange) -> str:
    """Return where a figure is printed and typed, and what else is to be said of it."""
    place = one.place.removeprefix(f"data/regions/{change.address}/")
    said = ["随之变动" if one.follows else place]
    said += ["只是写法不同"] if one.kind is Kind.REWRITTEN else []
    said += ["已写更正"] if one.is_noted else []
    return "，".join(part for part in (one.where, *said) if part)


def asks_for_words(change: Change) -> bool:
    """Return whether words of a published report changed and no correction tells it."""
    return change.was_public and not change.is_told and any(one.is_typed for one in change.texts)


def missing(change: Change) -> str:
    """Return what is missing of a report whose published figures changed."""
    return (
        f"这份报告已经公开，改了{len(change.demands)}个数，report.yml 里还没有写“更正”。"
        "请把下面几行加进去（已经有“更正”的，接在后面），填上日期和原因；读的人才知道改了什么。"
    )


def verdict(comparison: Comparison) -> str:
    """Return the comparison in one line."""
    if not comparison.changes:
        return f"{comparison.before} 与 {comparison.after}：公布的内容没有变化"
    said = f"{comparison.before} 与 {comparison.after}：{len(comparison.changes)}份报告有变化"
    return f"{said}，还要写{comparison.demands}条更正" if comparison.demands else said
