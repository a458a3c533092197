"""The pages built by MkDocs and Material, as visitors get them."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.pages.portal import write_site_pages
from generator.pages.report import chart_files, write_pages
from generator.pages.summaries import summarize
from tests.pages.overviews import overview

if TYPE_CHECKING:
    from tests.pages.conftest import Kit

SETTINGS = """\
site_name: 虚构
theme: {name: material, font: false}
plugins: []
use_directory_urls: true
nav: [index.md]
not_in_nav: /reports/
markdown_extensions: [attr_list, {toc: {toc_depth: 2-3}}]
validation: {links: {anchors: warn, unrecognized_links: warn, absolute_links: warn}}
"""
NASTY = (
    "<script>alert(1)</script>\"' onx=1 {{ 7*7 }} {% x %}\n\n---\n"
    "# [a](javascript:b) {#id} &lt;b&gt; \u202e</title></h1>"
)


@pytest.fixture(scope="module")
def built(kit: "Kit", tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site built with --strict over an ordinary report and one full of nasty texts, same pages each."""
    tmp_path = tmp_path_factory.mktemp("strict")
    plain, odd = kit.invented(), replace(kit.invented(NASTY), department="yi")
    files = write_site_pages(overview("虚构区部门决算", [summarize(plain), summarize(odd)]))
    for document, word in ((plain, kit.word), (odd, NASTY)):
        files |= write_pages(document, kit.downloads(word), (2023,))
        files |= dict.fromkeys(chart_files(document), "<svg xmlns='http://www.w3.org/2000/svg'/>")
    files |= {"search.md": "# 查找\n"}
    for path, text in files.items():
        target = tmp_path / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return tmp_path / "site"


def test_theme_prints_texts_as_text(kit: "Kit", built: Path) -> None:
    """Title, description, table of contents and page of nasty texts have the very elements of an ordinary report."""
    for page in ("", "overview/", "statement/", "tables/", "glossary/", "figures/"):
        one = kit.read((built / f"reports/xugou/jia/2024/{page}index.html").read_text(encoding="utf-8"))
        other = kit.read((built / f"reports/xugou/yi/2024/{page}index.html").read_text(encoding="utf-8"))
        assert other.shape == one.shape
        assert other.text == one.text.replace(kit.word, kit.bare(NASTY))


def test_headings_bear_their_keys(built: Path) -> None:
    """Explicit ids of entity-escaped headings survive, and there is one main heading."""
    text = (built / "reports/xugou/yi/2024/statement/index.html").read_text(encoding="utf-8")
    assert '<h2 id="s1">' in text
    assert '<h3 id="s11">' in text
    assert text.count("<h1") == 1
