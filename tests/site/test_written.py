"""Which generated pages lie in docs/, and what becomes of those whose reason is gone."""

from collections.abc import Collection, Mapping
from pathlib import Path

from generator.site.mkdocs import own_files
from generator.site.tree import read_tree, write_tree
from generator.site.written import write_docs

WATER, FOREST = "xugou/water/2024", "xugou/forest/2024"
REPORT = f"reports/{WATER}/index.md"


def write(
    docs: Path, reports: Mapping[str, str], pages: Mapping[str, bytes], carried: Collection[str] = ()
) -> list[str]:
    """Write docs/; return which reports were asked for their files. The text of each is what it is made from."""
    asked = []

    def load(address: str) -> dict[str, bytes]:
        asked.append(address)
        return {f"reports/{address}/index.md": reports[address].encode()}

    write_docs(docs, pages, reports, load, carried)
    return asked


def test_a_page_that_nothing_asks_for_any_more_goes(tmp_path: Path) -> None:
    """The page of a region that was withdrawn leaves docs/, its empty folder too; pages of people stay."""
    docs = tmp_path / "docs"
    write_tree(docs, {"about.md": b"x"})
    write(docs, {WATER: "r"}, {"status/xugou/2024.md": b"1", "status/index.md": b"2"})
    write(docs, {WATER: "r"}, {"status/index.md": b"2"})
    assert set(read_tree(docs)) == {"about.md", "status/index.md", REPORT, "reports/.written.json"}
    assert not (docs / "status" / "xugou").exists()


def test_generated_pages_are_not_taken_for_pages_of_people(tmp_path: Path) -> None:
    """A build reads only what people wrote; the rest it makes anew, or not at all."""
    docs = tmp_path / "docs"
    write_tree(docs, {"about.md": b"x"})
    write(docs, {}, {"compare/data/xugou/water.json": b"{}"})
    assert own_files(tmp_path) == {"about.md": b"x"}


def test_files_of_a_report_that_is_carried_over_stay(tmp_path: Path) -> None:
    """What was not made today but is still published keeps its Markdown; what is neither goes."""
    docs = tmp_path / "docs"
    write(docs, {WATER: "r", FOREST: "f"}, {})
    write(docs, {}, {}, {"xugou/water/2024"})
    assert {name for name in read_tree(docs) if name.endswith(".md")} == {REPORT}


def test_a_record_that_leads_out_of_the_folder_removes_nothing(tmp_path: Path) -> None:
    """A damaged record is no way to another folder."""
    docs = tmp_path / "docs"
    write_tree(docs, {"reports/.written.json": b'{"pages": ["../outside.md"], "reports": {"../..": ["x", 0]}}'})
    (tmp_path / "outside.md").write_bytes(b"x")
    write(docs, {}, {})
    assert (tmp_path / "outside.md").exists()


def test_only_what_changed_is_written_again(tmp_path: Path) -> None:
    """A report made from the same is not asked for its files; one with a file missing is; a changed one is."""
    docs = tmp_path / "docs"
    assert write(docs, {WATER: "1", FOREST: "1"}, {}) == [WATER, FOREST]
    assert write(docs, {WATER: "1", FOREST: "1"}, {}) == []
    assert write(docs, {WATER: "1", FOREST: "2"}, {}) == [FOREST]
    (docs / REPORT).unlink()
    assert write(docs, {WATER: "1", FOREST: "2"}, {}) == [WATER]
    assert read_tree(docs)[REPORT] == b"1"
