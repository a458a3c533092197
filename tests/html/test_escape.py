"""Text, headings, front matter, ids and addresses made harmless."""

import html

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.html.element import element
from generator.html.escape import escape, escape_heading, fold, front_matter, safe_href, safe_id


def test_text_is_folded_to_one_line() -> None:
    """Line breaks of every kind become one blank; control, direction and invisible marks go; typed 全角空格 stays."""
    assert fold("甲\r\n\n乙\u2028丙\x00\x02\u202e丁\u2066\ufeff\ud800") == "甲 乙 丙丁"
    assert fold("甲\u3000乙") == "甲\u3000乙"


def test_marks_of_html_are_entities() -> None:
    """The five marks of HTML, and those that Markdown or template engines could take up, are entities."""
    assert escape("<a href=\"x\" title='y'>&amp;</a>") == (
        "&lt;a href=&#34;x&#34; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;"
    )
    assert escape("{{x}}`\\~") == "&#123;&#123;x&#125;&#125;&#96;&#92;&#126;"


def test_heading_has_no_bare_punctuation() -> None:
    """In a heading every ASCII punctuation mark is a numeric entity; full-width marks stay."""
    assert escape_heading(" 1.（#甲）{#x} ") == "1&#46;（&#35;甲）&#123;&#35;x&#125;"


@given(st.text())
def test_escaped_text_reads_back(text: str) -> None:
    """Whatever the text, a browser shows the folded text, and nothing in it can open or close an element."""
    assert html.unescape(escape(text)) == fold(text)
    assert html.unescape(escape_heading(text)) == fold(text).strip()
    assert not set(escape(text)) & set("<>\"'\n")


@given(st.text(), st.lists(st.text(), max_size=3))
def test_front_matter_reads_back(text: str, items: list[str]) -> None:
    """YAML gives back the escaped text for every key, nested ones and lists included."""
    written = front_matter({"title": text, "report": {"name": text, "year": 2024}, "names": items, "flag": False})
    lines = written.split("\n")
    assert lines[0] == lines[-1] == "---"
    found = yaml.safe_load("\n".join(lines[1:-1]))
    assert html.unescape(found.get("title", "")) == fold(text).strip()
    assert found["report"]["year"] == 2024
    assert [html.unescape(item) for item in found.get("names", [])] == [fold(item) for item in items]
    assert found["flag"] is False


def test_front_matter_keys_are_words() -> None:
    """A key that could break the line is refused, at every depth."""
    for values in ({"a: b": "x"}, {"a": {"b\nc": "x"}}, {"a": [{"b}": "x"}]}):
        with pytest.raises(ValueError, match="key"):
            front_matter(values)


@pytest.mark.parametrize(
    "address", ["", "../figures/#a", "https://example.invalid/?a=1", "mailto:a@example.invalid", "search/?q=%E5"]
)
def test_harmless_addresses_pass(address: str) -> None:
    """Relative addresses, http, https and mailto pass unchanged."""
    assert safe_href(address) == address


@pytest.mark.parametrize(
    "address", ["javascript:x", " javascript:x", "java\tscript:x", "data:text/html,x", "file:///x", "\\\\x", "\u202ex"]
)
def test_harmful_addresses_are_refused(address: str) -> None:
    """Any other scheme, control mark or blank is refused, wherever an element is made."""
    with pytest.raises(ValueError, match="safe address"):
        safe_href(address)
    with pytest.raises(ValueError, match="safe address"):
        element("a", "x", href=address)


def test_ids_are_ascii_names() -> None:
    """An id is a plain ASCII name."""
    assert safe_id("t01-a.b_C") == "t01-a.b_C"
    for name in ("", "a b", "甲", "a\n", '"', "-a", "../a"):
        with pytest.raises(ValueError, match="ASCII"):
            safe_id(name)


def test_children_are_text_unless_markup() -> None:
    """A plain string inside an element is text; an element inside an element stays markup."""
    inner = element("b", "<i>")
    assert element("p", inner, "<i>", None, class_="a", data_x="\"'", hidden=True, id=None) == (
        '<p class="a" data-x="&#34;&#39;" hidden><b>&lt;i&gt;</b>&lt;i&gt;</p>'
    )
