"""A large site is indexed in groups, which are searched together; a group no page of which changed is kept."""

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.site import pagefind, searching
from generator.site.published import Before
from generator.site.searching import GROUPS, Indexed, Indexing
from generator.site.tree import read_tree, write_tree
from tests.browser.conftest import served
from tests.site.test_pagefind import html

DEPARTMENTS = [f"xugou/d{number}" for number in range(12)]
SEARCH = """async ([home, phrase]) => {
    const pagefind = await import(home + "pagefind/pagefind.js");
    const names = await (await fetch(home + "pagefind/groups.json")).json();
    for (const name of names) await pagefind.mergeIndex(home + "pagefind/" + name + "/", {baseUrl: home});
    const found = await pagefind.search(phrase);
    const urls = await Promise.all(found.results.map(async (result) => (await result.data()).url));
    return {urls: urls.sort(), filters: await pagefind.filters()};
}"""


def pages(changed: str = "") -> dict[str, bytes]:
    """Return a home page and one page of each of twelve departments; one of them is another than before."""
    found = {"index.html": html("首页写着公务接待费", 2024)}
    for name in DEPARTMENTS:
        more = "，后来改过" if name == changed else ""
        found[f"reports/{name}/2024/index.html"] = html(f"{name}的公务接待费{more}", 2024)
    return found


def version(folder: Path, files: dict[str, bytes]) -> Path:
    """Return a version's folder with the pages in it."""
    write_tree(folder / "site", files)
    return folder


def made(project: Path, version: Path, before: Path | None) -> Indexed:
    """Return what became of the index of a version: begun with its reports, finished with all of its pages."""
    with Indexing(project, version, Before(before)) as indexing:
        indexing.begin({}, is_whole=False)
        indexing.begin({})
        return indexing.finish()


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take thirteen pages for many."""
    monkeypatch.setattr(searching, "MOST_PAGES", 10)


def test_pages_of_all_groups_are_found(tmp_path: Path, project: Path, browser: Browser, many: None) -> None:
    """The browser finds the page of every department, in a subfolder of a portal too, and counts them together."""
    one = version(tmp_path / "1", pages())
    assert made(project, one, None).lack is None
    with served(one / "site") as home:
        tab = browser.new_page()
        tab.goto(home)
        path = "/" + home.split("/", 3)[3]
        found = tab.evaluate(SEARCH, [path, "公务接待费"])
        tab.close()
    assert found["urls"] == sorted([path, *(f"{path}reports/{name}/2024/" for name in DEPARTMENTS)])
    assert found["filters"] == {"年度": {"2024": 1 + len(DEPARTMENTS)}}


@pytest.mark.parametrize(("most", "count"), [(12, 1), (11, 2), (6, 2), (5, 3), (1, GROUPS)])
def test_there_are_no_more_groups_than_pages_need(most: int, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each more costs every search; twelve pages of reports, so many at most in a group on average."""
    monkeypatch.setattr(searching, "MOST_PAGES", most)
    groups = searching._groups(dict.fromkeys(pages(), ""))
    names = [group.folder for group in groups]
    assert names[0] == "pagefind"
    assert set(names[1:]) <= {f"pagefind/g{place}" for place in range(1, count + 1)}
    assert (len(names) == 1) == (count == 1)
    assert sorted(name for group in groups for name in group.pages) == sorted(pages())


def test_only_the_group_of_a_changed_page_is_made_again(tmp_path: Path, project: Path, many: None) -> None:
    """Each department stays in its group: one that changed makes one of them; nothing changed, nothing made."""
    first, second, third = (version(tmp_path / name, pages()) for name in ("1", "2", "3"))
    found = made(project, first, None)
    assert found.lack is None
    assert 1 < found.made <= GROUPS + 1
    assert made(project, second, first) == Indexed(None, 0, found.groups)
    assert read_tree(second / "site") == read_tree(first / "site")
    write_tree(third / "site", pages("xugou/d3"))
    assert made(project, third, second).made == 1
    fresh = version(tmp_path / "4", pages("xugou/d3"))
    made(project, fresh, None)
    assert read_tree(third / "site") == read_tree(fresh / "site")


