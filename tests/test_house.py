"""The house: what holds for every file, so that a fresh clone builds and tests anywhere."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from generator.workspace.project import read_project
from generator.workspace.tidying import tidy_files

LONGEST_MODULE = 400
LOCKS = ["requirements.lock", "requirements-cluster.lock", "requirements-dev.lock"]
CODE = ["generator", "tests", "tools", "overrides", ".ci", "docs"]
TEXT = {".css", ".html", ".j2", ".js", ".json", ".lock", ".md", ".py", ".sh", ".toml", ".xml", ".yaml", ".yml", ""}
GENERATED = "docs/reports/"
# Names that a standard fixes, and what stands for “some site” in examples; nothing is fetched from any of them.
HOSTS = {"127.0.0.1", "example.com", "example.org", "localhost", "schemas.openxmlformats.org", "vega.github.io"}
HOSTS |= {
    "json-schema.org",
    "json.schemastore.org",
    "ns.adobe.com",
    "schema.org",
    "schemas.microsoft.com",
    "specs.frictionlessdata.io",
    "www.aiim.org",
    "www.sitemaps.org",
    "www.w3.org",
}


def ours(project: Path) -> Iterator[Path]:
    """Yield every text file that people wrote or that is locked, outside data/."""
    yield from (path for path in project.iterdir() if path.is_file() and path.suffix in TEXT)
    for folder in CODE:
        for path in sorted((project / folder).rglob("*")):
            generated = path.relative_to(project).as_posix().startswith(GENERATED)
            if path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts and not generated:
                yield path


def modules(project: Path, folder: str) -> list[Path]:
    """Return the Python files below a folder."""
    return sorted((project / folder).rglob("*.py"))


def settings(project: Path) -> dict[str, dict[str, object]]:
    """Return the project's table of pyproject.toml."""
    table: dict[str, dict[str, object]] = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    return table


def normal(requirement: str) -> str:
    """Return a distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement)[0]).lower()


def declared(project: Path) -> set[str]:
    """Return the names of what the package itself needs."""
    dependencies = settings(project)["project"]["dependencies"]
    assert isinstance(dependencies, list)
    return {normal(entry) for entry in dependencies}


def extra(project: Path, name: str) -> set[str]:
    """Return the names of what an extra brings."""
    extras = settings(project)["project"]["optional-dependencies"]
    assert isinstance(extras, dict)
    return {normal(entry) for entry in extras[name]}


def test_no_module_is_too_long(project: Path) -> None:
    """A module has one subject; past 400 lines it has two."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules(project, "generator")}
    assert {path.name: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}
    assert len(lengths) > 10


