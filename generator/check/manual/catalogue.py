"""Every code that a finding may bear, with what an editor may want to know of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from generator.check import RULES
from generator.check.accounts.identities import severity_of
from generator.check.manual.dimensions import TRUE, dimension_of
from generator.check.manual.words import Words, examples, manual
from generator.check.rule import Rule
from generator.findings import Severity
from generator.load.collector import FILE_RULES
from generator.load.styles import Level, mapping_of
from generator.model.style import Identity

IDENTITY_SOURCE = "部门决算公开表格的表内、表间勾稽关系"
IDENTITY_MEANING = "口径相同的数，两边应当符合这个关系。有一边不知道时不比较；差额在四舍五入以内的只作提示（尾差）。"
IDENTITY_ADVICE = "请核对两边的数，看哪一个录错或漏录"
#: an example of a comparison by its mark: what fits, what does not. All numbers are invented.
COMPARED = {
    "=": ("左边 100.00，右边 100.00", "左边 100.00，右边 97.00，相差 3.00"),
    "≤": ("左边 80.00，右边 100.00", "左边 120.00，右边 100.00，相差 20.00"),
    "≥": ("左边 100.00，右边 80.00", "左边 100.00，右边 120.00，相差 20.00"),
    "<": ("左边 80.00，右边 100.00", "左边 100.00，右边 100.00"),
    ">": ("左边 100.00，右边 80.00", "左边 100.00，右边 100.00"),
}
MARKS = "=≤≥<>"
#: families of codes that no rule object stands behind and whose level nobody may change.
FIXED = "ALRSTY"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a code.

    Attributes:
        code: stable code. title: Chinese sentence: what ought to hold, or for `Y…` what is wrong.
        severity: the weight of a plain breach. dimension: one of the five of official inspections.
        source: regulation or form that it follows. meaning: why it is reported. advice: what to do.
        passing, failing: an invented example each; empty where there is none. file: what the examples are.
        example_of: code that the examples are of, where a rule reports several.
        formulas: (level of style, formula) of an identity.
        is_fixed: whether its level cannot be changed: the data could not be read, or the report not be laid out.
    """

    code: str
    title: str
    severity: Severity
    dimension: str
    source: str = ""
    meaning: str = ""
    advice: str = ""
    passing: str = ""
    failing: str = ""
    file: str = ""
    example_of: str = ""
    formulas: tuple[tuple[str, str], ...] = ()
    is_fixed: bool = False


def catalogue(levels: Mapping[str, Level] | None = None) -> dict[str, Entry]:
    """Return code → entry of everything that can be found, in the order of families and codes.

    Args:
        levels: the style levels, whose identities are codes too.
    """
    found = dict(_built_in())
    for level, code, identity in identities_of(levels or {}):
        found[code] = _with_identity(found.get(code), level, code, identity)
    return dict(sorted(found.items()))


def identities_of(levels: Mapping[str, Level]) -> Iterator[tuple[str, str, Identity]]:
    """Yield (level, code, identity) of each identity of the styles; one that cannot be read is left out."""
    for level, trees in levels.items():
        for _, tree in trees:
            declared = mapping_of(tree).get("勾稽关系")
            for code, raw in declared.items() if isinstance(declared, dict) else ():
                if isinstance(raw, dict) and isinstance(raw.get("公式"), str):
                    words = [raw.get(key) for key in ("名称", "公式", "级别", "怎么办")]
                    title, formula, weight, hint = (word if isinstance(word, str) else "" for word in words)
                    yield level, code, Identity(title=title or code, formula=formula, severity=weight, hint=hint)


@cache
def _built_in() -> Mapping[str, Entry]:
    """Return the entries of the program itself: of rules, of the form of files, and of what only the manual names."""
    words = manual()
    entries = [*_of_rules(RULES, words), *_of_forms(words)]
    known = {entry.code for entry in entries}
    entries += [_of_manual(code, said) for code, said in words.items() if code not in known]
    return {entry.code: entry for entry in entries}


def _of_rules(rules: Iterable[Rule], words: Mapping[str, Words]) -> Iterator[Entry]:
    for rule in rules:
        for code, title in rule.codes.items():
            said = words.get(code, Words())
            is_own = code == rule.code
            shown = (rule.passing, rule.failing) if is_own else examples().get(code)
            passing, failing = shown or (rule.passing, rule.failing)
            yield Entry(
                code,
                title,
                rule.severity if is_own else said.severity or rule.severity,
                dimension_of(code),
                rule.source,
                said.meaning,
                said.advice,
                passing.strip("\n"),
                failing.strip("\n"),
                rule.file,
                "" if shown else rule.code,
            )


def _of_forms(words: Mapping[str, Words]) -> Iterator[Entry]:
    for rule in FILE_RULES.values():
        yield _entry(rule.code, rule.title, rule.severity, words.get(rule.code, Words()))


def _of_manual(code: str, said: Words) -> Entry:
    return _entry(code, said.title or code, said.severity or Severity.ERROR, said)


def _entry(code: str, title: str, severity: Severity, said: Words) -> Entry:
    return Entry(
        code,
        title,
        severity,
        dimension_of(code),
        "",
        said.meaning,
        said.advice,
        said.right,
        said.wrong,
        is_fixed=code[0] in FIXED,
    )


def _with_identity(entry: Entry | None, level: str, code: str, identity: Identity) -> Entry:
    """Return the entry of an identity; a code that a rule, or a level above, has too keeps what is said of it."""
    if entry is not None:
        return replace(entry, formulas=(*entry.formulas, (level, identity.formula)))
    mark = next((mark for mark in identity.formula if mark in MARKS), "=")
    shown = examples().get(code)
    passing, failing = shown or COMPARED[mark]
    return Entry(
        code,
        identity.title,
        severity_of(identity),
        TRUE,
        IDENTITY_SOURCE,
        IDENTITY_MEANING,
        identity.hint or IDENTITY_ADVICE,
        passing,
        failing,
        "accounts.yml" if shown else "",
        formulas=((level, identity.formula),),
    )
