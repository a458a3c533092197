"""A visitor meets the old site or the new one, and nobody's folder is lost."""

import threading
from pathlib import Path

import pytest

from generator.site.errors import SiteError
from generator.site.switch import bring_back, current, new_version, outdated, previous, switch


def publish(shelf: Path, link: Path, text: str) -> None:
    """Make and switch to a site of one page."""
    with new_version(shelf, link) as new:
        (new / "site" / "index.html").write_text(text)
        switch(new, link)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Return where versions go."""
    return tmp_path / "project" / "build" / "versions"


@pytest.fixture
def link(tmp_path: Path) -> Path:
    """Return what visitors follow."""
    return tmp_path / "project" / "site"


def numbers(shelf: Path) -> list[str]:
    """Return the versions that are kept."""
    return sorted(path.name for path in shelf.iterdir() if path.is_dir())


def test_the_first_site_appears(shelf: Path, link: Path) -> None:
    """There is no version, then there is one, behind a link that is relative."""
    assert current(link) is None
    publish(shelf, link, "one")
    assert (link / "index.html").read_text() == "one"
    assert str(link.readlink()) == "build/versions/000001/site"
    assert current(link) == shelf.resolve() / "000001"


def test_the_version_before_is_kept_and_older_ones_go(shelf: Path, link: Path) -> None:
    """After five builds the fifth is served and the fourth stands beside it; the third goes when there is time."""
    for text in ("one", "two", "three", "four", "five"):
        publish(shelf, link, text)
    assert (link / "index.html").read_text() == "five"
    assert numbers(shelf) == ["000003", "000004", "000005"]
    assert (shelf / "000004" / "site" / "index.html").read_text() == "four"
    assert outdated(shelf, link) == [shelf / "000003"]
    bring_back(shelf, link)
    assert outdated(shelf, link) == [shelf / "000003"]
    publish(shelf, link, "six")
    assert numbers(shelf) == ["000004", "000005", "000006"]
    assert previous(link) == shelf.resolve() / "000004"


def test_the_project_folder_can_be_moved(shelf: Path, link: Path, tmp_path: Path) -> None:
    """The link still leads to the site, and the next build takes it for its own."""
    publish(shelf, link, "one")
    moved = shelf.parents[1].rename(tmp_path / "moved")
    assert (moved / "site" / "index.html").read_text() == "one"
    publish(moved / "build" / "versions", moved / "site", "two")
    assert (moved / "site" / "index.html").read_text() == "two"


def test_a_visitor_never_meets_half_a_site(shelf: Path, link: Path) -> None:
    """While sites are switched, every read gives a whole page."""
    publish(shelf, link, "0")
    read, done = set(), threading.Event()

    def visit() -> None:
        while not done.is_set():
            try:
                read.add((link / "index.html").read_text())
            except OSError as error:
                read.add(repr(error))

    visitor = threading.Thread(target=visit)
    visitor.start()
    for number in range(1, 60):
        publish(shelf, link, str(number))
    done.set()
    visitor.join()
    assert read <= {str(number) for number in range(60)}


def test_a_build_that_fails_leaves_the_old_site(shelf: Path, link: Path) -> None:
    """The unfinished version is removed and the error goes on to the caller."""
    publish(shelf, link, "one")
    with pytest.raises(FileNotFoundError), new_version(shelf, link) as new:
        (new / "site" / "missing" / "index.html").write_text("half")
    assert (link / "index.html").read_text() == "one"
    assert numbers(shelf) == ["000001"]


def test_what_a_killed_build_left_is_removed(shelf: Path, link: Path) -> None:
    """A version never switched to goes with the next build, and its number is not used again; the kept one stays."""
    publish(shelf, link, "one")
    publish(shelf, link, "two")
    (shelf / "000003" / "site").mkdir(parents=True)
    with new_version(shelf, link) as new:
        assert numbers(shelf) == ["000001", "000002", "000004"]
        assert not list((new / "site").iterdir())
    assert numbers(shelf) == ["000001", "000002"]


def test_a_folder_of_somebody_else_is_left_alone(shelf: Path, link: Path) -> None:
    """`site` as a real folder is refused before anything is built, and keeps its files."""
    link.mkdir(parents=True)
    (link / "mine.txt").write_text("mine")
    with pytest.raises(SiteError, match="不是本程序生成的"), new_version(shelf, link):
        pytest.fail("nothing may be built")
    assert (link / "mine.txt").read_text() == "mine"
    assert numbers(shelf) == []


def test_a_folder_put_there_during_the_build_is_left_alone(shelf: Path, link: Path) -> None:
    """The same holds at the moment of the switch."""
    with new_version(shelf, link) as new:
        link.mkdir(parents=True)
        with pytest.raises(SiteError, match="不是本程序生成的"):
            switch(new, link)
    assert link.is_dir()
    assert not link.is_symlink()


def test_a_link_of_somebody_else_is_left_alone(shelf: Path, link: Path, tmp_path: Path) -> None:
    """A link to another place is refused and stays."""
    link.parent.mkdir()
    link.symlink_to(tmp_path)
    with pytest.raises(SiteError, match="不指向本程序生成的网站"), new_version(shelf, link):
        pytest.fail("nothing may be built")
    assert link.readlink() == tmp_path


def test_a_link_whose_version_was_removed_by_hand_is_replaced(shelf: Path, link: Path) -> None:
    """A dangling link of ours is no obstacle."""
    link.parent.mkdir()
    link.symlink_to("build/versions/000009/site")
    publish(shelf, link, "one")
    assert (link / "index.html").read_text() == "one"


def test_two_builds_at_once_are_refused(shelf: Path, link: Path) -> None:
    """The second is told to wait, and the first goes on."""
    with new_version(shelf, link) as new:
        with pytest.raises(SiteError, match="另一个生成过程正在进行"), new_version(shelf, link):
            pytest.fail("the first still runs")
        (new / "site" / "index.html").write_text("one")
        switch(new, link)
    publish(shelf, link, "two")
    assert (link / "index.html").read_text() == "two"
