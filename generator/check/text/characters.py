"""Characters that have no place in a Chinese text, and words that are surely miswritten (T21, T27)."""

import re
from collections.abc import Iterator

from generator.check.rule import EVALUATION, Case, Found, Rule
from generator.check.text.common import HAN, Text, listed, texts_of
from generator.findings import Finding, Severity

#: marks that look like a character and are none: kana, letters of other scripts.
LOOKALIKES = {
    "カ": "力", "ロ": "口", "ニ": "二", "ハ": "八", "エ": "工", "タ": "夕", "ト": "卜", "チ": "千", "ー": "一",
}  # fmt: skip
#: what a character is called → the ranges it comes from; invisible ones are told of where files are read.
FOREIGN = (
    ("日文假名", "\u3040-\u309f\u30a0-\u30fa\u30fc-\u30ff\uff66-\uff9f"),
    ("朝鲜文", "\u1100-\u11ff\uac00-\ud7af"),
    ("西里尔字母", "\u0400-\u04ff"),
    ("部首", "\u2e80-\u2fdf"),
    ("兼容汉字", "\uf900-\ufaff"),
    ("自造字", "\ue000-\uf8ff"),
    ("乱码", "\ufffd"),
)
_FOREIGN = re.compile("|".join(f"(?P<f{number}>[{ranges}])" for number, (_, ranges) in enumerate(FOREIGN)))
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％]")
_NARROW = re.compile("[0-9A-Za-z%]")
_BOXES = re.compile("[□☐☑☒■√✓]")
_MOUTH = re.compile(rf"(?<={HAN})口(?=\s|$)|(?:^|(?<=\s))口(?={HAN})", re.MULTILINE)
_QUOTED = re.compile("“([^“”\n]{3,12})”")
_NUMERALS = re.compile("[一二三四五六七八九十两]+")
_ONE_CHARACTER = re.compile(rf"\s*{HAN}\s*")

#: (characters that must be there at all, what is surely wrong where it stands, what was meant). Each was read in a
#: published document or is listed in handbooks of proof-reading; a word that may be right in another sentence has what
#: makes it wrong around it.
CONFUSED: tuple[tuple[str, str, str], ...] = (
    ("大福", "大福(?=[减增提下上降])", "大幅"),
    ("伸裁", "伸裁", "仲裁"),
    ("施细则", "(?<!实)施细则", "实施细则"),
    ("信誓旦旦", r"(?<=\d)信誓旦旦", "件"),
    ("公务员刷卡", "公务员刷卡", "公务卡刷卡"),
    ("投诉举办", "投诉举办", "投诉举报"),
    ("公车用车", "公车用车", "公务用车"),
    ("完成支日", "完成支日常", "完成日常"),
    ("性就补贴", "一次性就补贴", "一次性就业补贴"),
    ("工资、正常", "工资、正常增长", "工资正常增长"),
    ("工资、资金", "工资、资金、津", "工资、奖金、津"),
    ("审批经、", "政务公开审批经、", "政务公开审批、"),
    ("围绕针对", "围绕针对", "围绕”或“针对"),
    ("责任分归", "责任分归", "责任分工"),
    ("且标", "预定且标", "预定目标"),
    ("舍", "[(（]舍[)）]", "（含）"),
    ("名提供", r"(?<=\d)名(?=提供)", "名……（缺少人员的称呼）"),
    ("社会保章", "社会保章", "社会保障"),
    ("拔款", "拔款", "拨款"),
    ("帐", "帐(?=户|目|册|务|簿)|(?<=[台记入报挂转建销对])帐(?![篷蓬幕子])", "账"),
    ("截止", "截止(?=至?(?:目前|[12][0-9]{3}年|[0-9]{1,2}月))", "截至"),
    ("激剧", "激剧(?=[增减上下变恶])", "急剧"),
    ("帮抚", "帮抚", "帮扶"),
    ("其它", "其它(?=收入|支出|资金|应收|应付)", "其他"),
    ("布署", "布署", "部署"),
    ("松驰", "松驰", "松弛"),
)
_CONFUSED = tuple((hint, re.compile(form), right) for hint, form, right in CONFUSED)
#: two ways of writing of which only one is the standard form.
_VARIANTS = frozenset({"账", "截至", "其他", "急剧"})
PROOF = "请对照原件核对；原件如此的可以保留，在“豁免”里写明原因"


