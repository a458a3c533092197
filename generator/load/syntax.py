"""A YAML parser's complaint in words that help: what the line looks like and what is probably wrong with it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from generator.load.collector import Collector, snippet
from generator.load.lines import mistyped_label, split_key, strip_dashes

_HELP = "对照上下几行的写法：每行“键: 值”，下一级多缩进两个空格，一列条目各以“- ”开头。"
_QUOTE_IT = "整段文字用英文单引号 ' 括起来，或者在键后面写竖线 |、从下一行起缩进两格写文字。"
_SPACE_AFTER_DASH = "列表条目写成“- 内容”，半角减号后面空一格。"
_LONGEST_KEY = 1000


@dataclass(frozen=True, slots=True)
class Cause:
    """What is probably wrong.

    Attributes:
        code: the rule, `Y02x` mostly.
        message: what is wrong.
        hint: what to do.
        line: where, from 1; 0 for the place the parser names.
        column: where, from 1.
    """

    code: str
    message: str
    hint: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the parser stopped: `line` and `column` from 0, and the line that it had begun to read."""

    lines: list[str]
    line: int
    column: int
    begun_line: int
    begun_column: int
    problem: str

    @property
    def text(self) -> str:
        return self._at(self.line)

    @property
    def begun(self) -> str:
        return self._at(self.begun_line)

    def above(self) -> int:
        """Return the number of the nearest line above that holds something, or -1."""
        number = min(self.line, len(self.lines)) - 1
        while number >= 0 and (not self.lines[number].strip() or self.lines[number].lstrip().startswith("#")):
            number -= 1
        return number

    def _at(self, number: int) -> str:
        return self.lines[number] if 0 <= number < len(self.lines) else ""


def explain(error: Exception, text: str, found: Collector) -> int:
    """Note the parser's `error` about `text` as a finding, and return its line (from 1)."""
    spot = _spot(error, text.split("\n"))
    cause = next((make(spot) for part, make in _CAUSES if part in spot.problem), None) or _unknown(spot)
    line = cause.line or min(spot.line, len(spot.lines) - 1) + 1
    column = cause.column or spot.column + 1
    found.add(cause.code, cause.message, line, column, hint=cause.hint)
    return line


def _spot(error: Exception, lines: list[str]) -> _Spot:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return _Spot(lines, 0, 0, 0, 0, str(error))
    at = error.problem_mark
    begun = error.context_mark or at
    problem = f"{error.context or ''}: {error.problem or ''}"
    return _Spot(lines, at.line, at.column, begun.line, begun.column, problem)


def _unknown(spot: _Spot) -> Cause:
    message = f"“{snippet(spot.text)}”这里的写法 YAML 读不懂（解析器原话：{snippet(spot.problem, 90)}）。"
    return Cause("Y020", message, _HELP)


def _mistyped_colon(spot: _Spot, number: int) -> Cause | None:
    """Return the cause when line `number` holds a label with a wrong colon."""
    if not 0 <= number < len(spot.lines):
        return None
    line = spot.lines[number]
    start, _ = strip_dashes(line)
    label = mistyped_label(line[start:])
    if label is None:
        return None
    name = snippet(label.name)
    hint = f"如果“{name}”是键，改成“{name}: {snippet(label.rest)}”；如果整行是文字，要比上一个键多缩进两格。"
    where = (number + 1, start + label.column + 1)
    if label.wide:
        return Cause("Y010", f"“{name}”后面用了全角冒号“：”，应当用半角冒号加一个空格。", hint, *where)
    return Cause("Y011", f"“{name}”后面的冒号没有空格，YAML 认不出这是一个键。", hint, *where)


def _second_colon(spot: _Spot) -> Cause:
    """Explain a colon where no key can end: in a text, under a key that has its value, after a mistyped label."""
    start, _ = strip_dashes(spot.text)
    body = spot.text[start : spot.column]
    if len(body) > _LONGEST_KEY:
        return Cause("Y020", "冒号前面的文字太长，不会是一个键。", _QUOTE_IT)
    if split_key(spot.text[start:]) is not None and (": " in body or ":\t" in body or body.endswith(":")):
        key = snippet(body.split(":")[0])
        message = f"“{key}”的内容里又有一个英文冒号，YAML 会误当成另一个键。"
        return Cause("Y024", message, f"文字里改用全角冒号“：”；或者{_QUOTE_IT}")
    above = spot.above()
    mistyped = _mistyped_colon(spot, above)
    if mistyped is not None:
        return mistyped
    previous = spot.lines[above] if above >= 0 else ""
    begin, _ = strip_dashes(previous)
    if split_key(previous[begin:]) is not None and start > begin:
        message = f"“{snippet(body)}”比上一行“{snippet(previous)}”缩进得多，可是上一行的冒号后面已经有内容了。"
        hint = "同一级的键左边对齐；如果它属于上一行，上一行冒号后面就不能再写内容。"
        return Cause("Y022", message, hint, column=start + 1)
    if previous.strip():
        return _no_colon(spot, above)
    return Cause("Y020", f"“{snippet(spot.text)}”这一行的冒号放错了位置。", _HELP)


