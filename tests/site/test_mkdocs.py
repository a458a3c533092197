"""MkDocs over some pages gives what MkDocs over all of them gives (invented pages)."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from joblib import Parallel, delayed
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.site.errors import SiteError
from generator.site.mkdocs import addresses_of, build_pages, build_shell, own_files
from generator.site.sitemap import merge, only
from generator.site.tree import read_tree, write_tree

ENVIRONMENT = {
    "SOURCE_DATE_EPOCH": "1700000000",
    "JUESUAN_SITE_NAME": "虚构市决算公开",
    "JUESUAN_SITE_URL": "https://example.org/zwgk/juesuan/",
}
CONFIG = """
site_name: !ENV [JUESUAN_SITE_NAME, 决算]
site_url: !ENV [JUESUAN_SITE_URL, ""]
theme: {name: null, custom_dir: overrides, static_templates: [sitemap.xml, 404.html]}
plugins: []
nav: [首页: index.md, 更多: [关于: about.md, 门户: "https://example.org/"]]
not_in_nav: /reports/
exclude_docs: /hidden.md
markdown_extensions: [attr_list]
"""
MAIN = """<title>{{ page.title }} - {{ config.site_name }}</title>
<nav>{% for item in nav %}{{ item.title }} {% endfor %}</nav><i>{{ config.extra.phone }} {{ build_date_utc }}</i>
{{ page.content }}"""
SITEMAP = """<urlset>{% for file in pages if file.page.canonical_url %}
  <url><loc>{{ file.page.canonical_url }}</loc></url>{% endfor %}
</urlset>"""


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Return a project folder with a theme of a few lines."""
    folder = tmp_path / "project"
    files = {"mkdocs.yml": CONFIG, "overrides/main.html": MAIN, "overrides/sitemap.xml": SITEMAP}
    files |= {"overrides/404.html": "404", "overrides/style.css": "p {}"}
    write_tree(folder, {name: content.encode() for name, content in files.items()})
    return folder


def page(title: str) -> bytes:
    """Return an invented page with headings, a table and a link."""
    return f"""---
title: {title}
date: 2024-09-20
---
# {title} {{#top}}

## 收入 {{#income}}

本年收入 978.11 万元，见[支出](#outlay)。

<table><tr><th scope="row">合计</th><td>978.11</td></tr></table>

## 支出 {{#outlay}}

文字
""".encode()


def report(name: str) -> dict[str, bytes]:
    """Return the files of an invented report: pages that link to each other, and an attachment."""
    folder = f"reports/region/{name}/2023"
    overview = page(f"虚构{name}局") + b"\n[more](income/index.md)\n"
    return {
        f"{folder}/index.md": overview,
        f"{folder}/income/index.md": page("收入"),
        f"{folder}/scan.png": bytes(range(256)),
    }


def menu(nav: list[dict[str, object]]) -> Iterator[str]:
    """Yield the files of a menu."""
    for entry in nav:
        for target in entry.values():
            yield from menu(target) if isinstance(target, list) else [str(target)]


