"""Files of the version before stand in the new one too: a process of its own links them while reports are made.

It is no thread: after each of a hundred thousand links a thread would wait until the build's own work lets it go on.
The process begins with what nobody changed since it was last looked at (`stamps.json`), compares the rest with its
hashes, and at last removes versions that are out of date, whose links would change the stamps of files they share.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from generator.site.tree import is_same, link, stamp, unlink

STAMPS = "stamps.json"
#: what the process says of each part, a report or a group of the index, in order: its files stand in the new version;
#: they are not what was recorded; it could not do it, some may stand there, and whoever builds may try.
LAID, CHANGED, FAILED = b"=", b"!", b"?"
#: of what it was not asked to lay.
UNKNOWN = b""


@dataclass(frozen=True, slots=True)
class Order:
    """What the process is to do.

    Attributes:
        records: files that tell the hash of each file, by part. stamps: file of the parts' stamps.
        source: folder in which the files stand. target: folder in which they are to stand as well.
        parts: names of what is to be laid, in this order. outdated: folders that go.
    """

    records: Sequence[Path]
    stamps: Path
    source: Path
    target: Path
    parts: Sequence[str] = ()
    outdated: Sequence[Path] = ()


class Laying:
    """The process, and what it has said so far; several threads may ask."""

    def __init__(self, parts: Sequence[str] = (), said: IO[bytes] | None = None) -> None:
        """Begin with nothing said.

        Args:
            parts: what the process lays, in this order.
            said: what the process says; None where there is no process.
        """
        self._outcomes = dict.fromkeys(parts)
        self._order, self._said = iter(parts), said
        self._lock = threading.Lock()

    def outcome(self, part: str) -> bytes:
        """Return what became of a part, once that is known; a process that has ended too early has failed."""
        with self._lock:
            while self._said and self._outcomes.get(part, UNKNOWN) is None:
                self._outcomes[next(self._order)] = self._said.read(1) or FAILED
            return self._outcomes.get(part) or UNKNOWN

    def forget(self, part: str) -> None:
        """Take a part for one that the process was not asked for: it was taken away again."""
        with self._lock:
            self._outcomes[part] = UNKNOWN


@contextmanager
def laying(order: Order) -> Iterator[Laying]:
    """Have the process run beside the block; where the block ends by an error, it is stopped.

    When the block has ended the folders that were to go are gone.
    """
    if not order.parts and not order.outdated:
        yield Laying()
        return
    process = subprocess.Popen(  # noqa: S603 - this program; nothing is imported from the folder where it is run
        [sys.executable, "-P", "-m", __name__],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin
    assert process.stdout
    with process:
        try:
            with suppress(BrokenPipeError):  # it could not begin: then nothing is laid
                process.stdin.write(_told(order))
                process.stdin.flush()
            yield Laying(order.parts, process.stdout)
            process.stdout.read()  # until it ends; it may wait until somebody listens
        finally:
            process.kill()
            with suppress(BrokenPipeError):  # what it did not read
                process.stdin.close()
    for path in order.outdated:  # where somebody stopped it
        shutil.rmtree(path, ignore_errors=True)


def _told(order: Order) -> bytes:
    """Return an order as a line."""
    return json.dumps(asdict(order), default=str).encode() + b"\n"


def main() -> None:
    """Do what the first line of the input asks for, and end at once when the input ends: whoever asked is gone."""
    order = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_input, daemon=True).start()
    if order["parts"]:
        records = {name: one for path in order["records"] for name, one in _held(path).items()}
        stamps = _held(order["stamps"])
        for name in order["parts"]:
            known = records[name]["files"]
            sys.stdout.buffer.write(lay(Path(order["source"]), Path(order["target"]), known, stamps.get(name)))
            sys.stdout.buffer.flush()
    for path in order["outdated"]:
        shutil.rmtree(path, ignore_errors=True)


def _held(path: str) -> Mapping[str, Any]:
    """Return what a record holds; nothing when it is missing or damaged."""
    try:
        held = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def _end_with_input() -> None:
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def lay(source: Path, target: Path, files: Mapping[str, str], known: str | None) -> bytes:
    """Have the files of a part stand in another folder too, all or none; return what became of it.

    Args:
        source: folder in which they stand.
        target: folder in which they are to stand as well.
        files: path below it → recorded SHA-256.
        known: stamp of the files when they were what was recorded; None where it is not known.
    """
    if not (known and stamp(source, files) == known) and not is_same(source, files):
        return CHANGED
    try:
        link(source, target, files)
    except OSError:
        unlink(target, files)
        return FAILED
    return LAID


if __name__ == "__main__":
    main()
