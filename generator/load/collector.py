"""The rules about a file's form, and a collector that keeps their findings in order and within bounds."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.findings import Finding, Severity
from generator.load.node import Path, pointer
from generator.places import Place


@dataclass(frozen=True, slots=True)
class FileRule:
    """A rule about the form of a YAML file.

    Attributes:
        code: `Y…`, stable.
        title: what it is about, in Chinese.
        severity: how much a breach weighs.
    """

    code: str
    title: str
    severity: Severity = Severity.ERROR


_RULES = (
    FileRule("Y001", "文件太大"),
    FileRule("Y002", "文件开头有 BOM 标记", Severity.NOTE),
    FileRule("Y003", "文件不是 UTF-8 编码"),
    FileRule("Y004", "控制字符"),
    FileRule("Y005", "改变文字方向的字符"),
    FileRule("Y006", "看不见的零宽字符", Severity.WARNING),
    FileRule("Y007", "乱码字符", Severity.WARNING),
    FileRule("Y008", "用 Tab 缩进"),
    FileRule("Y009", "Git 合并冲突没有处理完"),
    FileRule("Y010", "用了全角冒号"),
    FileRule("Y011", "冒号后面没有空格"),
    FileRule("Y012", "用全角空格缩进"),
    FileRule("Y013", "行数太多"),
    FileRule("Y014", "用 % 开头的 YAML 指令"),
    FileRule("Y020", "写法读不懂"),
    FileRule("Y021", "引号没有配好"),
    FileRule("Y022", "缩进对不齐"),
    FileRule("Y023", "括号没有配好"),
    FileRule("Y024", "文字里有英文冒号"),
    FileRule("Y025", "文字以特殊符号开头"),
    FileRule("Y026", "缺少冒号"),
    FileRule("Y027", "减号的位置不对"),
    FileRule("Y028", "引号里的反斜杠"),
    FileRule("Y029", "段落记号后面有文字"),
    FileRule("Y030", "同一个键写了两次"),
    FileRule("Y031", "YAML 标签"),
    FileRule("Y032", "一个文件里有几份文档"),
    FileRule("Y033", "键不是一段文字"),
    FileRule("Y034", "合并键 <<"),
    FileRule("Y035", "嵌套太深"),
    FileRule("Y036", "内容太多"),
    FileRule("Y037", "引用太多"),
    FileRule("Y038", "引用没有着落"),
    FileRule("Y039", "一段文字太长"),
    FileRule("Y040", "文件是空的"),
    FileRule("Y041", "整个文件是一段文字"),
    FileRule("Y042", "冒号前面没有名称"),
)

FILE_RULES: Mapping[str, FileRule] = MappingProxyType({rule.code: rule for rule in _RULES})

DOUBTFUL = frozenset({"Y008", "Y009", "Y012"})
"""Breaches after which nobody can say what belongs to what; later findings about structure would be guesses."""

MOST_OF_A_KIND = 20
"""Findings with one code that are listed for one file; the rest are only counted."""


class Collector:
    """Findings about one file's form, sorted by place, with a bound on how many of a kind are listed."""

    def __init__(self, file: str) -> None:
        """Start with nothing found in `file`."""
        self.file = file
        self._found: list[Finding] = []
        self._counts: Counter[str] = Counter()

    def add(self, code: str, message: str, line: int = 0, column: int = 0, *, hint: str = "", keys: Path = ()) -> None:
        """Note a breach of rule `code` at `line` and `column`, in the node that `keys` lead to."""
        self._counts[code] += 1
        if self._counts[code] > MOST_OF_A_KIND:
            return
        place = Place(self.file, line, column)
        severity = FILE_RULES[code].severity
        self._found.append(Finding(code, severity, message, pointer(self.file, *keys), hint, place))

    def full(self, code: str, more: int = 1) -> bool:
        """Return whether findings of this kind are only counted by now, and if so count `more` of them."""
        if self._counts[code] < MOST_OF_A_KIND:
            return False
        self._counts[code] += more
        return True

    def findings(self) -> list[Finding]:
        """Return what was found, by line and column; kinds that were cut short end with a finding that says so."""
        rest = []
        for code, count in self._counts.items():
            if count > MOST_OF_A_KIND:
                rule = FILE_RULES[code]
                message = f"“{rule.title}”的问题在这个文件里共有 {count} 处，这里只列出前 {MOST_OF_A_KIND} 处。"
                hint = "改好列出的这些，再检查一次，就会看到余下的。"
                rest.append(Finding(code, rule.severity, message, pointer(self.file), hint, Place(self.file)))
        return in_order(self._found) + rest


def in_order(findings: list[Finding]) -> list[Finding]:
    """Return findings by line and column; those about the file as a whole come first."""
    return sorted(findings, key=lambda finding: (finding.place or Place(""), finding.code))


def snippet(text: str, most: int = 24) -> str:
    """Return `text` on one line, cut to `most` characters, for quoting in a message."""
    flat = " ".join(text[: most * 4].split())
    return flat if len(flat) <= most else flat[:most] + "…"
