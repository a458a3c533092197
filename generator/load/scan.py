"""The look at a file before YAML sees it: encoding, and what people mistype line by line.

Each fault gets its own sentence here, because a YAML parser only says that something is wrong somewhere near.
"""

import re

from generator.findings import Finding
from generator.load.collector import Collector, snippet
from generator.load.decode import MOST_BYTES, clean, decode
from generator.load.lines import NUMBER_LIKE, Kind, Label, LineReader, mistyped_label, split_key, strip_dashes

MOST_LINES = 200_000
"""Lines above which a file is not read."""

_CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: .*)?$")
_CONFLICT_PART = {"<": "开始", "|": "共同的旧文", "=": "分界", ">": "结束"}
_WIDE_SPACE = re.compile("[\u3000\u00a0\u2000-\u200a\u202f\u205f]")
_LOOK_AHEAD = 20


def scan(raw: bytes, file: str) -> tuple[str, list[Finding]]:
    """Return the text of a file, ready for a YAML parser, and what is wrong with its form.

    Line ends become line feeds, a byte order mark goes, forbidden characters are replaced one for one, and a colon
    that is certainly a mistyped separator is read as `: `, so that the rest of the file can be checked too (columns
    after it on that line are one too high). Text that must not be read on at all is returned empty, with an error.
    """
    found = Collector(file)
    if len(raw) > MOST_BYTES:
        message = f"这个文件有 {len(raw) / 1_000_000:.1f} MB，超过了 {MOST_BYTES / 1_000_000:.0f} MB 的上限，没有读取。"
        found.add("Y001", message, hint="把附件、图片和扫描件移到 attachments 文件夹，数据文件里只留数字和文字。")
        return "", found.findings()
    text = clean(decode(raw, found), found)
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        message = f"这个文件有 {len(lines)} 行，超过了 {MOST_LINES} 行的上限，没有读取。"
        found.add("Y013", message, hint="看看是不是误贴了别的内容，或者有大片空行。")
        return "", found.findings()
    return "\n".join(_LineScan(lines, found).run()), found.findings()


def note_label(found: Collector, label: Label, line: int, column: int) -> None:
    """Note a label whose colon is full-width or lacks its space."""
    code = "Y010" if label.wide else "Y011"
    if found.full(code):
        return
    name = snippet(label.name)
    if label.wide:
        message = f"“{name}”后面用了全角冒号“：”，应当用半角冒号加一个空格。"
    else:
        message = f"“{name}”后面的冒号没有空格，YAML 认不出这是一个键。"
    found.add(code, message, line, column, hint=f"改成“{name}: {snippet(label.rest)}”，冒号后面空一格。")


class _LineScan:
    """One pass over the lines of a file."""

    def __init__(self, lines: list[str], found: Collector) -> None:
        self._lines = lines
        self._found = found
        self._reader = LineReader()

    def run(self) -> list[str]:
        """Return the lines, mended where that is certain."""
        for index, line in enumerate(self._lines):
            if line:
                self._lines[index] = self._line(index, line)
        return self._lines

    def _line(self, index: int, line: str) -> str:
        if line[0] in "<|=>" and self._is_conflict(index, line):
            return line
        kind = self._reader.feed(line)
        if kind is Kind.BLANK or kind is Kind.COMMENT:
            # A tab or full-width space here means nothing to people, yet breaks parsers.
            return line.lstrip() if "\t" in line or kind is Kind.BLANK else line
        if kind is Kind.QUOTED or kind is Kind.BLOCK:
            return line
        if line[0] == "%" and kind is not Kind.FLOW:
            hint = "删掉这一行；数据文件里用不到 YAML 指令。"
            self._found.add("Y014", "这一行以 % 开头，YAML 会当成指令。", index + 1, 1, hint=hint)
            return "#" + line[1:]
        if not line[0].isascii() or line[0] in " \t":
            self._check_indent(index, line)
        if kind is Kind.TEXT or kind is Kind.ITEM:
            return self._check_colon(index, line, kind)
        return line

    def _is_conflict(self, index: int, line: str) -> bool:
        match = _CONFLICT.match(line)
        if not match:
            return False
        part = _CONFLICT_PART[line[0]]
        message = f"这里有 Git 合并冲突的标记 {match[1]}（冲突的{part}），说明两个人改了同一处，还没有选定用哪一份。"
        hint = "在 <<<<<<< 和 >>>>>>> 之间选定要保留的内容，再删掉这些标记行。"
        self._found.add("Y009", message, index + 1, 1, hint=hint)
        return True

    def _check_indent(self, index: int, line: str) -> None:
        body = line.lstrip()
        margin = line[: len(line) - len(body)]
        tab = margin.find("\t")
        if tab >= 0:
            message = f"“{snippet(body)}”这一行用 Tab 键缩进，YAML 只认空格。"
            hint = "把 Tab 换成空格，和同一级的其他行对齐（每级两个空格）。"
            self._found.add("Y008", message, index + 1, tab + 1, hint=hint)
            return
        wide = _WIDE_SPACE.search(margin)
        plain = len(line) - len(line.lstrip(" "))
        # Indented by a space at least, such spaces may begin a paragraph that goes on in its second line.
        if wide and (not plain or split_key(body) or body.startswith("- ")):
            name = "全角空格" if wide[0] == "\u3000" else "特殊空格"
            message = f"“{snippet(body)}”这一行用{name}缩进，YAML 只认半角空格。"
            hint = "把行首换成半角空格，和同一级的其他行对齐；段落（竖线 | 下面的文字）也要先用两个半角空格缩进。"
            self._found.add("Y012", message, index + 1, wide.start() + 1, hint=hint)

    def _check_colon(self, index: int, line: str, kind: Kind) -> str:
        """Return the line, its separator mended when it certainly is a mistyped colon."""
        start, _ = strip_dashes(line)
        label = mistyped_label(line[start:])
        if label is not None and self._certain(index, start, label, kind):
            column = start + label.column
            note_label(self._found, label, index + 1, column + 1)
            line = f"{line[:column]}: {label.rest}"
            self._reader.feed(line)
        elif kind is Kind.TEXT and line[:3] != "---":
            self._reader.settle()
        return line

    def _certain(self, index: int, start: int, label: Label, kind: Kind) -> bool:
        """Return whether what stands around a label and after its colon leaves no doubt that a key was meant."""
        follower = self._next_content(index)
        if kind is Kind.ITEM:
            # `- 名称：甲` is a sentence of a list, unless the next line carries on a mapping.
            return follower is not None and follower[0] == start and split_key(follower[1]) is not None
        if self._reader.key_expected(start):
            return True
        rest = label.rest.strip()
        if not self._reader.value_expected(start):
            return False
        return bool(NUMBER_LIKE.match(rest)) or (not rest and follower is not None and follower[0] > start)

    def _next_content(self, index: int) -> tuple[int, str] | None:
        """Return indentation and text of the next line that is neither blank nor a comment, if it is near."""
        for line in self._lines[index + 1 : index + 1 + _LOOK_AHEAD]:
            body = line.lstrip(" ")
            if body.strip() and not body.startswith("#"):
                return len(line) - len(body), body
        return None
