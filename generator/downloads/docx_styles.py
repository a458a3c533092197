"""How a report looks in 公文 form (GB/T 9704-2012): fonts by name, styles of text, headings, contents and tables."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from generator.downloads.docx_xml import NAMESPACES, NONE, Xml, element, join

#: the fonts of an official letter by role; a style's 字体 may name others under `docx-` and the role.
FONTS: Mapping[str, str] = MappingProxyType(
    {
        "title": "方正小标宋简体",
        "body": "仿宋_GB2312",
        "heading": "黑体",
        "subheading": "楷体_GB2312",
        "table": "宋体",
        "latin": "Times New Roman",
    }
)
PREFIX = "docx-"
#: height of a line of the text, in twentieths of a point: 22 lines fill 225 mm.
LINE = 579
#: 28 characters fill 156 mm: each is a quarter of a point closer than its size, in twentieths of a point.
_CLOSER = -5
#: size and height of a line of a table's text, in half points and twentieths of a point: 五号 where there is room,
#: then 小五 from roomy to tight.
TABLE_TEXTS = ((21, 284), (18, 256), (18, 247), (18, 230), (18, 220), (17, 204))
MOST_LEVELS = 5
_TEXT_WIDTH = 8844
_NAME = re.compile(r"[\x00-\x1f\"\\;]")


def fonts_of(given: Mapping[str, str]) -> dict[str, str]:
    """Return the font of each role: the style's own, else the usual one of official letters."""
    own = {role: _NAME.sub("", given.get(PREFIX + role, "")).strip() for role in FONTS}
    return {role: own[role] or name for role, name in FONTS.items()}


def font(name: str) -> Xml:
    """Return the property that sets the font of Chinese; that of Latin letters and digits stays."""
    return element("w:rFonts", hint="eastAsia", eastAsia=name)