def test_reports_built_apart_equal_one_build_over_everything(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the real theme: report by report plus the shell gives the bytes of one full `mkdocs build --strict`."""
    for name, value in {**ENVIRONMENT, "NO_MKDOCS_2_WARNING": "1"}.items():
        monkeypatch.setenv(name, value)
    docs, site = tmp_path / "docs", tmp_path / "site"
    docs.mkdir()
    config = load_config(str(project / "mkdocs.yml"), docs_dir=str(docs), site_dir=str(site), strict=True)
    listed = [name for name in menu(config.nav or []) if name.endswith(".md")]
    own = {name: page(name) for name in listed} | own_files(project)
    reports = [report("a"), report("b"), report("c")]
    for files in [own, *reports]:
        write_tree(docs, files)
    build(config)
    monkeypatch.undo()

    parts = [build_pages(project, files, ENVIRONMENT) for files in reversed(reports)]
    parts.append(build_shell(project, own, ENVIRONMENT))
    joined = {name: content for part in parts for name, content in part.items()}
    joined["sitemap.xml"] = merge(part["sitemap.xml"] for part in parts)

    full = read_tree(site)
    del full["sitemap.xml.gz"]
    full["sitemap.xml"] = merge([full["sitemap.xml"]])
    assert sorted(joined) == sorted(full)
    assert [name for name, content in full.items() if joined[name] != content] == []
    assert full["sitemap.xml"].count(b"/reports/") == 6


def test_a_report_gives_its_own_files_only(sample: Path) -> None:
    """Neither the theme's files nor the stand-ins for the menu's pages come back; what lies beside a page does."""
    made = build_pages(sample, report("a"), ENVIRONMENT)
    folder = "reports/region/a/2023"
    assert sorted(made) == [f"{folder}/income/index.html", f"{folder}/index.html", f"{folder}/scan.png", "sitemap.xml"]
    assert made[f"{folder}/scan.png"] == bytes(range(256))
    assert made["sitemap.xml"].count(b"<url>") == 2
    html = made[f"{folder}/index.html"].decode()
    assert "<title>虚构a局 - 虚构市决算公开</title>" in html
    assert "<nav>首页 更多 </nav>" in html
    assert "2023-11-14" in html  # the given epoch, not today
    assert 'href="income/"' in html


def test_a_process_compiles_no_template_twice(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is compiled in the second run, nor a list of the theme's files made; a changed template is seen."""
    first = build_pages(sample, report("a"), ENVIRONMENT)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("compiled or listed")

    with monkeypatch.context() as patch:
        patch.setattr("jinja2.Environment._generate", never)
        patch.setattr("jinja2.FileSystemLoader.list_templates", never)
        assert build_pages(sample, report("a"), ENVIRONMENT) == first
    write_tree(sample, {"overrides/main.html": b"<title>changed</title>"})
    pages = [raw for name, raw in build_pages(sample, report("a"), ENVIRONMENT).items() if name.endswith(".html")]
    assert [raw.strip() for raw in pages] == [b"<title>changed</title>"] * 2


def test_the_shell_has_what_pages_share(sample: Path) -> None:
    """Own pages, the theme's files, 404.html and the sitemap."""
    own = {"index.md": page("首页"), "about.md": page("关于"), "assets/a.css": b"a {}"}
    made = build_shell(sample, own, ENVIRONMENT)
    expected = ["404.html", "about/index.html", "assets/a.css", "index.html", "sitemap.xml", "style.css"]
    assert sorted(made) == expected


def test_extra_values_reach_the_templates(sample: Path) -> None:
    """What data/site.yml says can be passed on to `config.extra`."""
    made = build_pages(sample, {"reports/a.md": page("甲")}, ENVIRONMENT, {"phone": "0737-12345"})
    assert b"<i>0737-12345 " in made["reports/a/index.html"]


def test_workers_give_the_same_bytes_and_leave_the_process_as_it_was(
    sample: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """In another process, in this one, twice: the same; nothing is printed and no variable stays set."""
    variables = dict(os.environ)
    files = report("a")
    here = [build_pages(sample, files, ENVIRONMENT) for _ in range(2)]
    there = Parallel(n_jobs=2)(delayed(build_pages)(sample, files, ENVIRONMENT) for _ in range(2))
    assert here[0] == here[1] == there[0] == there[1]
    assert dict(os.environ) | {"PYTEST_CURRENT_TEST": ""} == variables | {"PYTEST_CURRENT_TEST": ""}
    assert capfd.readouterr() == ("", "")


def test_a_link_that_leads_nowhere_stops_the_build(sample: Path) -> None:
    """The message is Chinese and names the page and the missing target, as MkDocs does."""
    with pytest.raises(SiteError, match=r"(?s)MkDocs 没有生成网页.*reports/a\.md.*missing\.md"):
        build_pages(sample, {"reports/a.md": b"[x](missing.md)"}, ENVIRONMENT)


def test_a_page_of_the_menu_must_exist_in_the_shell(sample: Path) -> None:
    """Stand-ins are for pages that another run makes: the shell does not hide that a page is missing."""
    with pytest.raises(SiteError, match=r"about\.md"):
        build_shell(sample, {"index.md": page("首页")}, ENVIRONMENT)


def test_pages_that_another_run_makes_may_be_named(sample: Path) -> None:
    """The menu and links lead to them; nothing of them comes out, in the sitemap neither."""
    own = {"index.md": page("首页") + b"\n[x](made/index.md) [y](made/index.md#there)\n"}
    beside = {"about.md": b"", "made/index.md": b"# There {: #there}"}
    found = build_shell(sample, own, ENVIRONMENT, elsewhere=beside)
    assert "index.html" in found
    assert not [name for name in found if name.startswith(("about", "made"))]
    assert not re.findall(rb"about|made", found["sitemap.xml"])
    with pytest.raises(SiteError, match=r"about\.md"):
        build_shell(sample, own, ENVIRONMENT, elsewhere={"made/index.md": b""})


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("plugins: []", "plugins: [", "mkdocs"),
        ("plugins: []", "plugins: [no-such-plugin]", "no-such-plugin"),
        ("首页: index.md", "index.md", "“index.md”前面要写上标题"),
    ],
)
def test_a_fault_in_the_configuration_is_told(sample: Path, old: str, new: str, said: str) -> None:
    """Wrong YAML, an unknown plugin, an entry of the menu without a title: a sentence, not a traceback."""
    path = sample / "mkdocs.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SiteError, match=said):
        build_pages(sample, report("a"), ENVIRONMENT)


