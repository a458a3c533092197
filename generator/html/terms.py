"""Terms of the glossary in official prose: the first in a section links to its explanation, the text unchanged."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from generator.html.element import element, join
from generator.html.escape import escape, fold, safe_id

_QUOTES = "“”‘’\"'「」"
_QUOTE = re.compile(f"[{_QUOTES}]")


@dataclass(frozen=True, slots=True)
class TermTarget:
    """Where a term is explained.

    Attributes:
        page, anchor: page of the report and the id on it; empty where only the site's page of terms explains it.
        key: its id on the site's page of terms; empty where only the report explains it.
    """

    page: str = ""
    anchor: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms that a report's prose may link to: by bare name, and the pattern that finds them."""

    targets: Mapping[str, TermTarget]
    pattern: re.Pattern[str] | None

    def __bool__(self) -> bool:
        """Return whether there is any term."""
        return self.pattern is not None


NO_TERMS = Terms({}, None)


def terms_of(own: Iterable[tuple[str, str, str]], shared: Mapping[str, str]) -> Terms:
    """Return the terms of a report: its own glossary first, then the site's.

    Args:
        own: term, page and id of each explained entry of the report's glossary.
        shared: term → id on the site's page of terms.
    """
    keys = {bare(term): key for term, key in shared.items()}
    targets: dict[str, TermTarget] = {}
    spelled: dict[str, None] = {}
    for term, page, anchor in own:
        targets.setdefault(bare(term), TermTarget(page, anchor, keys.get(bare(term), "")))
        spelled[fold(term).strip()] = None
    for term in shared:
        targets.setdefault(bare(term), TermTarget(key=keys[bare(term)]))
        spelled[term] = None
    return Terms(targets, _pattern(tuple(name for name in spelled if name)))


def bare(term: str) -> str:
    """Return a term without quotation marks and blanks, which every document sets its own way."""
    folded = "".join(fold(term).split())
    return _QUOTE.sub("", folded) or folded


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return the pattern that finds any of the names, the longest first."""
    if not names:
        return None
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(_spelled, longest)))


def _spelled(name: str) -> str:
    """Return the pattern of a name; “三公” is found with or without its quotation marks."""
    plain = bare(name)
    if not plain.startswith("三公"):
        return re.escape(name)
    return f"[{_QUOTES}]?{re.escape(plain[:2])}[{_QUOTES}]?{re.escape(plain[2:])}"


def link_terms(text: str, terms: Terms, seen: set[str], root_href: str) -> Markup:
    """Return text with a link on each term that was not seen before; what is read is the text and nothing else.

    Args:
        text: official prose.
        terms: what may be linked.
        seen: bare names linked in this section so far; grows.
        root_href: relative address of the report's own folder.
    """
    if terms.pattern is None:
        return escape(text)
    parts = list(_parts(fold(text), terms.pattern, terms.targets, seen, root_href))
    return parts[0] if len(parts) == 1 else join(parts)


def _parts(
    text: str, pattern: re.Pattern[str], targets: Mapping[str, TermTarget], seen: set[str], root_href: str
) -> Iterator[Markup]:
    end = 0
    for match in pattern.finditer(text):
        name = bare(match[0])
        if name in seen:
            continue
        seen.add(name)
        if match.start() > end:
            yield escape(text[end : match.start()])
        target = targets[name]
        key = safe_id(target.key) if target.page and target.key else None
        yield element("a", match[0], class_="term", href=href_of(target, root_href), data_term=key)
        end = match.end()
    if end < len(text) or not text:
        yield escape(text[end:])


def href_of(target: TermTarget, root_href: str) -> str:
    """Return the address of an explanation as seen from a page of the report."""
    if target.page:
        return f"{root_href}{safe_id(target.page)}/#{safe_id(target.anchor)}"
    return f"{root_href}../../../../terms/#{safe_id(target.key)}"
