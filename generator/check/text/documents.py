"""Numbers of official documents in a text, such as 财预〔2020〕10号 (T25)."""

import re
from collections.abc import Iterator

from generator.check.rule import EVALUATION, Case, Found, Rule
from generator.check.text.common import Text, texts_of
from generator.findings import Severity

CODE = "T25"
_HAN_NAME = r"[\u4e00-\u9fff]{2,12}"
#: 财预〔2020〕10号 with whatever brackets, blanks, 第 and zeros.
_NUMBER = re.compile(
    rf"(?P<body>{_HAN_NAME})(?P<open>[〔\[［(（【])(?P<year>(?:19|20)\d{{2}})(?P<close>[〕\]］)）】])"
    r"(?P<gap>[ \u3000\xa0]*)(?P<di>第?)(?P<number>\d{1,4})(?P<gap2>[ \u3000\xa0]*)号"
)
_TITLED = re.compile(
    r"《(?P<title>[^《》]{4,80})》(?:的通知|的意见)?\s*[(（]\s*"
    r"(?P<number>[\u4e00-\u9fff]{2,12}[〔\[［(（【]\d{4}[〕\]］)）】]\s*第?\d{1,4}\s*号)"
)
_PARTY = re.compile(
    r"《?中共[^《》，。；（(]{2,14}办公厅[^《》。；（(]{0,60}》?[（(](?P<number>[\u4e00-\u9fff]政发〔\d{4}〕\d+\s*号)"
)
_SPACE = re.compile(r"\s")
_INNER = re.compile("^.*?[<＜〈](.*?)[>＞〉].*$")
_RIGHT = {"〔": "〕"}
_NORMAL = str.maketrans("[［(（【]］)）】", "〔〔〔〔〔〕〕〕〕〕")


def documents(case: Case) -> Iterator[Found]:
    """Yield each text with document numbers in another form, and each number that two titles share."""
    titles: dict[str, str] = {}
    for text in texts_of(case):
        if "号" not in text.masked:
            continue
        yield from _forms(text)
        yield from _shared(text, titles)
        for match in _PARTY.finditer(text.masked):
            message = f"里党委办公厅的文件用了政府的文号“{match['number']}”"
            hint = "请核对文号，党委办公厅发文多是“办发”"
            yield text.found(CODE, Severity.NOTE, message, match.start("number"), hint)


def _forms(text: Text) -> Iterator[Found]:
    """Yield once a text what is wrong with the form of its document numbers."""
    matches = list(_NUMBER.finditer(text.masked))
    brackets = [match for match in matches if _RIGHT.get(match["open"]) != match["close"]]
    if brackets:
        first = brackets[0]
        used = f"{first['open']}{first['close']}"
        message = f"里文号的年份用了“{used}”{len(brackets)}处，第一处是“{_quote(first)}”"
        hint = "文号里的年份用六角括号“〔〕”，例如 财预〔2020〕10号"
        yield text.found(CODE, Severity.NOTE, message, first.start("open"), hint)
    spaced = [match for match in matches if match["gap"] or match["gap2"] or match["di"] or match["number"][0] == "0"]
    if spaced:
        first = spaced[0]
        message = f"里文号“{_quote(first)}”的序号不合格式" + (f"，共{len(spaced)}处" if len(spaced) > 1 else "")
        hint = "文号的序号前不加“第”和0，数字前后没有空格，例如 财预〔2020〕10号"
        yield text.found(CODE, Severity.NOTE, message, first.start("open"), hint)


def _quote(match: re.Match[str]) -> str:
    return match[0][max(match.start("open") - match.start() - 6, 0) :]


def _shared(text: Text, titles: dict[str, str]) -> Iterator[Found]:
    """Yield each document number that stands beside another title than before."""
    for match in _TITLED.finditer(text.masked):
        number = _SPACE.sub("", match["number"]).translate(_NORMAL)
        title = _INNER.sub(r"\1", _SPACE.sub("", match["title"]))
        known = titles.setdefault(number, title)
        if known not in title and title not in known:
            message = f"里“{number}”是《{title}》的文号，前面是《{known}》的"
            hint = "请核对文件名称和文号"
            yield text.found(CODE, Severity.WARNING, message, match.start("number"), hint)


DOCUMENTS = Rule(
    code=CODE,
    title="文号写成“财预〔2020〕10号”的样子，一个文号只属于一份文件",
    source="GB/T 9704《党政机关公文格式》7.2.5",
    severity=Severity.NOTE,
    run=documents,
    passing="""
名称: 虚构项目
文字: {立项依据: 依据《示例办法》（示财〔2022〕26号）立项。}
""",
    failing="""
名称: 虚构项目
文字: {立项依据: "依据《示例办法》（示财[2022]26号）立项。"}
""",
    file=EVALUATION,
)
