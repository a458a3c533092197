"""Is a site whole, and is nothing left lying about: what is asked after each kill and each fault."""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from generator.site.switch import current, outdated, previous
from generator.site.tree import read_tree
from tests.torture.building import Builder

DAYS_AGO = 2 * 24 * 3600
PARTS = ("data", "docs", "overrides", "mkdocs.yml", "requirements.lock")


def prints(site: Path) -> dict[str, str]:
    """Return the hash of every file of a site, by path."""
    return {name: hashlib.sha256(raw).hexdigest() for name, raw in read_tree(site).items()}


def faults_of(link: Path, *, searched: bool) -> Iterator[str]:
    """Yield what is wrong with a site as it is served: every file that its records name is there, as it was.

    Args:
        link: what visitors follow.
        searched: whether there has to be a search index.
    """
    version = current(link)
    if version is None:
        yield f"{link.name} leads nowhere"
        return
    here = prints(link)
    record = json.loads((version / "published.json").read_text(encoding="utf-8"))
    named = {name: mark for report in record.values() for name, mark in report["files"].items()}
    if "SHA256SUMS" in here:
        lines = (link / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
        sums = {line[66:]: line[:64] for line in lines}
        named |= sums
        yield from (f"SHA256SUMS does not name {name}" for name in here if name not in {"SHA256SUMS", *sums})
    yield from (f"{name} is missing or changed" for name, mark in named.items() if here.get(name) != mark)
    wanted = ("index.html", *(["pagefind/pagefind.js"] if searched else []))
    yield from (f"{name} is missing" for name in wanted if name not in here)
    if not named:
        yield "no report is in the site"


def rubbish_of(root: Path, builder: Builder, link: str = "site") -> Iterator[str]:
    """Yield what a build that succeeded left besides a site, those before it and the cache."""
    served, before = current(root / link), previous(root / link)
    shelf = served.parent if served else root
    kept = {path.name for path in (served, before, *outdated(shelf, root / link)[-1:]) if path}
    yield from (f"version {path.name}" for path in shelf.iterdir() if path.is_dir() and path.name not in kept)
    for path in root.rglob("*"):
        is_ours = "node_modules" not in path.parts and "cache" not in path.relative_to(root).parts[:2]
        if is_ours and (path.name.startswith((".writing-", ".tmp")) or path.name.endswith(".new")):
            yield path.relative_to(root).as_posix()
    yield from (f"build/{name}" for name in ("tmp",) if (root / "build" / name).exists())
    yield from (f"temporary {path.name}" for path in builder.temporary.iterdir())


def age(root: Path) -> list[Path]:
    """Return the files of the cache whose writers were killed, made so old that the next build has to remove them."""
    left = [path for path in (root / "build" / "cache").rglob(".*") if path.is_file()]
    for path in left:
        moment = time.time() - DAYS_AGO
        os.utime(path, (moment, moment))
    return left


def from_nothing(root: Path, target: Path, builder: Builder) -> dict[str, str]:
    """Return the hashes of the site that a build without cache and without a site before makes of a project's data."""
    target.mkdir(parents=True)
    for name in PARTS:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("reports") if name == "docs" else None)
        else:
            shutil.copy(source, target / name)
    written = root / "docs" / "reports" / ".written.json"  # which of docs/ is generated, though it lies elsewhere
    for name in json.loads(written.read_text(encoding="utf-8")) if written.exists() else ():
        (target / "docs" / name).unlink(missing_ok=True)
    (target / "node_modules").symlink_to((root / "node_modules").resolve())
    ended = builder.build(target)
    assert ended.code == 0, ended.said
    found = prints(target / "site")
    shutil.rmtree(target)
    return found
