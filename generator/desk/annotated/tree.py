"""The parts of an annotated YAML file."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value that is not divided further.

    Attributes:
        text: as typed, quotes included; "" for nothing; for a block text its content, without its indent.
        style: `|` or `>` with what follows the mark, such as `|-`; "" for every other value.
    """

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, or an item of a list (its key is "").

    Attributes:
        key: as it is read. written: as typed.
        above: comments on the lines before it, `""` for a blank line. beside: a comment behind it.
    """

    key: str
    value: "Scalar | Collection"
    written: str = ""
    above: tuple[str, ...] = ()
    beside: str = ""

    @property
    def is_blank(self) -> bool:
        """Return whether nothing stands behind the colon."""
        return isinstance(self.value, Scalar) and not self.value.text and not self.value.style


@dataclass(frozen=True, slots=True)
class Collection:
    """A mapping or list. `is_flow`: in braces on one line. `foot`: comments behind its last entry."""

    entries: tuple[Entry, ...]
    is_mapping: bool = True
    is_flow: bool = False
    foot: tuple[str, ...] = ()

    def get(self, key: str) -> Entry | None:
        """Return the entry of a key, or None."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def with_entries(self, entries: "list[Entry] | tuple[Entry, ...]") -> "Collection":
        """Return the same collection with other entries."""
        return replace(self, entries=tuple(entries))


@dataclass(frozen=True, slots=True)
class Document:
    """A file: comments at its head that a blank line parts from the first entry, and what it holds."""

    head: tuple[str, ...]
    root: Collection
