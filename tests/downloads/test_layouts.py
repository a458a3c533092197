"""How often a report is laid out: closer lines and names said again are tried in one go."""

import pytest

from generator.downloads import pdf

Drawn = tuple[tuple[str, ...], str]


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> list[Drawn]:
    """Return the list of layouts done; as first drawn, a page is left over and a form ends its page after row 3."""
    monkeypatch.setattr(pdf, "has_leftover", lambda drawn: drawn[1] == "")
    monkeypatch.setattr(pdf, "_continued", lambda _, drawn: ("cut after 3" if drawn[1] != "1.65" else "cut after 4",))
    return []


def lay_out(laid: list[Drawn]) -> tuple[object, object]:
    """Return what is drawn in the end, noting each layout."""

    def lay(parts: tuple[str, ...], leading: str) -> Drawn:
        laid.append((parts, leading))
        return parts, leading

    found: tuple[object, object] = pdf._laid_out(("whole",), lay)  # type: ignore[arg-type]
    return found


def test_closer_lines_and_names_said_again_take_two_layouts(laid: list[Drawn]) -> None:
    """Closer lines leave the pages of forms as they were: the names said again stand where they belong at once."""
    assert lay_out(laid) == (("cut after 3",), (("cut after 3",), "1.7"))
    assert laid == [(("whole",), ""), (("cut after 3",), "1.7")]


def test_a_page_that_ends_elsewhere_after_all_is_laid_out_once_more(
    laid: list[Drawn], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where closer lines moved the end of a page of a form, names are said again at the new place."""
    monkeypatch.setattr(pdf, "has_leftover", lambda drawn: drawn[1] != "1.65")
    assert lay_out(laid) == (("cut after 4",), (("cut after 4",), "1.65"))
    assert len(laid) == 4


def test_what_no_line_height_mends_stays_as_the_style_has_it(
    laid: list[Drawn], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of a line that stays at every height: the usual height is kept, and names are said again."""
    monkeypatch.setattr(pdf, "has_leftover", lambda _: True)
    assert lay_out(laid) == (("cut after 3",), (("cut after 3",), ""))