def _no_colon(spot: _Spot, number: int | None = None) -> Cause:
    """Explain a line that should be `key: value` and has no colon."""
    number = spot.begun_line if number is None else number
    line = spot.lines[number] if number < len(spot.lines) else ""
    mistyped = _mistyped_colon(spot, number)
    if mistyped is not None:
        return mistyped
    where = (number + 1, len(line) - len(line.lstrip()) + 1)
    body = line.strip()
    if re.match(r"[-－—–−][^-\s]", body):
        return Cause("Y027", f"“{snippet(body)}”开头的减号后面没有空格。", _SPACE_AFTER_DASH, *where)
    message = f"“{snippet(body)}”这一行没有冒号，不知道是哪一项的内容。"
    hint = "如果是键，写成“键: 值”；如果接着上一行的文字，要比上一个键多缩进两格（长文字用竖线 | 另起一行写）。"
    return Cause("Y026", message, hint, *where)


def _broken_mapping(spot: _Spot) -> Cause:
    """Explain something other than a key where a mapping goes on."""
    before = spot.text[: spot.column].rstrip()
    body = spot.text[spot.column :].strip()
    trailing = _after_closing(before, body)
    if trailing is not None:
        return trailing
    if body.startswith(":"):
        return Cause("Y042", "这一行冒号前面没有名称。", "在冒号前面写上这一项的名称。")
    if body.startswith("- ") or body == "-":
        message = f"“{snippet(body)}”是列表条目，可是同一级已经有“键: 值”了，两种写法不能混在一级。"
        return Cause("Y022", message, "条目要放在某个键下面并缩进两格，或者把它也写成“键: 值”。")
    return _misaligned(spot, body)


def _misaligned(spot: _Spot, body: str) -> Cause:
    above = spot.above()
    previous = spot.lines[above] if above >= 0 else ""
    own = len(spot.text) - len(spot.text.lstrip(" "))
    other = len(previous) - len(previous.lstrip(" "))
    message = f"“{snippet(body)}”的缩进和上面哪一级都对不上：这一行前面有 {own} 个空格，上一行有 {other} 个。"
    return Cause("Y022", message, "同一级的行左边对齐，下一级多两个空格。")


def _broken_list(spot: _Spot) -> Cause:
    """Explain something other than an item where a list goes on."""
    before = spot.text[: spot.column].rstrip()
    body = spot.text[spot.column :].strip()
    trailing = _after_closing(before, body)
    if trailing is not None:
        return trailing
    if re.match(r"[-－—–−][^-\s]", body):
        return Cause("Y027", f"“{snippet(body)}”开头的减号后面没有空格。", _SPACE_AFTER_DASH)
    message = f"上面是一列以“- ”开头的条目，“{snippet(body)}”却不是条目。"
    return Cause("Y022", message, "如果它是一个条目，前面加“- ”并对齐；如果它属于上一个条目，就和那个条目的文字对齐。")


def _after_closing(before: str, body: str) -> Cause | None:
    """Return the cause when text goes on after a closing quote or bracket."""
    if before[-1:] in {'"', "'"} and body:
        message = f"引号结束以后还有文字“{snippet(body)}”。文字以英文引号开头时，YAML 把整个值都当成引号里的。"
        return Cause("Y021", message, "文字里的引号改用中文引号“”；或者用单引号 ' 把整段括起来。")
    if before[-1:] in {"]", "}"} and body:
        message = f"括号结束以后还有文字“{snippet(body)}”。文字以 [ 或 {{ 开头时，YAML 当成列表。"
        return Cause("Y023", message, _QUOTE_IT)
    return None


def _open_quote(spot: _Spot) -> Cause:
    message = f"从“{snippet(spot.begun[spot.begun_column :])}”开始的引号一直没有结束。"
    where = (spot.begun_line + 1, spot.begun_column + 1)
    return Cause("Y021", message, "补上另一半英文引号；如果本来是文字里的引号，改用中文引号“”。", *where)


