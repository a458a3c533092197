"""Old addresses lead to the new ones: a small page at each, for any server, and a list for nginx, which does it better.

The list stands beside the site, not in it, as `redirects.map`; it is included in a `map` of nginx (tools/nginx). Its
lines are patterns made of folder names alone, so nothing typed can become a word of nginx's language; and what a
visitor writes behind the old address is copied only as far as it is made of harmless marks, so that no line break gets
into an answer's head.
"""

import posixpath
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.findings import Finding, Severity
from generator.html.redirect import redirect_page
from generator.model.moves import Move, address_of

MAP = "redirects.map"
_INDEX = "index.html"
_HEAD = "# Old addresses, written by every build; nginx reads them when it starts or reloads (tools/nginx).\n"


def write_redirects(
    version: Path, moves: Sequence[Move], names: Iterable[str], address: str
) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the pages to leave at old addresses by path in the site, and what is wrong, having written nginx's list.

    Args:
        version: folder of the version being made.
        moves: changes of address, looked at by the check.
        names: every other file of the site.
        address: of the site, "" when it is not known.
    """
    pages, used, found = redirects(moves, sorted(names), address)
    (version / MAP).write_text(redirect_map(used), encoding="utf-8")
    return pages, found


def redirects(
    moves: Sequence[Move], names: Sequence[str], address: str
) -> tuple[dict[str, bytes], list[Move], list[Finding]]:
    """Return the pages by path in the site, the moves that lead somewhere, and a finding for each that does not.

    A department of which nothing is public leaves no page, and nothing is said of it.

    Args:
        moves: changes of address.
        names: every other file of the site, sorted.
        address: of the site, "" when it is not known.
    """
    pages: dict[str, bytes] = {}
    used: list[Move] = []
    found: list[Finding] = []
    for move in sorted(moves, key=lambda one: (-one.old.count("/"), one.old)):
        targets = [name for name in _below(names, move.new) if posixpath.basename(name) == _INDEX]
        why = "在网站里还有网页" if _below(names, move.old) else "" if targets else "转去的地方没有网页"
        if why:
            if targets or not move.path.startswith("data/regions/"):
                message = f"曾用网址“{move.old}”{why}，没有转到“{move.new}”"
                hint = "原来的网址要空出来，新的要写现在的网址，例如 {guide: handbook}"
                found.append(Finding("S04", Severity.WARNING, message, move.path, hint))
            continue
        used.append(move)
        for name in targets:
            new = name.removesuffix(_INDEX)
            old = move.old + new.removeprefix(move.new)
            target = posixpath.relpath(new, old) + "/"
            page = redirect_page(target, address + new if address else target)
            pages.setdefault(old + _INDEX, page.encode())
    return pages, used, found


def redirect_map(moves: Iterable[Move]) -> str:
    """Return nginx's list: an address at or below an old one, in whatever folder of a portal, and where it is now.

    Raises:
        ValueError: an address is not made of folder names alone.
    """
    lines = []
    for move in moves:
        if not all(one and address_of(one) == one for one in (move.old, move.new)):
            raise ValueError(f"no address: {move!r}")
        base, rest = "(?<juesuan_base>(?:/[A-Za-z0-9_-]+)*)", "(?<juesuan_rest>(?:/[A-Za-z0-9._-]*)*)"
        old, new = move.old.rstrip("/"), move.new.rstrip("/")
        lines.append(f'"~^{base}/{old}{rest}$" "$juesuan_base/{new}$juesuan_rest";\n')
    return _HEAD + "".join(lines)


def _below(names: Sequence[str], folder: str) -> Sequence[str]:
    """Return the files below a folder out of sorted ones."""
    return names[bisect_left(names, folder) : bisect_left(names, folder[:-1] + "0")]  # 0 comes next after the slash
