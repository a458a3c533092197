"""Slips of the pen in a correct report, one at a time, and whether the check notices: a mutation test of the rules.

`python -m tests.check.mutations [HOW MANY A KIND] [SEED]` prints the table.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

import click

from generator.findings import Finding, Severity
from tests.build.example import plan, shared_files
from tests.check.generated import Invented, invented, shared_style, written
from tests.check.slip_kinds import DEPARTMENT, FACTS, OTHER_SCOPE, PROSE, change_of

Keys = tuple[str | int, ...]
KINDS_OF_SLIP = (*FACTS, *PROSE, DEPARTMENT)
#: amounts that a correct report holds twice: in two tables, in a table and in prose, or in two years' reports.
TWICE = tuple(kind for kind in KINDS_OF_SLIP if kind.startswith("金额") and kind != OTHER_SCOPE)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where something can be mistyped: file, keys, and begin and end in the text of the scalar."""

    file: str
    keys: Keys
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip and what came of it.

    Attributes:
        kind: of slip. path: where. old, new: what stood there and stands now. around: the words about it.
        found: the weightiest of what the check says more than before; None when it is silent.
        is_there: whether something is said about this very place.
    """

    kind: str
    path: str
    old: str
    new: str
    around: str
    found: Finding | None
    is_there: bool

    def __str__(self) -> str:
        """Return kind, place, what was changed and what was said, on one line."""
        said = f"（{self.found.code} {self.found.message}）" if self.found else ""
        return f"{self.kind}  {self.path.split('/', 4)[-1]}  {self.old}→{self.new}  …{self.around}… {said}"

    @property
    def is_caught(self) -> bool:
        """Return whether an editor will see it: a new warning or error, or a note at the place itself."""
        return self.found is not None and (self.found.severity is not Severity.NOTE or self.is_there)


def slips(one: Invented, kind: str, random: Random, count: int) -> Iterator[Slip]:
    """Yield up to so many slips of a kind in a report, each at a place of its own."""
    spots = list(_spots(one, kind))
    for spot in random.sample(spots, min(count, len(spots))):
        yield _slip(one, kind, spot, random)


def _slip(one: Invented, kind: str, spot: Spot, random: Random) -> Slip:
    text = _at(one.plain[spot.file], spot.keys)
    old = text[spot.begin : spot.end]
    new = change_of(kind)(random, old, one)
    values = deepcopy(one.plain[spot.file])
    _put(values, spot.keys, text[: spot.begin] + new + text[spot.end :])
    files, before = _before(one.seed)
    findings = plan({**files, spot.file: written(values)}, one.address).findings
    found = [finding for finding in findings if _said(finding) not in before]
    weights = list(Severity)
    heaviest = min(found, key=lambda finding: weights.index(finding.severity), default=None)
    path = f"{spot.file}#/{'/'.join(map(str, spot.keys))}"
    is_there = any(finding.path.startswith(path) for finding in found)
    around = text[max(spot.begin - 12, 0) : spot.end + 12].replace("\n", "")
    return Slip(kind, path, old, new, around, heaviest, is_there)


@cache
def _before(seed: int) -> tuple[Mapping[str, bytes], frozenset[tuple[str, ...]]]:
    """Return the files that a report is made from, and what is said of it before anything is changed."""
    one = invented(seed)
    files = {**shared_files(), **shared_style(), **one.files}
    return files, frozenset(_said(finding) for finding in plan(files, one.address).findings)


def _said(finding: Finding) -> tuple[str, ...]:
    return finding.code, str(finding.severity), finding.path, finding.message


def _spots(one: Invented, kind: str) -> Iterator[Spot]:
    for file, values in one.plain.items():
        for keys, text in _leaves(values):
            path = f"{file}#/{'/'.join(map(str, keys))}"
            is_prose = "/texts.yml#/" in path or "/文字/" in path
            if kind in PROSE or kind == DEPARTMENT:
                pattern = PROSE.get(kind, f"({one.name})")
                matches = re.finditer(pattern, text) if is_prose and "名词解释" not in path else ()
                yield from (Spot(file, keys, match.start(1), match.end(1)) for match in matches)
            elif _is_meant(kind, path, one) and (not kind.startswith(("金额", "个数")) or text.strip("0.")):
                yield from _whole(kind, file, keys, text, one)


def _is_meant(kind: str, path: str, one: Invented) -> bool:
    """Return whether a fact is of a kind: of this year's report, or where the kind says so of last year's."""
    pattern = FACTS[kind]
    folder = one.folder if not pattern.startswith("BEFORE") else f"{one.folder[:-4]}{one.years[1].year}"
    return path.startswith(folder) and bool(re.search(pattern.removeprefix("BEFORE"), path))


def _whole(kind: str, file: str, keys: Keys, text: str, one: Invented) -> Iterator[Spot]:
    """Yield the part of a scalar that is changed: mostly all of it."""
    part = {"年度·标题": r"20\d\d", "部门名称·标题": one.name, "增减方向·原因": "增加|减少"}.get(kind)
    match = re.search(part, text) if part else None
    if part is None:
        yield Spot(file, keys, 0, len(text))
    elif match:
        yield Spot(file, keys, match.start(), match.end())


def _leaves(values: Any, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    if isinstance(values, str):
        yield keys, values
        return
    for key, below in values.items() if isinstance(values, dict) else enumerate(values):
        yield from _leaves(below, (*keys, key))


def _at(values: Any, keys: Keys) -> str:
    for key in keys:
        values = values[key]
    return str(values)


def _put(values: Any, keys: Keys, text: str) -> None:
    for key in keys[:-1]:
        values = values[key]
    values[keys[-1]] = text


def caught(made: list[Slip]) -> float:
    """Return how many slips in a hundred are caught."""
    return 100 * sum(slip.is_caught for slip in made) / len(made)


def table(done: list[Slip]) -> str:
    """Return how many slips of each kind were caught, how many of the amounts that stand in two places, as a table."""
    lines = [f"{'种类':<24}处数  发现  提示  漏过"]
    for kind in dict.fromkeys(slip.kind for slip in done):
        mine = [slip for slip in done if slip.kind == kind]
        count = Counter("发现" if slip.is_caught else "提示" if slip.found else "漏过" for slip in mine)
        lines.append(f"{kind}{'　' * (14 - len(kind))}{len(mine):6}{count['发现']:6}{count['提示']:6}{count['漏过']:6}")
    twice = [slip for slip in done if slip.kind in TWICE]
    lines += [f"两处都有的金额：{len(twice)}处，发现{caught(twice):.1f}%"] if twice else []
    return "\n".join(lines)


def main(count: str = "5", seed: str = "1") -> None:
    """Print the table for one report, and below it each slip that nothing was said about."""
    one, done = invented(int(seed)), []
    for kind in KINDS_OF_SLIP:
        done += list(slips(one, kind, Random(f"{seed}{kind}"), int(count)))  # noqa: S311 - the same slips every time
    click.echo(table(done))
    for slip in done:
        if not slip.is_caught:
            click.echo(str(slip))


if __name__ == "__main__":
    main(*sys.argv[1:3])
