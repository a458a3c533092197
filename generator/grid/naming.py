"""What a figure or a classification code is called in a report."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.address import Address
from generator.model.classification import Classification
from generator.model.vocabulary import ECONOMIC_GROUPS, FREE, FUNDS, INSTITUTION_MARK, ITEMS, NATURES, VERSIONS

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Naming:
    """Names of codes and parts: the document's own printing first, then the classification of its year.

    Attributes:
        classification, year: codes and the year whose names hold. printed: code or label → name as printed.
        scopes: scope of an evaluation → its name, in the order of the evaluations.
    """

    classification: Classification
    printed: Mapping[str, str]
    year: int
    scopes: Mapping[str, str] = field(default_factory=dict)

    def code(self, code: str) -> str:
        """Return the name of a classification code."""
        return self.printed.get(code) or self.classification.name_of(code, self.year)

    def part(self, address: Address) -> str:
        """Return the name of the part that an address is: its code, item, nature or fund, else its official name."""
        if address.economic:
            return ECONOMIC_GROUPS.get(address.economic) or self.code(address.economic)
        if address.functional:
            return self.code(address.functional)
        if address.item:
            label = ITEMS.get(address.item, address.item)
            return self.printed.get(label, label)
        if address.scope in self.scopes:
            return self.scopes[address.scope]
        return address.with_(version="outturn").plain

    def last(self, address: Address) -> str:
        """Return the label of the last dimension alone, such as 货物 or 基本支出."""
        if address.item or address.economic or address.functional:
            return self.part(address)
        if address.nature:
            return NATURES[address.nature]
        return FUNDS.get(address.fund) or self.part(address)

    def words(self, address: Address) -> str:
        """Return an address in full, in words, for explanations."""
        whole = address.with_(functional="", item="", economic="", version="outturn", scope="", institution="")
        if "fund" in FREE.get(address.measure, ()):
            whole = whole.with_(fund="")
        words = [self.scopes.get(address.scope, ""), address.institution.removeprefix(INSTITUTION_MARK), whole.plain]
        if not whole.fund and address.fund:
            words.append(address.fund)
        if address.functional:
            words.append(f"{self.code(address.functional)}（{address.functional}）")
        if address.economic:
            words.append(self.part(address.with_(functional="", item="")))
        if address.item:
            words.append(ITEMS.get(address.item, address.item))
        if address.version != "outturn":
            words.append(VERSIONS[address.version])
        return "·".join(word for word in words if word)


def numeral(number: int) -> str:
    """Return a number from 1 to 99 in Chinese numerals, as headings count."""
    tens, ones = divmod(number, 10)
    if not tens:
        return NUMERALS[ones - 1]
    return ("" if tens == 1 else NUMERALS[tens - 1]) + "十" + (NUMERALS[ones - 1] if ones else "")
