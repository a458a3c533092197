"""Which generated pages lie in docs/, and what becomes of those whose reason is gone."""

from pathlib import Path

from generator.site.mkdocs import own_files
from generator.site.tree import read_tree, write_tree
from generator.site.written import write_docs

REPORT = "reports/xugou/water/2024/index.md"


def test_a_page_that_nothing_asks_for_any_more_goes(tmp_path: Path) -> None:
    """The page of a region that was withdrawn leaves docs/, its empty folder too; pages of people stay."""
    docs = tmp_path / "docs"
    write_tree(docs, {"about.md": b"x"})
    write_docs(docs, {REPORT: b"r"}, {"status/xugou/2024.md": b"1", "status/index.md": b"2"}, ())
    write_docs(docs, {REPORT: b"r"}, {"status/index.md": b"2"}, ())
    assert set(read_tree(docs)) == {"about.md", "status/index.md", REPORT, "reports/.written.json"}
    assert not (docs / "status" / "xugou").exists()


def test_generated_pages_are_not_taken_for_pages_of_people(tmp_path: Path) -> None:
    """A build reads only what people wrote; the rest it makes anew, or not at all."""
    docs = tmp_path / "docs"
    write_tree(docs, {"about.md": b"x"})
    write_docs(docs, {}, {"compare/data/xugou/water.json": b"{}"}, ())
    assert own_files(tmp_path) == {"about.md": b"x"}


def test_files_of_a_report_that_is_carried_over_stay(tmp_path: Path) -> None:
    """What was not made today but is still published keeps its Markdown; what is neither goes."""
    docs = tmp_path / "docs"
    write_docs(docs, {REPORT: b"r", "reports/xugou/forest/2024/index.md": b"f"}, {}, ())
    write_docs(docs, {}, {}, {"xugou/water/2024"})
    assert {name for name in read_tree(docs) if name.endswith(".md")} == {REPORT}


def test_a_record_that_leads_out_of_the_folder_removes_nothing(tmp_path: Path) -> None:
    """A damaged record is no way to another folder."""
    docs = tmp_path / "docs"
    write_tree(docs, {"reports/.written.json": b'["../outside.md"]'})
    (tmp_path / "outside.md").write_bytes(b"x")
    write_docs(docs, {}, {}, ())
    assert (tmp_path / "outside.md").exists()
