"""Where the DOCX is offered: at each report with what it is good for, and by the command that exports."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.build.outputs import WHOLE, draw
from generator.cli import main
from generator.site.tree import write_tree
from tests.build.example import WATER, docs_of, edited, invented, laid_out
from tests.downloads.invented import DOCUMENT
from tests.downloads.test_docx import opened

NAME = "downloads/report.docx"


def test_a_report_offers_its_docx() -> None:
    """The file is made, and the page of downloads links it with its title and what it is good for."""
    document = laid_out(invented(), WATER)
    drawn = draw(document, with_pdf=False, with_docx=True)
    pages = docs_of(document, drawn, ())
    listing = next(content.decode() for path, content in pages.items() if b"report.docx" in content)
    assert all(words in listing for words in WHOLE[NAME])
    assert any(path.endswith(NAME) for path in pages)


def test_a_preview_does_without() -> None:
    """What is shown while someone types is not slowed down by it."""
    assert NAME not in draw(DOCUMENT, with_pdf=False).downloads


def test_a_draft_is_exported_for_the_round_of_approval(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`juesuan export --format docx` writes one file, marked in its name and on its pages."""
    report = f"data/regions/{WATER}/report.yml"
    write_tree(tmp_path, edited(invented(), report, "状态: 公开\n公开日期: 2025-09-01\n", "状态: 送审\n"))
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["export", WATER, "--format", "docx", "--out", "out"])
    assert result.exit_code == 0, result.output
    (made,) = (tmp_path / "out").iterdir()
    assert made.name == "虚构县水务局2024年度部门决算（送审）.docx"
    assert opened(made.read_bytes()).paragraphs[0].text == "送审稿　尚未公开"
