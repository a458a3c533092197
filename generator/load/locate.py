"""From the path of a finding, `file#/键/0/键`, to its place."""

from collections.abc import Mapping

from generator.load.node import Node, Path, Tree, pointer
from generator.places import Place

__all__ = ["locate", "path_of", "pointer"]

_LONGEST_INDEX = 9


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

    A scalar is found at its value; a mapping or list, whose value begins a line further down, at its key.
    """
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
    return tree.places.get(found, Place(file))


def _is_index(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_INDEX