def _only(name: str) -> Xml:
    """Return the property that sets a font for all characters."""
    return element("w:rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def size(half_points: int) -> Xml:
    """Return the property that sets the size of type."""
    return join(element("w:sz", val=half_points), element("w:szCs", val=half_points))


def flag(name: str, *, on: bool = True) -> Xml:
    """Return a property that is on or off."""
    return element(f"w:{name}") if on else element(f"w:{name}", val=0)


def spacing(line: int, before: int = 0, after: int = 0) -> Xml:
    """Return the property for lines of an exact height, and the room before and after, in twentieths of a point.

    Only lines of the text stand on the grid of the page.
    """
    free = NONE if line == LINE else flag("snapToGrid", on=False)
    exact = element("w:spacing", before=before, after=after, line=line, lineRule="exact")
    return join(free, exact)


def indent(characters: int) -> Xml:
    """Return the property that indents the first line by characters of the text."""
    return element("w:ind", firstLineChars=characters * 100, firstLine=characters * 320)


def align(side: str) -> Xml:
    """Return the property that aligns a paragraph: left, center, right or both."""
    return element("w:jc", val=side)


def styles_xml(fonts: Mapping[str, str], contents_line: int) -> Xml:
    """Return the styles of the file; headings, contents, captions are those that word processors know.

    Args:
        fonts: family by role.
        contents_line: height of a line of the contents, in twentieths of a point.
    """
    latin = fonts["latin"]
    usual = join(
        element("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=fonts["body"], cs=latin),
        size(32),
        element("w:lang", val="en-US", eastAsia="zh-CN"),
    )
    defaults = element(
        "w:docDefaults",
        element("w:rPrDefault", element("w:rPr", usual)),
        element("w:pPrDefault", element("w:pPr", element("w:spacing", before=0, after=0))),
    )
    inner = join(defaults, *_prose(fonts), *_contents(fonts, contents_line), *_around(fonts), *_of_tables(fonts))
    return Xml(f"<w:styles {NAMESPACES}>{inner}</w:styles>")


def _style(
    identity: str, name: str, paragraph: Xml = NONE, run: Xml = NONE, *, based: str = "Normal", then: str = ""
) -> Xml:
    """Return a paragraph style; the first is the default one."""
    given = {"default": 1} if identity == "Normal" else {} if name.isascii() else {"customStyle": 1}
    parts = [element("w:name", val=name)]
    parts += [element("w:basedOn", val=based)] if identity != "Normal" else []
    parts += [element("w:next", val=then)] if then else []
    parts += [element("w:qFormat"), element("w:pPr", paragraph), element("w:rPr", run)]
    return element("w:style", *parts, type="paragraph", styleId=identity, **given)


def _prose(fonts: Mapping[str, str]) -> list[Xml]:
    """Return the styles of title, headings and text."""
    kept = join(flag("keepNext"), flag("keepLines"))
    title = join(font(fonts["title"]), size(44))
    part = join(kept, flag("pageBreakBefore"), spacing(LINE, 0, LINE), align("center"), element("w:outlineLvl", val=0))
    closer = element("w:spacing", val=_CLOSER)
    found = [
        _style("Normal", "Normal", join(flag("widowControl"), spacing(LINE), align("both"))),
        _style("BodyText", "Body Text", indent(2), closer),
        _style("Title", "Title", join(kept, spacing(760, 0, 120), align("center")), title, then="BodyText"),
        _style("Subtitle", "Subtitle", join(spacing(LINE), align("center")), font(fonts["subheading"])),
        _style("Heading1", "heading 1", part, join(font(fonts["title"]), size(36)), then="BodyText"),
    ]
    roles = {2: "heading", 3: "subheading"}
    for level in range(2, MOST_LEVELS + 1):
        look = join(kept, spacing(LINE), indent(2), align("left"), element("w:outlineLvl", val=level - 1))
        name = f"heading {level}"
        found.append(
            _style(f"Heading{level}", name, look, join(font(fonts[roles.get(level, "body")]), closer), then="BodyText")
        )
    return [
        *found,
        _style("Subheading", "小标题", flag("keepNext"), font(fonts["subheading"]), based="BodyText", then="BodyText"),
        _style("Term", "名词解释", NONE, NONE, based="BodyText"),
    ]


def _contents(fonts: Mapping[str, str], line: int) -> list[Xml]:
    """Return the styles of the contents."""
    dots = element("w:tabs", element("w:tab", val="right", leader="dot", pos=_TEXT_WIDTH))
    title = join(flag("pageBreakBefore"), spacing(LINE, 0, 290), align("center"))
    looks = ((1, 0, font(fonts["heading"])), (2, 320, NONE), (3, 640, NONE))
    lines = [
        _style(
            f"TOC{level}", f"toc {level}", join(dots, spacing(line), _left(left), align("left")), join(look, size(28))
        )
        for level, left, look in looks
    ]
    return [_style("TOCHeading", "TOC Heading", title, join(font(fonts["title"]), size(36))), *lines]


def _around(fonts: Mapping[str, str]) -> list[Xml]:
    """Return the styles around the text: header, footer, marks, remarks of ours."""
    side = element("w:pBdr", element("w:left", val="single", sz=18, space=8, color="206095"))
    box = element("w:pBdr", *(element(f"w:{at}", val="single", sz=4, space=4, color="555555") for at in _SIDES))
    ours = join(font(fonts["heading"]), size(24))
    left = align("left")
    line = element("w:pBdr", element("w:top", val="single", sz=4, space=6, color="888888"))
    return [
        _style("Header", "header", join(spacing(320), align("right")), join(font(fonts["heading"]), size(24))),
        _style("Footer", "footer", spacing(280), join(_only(fonts["table"]), size(28))),
        _style("Mark", "状态标记", join(box, spacing(LINE), align("center")), font(fonts["heading"])),
        _style("Ours", "提要", join(flag("keepLines"), side, spacing(440, 60, 60), _left(200), align("left")), ours),
        _style("Notice", "说明", join(flag("keepLines"), box, spacing(400, 160, 160), _left(120, 120), left), ours),
        _style("AboutTitle", "附记标题", join(flag("keepNext"), line, spacing(400, 300, 40), align("left")), ours),
        _style("About", "附记", join(spacing(320), align("left")), size(21)),
    ]  # fmt: skip


def _of_tables(fonts: Mapping[str, str]) -> list[Xml]:
    """Return the styles of tables and pictures and of what stands around them."""
    kept, small = join(flag("keepNext"), flag("keepLines")), join(font(fonts["table"]), size(21))
    head, head12 = (join(font(fonts["heading"]), size(points)) for points in (28, 24))
    titles = [
        _style(f"TableTitle{level or ''}", f"表题{level or ''}", join(kept, spacing(480, 60, 40), align("center"),
               element("w:outlineLvl", val=level - 1) if level else NONE), head)
        for level in (0, 2, 3)
    ]  # fmt: skip
    texts = [
        _style(f"TableText{step}", f"表格文字{step}", join(spacing(line), align("left")),
               join(font(fonts["table"]), size(points)))
        for step, (points, line) in enumerate(TABLE_TEXTS)
    ]  # fmt: skip
    return [
        *titles,
        _style("TableCorner", "表头项", join(kept, spacing(300, 0, 20), align("left")), small),
        _style("TableNote", "表注", join(flag("keepLines"), spacing(300, 40), align("left")), small),
        _style("Spacer", "表后", join(spacing(20)), size(2)),
        *texts,
        _style("ChartTitle", "图题", join(kept, spacing(400, 160), align("center")), head12),
        _style("ChartAbout", "图说明", join(kept, spacing(300), align("center")), small),
        _style("Picture", "图片", join(kept, _open(80), align("center"))),
        _style("Caption", "caption", join(flag("keepLines"), spacing(360, 40, 160), align("center")), size(24)),
        _grid(),
    ]  # fmt: skip


_SIDES = ("top", "left", "bottom", "right")


def _left(twips: int, right: int = 0) -> Xml:
    return element("w:ind", left=twips, right=right)


def _open(around: int) -> Xml:
    """Return the property for a line as high as what it holds."""
    lines = element("w:spacing", before=around, after=around, line=240, lineRule="auto")
    return join(flag("snapToGrid", on=False), lines)


def _grid() -> Xml:
    """Return the style of tables: thin lines, a stronger frame."""
    frame = [element(f"w:{at}", val="single", sz=8, space=0, color="000000") for at in _SIDES]
    inner = [element(f"w:{at}", val="single", sz=4, space=0, color="444444") for at in ("insideH", "insideV")]
    margins = element("w:tblCellMar", element("w:left", w=60, type="dxa"), element("w:right", w=60, type="dxa"))
    look = element("w:tblPr", element("w:tblBorders", *frame, *inner), margins)
    return element("w:style", element("w:name", val="公文表格"), look, type="table", styleId="Grid", customStyle=1)
