"""Who may read the site: everybody, whatever the umask."""

import os
from pathlib import Path

import pytest

from generator.site.rights import make_readable


def mode(path: Path) -> int:
    """Return the rights of a file or folder."""
    return path.stat().st_mode & 0o777


@pytest.mark.parametrize("mask", [0o000, 0o002, 0o022, 0o027, 0o077])
def test_a_web_server_can_read_what_nobody_else_can_write(tmp_path: Path, mask: int) -> None:
    """Files 644, folders 755, and another user can pass from the shelf of versions to them."""
    before = os.umask(mask)
    try:
        version = tmp_path / "versions" / "000001"
        (version / "site" / "a").mkdir(parents=True)
        (version / "site" / "a" / "b").touch()
        (version / "published.json").touch()
    finally:
        os.umask(before)
    private = mode(version / "published.json")
    make_readable(version)
    assert (mode(version / "site"), mode(version / "site" / "a"), mode(version / "site/a/b")) == (0o755, 0o755, 0o644)
    assert mode(version) & mode(version.parent) & 0o111 == 0o111
    assert mode(version / "published.json") == private


def test_a_protected_file_stays_protected(tmp_path: Path) -> None:
    """A file nobody may write, such as one that the cache holds too, is readable enough."""
    path = tmp_path / "versions" / "1" / "site" / "index.html"
    path.parent.mkdir(parents=True)
    path.touch(0o444)
    make_readable(path.parents[1])
    assert mode(path) == 0o444


def test_a_folder_in_which_somebody_writes_can_wait(tmp_path: Path) -> None:
    """First everything but one folder, then that folder and what has come beside it: nothing is left out."""
    before = os.umask(0o077)
    try:
        site = tmp_path / "versions" / "1" / "site"
        for folder in ("a/pagefind", "pagefind/g1"):
            (site / folder).mkdir(parents=True)
            (site / folder / "file").touch()
        make_readable(site.parent, but="pagefind")
        assert mode(site / "a/pagefind/file") == 0o644
        assert mode(site / "pagefind") == 0o700
        (site / "SHA256SUMS").touch()
    finally:
        os.umask(before)
    make_readable(site.parent, only="pagefind")
    assert {mode(path) for path in site.rglob("*") if path.is_file()} == {0o644}
    assert {mode(path) for path in [site, *site.rglob("*")] if path.is_dir()} == {0o755}
