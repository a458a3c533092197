"""The page of a code in the terminal, and what to say when nobody knows the code."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from generator.check.manual.catalogue import Entry
from generator.check.manual.levels import KEY
from generator.check.report.text import COLOURS, FAINT, STRONG, Line
from generator.findings import Severity

WEIGHTS = {
    Severity.ERROR: "错误：有这个问题的报告不公开",
    Severity.WARNING: "警告：可以公开，但请先看一看",
    Severity.NOTE: "提示：知道就可以",
}
#: letter of a family → what it is about, in the order in which families are listed.
FAMILIES: Mapping[str, str] = {
    "K": "勾稽关系",
    "N": "文字里的数、科目",
    "P": "公布值",
    "D": "该公开的都有",
    "E": "绩效自评",
    "G": "公开单位和个人信息",
    "C": "更正",
    "T": "文字的写法、样式",
    "X": "照搬和遗留",
    "W": "豁免",
    "L": "校核级别",
    "A": "数的填写",
    "R": "项目的填写",
    "Y": "数据文件的写法",
    "S": "网站",
}
OWN = "各地的勾稽关系"
NEAREST = 5


def explain(entry: Entry) -> Iterator[Line]:
    """Yield the page of a code: title, weight, regulation, meaning, examples, what to do, how to let it stand."""
    yield ((STRONG, f"{entry.code}  {entry.title}"),)
    yield (("", "级别："), (COLOURS[entry.severity], WEIGHTS[entry.severity]))
    if entry.source:
        yield (("", f"依据：{entry.source}"),)
    yield (("", f"检查的方面：{entry.dimension}"),)
    for level, formula in entry.formulas:
        yield (("", f"公式：{formula}"), (FAINT, f"（样式 {level}）"))
    yield from _part("是什么意思", entry.meaning)
    yield from _part(_heading("对的", entry), entry.passing)
    yield from _part(_heading("不对的", entry), entry.failing)
    yield from _part("怎么办", entry.advice)
    if not entry.is_fixed:
        waiver = f"- {{规则: {entry.code}, 处: 哪个数或哪一节, 原因: 原件如此, 责任人: 某某}}"
        yield from _part("确实如此的，写进这份数据的“豁免”", waiver)
        yield from _part("全站改级别（错误、警告、提示、不报），写在 site.yml", f"{KEY}: {{{entry.code}: 提示}}")


def _heading(word: str, entry: Entry) -> str:
    behind = f"（{entry.file}）" if entry.file else ""
    return f"{word}例子{behind}" if not entry.example_of else f"{word}例子（同一条规则的 {entry.example_of}）"


def _part(heading: str, text: str) -> Iterator[Line]:
    if text:
        yield ()
        yield ((STRONG, heading),)
        yield from ((("", f"  {line}"),) for line in text.splitlines())


def listing(known: Mapping[str, Entry]) -> Iterator[Line]:
    """Yield every code with its title, family by family."""
    for number, (name, entries) in enumerate(by_family(known).items()):
        yield from [()] if number else []
        yield ((STRONG, name),)
        for entry in entries:
            yield (("", f"  {entry.code:5} "), (COLOURS[entry.severity], str(entry.severity)), ("", f" {entry.title}"))


def by_family(known: Mapping[str, Entry]) -> dict[str, list[Entry]]:
    """Return name of a family → its entries; codes of regions' own identities come last."""
    found: dict[str, list[Entry]] = {name: [] for name in (*FAMILIES.values(), OWN)}
    for code, entry in known.items():
        is_ours = code[:1] in FAMILIES and code[1:2].isdigit()
        found[FAMILIES[code[0]] if is_ours else OWN].append(entry)
    return {name: entries for name, entries in found.items() if entries}


def entry_of(word: str, known: Mapping[str, Entry]) -> Entry | None:
    """Return the entry of a code as typed: `K05`, `k05` and `Ｋ０５` are the same; None where there is none."""
    code = _half_width(word).upper()
    return next((entry for name, entry in known.items() if name.upper() == code), None)


def like(word: str, known: Mapping[str, Entry]) -> list[Entry]:
    """Return the entries whose titles hold a Chinese word, or whose codes are most like a wrong one."""
    code = _half_width(word)
    if not code.isascii():
        return [entry for entry in known.values() if code in entry.title]
    near = get_close_matches(code.upper(), [name.upper() for name in known], n=NEAREST, cutoff=0.4)
    return sorted(
        (known[name] for name in known if name.upper() in near), key=lambda entry: near.index(entry.code.upper())
    )


def _half_width(word: str) -> str:
    return word.strip().translate({mark: mark - 0xFEE0 for mark in range(0xFF01, 0xFF5F)})
