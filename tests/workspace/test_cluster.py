"""Work on other machines: a scheduler and workers of their own, with what may go wrong among them."""

import datetime as dt
import importlib.util
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from joblib import Parallel, delayed

from generator.build.report import Slugs
from generator.cli import main
from generator.site.job import Progress, Settings
from generator.site.publish import publish
from generator.site.switch import current
from generator.site.tree import read_tree
from generator.workspace.alike import Terms, differing, leave, machine_of, objection
from generator.workspace.cluster import ClusterError, cluster_workers, is_address
from generator.workspace.cluster_backend import carry_out, label_of
from generator.workspace.project import read_project
from tests.build.example import WATER, invented
from tests.build.fakes import make_project, small
from tests.workspace.fleet import ROOT, Fleet, fleet

DAY = dt.date(2025, 10, 1)
NAMES = ("water", "forest", "transport")


def counties() -> dict[str, bytes]:
    """Return three invented reports of one county."""
    files = small(invented())
    own = {path: raw for path, raw in files.items() if "/xugou/water/" in path}
    return files | {path.replace("/water/", f"/{name}/"): raw for name in NAMES for path, raw in own.items()}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with a site that this machine built alone."""
    root = make_project(tmp_path_factory.mktemp("cluster") / "project", counties())
    build(root)
    return root


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """Return a cluster whose workers a test starts and ends as it likes."""
    with fleet(tmp_path_factory.mktemp("fleet"), 0) as made:
        yield made


@pytest.fixture
def two(cluster: Fleet) -> Fleet:
    """Return the cluster with two workers at least; those that a test has ended are made up for."""
    cluster.fill(2)
    return cluster


def build(root: Path, out: str = "site", progress: Progress = lambda *_: None) -> dict[str, bytes]:
    """Return the site that was built, with a cache of its own."""
    settings = Settings(DAY, root / out, root / f"build-{out}", workers=2, search=False, pdf=False)
    project = read_project(root)
    with pytest.MonkeyPatch.context() as patch:
        if out == "site":
            settings = replace(settings, workers=1)
        else:  # nothing may be drawn by this process
            patch.setattr("generator.workspace.making.draw", None)
            patch.setattr("generator.site.mkdocs.build_pages", None)
        result = publish(project, settings, list(project.reports()), progress)
    assert len(result.built) == len(NAMES)
    return read_tree(root / out)


def run(root: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    """Return what `juesuan build` says in a project folder."""
    monkeypatch.chdir(root)
    return CliRunner().invoke(main, ["build", *words], prog_name="juesuan")


def test_the_command_builds_what_this_machine_builds(
    two: Fleet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`juesuan build --cluster`, with the search: exit code 0, nothing drawn here, the same bytes.

    With PDFs, which take long, it is a part of `make torture` (`tests/torture/torture_cluster.py`).
    """
    project = make_project(tmp_path / "project")
    (project / "node_modules").symlink_to(ROOT / "node_modules")
    monkeypatch.setattr("generator.cli.build.Settings", partial(Settings, pdf=False))
    here = run(project, monkeypatch, "--workers", "1", "--out", "here", "--cache", "cache-here")
    assert here.exit_code == 0, here.output
    monkeypatch.setattr("generator.workspace.making.draw", None)
    there = run(project, monkeypatch, "--cluster", two.address, "--out", "there", "--cache", "cache-there")
    assert there.exit_code == 0, there.output
    assert "1份报告已生成" in there.output
    files = read_tree(project / "there")
    assert {f"reports/{WATER}/downloads/tables.xlsx", "pagefind/pagefind.js"} <= files.keys()
    assert files == read_tree(project / "here")


@pytest.mark.filterwarnings("ignore:.*have been cancelled")  # joblib's word when nobody takes the results
def test_an_interruption_leaves_no_task_behind(root: Path, two: Fleet) -> None:
    """Ctrl-C in the middle: the scheduler has forgotten what was not begun."""

    def progress(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), cluster_workers(two.address, root, root / "build-stop" / "cache"):
        build(root, "stop", progress)
    assert two.tasks() == 0
    assert not (root / "stop").exists()


