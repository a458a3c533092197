"""What an editor should know of each code beyond its title: `manual.yml` and `examples.yml`, each read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from generator.findings import Severity
from generator.load.tree import read_tree

FILE, EXAMPLES = "manual.yml", "examples.yml"
KEYS = ("标题", "级别", "意思", "怎么办", "错", "对")


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a code.

    Attributes:
        title: what ought to hold; empty where a rule says it. severity: its weight; None where a rule says it.
        meaning: why it is reported. advice: what to do. wrong, right: an example each; empty where none helps.
    """

    title: str = ""
    severity: Severity | None = None
    meaning: str = ""
    advice: str = ""
    wrong: str = ""
    right: str = ""


@cache
def manual() -> Mapping[str, Words]:
    """Return code → what is said of it.

    Raises:
        ValueError: the file is not as it should be, which a test would have found.
    """
    return {code: _words(code, raw) for code, raw in _read(FILE).items()}


@cache
def examples() -> Mapping[str, tuple[str, str]]:
    """Return code → (passing, failing) example of each code whose rule has none of its own.

    Raises:
        ValueError: the file is not as it should be, which a test would have found.
    """
    found = {code: _words(code, raw) for code, raw in _read(EXAMPLES).items()}
    return {code: (words.right, words.wrong) for code, words in found.items()}


def _read(name: str) -> Mapping[str, object]:
    tree, found = read_tree(files(__package__).joinpath(name).read_bytes(), name)
    if tree is None or not isinstance(tree.value, dict) or found:
        raise ValueError(f"{name}: {found}")
    return tree.value


def _words(code: str, raw: object) -> Words:
    if not isinstance(raw, dict) or not set(raw) <= set(KEYS):
        raise ValueError(f"not what is said of a code: {code}")
    said = {key: value for key, value in raw.items() if isinstance(value, str)}
    title, weight, *rest = (said.get(key, "") for key in KEYS)
    return Words(title, Severity(weight) if weight else None, *rest)
