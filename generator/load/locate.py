"""From the path of a finding, `file#/键/0/键`, to its place."""

from collections.abc import Mapping

from generator.load.node import Node, Path, Tree, pointer
from generator.places import Place

__all__ = ["OFFSET", "locate", "path_of", "pointer"]

#: what stands between the path of a text and the offset of a place inside it.
OFFSET = "#@"

_LONGEST_INDEX = 9
#: how far the lines of a text stand to the right of its key.
BLOCK_INDENT = 2


def path_of(steps: str, root: Node) -> Path:
    """Return the keys and indexes of `steps` (`/收入/0`) as far as they exist below `root`."""
    path: Path = ()
    node = root
    for part in steps.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(node, dict) and key in node:
            path, node = (*path, key), node[key]
        elif isinstance(node, list) and _is_index(key) and int(key) < len(node):
            path, node = (*path, int(key)), node[int(key)]
        else:
            break
    return path


def locate(path: str, trees: Mapping[str, Tree]) -> Place | None:
    """Return where `path` stands, or its nearest ancestor that exists; None for a file that is not in `trees`.

    A scalar is found at its value; a mapping or list, whose value begins a line further down, at its key. `#@12`
    behind the path of a text means its thirteenth character.
    """
    path, _, offset = path.partition(OFFSET)
    file, _, below = path.partition("#")
    tree = trees.get(file)
    if tree is None:
        return None
    found = path_of(below, tree.value)
    node = tree.value
    for key in found:
        node = node[key]  # type: ignore[index]  # path_of walked here already
    if isinstance(node, dict | list) and found in tree.key_places:
        return tree.key_places[found]
    place = tree.places.get(found, Place(file))
    return _inside(place, tree, found, node, int(offset)) if offset and isinstance(node, str) else place


def _inside(place: Place, tree: Tree, path: Path, text: str, offset: int) -> Place:
    """Return the line and column of a character of a text that begins at a place."""
    before = text[:offset]
    row, column = before.count("\n"), offset - (before.rfind("\n") + 1)
    style = tree.styles.get(path, "")
    if style in {"|", ">"}:  # the text begins on the next line, indented below its key
        indent = tree.key_places.get(path, place).column + BLOCK_INDENT
        return Place(
            place.file, place.line + 1 + (row if style == "|" else 0), indent + (column if style == "|" else 0)
        )
    if row:
        return place
    return Place(place.file, place.line, place.column + len(style) + column)


def _is_index(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_INDEX