def test_a_worker_dies_and_the_site_is_the_same(root: Path, two: Fleet) -> None:
    """Two workers build what one machine builds, byte by byte, though one is killed after the first report."""

    def progress(step: str, done: int, _total: int) -> None:
        if (step, done) == ("生成报告", 1):
            two.kill(-1)

    with cluster_workers(two.address, root, root / "build-shared" / "cache"):
        made = build(root, "shared", progress)
    assert two.workers[-1].returncode == -9
    assert made == read_tree(root / "site")
    assert not list((root / "build-shared" / "cache" / "cluster").iterdir()), "the token is taken away again"


def test_all_workers_die_and_the_old_site_stays(root: Path, cluster: Fleet) -> None:
    """When nobody is left the build ends with a sentence, and visitors notice nothing."""
    cluster.fill(1)
    before = read_tree(root / "site")
    link = current(root / "site")

    def progress(step: str, done: int, _total: int) -> None:
        if (step, done) == ("生成报告", 1):
            cluster.kill()

    settings = Settings(
        DAY, root / "site", root / "build-site", workers=2, search=False, cache=root / "lost", pdf=False
    )
    project = read_project(root)
    with (
        pytest.raises(ClusterError, match=r"1秒没有一个工作进程了.*再运行一次只做剩下的"),
        cluster_workers(cluster.address, root, settings.store, patience=1),
    ):
        publish(project, settings, list(project.reports()), progress)
    assert current(root / "site") == link
    assert read_tree(root / "site") == before


def test_a_task_that_kills_its_workers_is_named(root: Path, tmp_path: Path) -> None:
    """What was being made is told; with a single worker too, and this machine does not try it itself."""
    with (
        fleet(tmp_path / "fleet", 1, allowed=0) as one,
        pytest.raises(ClusterError, match=r"^_exit：做它的时候工作进程接连1次没有了.*--memory-limit"),
        cluster_workers(one.address, root, tmp_path / "cache"),
    ):
        Parallel(n_jobs=1)(delayed(os._exit)(1) for _ in range(2))


def test_the_scheduler_goes(root: Path, tmp_path: Path) -> None:
    """A lost scheduler ends the work with a sentence instead of waiting for ever."""
    with fleet(tmp_path / "fleet", 1) as one:
        assert one.scheduler
        with cluster_workers(one.address, root, tmp_path / "cache"):
            results = Parallel(n_jobs=2, return_as="generator")(delayed(abs)(number) for number in range(1000))
            assert next(iter(results)) == 0
            one.scheduler.kill()
            with pytest.raises(ClusterError, match="调度程序断了"):
                list(results)