def test_every_test_says_what_it_proves(project: Path) -> None:
    """Each test has a docstring, and each test file one test at least."""
    for path in modules(project, "tests"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        tests = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
        assert [node.name for node in tests if not ast.get_docstring(node)] == [], path
        assert tests or not path.name.startswith("test_"), path


def test_no_file_knows_this_machine(project: Path) -> None:
    """No file names the folder it stands in, or anybody's home: a clone works wherever it lies."""
    homes = re.compile(r"(?<![\w./:-])/(?:home|root|Users)/\w")
    for path in ours(project):
        text = path.read_text(encoding="utf-8")
        assert str(project) not in text, path
        assert not homes.search(text), path


def test_no_file_names_a_foreign_host(project: Path) -> None:
    """Nothing is fetched from anywhere: no registry, CDN, web font or tracker stands in code, pages or locks."""
    found = {
        (path.relative_to(project).as_posix(), host.lower())
        for path in ours(project)
        for host in re.findall(r"https?://([\w.-]*\w)", path.read_text(encoding="utf-8"))
        if host.lower() not in HOSTS and not host.lower().endswith((".example", ".example.com", ".test", ".invalid"))
    }
    assert found == set()


@pytest.mark.parametrize("name", LOCKS)
def test_python_packages_are_locked_with_hashes_and_without_addresses(project: Path, name: str) -> None:
    """Each package has one exact version and its hashes, so an index or mirror can be anyone's."""
    text = (project / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    packages = re.split(r"\n(?=\w)", re.sub(r"(?m)^ *#.*\n?", "", text).strip())
    assert [entry.splitlines()[0] for entry in packages if not re.match(r"[\w.-]+==[\w.]+ .*\\\n +--hash", entry)] == []
    assert declared(project) <= {normal(entry) for entry in packages}


def test_no_package_is_locked_twice(project: Path) -> None:
    """One version for every machine: two would make pages differ between them."""
    for name in LOCKS:
        text = (project / name).read_text(encoding="utf-8")
        names = [normal(line) for line in re.findall(r"(?m)^\w.*==.*", text)]
        assert len(names) == len(set(names)), name


def test_tests_run_with_the_versions_that_build(project: Path) -> None:
    """Each lock holds the one before it with the same versions; only the machines of a cluster and tests get Dask."""
    site, cluster, dev = (
        set(re.findall(r"(?m)^(\S+==\S+)", (project / name).read_text(encoding="utf-8"))) for name in LOCKS
    )
    assert site < cluster < dev
    assert extra(project, "cluster") <= {normal(entry) for entry in cluster - site}


def test_mkdocs_stays_below_its_next_line(project: Path) -> None:
    """MkDocs 2 has neither themes nor this configuration; Material is bound likewise."""
    dependencies = settings(project)["project"]["dependencies"]
    assert isinstance(dependencies, list)
    assert {"mkdocs>=1.6.1,<2", "mkdocs-material>=9.8.1,<10"} <= set(dependencies)


def test_node_packages_are_locked_without_addresses(project: Path) -> None:
    """Exact versions with integrity, and only programs that need no Node to run on either kind of processor."""
    text = (project / "package-lock.json").read_text(encoding="utf-8")
    assert "http" not in text
    assert "resolved" not in text
    assert text.count('"integrity"') == text.count('"node_modules/')
    assert all(f"@pagefind/linux-{kind}" in text for kind in ("x64", "arm64"))


def test_every_import_is_declared(project: Path) -> None:
    """What the package imports stands in pyproject.toml itself and does not just happen to be installed.

    Only the modules of the cluster import what its extra brings.
    """
    distributions = packages_distributions()
    undeclared = set()
    for path in modules(project, "generator"):
        wanted = declared(project) | (extra(project, "cluster") if path.stem.startswith("cluster") else set())
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            for top in {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"generator"}:
                if not {normal(entry) for entry in distributions.get(top, [top])} & wanted:
                    undeclared.add((path.name, top))
    assert undeclared == set()


def test_ignore_patterns_are_anchored(project: Path) -> None:
    """Each begins with a slash: without it a folder of data/ with that name would silently never be committed."""
    lines = (project / ".gitignore").read_text(encoding="utf-8").splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]
    assert patterns
    assert [pattern for pattern in patterns if not pattern.startswith("/")] == []


def test_set_up_names_what_is_missing_and_stops(project: Path, tmp_path: Path) -> None:
    """Where packages may not be installed, their names are told in Chinese and English, and nothing is begun."""
    (tmp_path / "tools").mkdir()
    script = shutil.copy(project / "tools" / "setup.sh", tmp_path / "tools")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("bash", "dirname", "env", "sed", "tr"):
        found = shutil.which(name)
        assert found
        (programs / name).symlink_to(found)
    (programs / "python3").symlink_to(sys.executable)
    done = subprocess.run(
        [script, "test"], env={"PATH": str(programs)}, capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 1
    assert "还缺少系统软件包" in done.stderr
    assert "System packages are missing" in done.stderr
    assert all(
        name in done.stderr for name in ("fonts-noto-cjk", "fontconfig", "chromium-headless-shell", "poppler-utils")
    )
    assert not (tmp_path / ".venv").exists()


def test_set_up_refuses_an_old_python(project: Path, tmp_path: Path) -> None:
    """Python before 3.11 is told apart from a broken installation."""
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\nexit 1\n')
    old.chmod(0o755)
    done = subprocess.run(
        [project / "tools" / "setup.sh", "site"],
        env={"PATH": os.environ["PATH"], "PYTHON": str(old)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Python 3.9.2 太旧，需要 Python 3.11" in done.stderr


def test_data_stands_in_the_canonical_form(project: Path) -> None:
    """`juesuan fmt` would change nothing: the hook stops nobody for lines that he did not write."""
    held = read_project(project)
    untidy = [path for path, found in tidy_files(held, sorted(held.files)) if found.content != held.files[path]]
    assert untidy == []
