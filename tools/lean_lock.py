# ruff: noqa: INP001 - a program that `make lock` runs, no module
"""Take addresses that npm writes into package-lock.json for readers (who to fund) out of it again."""

import json
from pathlib import Path

LOCK = Path("package-lock.json")

held = json.loads(LOCK.read_text(encoding="utf-8"))
for package in held["packages"].values():
    package.pop("funding", None)
LOCK.write_text(json.dumps(held, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
