"""What a figure is, in plain words, and its scope: from the report's own glossary or the plain words of the style."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.document.desk import Desk
from generator.model.address import Address
from generator.model.identity import TermRow
from generator.model.style import PlainWord
from generator.model.vocabulary import ECONOMIC_GROUPS, FREE, FUNDS, ITEMS, MEASURES, NATURES, VERSIONS

OURS, OFFICIAL = "（本站解释）", "（本报告的名词解释）"
#: operation → how it reads behind a name.
OPERATION_WORDS = {
    "占比": "占比",
    "较上年": "比上年",
    "较年初预算": "比年初预算",
    "较全年预算": "比全年预算",
    "较预算": "比预算",
    "差额": "增减额",
    "每百元": "每100元中的金额",
    "差率": "增减率",
}
FUNCTIONAL, ECONOMIC = "支出功能分类", "支出经济分类"
#: versions of an amount → how many years before or after the report's; the others are of its own year.
EARLIER, LATER = {"prior": 1}, {"next": 1}
#: kinds of money that are a scope, and the measures of which the whole is that of all money.
SCOPES = frozenset({"fiscal", "general", "funds", "capital", "nonfiscal"})
WHOLES = frozenset({"income", "expenditure", "opening", "closing", "income_total", "expenditure_total", "three_public"})
ALL_MONEY = "全部资金"
_LEVELS = re.compile(r"[（(][类款项][）)]|支出|\s")
_QUOTES = re.compile(r"[“”‘’\"'「」]")


def bare_term(term: str) -> str:
    """Return a term as it is compared: without quotation marks and blanks, which every document sets its own way."""
    return _QUOTES.sub("", "".join(term.split()))


def term_addresses(plain_words: Mapping[str, PlainWord], shared: tuple[TermRow, ...]) -> dict[str, str]:
    """Return name of a term → its id on the site's page of terms, for those that prose may link to.

    Args:
        plain_words: terms in plain words of ours, by id.
        shared: the shared glossary; its terms are on the page under the id of their plain words.
    """
    found: dict[str, str] = {}
    for key, word in plain_words.items():
        if word.is_linked:
            found.update(dict.fromkeys((word.term, *word.also), key))
    known = {bare_term(name): key for name, key in found.items()}
    found.update({row.term: known[bare_term(row.term)] for row in shared if bare_term(row.term) in known})
    return found


@dataclass(slots=True)
class Meanings:
    """Explains the figures of one report.

    Attributes:
        desk: the report.
    """

    desk: Desk
    _words: dict[str, str] = field(init=False, default_factory=dict)
    _classes: dict[str, str] = field(init=False, default_factory=dict)
    _official: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the plain words by the figures they explain, and the glossary by its terms."""
        for word in self.desk.inputs.style.plain_words.values():
            for name in (*word.figures, word.term, *word.also):
                self._words.setdefault(bare_term(name), word.plain)
        for row in self.desk.inputs.terms:
            if row.text:
                self._official.setdefault(bare_term(row.term), row.text)
                self._classes.setdefault(_LEVELS.sub("", row.term), row.text)

    def of(self, address: Address, operations: tuple[str, ...]) -> str:
        """Return what a figure is, in plain words, and whose words they are; "" when nobody wrote any.

        Args:
            address: which figure.
            operations: what is asked of it, such as 占比.
        """
        official = self._of_class(address)
        if official:
            lead = f"{official}{OFFICIAL}"
        else:
            plain = next((self._words[name] for name in _names(address) if name in self._words), "")
            lead = plain and f"{plain}{self._part(address)}{OURS}"
        labels = () if address.version == "outturn" else (VERSIONS[address.version],)
        told = [
            f"{OPERATION_WORDS.get(word, word)}：{self._words[word]}"
            for word in (*labels, *operations)
            if word in self._words
        ]
        return "".join([lead, *told])

    def _of_class(self, address: Address) -> str:
        """Return the report's own explanation of a functional code, or ""."""
        code = address.functional
        if not code or not self._classes:
            return ""
        name = self.desk.inputs.naming.code
        whole = "".join(name(code[:end]) for end in (3, 5, 7) if end <= len(code))
        return self._classes.get(_LEVELS.sub("", whole), "")

    def _part(self, address: Address) -> str:
        """Return which class of expenditure alone is meant, or ""."""
        naming = self.desk.inputs.naming
        name = naming.code(address.functional) if address.functional else ""
        if address.economic and address.economic not in ECONOMIC_GROUPS:
            name = naming.code(address.economic)
        return f"这里只算其中的“{name}”。" if name else ""

    def scope(self, address: Address, kind: str) -> str:
        """Return which money it is, and which amount of which year, in words.

        Args:
            address: which figure.
            kind: `money` or another; only money has funds, and only of money are there budgets and an outturn.
        """
        year = self.desk.inputs.report.year - EARLIER.get(address.version, 0) + LATER.get(address.version, 0)
        words = [self.desk.inputs.naming.scopes.get(address.scope, "")]
        is_money = kind == "money" and address.measure != "other"
        if address.fund in SCOPES and "fund" not in FREE.get(address.measure, ()):
            words.append(FUNDS[address.fund])
        elif is_money and not address.fund and address.measure in WHOLES and not address.scope:
            words.append(ALL_MONEY)
        if not is_money:
            return "，".join(filter(None, [*words, f"{year}年度"]))
        # Last year's amount is its outturn, and next year's its budget: the year says the rest.
        version = {"prior": "outturn", "next": "budget"}.get(address.version, address.version)
        words.append(f"{year}年度{VERSIONS[version]}")
        return "，".join(filter(None, words))


def _names(address: Address) -> Iterator[str]:
    """Yield the names under which a figure may be explained, the most specific first, as terms are compared."""
    whole = address.with_(version="outturn", scope="", institution="")
    for part in (whole, whole.with_(functional=""), whole.with_(functional="", fund=""), whole.with_(fund="")):
        yield bare_term(part.name)
        yield bare_term(part.plain)
    if address.functional:
        yield FUNCTIONAL
    free = FREE.get(address.measure, ())
    yield ITEMS.get(address.item, address.item if "item" not in free else "")
    yield ECONOMIC_GROUPS.get(address.economic, "")
    if address.economic:
        yield address.economic[:3]
        yield ECONOMIC
    yield NATURES.get(address.nature, "")
    if "fund" not in free:
        yield FUNDS.get(address.fund, "")
    yield MEASURES[address.measure]
