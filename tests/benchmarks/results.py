"""The file of measurements: one line of JSON a run, added as soon as it is there: nothing is lost in the middle."""

import importlib.metadata
import json
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "bench"
RESULTS = FOLDER / "results.jsonl"
MACHINE = "machine"
LIBRARIES = ("weasyprint", "mkdocs", "mkdocs-material", "joblib", "pydantic")


def add(path: Path, record: Mapping[str, Any]) -> None:
    """Add a measurement to the file, which comes into being with the first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(record, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the measurements in the order in which they were made."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def machine() -> dict[str, Any]:
    """Return what the figures were measured on: processor, cores, memory, versions, commit."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    versions = {name: importlib.metadata.version(name) for name in LIBRARIES}
    package = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    pagefind = {one["version"] for name, one in package.items() if "/@pagefind/" in name}
    return {
        "what": MACHINE,
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(memory / 1e9, 1),
        "system": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        "python": platform.python_version(),
        "versions": {**versions, "pagefind": "、".join(sorted(pagefind)), "hugo": hugo_version()},
        "commit": _said("git", "rev-parse", "--short", "HEAD"),
    }


def hugo_version() -> str:
    """Return the version of the Hugo that is installed, or nothing."""
    said = _said("hugo", "version").split()
    return said[1].split("-")[0].removeprefix("v") if len(said) > 1 else ""


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _said(*command: str) -> str:
    program = shutil.which(command[0])
    if program is None:
        return ""
    done = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()
