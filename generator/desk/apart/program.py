"""What runs in a process of its own: `python program.py BYTES SECONDS`, imports nothing of the package.

Reads a line of JSON `{"task": …, "size": …, "words": {…}}` and so many bytes, again and again; what the module of that
name answers goes back as a line with its length, and JSON. Ends with its input.
"""

import json
import resource
import runpy
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

Task = Callable[[bytes, dict[str, Any]], object]


def main(memory: int, seconds: int) -> None:
    """Answer until there is nothing more to read.

    Args:
        memory: bytes that the process may have.
        seconds: of the processor that one task may take; past them the system ends the process.
    """
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_CORE, 0)
    tasks: dict[str, Task] = {}
    while line := sys.stdin.buffer.readline():
        wanted = json.loads(line)
        content = sys.stdin.buffer.read(wanted["size"])
        _limit(resource.RLIMIT_CPU, int(time.process_time()) + 1 + seconds)
        try:
            task = tasks.get(wanted["task"]) or _task(wanted["task"])
            tasks[wanted["task"]] = task
            said = json.dumps(task(content, wanted["words"]), ensure_ascii=False).encode("utf-8", "replace")
        except MemoryError:
            said = b'{"exhausted": true}'
        except Exception:  # noqa: BLE001 - told as it is; the next file may be none the worse for it
            said = json.dumps({"fault": traceback.format_exc()}).encode()
        sys.stdout.buffer.write(b"%d\n%b" % (len(said), said))
        sys.stdout.buffer.flush()


def _task(name: str) -> Task:
    """Return what answers a task: the function `answer` of the module beside this one."""
    found: Task = runpy.run_path(str(Path(__file__).with_name(f"{name}.py")))["answer"]
    return found


def _limit(kind: int, most: int) -> None:
    with suppress(ValueError, OSError):  # a system that has a lower one, or knows no such limit
        resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