def test_half_an_index_is_none(tmp_path: Path, project: Path, many: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one group cannot be made nothing is left of the others, new or as before: they would deny its pages."""
    first, second = (version(tmp_path / name, pages("xugou/d3" if name == "2" else "")) for name in ("1", "2"))
    assert made(project, first, None).lack is None
    changed = next(
        folder for folder, group in Before(first).groups.items() if "reports/xugou/d3/2024/index.html" in group.pages
    )
    write = pagefind.Run.write

    def fail(self: pagefind.Run, target: Path) -> None:
        if target.as_posix().endswith(changed):
            raise ValueError("killed")
        write(self, target)

    monkeypatch.setattr(pagefind.Run, "write", fail)
    found = made(project, second, first)
    assert found.lack
    assert not (second / "site" / "pagefind").exists()
    assert Before(second).groups == {}
    assert read_tree(first / "site" / "pagefind")


def test_a_group_that_fails_leaves_those_inside_its_folder(tmp_path: Path, project: Path) -> None:
    """They may be made at the same moment."""
    one = version(tmp_path / "1", pages())
    write_tree(one / "site", {"pagefind/g1/pagefind.js": b"another's", "pagefind/fragment/old": b"", "pagefind/x": b""})
    assert pagefind.index(project, one / "site", pages={}, others=["g1"])
    assert [*read_tree(one / "site" / "pagefind")] == ["g1/pagefind.js"]


def test_each_file_belongs_to_one_group(tmp_path: Path, project: Path, many: None) -> None:
    """The first group's folder holds those of the others, and none of their files: they would be taken over twice."""
    one = version(tmp_path / "1", pages())
    made(project, one, None)
    groups = Before(one).groups
    files = [name for group in groups.values() for name in group.files]
    assert len(groups) > 1
    assert len(set(files)) == len(files)
    standing = {f"pagefind/{name}" for name in read_tree(one / "site" / "pagefind")}
    assert set(files) == standing - {"pagefind/groups.json"}


@pytest.mark.parametrize("is_laid", [False, True], ids=["new", "laid"])
def test_a_page_that_comes_late_is_indexed_with_its_department(
    tmp_path: Path, project: Path, many: None, *, is_laid: bool
) -> None:
    """The address of a withdrawn report is a page of its department, written after the reports: nothing is lost."""
    late = {"reports/xugou/d3/2023/index.html": html("已经撤下的公务接待费", 2023)}
    old, first, fresh = (version(tmp_path / name, pages()) for name in ("0", "1", "2"))
    write_tree(fresh / "site", late)
    if is_laid:  # the group as it is at first comes from the version before, and then is made
        made(project, old, None)
    kept, before = read_tree(old), Before(old if is_laid else None)
    with before.beside(first, list(before.groups), []), Indexing(project, first, before) as indexing:
        indexing.begin({}, is_whole=False)
        write_tree(first / "site", late)
        indexing.begin({})
        found = indexing.finish()
    assert found.groups == made(project, fresh, None).groups
    assert read_tree(first / "site") == read_tree(fresh / "site")
    assert read_tree(old) == kept


def test_fewer_pages_leave_nothing_of_the_groups(tmp_path: Path, project: Path, many: None) -> None:
    """A site that has become small is one index: groups that were laid already go, and the old version keeps them."""
    old, new, fresh = (version(tmp_path / name, pages()) for name in ("0", "1", "2"))
    made(project, old, None)
    kept, before = read_tree(old), Before(old)
    for folder in (new, fresh):
        for name in DEPARTMENTS[:6]:
            (folder / f"site/reports/{name}/2024/index.html").unlink()
    with before.beside(new, list(before.groups), []), Indexing(project, new, before) as indexing:
        indexing.begin({})
        indexing.finish()
    made(project, fresh, None)
    assert read_tree(new / "site") == read_tree(fresh / "site")
    assert read_tree(old) == kept


def test_an_index_that_somebody_changed_is_not_taken_over(tmp_path: Path, project: Path) -> None:
    """A file of the index that is no longer what was recorded: the index is made again."""
    first, second = (version(tmp_path / name, pages()) for name in ("1", "2"))
    assert made(project, first, None).made == 1
    (first / "site" / "pagefind" / "pagefind-entry.json").write_bytes(b"{}")
    assert made(project, second, first).made == 1
    assert (second / "site" / "pagefind" / "pagefind-entry.json").read_bytes() != b"{}"


class Reads:
    """What runs of Pagefind read, in their order: folder and paths."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.told: list[tuple[str, set[str]]] = []
        self.runs: list[pagefind.Run] = []
        read = pagefind.Run.read

        def counted(run: pagefind.Run, site: Path, names: Collection[str]) -> None:
            self.told.append((site.parent.name, set(names)))
            self.runs.append(run)
            read(run, site, names)

        monkeypatch.setattr(pagefind.Run, "read", counted)

    def take(self) -> list[tuple[str, set[str]]]:
        """Return what was read since it was asked last."""
        told, self.told = self.told, []
        return told


def expected(project: Path, version: Path, before: Path, addresses: Sequence[str]) -> Indexed:
    """Return what became of the index of a version for which pages were read before it was there."""
    with Indexing(project, version, Before(before)) as indexing:
        indexing.expect(addresses)
        indexing.begin({}, is_whole=False)
        indexing.begin({})
        return indexing.finish()


def test_pages_are_read_while_a_report_is_made(
    tmp_path: Path, project: Path, many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages of its group and those above are read as they were, and then only what differs: the same index."""
    old, new, fresh = (version(tmp_path / name, pages()) for name in ("old", "new", "fresh"))
    made(project, old, None)
    own = f"reports/{DEPARTMENTS[3]}/2024/index.html"
    [group] = [one.pages for one in Before(old).groups.values() if own in one.pages]
    for folder in (new, fresh):
        write_tree(folder / "site", pages(DEPARTMENTS[3]))
    reads = Reads(monkeypatch)
    found = expected(project, new, old, [f"{DEPARTMENTS[3]}/2024"])
    assert found.made == 1
    assert sorted(reads.take(), key=str) == sorted(
        [("old", set(group)), ("old", {"index.html"}), ("new", {own})], key=str
    )
    assert all(run._process.poll() is not None for run in reads.runs)
    assert made(project, fresh, None).groups == found.groups
    assert read_tree(new / "site") == read_tree(fresh / "site")


def test_a_page_that_somebody_changed_is_read_again(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read of the version before counts by its own hash; where a page is gone, a run begins anew."""
    old, new, fresh = (version(tmp_path / name, pages()) for name in ("old", "new", "fresh"))
    made(project, old, None)
    for folder in (new, fresh):
        write_tree(folder / "site", pages(DEPARTMENTS[3]))
    made(project, fresh, None)
    touched = f"reports/{DEPARTMENTS[5]}/2024/index.html"
    (old / "site" / touched).write_bytes(html("有人动过", 2024))
    reads = Reads(monkeypatch)
    expected(project, new, old, [f"{DEPARTMENTS[3]}/2024"])
    every = set(pages())
    assert reads.take() == [("old", every), ("new", {touched, f"reports/{DEPARTMENTS[3]}/2024/index.html"})]
    assert read_tree(new / "site") == read_tree(fresh / "site")
    shutil.rmtree(new)
    version(new, pages(DEPARTMENTS[3]))
    (old / "site" / touched).unlink()
    expected(project, new, old, [f"{DEPARTMENTS[3]}/2024"])
    assert reads.take() == [("old", every), ("new", every)]
    assert read_tree(new / "site") == read_tree(fresh / "site")


def test_nothing_is_read_in_vain(tmp_path: Path, project: Path, many: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports of several groups, or many: the processors have enough to do. A run that nobody needs is ended."""
    old, new = (version(tmp_path / name, pages()) for name in ("old", "new"))
    made(project, old, None)
    reads = Reads(monkeypatch)
    expected(project, new, old, [f"{name}/2024" for name in DEPARTMENTS])
    expected(project, version(tmp_path / "2", pages()), old, [f"{DEPARTMENTS[0]}/{year}" for year in range(2000, 2020)])
    assert reads.take() == []
    expected(project, version(tmp_path / "3", pages()), old, [f"{DEPARTMENTS[0]}/2024"])
    assert {name for name, _ in reads.take()} <= {"old"}
    assert all(run._process.poll() is not None for run in reads.runs)
