"""The entries of a typed glossary with the classification codes that they name, and the codes that money went to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.check.rule import Case
from generator.model.identity import TermRow

CLASS, SECTION, ITEM = 3, 5, 7
#: 社会保障和就业（类）…（款）…（项）, each level with or without its code.
LEVELS = re.compile(
    r"(?P<class>[^（(）)]+?(?:[（(][^（(）)]{1,6}[）)][^（(）)]+?)?)\s*[（(]类[）)]\s*"
    r"(?:(?P<section>.+?)\s*[（(]款[）)]\s*)?(?:(?P<item>.+?)\s*[（(]项[）)])?\s*"
)
CODE = re.compile(r"(?<!\d)(2\d{6}|2\d{4}|2\d{2})(?!\d)")
#: what does not tell names apart.
_DROPPED = dict.fromkeys(map(ord, ' \t\u30000123456789（）()“”"、，,.．：:'))


@dataclass(frozen=True, slots=True)
class Entry:
    """A typed entry: where it stands, the codes that its name means, the level it names, the 款 of a wrong 项.

    Attributes:
        codes: codes of the classification that bear the name; empty where the entry is no 科目 or names none.
        level: digits of the level it names; 0 for any other term.
        section: code of the 款 that it names correctly while its 项 is not one of it.
    """

    index: int
    row: TermRow
    codes: tuple[str, ...] = ()
    level: int = 0
    section: str = ""


def plain(name: str) -> str:
    """Return a name without what does not tell it from another: spaces, codes, brackets, 支出 at its end."""
    return name.translate(_DROPPED).removesuffix("支出")


def entries_of(case: Case) -> tuple[Entry, ...]:
    """Return the entries of the report's own glossary, in its order."""
    names = _names(case)
    return tuple(_read(case, names, index, row) for index, row in enumerate(case.inputs.terms))


def _names(case: Case) -> Mapping[tuple[int, str], list[str]]:
    """Return (digits, name without what does not matter) → codes that bear it in the year, or are printed so."""
    found: dict[tuple[int, str], list[str]] = {}
    naming = case.inputs.naming
    for code, entry in naming.classification.functional.items():
        for name in dict.fromkeys(plain(each) for each in (entry.name_in(naming.year), naming.printed.get(code, ""))):
            found.setdefault((len(code), name), []).append(code)
    return found


def _read(case: Case, names: Mapping[tuple[int, str], list[str]], index: int, row: TermRow) -> Entry:
    """Return an entry with the codes that it names: by its code, else by the names of its levels."""
    code = CODE.search(row.term)
    if code and case.inputs.naming.classification.is_known(code[1]):
        return Entry(index, row, (code[1],), len(code[1]))
    match = LEVELS.fullmatch(re.sub(r"^\d{1,2}[.、．]", "", row.term.strip()))
    if match is None:
        return Entry(index, row)
    level, below, found = 0, [""], [""]
    for length, name in ((CLASS, match["class"]), (SECTION, match["section"]), (ITEM, match["item"])):
        if name is None:
            break
        level, below = length, found
        named = names.get((length, plain(name)), [])
        found = [code for above in below for code in named if code.startswith(above)]
        if not found:
            section = next((code for code in below if len(code) == SECTION), "")
            return Entry(index, row, (), level, section)
    return Entry(index, row, tuple(found), level)


def used_items(case: Case) -> dict[str, str]:
    """Return the 项 under which money was spent → name of a figure."""
    found: dict[str, str] = {}
    for address in case.facts.by_address:
        code = address.functional
        is_spent = address.measure == "expenditure" and address.version == "outturn" and not address.scope
        if len(code) == ITEM and is_spent and case.figures.at(address).value:
            found.setdefault(code, address.name)
    return dict(sorted(found.items()))
