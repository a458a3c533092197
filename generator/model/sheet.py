"""Indicator tables and scoring sheets with their rows completed: levels inherited, prescribed words filled in, groups.

A row's item names its weight and score among the figures; the groups of 一级 and 二级 run over consecutive rows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace

from generator.model.address import dimension_of, is_operation
from generator.model.evaluation import Indicator

#: what stands in the item of a figure that belongs to no total: a group, a source beside the whole, a row 不参评.
ASIDE = "："


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One completed row.

    Attributes:
        indicator: the row with its levels and prescribed words.
        item: its name among the figures, unique in the evaluation.
        first, second: names of the groups it belongs to; "" where it has no such level.
        index: place in the typed list.
        shared: item of the weight that several rows share; "" for a row with its own.
    """

    indicator: Indicator
    item: str
    first: str
    second: str
    index: int
    shared: str = ""

    @property
    def weight_item(self) -> str:
        """Return the item of its weight and score; one that counts in no total for a row 不参评."""
        return f"不参评{ASIDE}{self.item}" if self.indicator.unscored else self.item


class _Names:
    """Hands out names, each once: the second 管理制度健全性 is 管理制度健全性（2）."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def unique(self, wanted: str) -> str:
        count, name = 1, wanted
        while name in self._taken:
            count += 1
            name = f"{wanted}（{count}）"
        self._taken.add(name)
        return name


def rows_of(typed: Iterable[Indicator], prescribed: Iterable[Indicator]) -> tuple[SheetRow, ...]:
    """Return typed rows completed by the form's: the n-th of a name takes what the n-th prescribed of it says."""
    names = _Names()
    firsts, seconds = _Names(), _Names()
    found: list[SheetRow] = []
    before: Indicator | None = None
    first = second = shared = ""
    sharing = 0
    for index, row in enumerate(_filled(tuple(typed), tuple(prescribed))):
        whole = _inherited(row, before)
        if before is None or whole.first != before.first:
            first = firsts.unique(f"一级{ASIDE}{_word(whole.first)}") if whole.first else ""
            before = None
        if before is None or whole.second != before.second:
            second = seconds.unique(f"二级{ASIDE}{_word(whole.second)}") if whole.second else ""
        item = names.unique(_word(whole.third or whole.second or whole.first) or f"第{index + 1}行")
        if whole.shared_rows:
            shared, sharing = f"合计{ASIDE}{item}", whole.shared_rows
        found.append(SheetRow(whole, item, first, second, index, shared if sharing > 0 else ""))
        sharing -= 1
        before = whole
    return tuple(found)


def _inherited(row: Indicator, before: Indicator | None) -> Indicator:
    """Return the row with the levels that it leaves out; a new 一级 brings no 二级 along."""
    if before is None:
        return row
    same = row.first is None or row.first == before.first
    first = before.first if row.first is None else row.first
    second = before.second if row.second is None and same else row.second
    return replace(row, first=first, second=second)


def _filled(typed: tuple[Indicator, ...], prescribed: tuple[Indicator, ...]) -> Iterator[Indicator]:
    if not prescribed:
        yield from typed
        return
    names = _Names()
    levels = [row.indicator for row in rows_of(prescribed, ())]
    known = {names.unique(row.third): row for row in levels}
    counts = _Names()
    for row in typed:
        model = known.get(counts.unique(row.third))
        yield _completed(row, model) if model else row


def _completed(row: Indicator, model: Indicator) -> Indicator:
    """Return the row with every field it leaves out taken from the form."""
    missing = {
        item.name: getattr(model, item.name)
        for item in fields(Indicator)
        if getattr(row, item.name) in {None, ""} and getattr(model, item.name) not in {None, ""}
    }
    return replace(row, unscored=row.unscored or model.unscored, **missing)


def _word(text: str | None) -> str:
    """Return a text as one word of a figure's name."""
    word = "".join((text or "").split()).replace(".", "．").replace(ASIDE, "∶")
    known = dimension_of(word)
    is_taken = is_operation(word) or (known is not None and (word.isdigit() or known[0] not in {"fund", "item"}))
    return f"“{word}”" if is_taken else word
