"""What stands before the official parts in print."""

import pytest

from generator.downloads.print_view import OURS, PrintChart, contents_of, sections_of
from generator.model.blocks import Notice, Paragraph
from tests.build.example import ANJU, HESHAN, PUTUO, real


@pytest.mark.parametrize("address", [ANJU, HESHAN, PUTUO])
def test_our_sentences_and_pictures_come_first_and_say_so(address: str) -> None:
    """The PDF begins with what the landing page says; nothing of it is official text, and the contents name it."""
    head, *rest = sections_of(real(address))
    said = [block for block in head.blocks if isinstance(block, Paragraph)]
    assert isinstance(head.blocks[0], Notice)
    assert head.blocks[0].text == OURS
    assert tuple(said) == real(address).brief
    assert not any(block.official for block in said)
    assert [block.chart for block in head.blocks if isinstance(block, PrintChart)] == list(real(address).pictures)
    assert len(rest) == len(real(address).parts)
    assert contents_of(sections_of(real(address)))[0].title == "一分钟看懂"
