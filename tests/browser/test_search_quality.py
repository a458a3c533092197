"""What people type leads to the right page, and what is printed is found. Prints both scores (`pytest -s`)."""

import html
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import click
import pytest
import yaml
from playwright.sync_api import expect

from generator.html.escape import fold
from generator.site import searching
from generator.site.published import Before
from tests.browser.conftest import served, visiting
from tests.browser.reading import printed_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Built, Visit

QUESTIONS = yaml.safe_load(Path(__file__).with_name("questions.yml").read_text(encoding="utf-8"))
PHRASES = 240
SEED = 20261101
FIRST = 3
#: runs of characters that a phrase may be cut from: words and digits, as people type them.
RUN = re.compile(r"[\u4e00-\u9fff0-9]{2,}")
#: a cut inside a number.
CUT = re.compile(r"[0-9.,][0-9]|[0-9][0-9.,]")
SEEK = """async ([home, phrases]) => {
    const seeking = await import(home + "assets/js/search-seek.js");
    const pagefind = await (await import(home + "assets/js/search-index.js")).open(home);
    const root = location.pathname.replace(/about\\/$/, "");
    const found = [];
    const results = await import(home + "assets/js/search-results.js");
    for (const phrase of phrases) {
        const plan = {text: phrase, filters: {}, scope: [], amounts: [], topics: []};
        const all = (await seeking.seek(pagefind, plan, null, false)).results;
        const hits = await Promise.all(all.map((result) => result.data()));
        found.push(hits.filter((hit) => results.holds(hit, phrase)).map((hit) => hit.url.replace(root, "")));
    }
    return found;
}"""


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, and the page or the words of the answer that must come among the first."""

    words: str
    page: str
    answer: str


def asked() -> list[Question]:
    """Return the questions that are kept with the tests."""
    return [Question(row["问"], row.get("页", ""), row.get("答", "")) for row in QUESTIONS]


def first_of(page: "Page", question: Question) -> list[str]:
    """Return what a reader who asks one thing after the other sees first: the answer, addresses of first results."""
    page.locator("#search-q").fill(question.words)
    page.keyboard.press("Enter")
    expect(page.locator("#search-results")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("#search-status")).not_to_have_text("正在查找…")
    box = page.locator("#search-answer .answer")
    page.wait_for_timeout(150)
    seen = []
    if box.count():
        links = box.locator("a").evaluate_all("links => links.map(link => link.href)")
        seen.append(f"{box.inner_text()}\n{' '.join(links)}")
    hits = page.locator(".search-hit:visible > a").evaluate_all("links => links.map(link => link.href)")
    return [*seen, *hits][:FIRST]


def test_questions_have_their_page_among_the_first_three(desk: "Visit") -> None:
    """Names, abbreviations, wrong names, topics, codes and amounts: the answer or one of the first three pages."""
    page = desk.page("search/")
    missed = []
    for question in asked():
        seen = first_of(page, question)
        wanted = question.answer or question.page
        if not any(wanted in re.sub(r"\s+", " ", one) for one in seen):
            missed.append(f"{question.words} → {wanted}，看到的是：{seen[:3]}")
    click.echo(f"\n问题 {len(asked()) - len(missed)}/{len(asked())}")
    assert len(asked()) >= 50
    assert missed == [], "\n".join(missed)


def phrases_of(texts: dict[str, str]) -> list[str]:
    """Return phrases of two to nine characters from anywhere in the published text, the same in every run.

    They may begin and end within a word, but not within a number: nobody types 8.9 to find 18.94.
    """
    random = Random(SEED)  # noqa: S311 - a sample, nothing secret
    addresses = sorted(texts)
    found: list[str] = []
    while len(found) < PHRASES:
        text = texts[random.choice(addresses)]
        run = random.choice(list(RUN.finditer(text)) or [None])
        if run is None:
            continue
        length = random.randint(2, min(9, run.end() - run.start()))
        start = random.randint(run.start(), run.end() - length)
        phrase = text[start : start + length]
        around = text[max(0, start - 1) : start + 1], text[start + length - 1 : start + length + 1]
        if not any(CUT.fullmatch(pair) for pair in around) and not phrase.isdigit() and phrase not in found:
            found.append(phrase)
    return found


@pytest.fixture(scope="module")
def texts(built: "Built") -> dict[str, str]:
    """Return the text of each page that is searched, by its address."""
    found = {}
    for path in sorted(built.site.rglob("index.html")):
        text = printed_text(path.read_text(encoding="utf-8"))
        if text:
            found[path.parent.relative_to(built.site).as_posix() + "/"] = fold(html.unescape(text))
    return found


@pytest.fixture(scope="module")
def grouped(built: "Built", project: Path, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[str]":
    """Return the home page of the same site with an index in groups, as a large site has."""
    version = tmp_path_factory.mktemp("grouped")
    shutil.copytree(built.site, version / "site", ignore=shutil.ignore_patterns("pagefind", "*.pdf"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "MOST_PAGES", 5)
        with searching.Indexing(project, version, Before(None)) as indexing:
            indexing.begin({})
            done = indexing.finish()
    assert done.lack is None
    assert len(done.groups) > 3
    with served(version / "site") as home:
        yield home


@pytest.mark.parametrize("index", ["home", "grouped"])
def test_every_page_that_prints_a_phrase_is_found(
    index: str, request: pytest.FixtureRequest, browser: "Browser", texts: dict[str, str]
) -> None:
    """Phrases taken at random, cut anywhere, are found on all pages that print them; in groups too."""
    phrases = phrases_of(texts)
    with visiting(browser, request.getfixturevalue(index)) as visit:
        found = visit.page("about/").evaluate(SEEK, [visit.home, phrases])
    whole, missing = 0, []
    for phrase, pages in zip(phrases, found, strict=True):
        lost = {address for address, text in texts.items() if phrase in text} - set(pages)
        whole += not lost
        missing += [f"{phrase}：{sorted(lost)[:3]}"] if lost else []
    click.echo(f"\n词语 {whole}/{len(phrases)} 全部找到")
    assert missing == [], "\n".join(missing)
