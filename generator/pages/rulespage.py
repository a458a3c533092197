"""The page of rules: every code that the check may report, in the words that `juesuan explain` uses."""

from collections.abc import Mapping

from generator.check.manual.catalogue import Entry
from generator.check.manual.explain import WEIGHTS, by_family
from generator.html.escape import front_matter, safe_id
from generator.pages.environment import render

DESCRIPTION = "生成网页以前逐条核对的规则：代码、级别、依据、意思、例子和怎么办。"


def rules_page(known: Mapping[str, Entry]) -> str:
    """Return the page as Markdown, family by family, each code with an id such as `k05`.

    Args:
        known: every code, the identities of the styles among them.
    """
    families = [
        (name, safe_id(f"rules-{number}"), [_row(entry) for entry in entries])
        for number, (name, entries) in enumerate(by_family(known).items(), 1)
    ]
    # It holds every term of the accounts, so the search leaves it out.
    head = front_matter({"title": "校核规则", "description": DESCRIPTION, "search": False})
    return render("rules.md.j2", head=head, families=families, weights=list(WEIGHTS.values()), count=len(known))


def _row(entry: Entry) -> dict[str, object]:
    """Return what the template prints of an entry; examples line by line, since a template folds what it prints."""
    return {
        "entry": entry,
        "id": safe_id(entry.code.lower()),
        "severity": str(entry.severity),
        "passing": [_line(line) for line in entry.passing.splitlines()],
        "failing": [_line(line) for line in entry.failing.splitlines()],
    }


def _line(line: str) -> str:
    """Return a line with its indent in no-break spaces, which survive where white space is folded."""
    body = line.lstrip(" ")
    return "\u00a0" * (len(line) - len(body)) + body