def characters(case: Case) -> Iterator[Found]:
    """Yield each text with characters of other scripts, mixed widths, or a 口 that stands for a check box."""
    for text in texts_of(case):
        if _FOREIGN.search(text.masked):
            yield _foreign(text)
        if _WIDE.search(text.masked) and _NARROW.search(text.masked):
            yield _mixed(text)
        if "口" in text.masked and _BOXES.search(text.masked) and (match := _MOUTH.search(text.masked)):
            message = f"里的“{text.quote(match.start(), match.end())}”，“口”像是方框“□”"
            yield text.found("T21", Severity.WARNING, message, match.start(), PROOF)


def _foreign(text: Text) -> Found:
    matches = list(_FOREIGN.finditer(text.masked))
    first = matches[0]
    kind = next(kind for number, (kind, _) in enumerate(FOREIGN) if first[f"f{number}"])
    meant = LOOKALIKES.get(first[0], "")
    message = f"里有{kind}“{first[0]}”（U+{ord(first[0]):04X}）：“{text.quote(first.start(), first.end())}”"
    message += f"，应是“{meant}”" if meant else ""
    message += f"，共{len(matches)}处" if len(matches) > 1 else ""
    return text.found("T21", Severity.WARNING, message, first.start(), "请改成正确的汉字；多半是识别或复制时带来的")


def _mixed(text: Text) -> Found:
    matches = list(_WIDE.finditer(text.masked))
    first = matches[0]
    message = (
        f"里全角的{listed(match[0] for match in matches)}和半角的数字、字母混用，全角{len(matches)}处，"
        f"第一处是“{text.quote(first.start(), first.end())}”"
    )
    return text.found("T21", Severity.NOTE, message, first.start(), "数字、字母和百分号请统一用半角")


def confusions(case: Case) -> Iterator[Found]:
    """Yield each word that is surely miswritten, slogans with two numbers, and indicators named by one character."""
    for text in texts_of(case):
        for hint, form, right in _CONFUSED:
            if hint in text.masked and (matches := list(form.finditer(text.masked))):
                yield _confused(text, matches, right)
        yield from _slogans(text)
        # A row of a scoring sheet that is not as the form prescribes is told of where the evaluation is read.
        if "#/指标/" in text.typed.path and text.typed.path.endswith("/三级") and _ONE_CHARACTER.fullmatch(text.masked):
            message = f"三级指标只有一个字“{text.masked.strip()}”，像是识别不全，或填错了栏"
            yield Found(Finding("T27", Severity.NOTE, message, text.typed.path, "请对照原件核对指标名称"))


def _slogans(text: Text) -> Iterator[Found]:
    """Yield each quoted phrase of two numbers that a text also writes with another: 两金三制 and 一金三制."""
    seen: dict[str, str] = {}
    for match in _QUOTED.finditer(text.masked):
        words = match[1]
        form, numbers = _NUMERALS.subn("#", words)
        before = seen.setdefault(form, words) if numbers > 1 else words
        if before != words:
            message = f"里前面写“{before}”，这里写“{words}”，只差一个数，有一处可能写错"
            yield text.found("T27", Severity.NOTE, message, match.start(), PROOF)


def _confused(text: Text, matches: list[re.Match[str]], right: str) -> Found:
    first = matches[0]
    wrong = first[0]
    message = f"里的“{text.quote(first.start(), first.end())}”，“{wrong}”疑为“{right}”"
    message += f"，共{len(matches)}处" if len(matches) > 1 else ""
    severity = Severity.NOTE if right in _VARIANTS else Severity.WARNING
    return text.found("T27", severity, message, first.start(), PROOF)


CHARACTERS = Rule(
    code="T21",
    title="文字里没有假名等别种文字、乱码和错认的方框，数字宽窄一致",
    source="GB/T 15835《出版物上数字用法》；识别和复制时常见的错误",
    severity=Severity.WARNING,
    run=characters,
    passing="""
名称: 虚构项目
文字: {项目概况: 由区人力资源社会保障局牵头。}
""",
    failing="""
名称: 虚构项目
文字: {项目概况: 由区人カ资源社会保障局牵头。}
""",
    file=EVALUATION,
)
CONFUSIONS = Rule(
    code="T27",
    title="没有一看便知的错字",
    source="已公开的部门决算和绩效报告里见过的错字",
    severity=Severity.WARNING,
    run=confusions,
    passing="""
名称: 虚构项目
文字: {项目概况: 支出大幅减少。}
""",
    failing="""
名称: 虚构项目
文字: {项目概况: 支出大福减少。}
""",
    file=EVALUATION,
)
