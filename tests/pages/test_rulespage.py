"""The page of rules: up to date, complete, and nothing in it but text."""

import re
from dataclasses import replace
from pathlib import Path

from generator.check.manual.catalogue import catalogue
from generator.pages.rulespage import rules_page
from tests.check.building import shared
from tests.check.reviewing import HOSTILE


def test_the_committed_page_is_up_to_date(project: Path) -> None:
    """What stands in docs/ is what the rules and styles say today; `make rules` writes it anew."""
    said = (project / "docs" / "rules.md").read_text(encoding="utf-8")
    assert said == rules_page(catalogue(shared().levels)), "请运行 make rules"


def test_every_code_has_a_place_of_its_own() -> None:
    """Each code has one id, such as k05, which `helpUri` and links lead to."""
    known = catalogue(shared().levels)
    ids = re.findall(r'<section class="rule" id="([^"]+)">', rules_page(known))
    assert sorted(ids) == sorted(code.lower() for code in known)


def test_text_of_a_style_stays_text() -> None:
    """An identity's title, formula and advice come from data: no markup, no Markdown, no line of their own."""
    entry = catalogue()["K07"]
    plain = rules_page({"K07": entry})
    for text in HOSTILE[:-1]:
        wild = replace(entry, title=text, meaning=text, advice=text, source=text, formulas=((text, text),))
        page = rules_page({"K07": wild})
        assert len(page.splitlines()) == len(plain.splitlines())
        assert "<script" not in page
        assert "<h1>可以公开" not in page
        assert "**重**" not in page.split("## ")[0]
