"""Notes of a table that stand once below it, each behind a circled number that stands wherever it holds."""

from dataclasses import dataclass, field

#: where the circled numbers lie that fonts have: 1 to 20, 21 to 35, 36 to 50.
_CIRCLED = ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))


@dataclass(slots=True)
class Marks:
    """The notes of one table in the order of their first use."""

    notes: list[str] = field(default_factory=list)

    def of(self, note: str) -> str:
        """Return the mark of a note: the same for the same words; nothing for no words."""
        if not note:
            return ""
        if note not in self.notes:
            self.notes.append(note)
        return circled(self.notes.index(note) + 1)

    def listed(self) -> list[tuple[str, str]]:
        """Return each mark with its note, in order."""
        return [(circled(number), note) for number, note in enumerate(self.notes, 1)]


def circled(number: int) -> str:
    """Return a circled number: ① for 1; above 50, which no font has, it stands in brackets."""
    for first, last, code in _CIRCLED:
        if first <= number <= last:
            return chr(code + number - first)
    return f"({number})"
