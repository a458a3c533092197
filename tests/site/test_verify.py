"""Whether a folder is the site of a list: what is missing, altered, too much; hostile lists and folders."""

import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.site.errors import SiteError
from generator.site.sums import SUMS, line_of, write_sums
from generator.site.tree import write_tree
from generator.site.verify import MOST, Fault, Verdict, compare_sites, verify_site

COMMIT = "c0ffee" + "0" * 34
SOURCES = f'{{\n "commit": "{COMMIT}",\n "date": "2025-10-01",\n "figures": {{}}\n}}'.encode()
FILES = {"index.html": b"home", "about/index.html": b"about", "reports/x/y/2024/sources.json": SOURCES}
DIGEST = "0" * 64


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a small site with its list."""
    return made(tmp_path / "site")


def made(site: Path) -> Path:
    """Return a folder with the files of the site and their list."""
    write_tree(site, FILES)
    write_sums(site, {})
    return site


def faults(verdict: Verdict) -> dict[Fault, list[str]]:
    """Return what was found by kind; everything that was counted is listed."""
    assert sum(verdict.counts.values()) == len(verdict.deviations)
    assert verdict.is_whole == (not verdict.deviations)
    return {
        fault: [one.place for one in verdict.deviations if one.fault is fault]
        for fault in dict.fromkeys(verdict.counts)
    }


def test_a_whole_site(site: Path) -> None:
    """Nothing deviates; the commit is what the reports say; a link to the folder is followed."""
    link = site.with_name("link")
    link.symlink_to(site)
    verdict = verify_site(link)
    assert verdict.is_whole
    assert (verdict.same, verdict.size) == (3, sum(map(len, FILES.values())))
    assert dict(verdict.commits) == {COMMIT: 1}


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _linked(path: Path) -> None:
    moved = path.rename(path.parents[1] / "moved")
    path.symlink_to(moved)


CHANGES: dict[str, tuple[Callable[[Path], object], Fault, str]] = {
    "missing": (lambda site: (site / "index.html").unlink(), Fault.MISSING, "index.html"),
    "one byte": (lambda site: (site / "index.html").write_bytes(b"hom3"), Fault.ALTERED, "index.html"),
    "one more": (lambda site: (site / "about" / "x").write_bytes(b""), Fault.UNKNOWN, "about/x"),
    "a link instead": (lambda site: _linked(site / "index.html"), Fault.LINK, "index.html"),
    "a link to a folder": (lambda site: (site / "etc").symlink_to("/etc"), Fault.LINK, "etc"),
    "a link to itself": (lambda site: (site / "loop").symlink_to("loop"), Fault.LINK, "loop"),
    "a pipe instead": (lambda site: _pipe(site / "index.html"), Fault.UNREADABLE, "index.html"),
    "another list in a folder": (lambda site: (site / "about" / SUMS).touch(), Fault.UNKNOWN, f"about/{SUMS}"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_one_change_is_one_deviation(site: Path, what: str) -> None:
    """Each thing that can be wrong with a file is found, named, and nothing else is."""
    change, fault, name = CHANGES[what]
    change(site)
    assert faults(verify_site(site)) == {fault: [name]}


def test_a_list_from_elsewhere(site: Path, tmp_path: Path) -> None:
    """With a list that was kept apart, somebody who altered file and list together is found out."""
    kept = tmp_path / "kept"
    kept.write_bytes((site / SUMS).read_bytes())
    assert verify_site(site, kept).is_whole
    (site / "index.html").write_bytes(b"other")
    write_sums(site, {})
    assert verify_site(site).is_whole
    assert faults(verify_site(site, kept)) == {Fault.ALTERED: ["index.html", SUMS]}
    (site / SUMS).unlink()
    assert faults(verify_site(site, kept)) == {Fault.ALTERED: ["index.html"], Fault.MISSING: [SUMS]}


def test_names_that_lead_outside_are_not_read(site: Path) -> None:
    """A list that names a file beside the site gets no answer about that file."""
    (site.parent / "secret").write_bytes(b"home")
    hostile = b"".join(line_of(name, DIGEST) for name in (b"/etc/passwd", b"../secret", b"a/../../secret"))
    (site / SUMS).write_bytes(hostile + (site / SUMS).read_bytes())
    assert [len(places) for places in faults(verify_site(site)).values()] == [3]
    assert list(faults(verify_site(site))) == [Fault.OUTSIDE]


def test_a_doubled_line_does_not_hide_an_altered_file(site: Path) -> None:
    """The first line of a name counts, and the second is told."""
    lines = (site / SUMS).read_bytes().splitlines(keepends=True)
    (site / SUMS).write_bytes(b"".join([*lines[:1], *lines]))
    (site / "about" / "index.html").write_bytes(b"x")
    assert set(faults(verify_site(site))) == {Fault.DAMAGED, Fault.ALTERED}


@pytest.mark.parametrize("content", [b"", b"\n" * 5, b"\xff\xfe0\x000\x00", "清单".encode(), b"\0" * 100])
def test_a_list_without_sense_is_no_proof(site: Path, content: bytes) -> None:
    """Whatever stands in it, the answer is no, in words, and all files are unknown."""
    (site / SUMS).write_bytes(content)
    found = faults(verify_site(site))
    assert len(found[Fault.UNKNOWN]) == 3


def test_an_empty_folder_with_an_empty_list_is_no_site(tmp_path: Path) -> None:
    """Nothing compared is nothing proven."""
    (tmp_path / SUMS).touch()
    assert not verify_site(tmp_path).is_whole


def test_something_else_than_a_list_is_told_at_once(site: Path, tmp_path: Path) -> None:
    """A file of a million other lines is given up early."""
    (tmp_path / "other").write_bytes(b"x\n" * 1_000_000)
    with pytest.raises(SiteError, match="看不懂"):
        verify_site(site, tmp_path / "other")


@pytest.mark.parametrize("make", [lambda _: None, Path.mkdir, os.mkfifo, lambda path: path.symlink_to("index.html")])
def test_without_a_list(site: Path, make: Callable[[Path], object]) -> None:
    """No list, a folder, a pipe or a link of that name: one sentence, no waiting."""
    (site / SUMS).unlink()
    make(site / SUMS)
    with pytest.raises(SiteError, match="没有找到清单"):
        verify_site(site)


@pytest.mark.parametrize("name", ["nowhere", "index.html", "x\0y", "loop"])
def test_without_a_folder(site: Path, name: str) -> None:
    """No such folder, a file, a name that none can have, a link to itself: one sentence."""
    (site / "loop").symlink_to("loop")
    with pytest.raises(SiteError, match="没有文件夹"):
        verify_site(site / name)


def test_two_sites(site: Path, tmp_path: Path) -> None:
    """Two builds are compared by what is in them, whatever their lists say; the lists count like any file."""
    other = made(tmp_path / "other")
    assert compare_sites(site, other).is_whole
    (other / "index.html").write_bytes(b"x")
    (other / "more").touch()
    (site / SUMS).unlink()
    found = faults(compare_sites(site, other))
    assert found == {Fault.ALTERED: ["index.html"], Fault.MISSING: [SUMS, "more"]}
    assert faults(compare_sites(other, site)) == {Fault.ALTERED: ["index.html"], Fault.UNKNOWN: [SUMS, "more"]}


def test_memory_stays_small_whatever_the_list(site: Path, tmp_path: Path) -> None:
    """Of twenty thousand missing files the first are kept and all are counted, a line of 20 MB is not held."""
    with (tmp_path / "long").open("wb") as out:
        out.writelines(line_of(f"a/{number:09}".encode(), DIGEST) for number in range(20_000))
        out.write(b"x" * 20_000_000 + b"\n")
    tracemalloc.start()
    verdict = verify_site(site, tmp_path / "long")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (verdict.counts[Fault.MISSING], verdict.counts[Fault.DAMAGED]) == (20_000, 1)
    assert sum(one.fault is Fault.MISSING for one in verdict.deviations) == MOST
    assert peak < 3_000_000