def test_workers_with_other_code_or_several_threads_are_refused(
    root: Path, cluster: Fleet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker whose program differs in one line would make other pages: it is named, and nothing is built."""
    shutil.copytree(ROOT / "generator", tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "generator" / "money.py").open("a", encoding="utf-8") as file:
        file.write("# other\n")
    before = current(root / "site")
    cluster.add(1, threads=2, code=tmp_path)
    said = run(root, monkeypatch, "--cluster", cluster.address)
    cluster.kill()
    cluster.fill(0)
    assert said.exit_code == 1
    assert "集群里1个工作进程（共1个）不能用，什么也没有生成：" in said.output
    assert "程序或字体和本机的不同" in said.output
    assert "有2个线程" in said.output
    assert "原来的网站没有改动。" in said.output
    assert current(root / "site") == before


def test_nobody_works_or_nobody_answers(root: Path, cluster: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler without workers, and an address where nothing listens, are told apart."""
    said = run(root, monkeypatch, "--cluster", cluster.address)
    assert (said.exit_code, "集群里没有工作进程" in said.output) == (1, True)
    with (
        pytest.raises(ClusterError, match=r"连不上集群的调度程序 tcp://127\.0\.0\.1:9"),
        cluster_workers("tcp://127.0.0.1:9", root, root / "build" / "cache", connecting=1),
    ):
        pass


def test_wrong_use_is_one_sentence(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no address, and a number of processes beside it, are refused before anything begins."""
    for words in (["网关"], ["http://build.example:1"], ["tcp://a:1", "--workers", "2"]):
        assert run(root, monkeypatch, "--cluster", *words).exit_code == 2, words
    assert all(is_address(one) for one in ("tcp://10.0.0.5:8786", "tls://build.example:8786", "a:1", "tcp://[::1]:87"))


def test_without_dask_it_is_told_how_to_install_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with the plain lock says what to run."""
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "distributed" else find(name))
    said = run(root, monkeypatch, "--cluster", "tcp://127.0.0.1:9")
    assert said.exit_code == 1
    assert "make cluster" in said.output


def terms_of(root: Path, folder: Path) -> Terms:
    """Return the terms of a build on this machine, its token written."""
    folder.mkdir(parents=True)
    leave(folder, "token", "abc")
    return Terms(str(root), str(folder), "abc", machine_of(root))


def test_what_differs_is_named(root: Path) -> None:
    """Python, system, library, code, theme: each has its own sentence; what is alike has none."""
    mine = machine_of(root)
    assert differing(mine, mine) == ""
    assert mine.libraries["weasyprint"]
    libraries: Mapping[str, str] = {**mine.libraries, "weasyprint": "1"}
    for other, word in (
        (replace(mine, python="3.9"), "Python 是"), (replace(mine, system=""), "系统库"),
        (replace(mine, libraries=libraries), "weasyprint"), (replace(mine, code=""), "程序"),
        (replace(mine, theme=""), "overrides"),
    ):  # fmt: skip
        assert word in differing(mine, other)


def test_a_folder_that_is_not_shared_is_named(root: Path, tmp_path: Path) -> None:
    """No such cache, another cache, no project: three sentences; the right ones leave a sign for the other side."""
    terms = terms_of(root, tmp_path / "cache" / "cluster" / "abc")
    assert objection(terms, "sign") == ""
    assert (Path(terms.token_folder) / "sign").read_text(encoding="utf-8") == "abc"
    assert "看不到本机的缓存文件夹" in objection(replace(terms, token_folder=str(tmp_path / "a" / "b" / "c")), "sign")
    other = replace(terms, token="xyz")  # noqa: S106 - not a password
    assert "不是本机的那一个" in objection(other, "sign")
    assert "读不到项目文件夹" in objection(replace(terms, root=str(tmp_path / "none")), "sign")


def test_a_worker_that_was_not_started_anew_is_refused(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files are new, its memory old: it would put old pages under new names into the cache."""
    terms = terms_of(root, tmp_path / "cache" / "cluster" / "abc")
    monkeypatch.setattr("generator.workspace.alike._code_at_start", lambda _root: "old")
    assert "内存里还是旧的" in objection(terms, "sign")


def test_a_worker_that_comes_late_is_asked_too(root: Path, tmp_path: Path) -> None:
    """It gets a task before anybody looked at it; the task finds out."""
    terms = terms_of(root, tmp_path / "cache" / "cluster" / "abc")
    late = replace(terms, token="late", machine=replace(terms.machine, code="other"))  # noqa: S106 - no password
    with pytest.raises(ClusterError, match="新来的工作进程"):
        carry_out(b"", late)


def test_a_task_bears_the_name_of_its_report() -> None:
    """Whoever watches the cluster sees which report is made where."""
    assert label_of([(print, (1, Slugs("xugou", "water", "2024")), {})]) == "xugou/water/2024"
    assert label_of([(print, (1,), {})]) == "print"
