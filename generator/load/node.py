"""The plain tree of a file, and how a node in it is named."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.places import Place

Node: TypeAlias = "dict[str, Node] | list[Node] | str | None"
Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """What a file holds, as plain values with places.

    Attributes:
        value: dict, list, text exactly as typed, or None for nothing (`~`, `null` or an empty value).
        places: where each node starts, by its path of keys and indexes; `()` is the whole file. A node reached
            through an alias has the place where it was typed.
        key_places: where the key of each entry of a mapping stands, by the path of the entry.
        file: the file's path below the project folder.
        styles: for scalars that are not plain: `'`, `"`, `|` or `>`, by path.
    """

    value: Node
    places: Mapping[Path, Place]
    key_places: Mapping[Path, Place]
    file: str
    styles: Mapping[Path, str] = field(default_factory=dict)

    def is_quoted(self, path: Path) -> bool:
        """Return whether the scalar at `path` was typed in quotes (such an amount is accepted alike)."""
        return self.styles.get(path) in {"'", '"'}


def pointer(file: str, *keys: str | int) -> str:
    """Return the path of a finding, `file#/收入/0/名称`: `~` and `/` in a key are escaped; no keys give `file#`."""
    steps = (str(key).replace("~", "~0").replace("/", "~1") for key in keys)
    return f"{file}#" + "".join("/" + step for step in steps)
