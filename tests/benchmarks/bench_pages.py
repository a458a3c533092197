"""Our pages against others over the same Markdown: `… bench_pages [ours|material|hugo …] [--reports N …]`.

Not a test. Each line of build/bench/results.jsonl is one whole run of:

ours      every page's HTML made again (a template changed) and the index, by `publish` with two workers; reading, check
          and putting together the site included, which the others do not do
material  stock MkDocs with Material and its own search (`lang: zh`), the menu without the reports, as ours: with a menu
          of every page it would take the square of the time
hugo      Debian's Hugo with a template that prints title and text, and no search

The Markdown is what a build leaves in docs/ (bench_build, or a build without PDFs made here). For Hugo `index.md` is
named `_index.md`, and of the front matter only the title stays. Drawings and downloads are not copied for them.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import yaml

from tests.benchmarks import measured, results
from tests.benchmarks.bench_build import SIZES, Bench, weight

PARTS = ("ours", "material", "hugo")
#: papers that the site itself leaves out, and the wishes of mkdocs.yml that hold for the reports and for pages above.
_LEFT_OUT = ("README.md", "adr/", "dev/")
_EXTENSIONS = ("markdown_extensions", "nav", "not_in_nav", "validation")
_TITLE = re.compile(r"^title: .+$", re.MULTILINE)
_PAGE = "<!doctype html><html lang=zh><title>{{ .Title }}</title><body>{{ .Content }}</body></html>\n"
_HUGO = """baseURL = "/"
title = "部门决算公开"
languageCode = "zh"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
[markup.goldmark.renderer]
unsafe = true
"""


def pages(docs: Path) -> Iterator[tuple[str, str]]:
    """Yield the Markdown pages of the site: path below docs/ and text."""
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        if not name.startswith(_LEFT_OUT):
            yield name, path.read_text("utf-8")


@contextmanager
def aside(docs: Path, folder: str) -> Iterator[tuple[Path, int]]:
    """Yield a temporary folder with the pages below `folder`, as Hugo wants them where that is `content`, and count."""
    with tempfile.TemporaryDirectory(prefix="juesuan-bench-") as temporary:
        root, count = Path(temporary), 0
        for name, text in pages(docs):
            target = root / folder / (_for_hugo(name) if folder == "content" else name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_front(text) if folder == "content" else text, "utf-8")
            count += 1
        yield root, count


def _for_hugo(name: str) -> str:
    """Return a page's path as Hugo wants it: a page with pages beside it begins with a line below."""
    path = Path(name)
    return str(path.with_name("_index.md")) if path.name == "index.md" else name


def _front(text: str) -> str:
    """Return a page whose front matter is its title alone."""
    if not text.startswith("---\n"):
        return text
    head, _, rest = text[4:].partition("\n---\n")
    title = _TITLE.search(head)
    return f"---\n{title[0] if title else ''}\n---\n{rest}"


def material(root: Path, limit: float) -> dict[str, Any]:
    """Return what stock Material takes over the pages of a project."""
    own = _settings(root / "mkdocs.yml")
    settings = {
        "site_name": "部门决算公开",
        "theme": {"name": "material", "language": "zh", "font": False},
        "plugins": [{"search": {"lang": "zh"}}],
        **{name: own[name] for name in _EXTENSIONS},
    }
    with aside(root / "docs", "docs") as (folder, count):
        (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        ran = measured.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder, environment, limit)
        return _told(ran, count, folder / "site", folder / "site" / "search" / "search_index.json")


def hugo(root: Path, limit: float) -> dict[str, Any]:
    """Return what Hugo takes over the pages of a project, or why there is nothing to say."""
    program = shutil.which("hugo")
    if program is None:
        return {"missing": "hugo"}
    with aside(root / "docs", "content") as (folder, count):
        (folder / "config.toml").write_text(_HUGO, "utf-8")
        for name in ("single", "list"):
            path = folder / "layouts" / "_default" / f"{name}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_PAGE, "utf-8")
        ran = measured.run([program, "--quiet"], folder, limit=limit)
        return _told(ran, count, folder / "public", None)


def ours(bench: Bench) -> dict[str, Any]:
    """Return what our pages and their index take when a template has changed."""
    with bench.other_template():
        told = bench.build(bench.workers)
    return {**told, "pages": sum(1 for _ in pages(bench.root / "docs")), "html": _html(bench.root / "site")}


def _told(ran: measured.Run, count: int, site: Path, index: Path | None) -> dict[str, Any]:
    if ran.code is None:
        return {"wall": ran.seconds, "ended": True, "pages": count, "memory": ran.memory.megabytes()}
    assert ran.code == 0, ran.said[-4000:]
    told = {"wall": ran.seconds, "pages": count, "html": _html(site), "memory": ran.memory.megabytes()}
    return {**told, "site_bytes": weight(site), "index_bytes": index.stat().st_size if index else 0}


def _html(site: Path) -> int:
    return sum(name.endswith(".html") for _, _, names in os.walk(site.resolve()) for name in names)


def _settings(path: Path) -> dict[str, Any]:
    """Return mkdocs.yml without the variables it reads, which the parts taken here do not use."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_constructor("!ENV", lambda *_: "")
    found: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader)  # noqa: S506 - a safe loader of our own file
    return found


def main() -> None:
    """Measure the parts that were asked for."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("parts", nargs="*", metavar="PART", help=f"{' '.join(PARTS)} (all)")
    words.add_argument("--reports", nargs="+", type=int, default=SIZES)
    words.add_argument("--workers", type=int, default=2)
    words.add_argument("--pdf", action="store_true", help="use the projects that bench_build made with PDFs")
    words.add_argument("--seed", type=int, default=0)
    words.add_argument("--limit", type=float, default=7200, help="seconds after which another's run is ended")
    words.add_argument("--folder", type=Path, default=results.FOLDER)
    words.add_argument("--results", type=Path, default=results.RESULTS)
    wanted = words.parse_args()
    if unknown := set(wanted.parts) - set(PARTS):
        words.error(f"no such part: {' '.join(sorted(unknown))}")
    wanted.repeat, wanted.folder = 1, wanted.folder.resolve()
    results.add(wanted.results, results.machine())
    for count in wanted.reports:
        bench = Bench(count, wanted)
        bench.ready()
        for part in [one for one in PARTS if one in wanted.parts or not wanted.parts]:
            if part == "ours":
                told = ours(bench)
            else:
                told = {"material": material, "hugo": hugo}[part](bench.root, wanted.limit)
            results.add(wanted.results, {"what": f"pages {part}", "reports": count, "workers": bench.workers, **told})
            click.echo(f"{count:6} 份 {part:10} {json_of(told)}")


def json_of(told: dict[str, Any]) -> str:
    """Return the figures that matter at once."""
    if "missing" in told:
        return f"没有安装 {told['missing']}"
    return f"{told['wall']:.1f} 秒，{told.get('html', 0)} 个网页，内存 {told['memory']['tree']} MB"


if __name__ == "__main__":
    main()