def _bracket(spot: _Spot) -> Cause:
    begun = snippet(spot.begun[spot.begun_column :])
    where = (spot.begun_line + 1, spot.begun_column + 1)
    if spot.begun[spot.begun_column : spot.begun_column + 1] not in {"[", "{"}:
        message = f"这里的括号或逗号“{snippet(spot.text[spot.column :]) or begun}”没有配好。"
        return Cause("Y023", message, f"去掉多余的括号或逗号；如果是文字，{_QUOTE_IT}")
    message = f"从“{begun}”开始的括号没有配好：缺另一半，或者中间缺逗号。"
    return Cause("Y023", message, f"补全括号，各项之间用半角逗号加空格；如果是文字，{_QUOTE_IT}", *where)


def _special_start(spot: _Spot) -> Cause:
    character = spot.text[spot.column : spot.column + 1]
    if character == "\t":
        return Cause("Y008", "这一行用 Tab 键缩进，YAML 只认空格。", "把 Tab 换成空格，和同一级的其他行对齐。")
    message = f"“{snippet(spot.text[spot.column :])}”以特殊符号 {character} 开头，YAML 另有用处。"
    return Cause("Y025", message, _QUOTE_IT)


def _tab(_: _Spot) -> Cause:
    return Cause("Y008", "这一行用 Tab 键缩进，YAML 只认空格。", "把 Tab 换成空格，和同一级的其他行对齐。")


def _begun_with_sign(spot: _Spot) -> Cause:
    """Explain `*注`, `&甲`, `!重要`, which YAML takes for alias, anchor and tag."""
    text = spot.begun[spot.begun_column :]
    message = f"“{snippet(text)}”以特殊符号 {text[:1]} 开头，YAML 另有用处。"
    return Cause("Y025", message, _QUOTE_IT, spot.begun_line + 1, spot.begun_column + 1)


def _block_header(spot: _Spot) -> Cause:
    text = spot.begun[spot.begun_column :]
    message = f"“{snippet(text)}”以 {text[:1]} 开头，YAML 以为下面才是文字，同一行却还有内容。"
    where = (spot.begun_line + 1, spot.begun_column + 1)
    hint = "竖线 | 单独写在冒号后面，文字从下一行起缩进两格；如果文字本来就以它开头，用单引号括起来。"
    return Cause("Y029", message, hint, *where)


def _escape(spot: _Spot) -> Cause:
    near = snippet(spot.text[max(0, spot.column - 3) : spot.column + 20])
    message = f"英文双引号里的反斜杠 \\ 是转义符号，“{near}”附近的写法不成立。"
    return Cause("Y028", message, "双引号 \" 换成单引号 '，反斜杠就按原样保留。")


def _documents(_: _Spot) -> Cause:
    message = "前面的内容已经结束（... 或 ---），后面却还有内容。"
    return Cause("Y032", message, "一个文件只写一份内容；删掉单独的 --- 和 ... 行。")


def _directive(_: _Spot) -> Cause:
    return Cause("Y014", "以 % 开头的行，YAML 会当成指令。", "删掉这一行；如果是文字，用单引号括起来。")


def _dash_value(spot: _Spot) -> Cause:
    message = f"“{snippet(spot.text)}”：冒号后面同一行不能直接写列表条目。"
    return Cause("Y027", message, "条目“- …”另起一行、缩进两格；如果减号是文字的一部分，用单引号括起来。")


_CAUSES: tuple[tuple[str, Callable[[_Spot], Cause]], ...] = (
    ("mapping values are not allowed", _second_colon),
    ("could not find expected ':'", _no_colon),
    ("unexpected end of stream", _open_quote),
    ("unexpected document", _open_quote),
    ("tab character", _tab),
    ("cannot start any token", _special_start),
    ("sequence entries are not allowed", _dash_value),
    ("escape", _escape),
    ("hexdecimal", _escape),
    ("hexadecimal", _escape),
    ("block scalar", _block_header),
    ("parsing a flow", _bracket),
    ("node content", _bracket),
    ("anchor", _begun_with_sign),
    ("alias", _begun_with_sign),
    ("alphabetic or numeric", _begun_with_sign),
    ("tag", _begun_with_sign),
    ("expected URI", _begun_with_sign),
    ("<document start>", _documents),
    ("directive", _directive),
    ("incompatible YAML", _directive),
    ("parsing a block mapping", _broken_mapping),
    ("parsing a block collection", _broken_list),
)
