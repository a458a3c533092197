"""Folders as mappings."""

from pathlib import Path

import pytest

from generator.site.errors import SiteError
from generator.site.tree import read_tree, write_tree


def test_a_folder_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """Names with folders and Chinese names, in sorted order."""
    files = {"乙/丙.html": b"2", "a.txt": b"", "b/c/d": b"1"}
    write_tree(tmp_path, files)
    assert list(read_tree(tmp_path).items()) == sorted(files.items())


@pytest.mark.parametrize("name", ["../a", "b/../../a", "/a", "", ".", "b\\..\\a", "a\0"])
def test_no_file_is_written_outside(tmp_path: Path, name: str) -> None:
    """A name that leads out of the folder is refused."""
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(SiteError, match="指到了文件夹外面"):
        write_tree(folder, {name: b"1"})
    assert list(tmp_path.rglob("*")) == [folder]
