"""政府收支分类科目 by year: what a code is called."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.identity import ClassEntry


@dataclass(frozen=True, slots=True)
class Classification:
    """Functional and economic codes with their names."""

    functional: Mapping[str, ClassEntry] = field(default_factory=dict)
    economic: Mapping[str, ClassEntry] = field(default_factory=dict)

    def entry(self, code: str) -> ClassEntry | None:
        """Return the entry of a code, functional (2…) or economic (3…), or None."""
        return (self.economic if code.startswith("3") else self.functional).get(code)

    def name_of(self, code: str, year: int) -> str:
        """Return the name of a code in a year; the code itself when it is not known."""
        entry = self.entry(code)
        return entry.name_in(year) if entry else code

    def is_known(self, code: str) -> bool:
        """Return whether the classification holds the code."""
        return self.entry(code) is not None
