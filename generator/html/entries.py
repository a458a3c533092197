"""An entry of the page 数字出处: what a reader may know of one printed figure."""

from collections.abc import Sequence

from markupsafe import Markup

from generator.html.context import Appearance, PageContext
from generator.html.element import element, join
from generator.html.escape import escape, safe_id
from generator.model.blocks import FigureEntry

ORIGINS = {
    "typed": "录入：由编制单位填报",
    "computed": "计算：由其他数字算出",
    "derived": "倒算：由公布的增减额推算，未直接公布",
    "published": "公布值：按公布的原文照录",
}


def render_entry(entry: FigureEntry, places: Sequence[tuple[Appearance, str]], context: PageContext) -> Markup:
    """Return one entry as `div.figure-entry`, its id the figure's key.

    Args:
        entry: the figure.
        places: where it is printed, each with the address of that place; the same heading is named once.
        context: the page of entries.
    """
    rows = [
        _row("怎么来的", ORIGINS.get(entry.origin, entry.origin)),
        _row("算式", entry.formula),
        _row("用到的数字", _inputs(entry, context)),
        _row("数据位置", element("code", entry.source) if entry.source else ""),
        _row("说明", entry.remark),
        _row("出现在", _places(places)),
    ]
    unit = element("span", entry.unit, class_="unit") if entry.unit else None
    return element(
        "div",
        element("h3", entry.label, class_="figure-label"),
        element("p", element("span", entry.printed, class_="figure-printed"), unit, class_="figure-value"),
        element("dl", *rows),
        class_="figure-entry",
        id=safe_id(entry.key),
    )


def _row(name: str, content: str) -> Markup | None:
    return element("div", element("dt", name), element("dd", content)) if content else None


def _inputs(entry: FigureEntry, context: PageContext) -> Markup:
    links = []
    for name in entry.inputs:
        other = context.figures.get(name)
        if other is None:  # used by the formula, but printed nowhere
            links.append(escape(name))
            continue
        link = element("a", other.label, href=f"#{safe_id(other.key)}")
        links.append(join([link, f" {other.printed}{other.unit}"]))
    return join(links, "；")


def _places(places: Sequence[tuple[Appearance, str]]) -> Markup:
    first: dict[tuple[str, str], str] = {}
    for place, address in places:
        first.setdefault((place.page, place.heading), address)
    return join([element("a", heading, href=address) for (_, heading), address in first.items()], "；")
