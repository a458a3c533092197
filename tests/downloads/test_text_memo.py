"""Lines measured once a report are the lines that the engine measures, whatever stands in the text."""

from typing import Any

import pytest
from weasyprint import CSS, HTML
from weasyprint.layout import inline, preferred
from weasyprint.text.fonts import FontConfiguration

from generator.downloads.text_memo import lines_kept

WORDS = "一般公共预算财政拨款支出1,234.56万元，比上年增加 7.89%。" * 12
PAGE = f"""<style>body {{ font: 12pt "Noto Serif CJK SC" }} .flex {{ display: flex }} u {{ letter-spacing: 2pt }}
</style>
<h1>{WORDS[:30]}</h1><p>{WORDS}</p><p style="text-align: justify">{WORDS}<b>{WORDS[:9]}</b></p>
<table><tr><td>{WORDS}</td><td>{WORDS[:40]}</td></tr><tr><th>{WORDS}</th><td><u>{WORDS[:40]}</u></td></tr></table>
<div class="flex"><span>{WORDS[:80]}</span><span><s>{WORDS[:80]}</s></span></div>"""


def printed(*heights: str) -> bytes:
    """Return the page as PDF after laying it out once for each height of a line; the last one counts."""
    configuration = FontConfiguration()
    page = HTML(string=PAGE)
    for height in heights:
        drawn = page.render(
            font_config=configuration,
            stylesheets=[CSS(string=f"body {{ line-height: {height} }}")],
            pdf_identifier=b"1",
        )
    content: bytes = drawn.write_pdf(pdf_identifier=b"1")
    return content


def test_a_page_laid_out_again_has_the_same_bytes_as_one_laid_out_once() -> None:
    """Lines kept from the wider layout do not show in the closer one, nor do those of one style in another."""
    plain = printed("1.5")
    with lines_kept():
        assert printed("1.9", "1.5") == plain
        assert printed("1.5") == plain


def test_a_line_is_measured_once_and_the_engine_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second layout measures nothing anew; after the block the engine's own function stands in its place."""
    measured = []
    own = inline.split_first_line

    def counted(text: str, *rest: Any, **named: Any) -> Any:
        measured.append(text)
        return own(text, *rest, **named)

    monkeypatch.setattr(inline, "split_first_line", counted)
    with lines_kept():
        printed("1.9")
        once = len(measured)
        printed("1.9", "1.5")
        assert 0 < once == len(measured)
    assert inline.split_first_line is counted
    assert preferred.split_first_line is own
    printed("1.9")
    assert len(measured) > once
