"""The pages of the handbook as a test reads them: what one types, what the screen answers, what one writes into files.

indented line with `$ ` before it      a command that is run; the lines below it are what it prints
`…`                                    anything: alone on a line any lines, inside a line any characters
```yaml block                          top keys of the file named last above it are written so, new ones at its end
在 `file` 里把 `old` 改成 `new`          one text of a file, found once, is replaced
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.build.example import ROOT

PAGES = ROOT / "docs" / "handbook"
_FILE = re.compile(r"`(data/[\w/]+\.yml)`")
_REPLACED = re.compile(r"在 `(data/[\w/]+\.yml)` 里把 `([^`]+)` 改成 `([^`]+)`")
_TOP = re.compile(r"[^\s#\-]")


@dataclass(frozen=True, slots=True)
class Command:
    """What is typed, and the lines that the screen answers."""

    line: int
    typed: str
    answer: tuple[str, ...]

    def is_answered(self, said: str) -> bool:
        """Return whether an output is what the page shows."""
        parts = ["(?:.*\n)*" if line == "…" else _of(line) + "\n" for line in self.answer]
        return (
            re.fullmatch("".join(parts), "".join(f"{line.rstrip()}\n" for line in said.rstrip().splitlines()))
            is not None
        )

    @property
    def exit_code(self) -> int:
        """Return the exit code that belongs to the answer shown."""
        text = "\n".join(self.answer)
        return 1 if "请先改正错误" in text or "还没有写“更正”" in text else 0


@dataclass(frozen=True, slots=True)
class Block:
    """Top keys that are to stand in a file."""

    line: int
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Replacement:
    """A text of a file that is to become another."""

    line: int
    path: str
    old: str
    new: str


Step = Command | Block | Replacement


def _of(line: str) -> str:
    return ".*".join(map(re.escape, re.split("…+", line)))


def steps(page: str) -> Iterator[Step]:
    """Yield what a page makes its reader do, in order."""
    lines = (PAGES / page).read_text(encoding="utf-8").splitlines()
    path, at = "", 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("```"):
            end = lines.index("```", at + 1)
            yield Block(at + 1, path, "\n".join(lines[at + 1 : end]) + "\n")
            at = end + 1
        elif line.startswith("    $ "):
            end = _end(lines, at + 1)
            yield Command(at + 1, line.removeprefix("    $ "), tuple(one[4:] for one in lines[at + 1 : end]))
            at = end
        else:
            for found in _REPLACED.finditer(line):
                yield Replacement(at + 1, *found.groups())
            path = next((found[1] for found in _FILE.finditer(line)), path)
            at += 1


def _end(lines: list[str], at: int) -> int:
    """Return where the answer that begins at a line ends."""
    while at < len(lines) and lines[at].startswith("    ") and not lines[at].startswith("    $ "):
        at += 1
    return at


def typed(page: Path) -> Iterator[str]:
    """Yield every call of juesuan on a page, run by the test or not."""
    for found in re.finditer(r"(?m)^    (?:\$ )?(juesuan .*)$|`(juesuan [^`]+)`", page.read_text(encoding="utf-8")):
        yield found[1] or found[2]


def written(text: str, block: str) -> str:
    """Return a file with the top keys of a block written into it: in place of what is there, new ones at the end."""
    for key, part in _parts(block).items():
        lines, held = text.splitlines(keepends=True), _places(text)
        if key in held:
            start, end = held[key]
            text = "".join([*lines[:start], part, *lines[end:]])
        else:
            text = text.rstrip("\n") + "\n\n" + part
    return text


def _parts(text: str) -> dict[str, str]:
    lines = text.splitlines(keepends=True)
    return {key: "".join(lines[start:end]) for key, (start, end) in _places(text).items()}


def _places(text: str) -> dict[str, tuple[int, int]]:
    """Return top key → first line and the line behind its last one; comments before the next key are not its own."""
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if _TOP.match(line)]
    found = {}
    for start, following in zip(starts, [*starts[1:], len(lines)], strict=True):
        end = following
        while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
            end -= 1
        found[lines[start].partition(":")[0]] = (start, end)
    return found