def test_a_missing_configuration_is_told(tmp_path: Path) -> None:
    """A folder without mkdocs.yml gives a sentence too."""
    with pytest.raises(SiteError, match=r"mkdocs\.yml"):
        build_pages(tmp_path, report("a"), ENVIRONMENT)


def test_an_excluded_page_is_told(sample: Path) -> None:
    """A page that `exclude_docs` swallows is not lost without a word."""
    with pytest.raises(SiteError, match=r"没有生成 hidden\.md"):
        build_pages(sample, {"hidden.md": b"# x"}, ENVIRONMENT)


def test_the_clock_is_not_asked(sample: Path) -> None:
    """Without a date from outside there is no build."""
    with pytest.raises(SiteError, match="SOURCE_DATE_EPOCH"):
        build_pages(sample, report("a"), {})


def test_own_files_leave_reports_out(tmp_path: Path) -> None:
    """Generated reports in docs/ are not part of the shell."""
    write_tree(tmp_path / "docs", {"index.md": b"1", "reports/a.md": b"2", "assets/a.css": b"3"})
    assert own_files(tmp_path) == {"index.md": b"1", "assets/a.css": b"3"}


@pytest.mark.parametrize("address", ["https://example.org/zwgk/juesuan/", "https://example.org/zwgk/juesuan", ""])
def test_a_run_over_two_reports_gives_what_two_runs_give(sample: Path, address: str) -> None:
    """HTML and part of the sitemap of each report are those of a run of its own, with and without an address."""
    environment = {**ENVIRONMENT, "JUESUAN_SITE_URL": address}
    folders = ("reports/xugou/water/2024/", "reports/xugou/water/20241/")
    reports = [{f"{folder}{name}": page("甲") for name in ("index.md", "income.md")} for folder in folders]
    together = build_pages(sample, {**reports[0], **reports[1]}, environment)
    for folder, report in zip(folders, reports, strict=True):
        alone = build_pages(sample, report, environment)
        own = {name: raw for name, raw in together.items() if name.startswith(folder)}
        part = only(together["sitemap.xml"], addresses_of(own, environment))
        assert {**own, "sitemap.xml": part} == alone
        assert part.count(b"<url>") == (2 if address else 0)
