"""Compressed copies beside the files of the site."""

import gzip
from pathlib import Path
from random import Random

import pytest

from generator.site.compressed import KINDS, LEAST_BYTES, compress_tree, compressed, gzipped
from generator.site.errors import SiteError
from generator.site.tree import read_tree, write_tree

PAGE = "<p>虚构县水利局2024年度部门决算</p>\n".encode() * 100


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_gets_a_copy_that_unpacks_to_it(kind: str) -> None:
    """Whoever unpacks the copy has the file, byte for byte, and was sent much less."""
    name = f"reports/xugou/file{kind}"
    found = compressed({name: PAGE})
    assert list(found) == [f"{name}.gz"]
    assert gzip.decompress(found[f"{name}.gz"]) == PAGE
    assert len(found[f"{name}.gz"]) < len(PAGE) / 10


@pytest.mark.parametrize(
    "name", ["a.pdf", "a.xlsx", "a.zip", "a.png", "pagefind/fragment/zh_1.pf_fragment", "a.html.gz"]
)
def test_what_is_packed_already_gets_none(name: str) -> None:
    """Packing twice saves nothing."""
    assert compressed({name: PAGE}) == {}


def test_a_copy_that_saves_little_is_not_kept() -> None:
    """Files that fit into one packet, and those that do not become a tenth smaller, stay alone."""
    noise = Random(7).randbytes(3000)  # noqa: S311 - the same noise every time, nothing secret
    assert compressed({"small.html": PAGE[: LEAST_BYTES - 1], "noise.json": noise}) == {}
    assert list(compressed({"enough.html": PAGE[:LEAST_BYTES]})) == ["enough.html.gz"]


def test_the_same_content_gives_the_same_bytes() -> None:
    """No time, no name and no system stands in a copy: its head is the same on every machine."""
    assert gzipped(PAGE)[:10] == bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255])
    assert gzipped(PAGE) == gzipped(PAGE + b"")


def test_files_of_another_program_get_theirs_afterwards(tmp_path: Path) -> None:
    """What the search program wrote is packed where it lies; nothing else of the site is looked at."""
    write_tree(tmp_path, {"pagefind/pagefind.js": PAGE, "pagefind/index/zh_1.pf_index": PAGE, "index.html": PAGE})
    assert compress_tree(tmp_path, ["pagefind"]) == ["pagefind/pagefind.js.gz"]
    assert gzip.decompress(read_tree(tmp_path)["pagefind/pagefind.js.gz"]) == PAGE
    assert not (tmp_path / "index.html.gz").exists()
    assert compress_tree(tmp_path, ["nothing"]) == []
    with pytest.raises(SiteError):
        compress_tree(tmp_path, ["../"])
