"""All parts of `make torture`: `python -m tests.torture.every_part [PART …]`.

Two at a time, the longest first; what each says is kept in build/torture/PART.log. A part that failed does not keep the
others from being run. A part that passed is not run again while the project is the same but for its Markdown, so that
hours that were interrupted go on where they were; name a part to run it in any case. Ends with exit code 1 when any
part failed.
"""

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import click

from tests.build.example import ROOT
from tests.torture.known_files import known_files

FOLDER = ROOT / "build" / "torture"
AT_ONCE = 2
LAST_LINES = 30
#: part → the words after `python -m`, the longest first.
PARTS: Mapping[str, tuple[str, ...]] = {
    "vectors": ("tests.torture.torture_vectors",),
    "files": ("tests.torture.torture_files",),
    "kills": ("tests.torture.torture_kills", "100"),
    "pages": ("pytest", "tests/browser/hostile_pages.py"),
    "same_bytes": ("tests.torture.torture_same_bytes",),
    "faults": ("tests.torture.torture_faults",),
    "cluster": ("tests.torture.torture_cluster",),
    "together": ("tests.torture.torture_together",),
}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a part ended: its name, whether it passed, after how many seconds."""

    part: str
    passed: bool
    seconds: float


class Record:
    """Which parts passed, each with the state of the project that it passed on; kept in a file."""

    def __init__(self, file: Path, state: str) -> None:
        self.file, self.state = file, state

    def passed(self) -> set[str]:
        """Return the parts that passed on this state."""
        return {part for part, state in self._read().items() if state == self.state}

    def add(self, part: str) -> None:
        """Write down that a part passed."""
        self.file.write_text(json.dumps({**self._read(), part: self.state}, indent=1), encoding="utf-8")

    def _read(self) -> dict[str, str]:
        return json.loads(self.file.read_text(encoding="utf-8")) if self.file.exists() else {}


def state_of_project() -> str:
    """Return the hash of all files of the project but its Markdown."""
    files = sorted((path, raw) for path, raw in known_files().items() if not path.endswith(".md"))
    return hashlib.sha256(repr([(path, hashlib.sha256(raw).hexdigest()) for path, raw in files]).encode()).hexdigest()


def run_part(folder: Path, part: str, words: tuple[str, ...]) -> Ended:
    """Run a part, what it says going to its log."""
    began = time.monotonic()
    with (folder / f"{part}.log").open("wb") as log:
        command = [sys.executable, "-m", *words]
        code = subprocess.run(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, check=False
        ).returncode
    return Ended(part, code == 0, time.monotonic() - began)


def run_parts(folder: Path, parts: Mapping[str, tuple[str, ...]]) -> Iterator[Ended]:
    """Yield how each part ended, as soon as it has; they are begun in this order."""
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = [pool.submit(run_part, folder, part, words) for part, words in parts.items()]
        try:
            for one in as_completed(running):
                yield one.result()
        finally:
            pool.shutdown(cancel_futures=True)


def tell(folder: Path, ended: Ended) -> None:
    """Print how a part ended: its last line, or of one that failed the last page."""
    said = (folder / f"{ended.part}.log").read_text(encoding="utf-8", errors="replace").splitlines()
    lines = said[-1:] if ended.passed else said[-LAST_LINES:]
    click.echo(f"{ended.part}: {'passed' if ended.passed else 'FAILED'} after {ended.seconds / 60:.0f} min")
    click.echo("".join(f"    {line}\n" for line in lines), nl=False)


def main(*wanted: str) -> None:
    """Run the parts that have not passed yet, or those that are named; print how each ended."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    record = Record(FOLDER / "passed.json", state_of_project())
    over = record.passed() - set(wanted)
    click.echo("".join(f"{part}: passed before\n" for part in PARTS if part in over and not wanted), nl=False)
    failed = False
    for ended in run_parts(FOLDER, {part: PARTS[part] for part in wanted or PARTS if part not in over}):
        tell(FOLDER, ended)
        if ended.passed and state_of_project() == record.state:
            record.add(ended.part)
        failed |= not ended.passed
    sys.exit(failed)


if __name__ == "__main__":
    main(*sys.argv[1:])
