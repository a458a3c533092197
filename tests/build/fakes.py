"""Stand-ins for the slow parts of a build, where they are not what a test is about, and a project folder to build."""

import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from generator.build.outputs import Drawn
from generator.model.blocks import Document
from generator.site.tree import write_tree
from generator.workspace import installed, orders
from generator.workspace.cache import Cache
from tests.build.example import ROOT, invented

SITEMAP = b'<?xml version="1.0"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n</urlset>\n'


@dataclass
class Counts:
    """How often the slow parts ran, and what entered the cache."""

    seen: Counter[str] = field(default_factory=Counter)

    def take(self) -> dict[str, int]:
        """Return the counts since the last call."""
        found = dict(self.seen)
        self.seen.clear()
        return found


#: as much of 政府收支分类科目 as the invented report uses.
CLASSIFICATION = {
    "data/classification/functional.yml": """\
功能分类:
  "213": {名称: 农林水支出, 核实: true}
  "21303": {名称: 水利, 核实: true}
  "2130301": {名称: 行政运行, 核实: true}
  "2130305": {名称: 水利工程建设, 核实: true}
""",
    "data/classification/economic.yml": """\
经济分类:
  "301": {名称: 工资福利支出, 核实: true}
  "30101": {名称: 基本工资, 核实: true}
  "302": {名称: 商品和服务支出, 核实: true}
  "30201": {名称: 办公费, 核实: true}
""",
}


def small(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a set of files with a short classification and without the styles of real provinces: quick to read."""
    kept = {path: raw for path, raw in files.items() if not path.startswith("data/styles/") or "/base/" in path}
    return {**kept, **{path: text.encode() for path, text in CLASSIFICATION.items()}}


def put(root: Path, files: Mapping[str, bytes]) -> None:
    """Write the data of a project folder anew."""
    shutil.rmtree(root / "data", ignore_errors=True)
    write_tree(root, files)


def make_project(root: Path, files: Mapping[str, bytes] | None = None) -> Path:
    """Return a project folder like ours with an invented department in it."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copy(ROOT / "requirements.lock", root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("reports"))
    put(root, small(invented()) if files is None else files)
    return root


#: what the program and its libraries are, which a build looks up twice: nobody changes them while such tests run.
_held, _version = cache(orders._held), cache(installed._version)


def count_work(monkeypatch: pytest.MonkeyPatch) -> Counts:
    """Replace drawing and MkDocs by quick stand-ins that return what they were given; return how often each ran.

    What the program is made of is looked up once in a process; mkdocs.yml and overrides/ are read as ever.
    """
    counts = Counts()
    put_entry = Cache.put

    def put_counted(self: Cache, entry: str, files: Mapping[str, bytes]) -> None:
        counts.seen["put"] += 1
        put_entry(self, entry, files)

    def draw(document: Document, **_: object) -> Drawn:
        counts.seen["draw"] += 1
        facts = repr(sorted((name, entry.exact) for name, entry in document.figures.items()))
        return Drawn({}, {"downloads/facts.json": facts.encode()})

    def build_pages(_project: Path, pages: Mapping[str, bytes], *_: object) -> dict[str, bytes]:
        counts.seen["html"] += 1
        return {**{name.removesuffix(".md") + ".html": raw for name, raw in pages.items()}, "sitemap.xml": SITEMAP}

    def build_shell(_project: Path, pages: Mapping[str, bytes], *_: object) -> dict[str, bytes]:
        counts.seen["shell"] += 1
        return {**{name.removesuffix(".md") + ".html": raw for name, raw in pages.items()}, "sitemap.xml": SITEMAP}

    monkeypatch.setattr(orders, "_held", _held)
    monkeypatch.setattr(installed, "_version", _version)
    monkeypatch.setattr(Cache, "put", put_counted)
    monkeypatch.setattr("generator.workspace.making.draw", draw)
    monkeypatch.setattr("generator.site.mkdocs.build_pages", build_pages)
    monkeypatch.setattr("generator.site.mkdocs.build_shell", build_shell)
    return counts
