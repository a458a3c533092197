"""The glossary of the site: each term in plain words, officially, what it is mixed up with, and where it is used."""

from collections.abc import Iterable, Mapping, Sequence

from generator.document.meanings import bare_term
from generator.html.escape import front_matter, safe_id
from generator.model.identity import TermRow
from generator.model.style import PlainWord
from generator.model.summary import Overview, Summary
from generator.pages.environment import render
from generator.pages.links import Address
from generator.pages.portal.spelling import initial_of

TITLE = "名词解释"
#: so many reports are named below a term; the others are counted.
MOST = 10


def write(overview: Overview) -> dict[str, str]:
    """Return the page of terms by its path below `docs/`; an old id of a term never changes, as reports link to it."""
    words = {key: word for key, word in overview.plain_words.items() if word.is_linked}
    official = {bare_term(row.term): row for row in overview.terms if row.text}
    used = _users(overview.summaries)
    entries = [_entry(key, word, official, used) for key, word in words.items()]
    letters: dict[str, list[dict[str, object]]] = {}
    for entry in sorted(entries, key=lambda entry: (str(entry["letter"]), str(entry["term"]))):
        letters.setdefault(str(entry["letter"]), []).append(entry)
    told = f"部门决算里常见的{len(entries)}个名词：一句话说明、官方解释、容易混淆的地方、哪些报告用到"
    page = render(
        "terms.md.j2",
        matter=front_matter(
            {
                "title": TITLE,
                "description": told,
                # The letters at its head are its contents already.
                "hide": ["toc"],
                "report": {"breadcrumb": [{"name": TITLE, "url": "terms/"}]},
            }
        ),
        title=TITLE,
        count=len(entries),
        letters=[{"letter": letter, "key": f"letter-{letter}", "terms": found} for letter, found in letters.items()],
    )
    return {"terms.md": page}


def _entry(
    key: str, word: PlainWord, official: Mapping[str, TermRow], used: Mapping[str, Sequence[Summary]]
) -> dict[str, object]:
    names = [bare_term(name) for name in (word.term, *word.also)]
    row = next((official[name] for name in names if name in official), None)
    reports = list({one.address: one for name in names for one in used.get(name, ())}.values())
    newest = sorted(reports, key=lambda one: (-one.year, one.address))
    return {
        "key": safe_id(key),
        "letter": initial_of(bare_term(word.term)).upper(),
        "term": word.term,
        "plain": word.plain,
        "also": word.also,
        "official": row.text if row else "",
        "confused": word.confused,
        "count": len(reports),
        "reports": [_report(one) for one in newest[:MOST]],
        "more": max(0, len(reports) - MOST),
    }


def _users(summaries: Iterable[Summary]) -> dict[str, list[Summary]]:
    """Return bare term → reports whose glossary explains it."""
    found: dict[str, list[Summary]] = {}
    for one in summaries:
        for term in dict.fromkeys(map(bare_term, one.terms)):
            found.setdefault(term, []).append(one)
    return found


def _report(one: Summary) -> dict[str, str]:
    folder = Address(one.region, one.department, one.year).folder
    return {"href": f"../{folder}glossary/", "name": f"{one.department_name} {one.year}年度"}
