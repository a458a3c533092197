"""Long lists of departments: pages by the first letter of the name, and the names for the filter."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from generator.html.escape import safe_id
from generator.pages.environment import render
from generator.pages.portal.common import Listed, Place, region_matter, row
from generator.pages.portal.spelling import OTHER, initial_of, readings, spelled

#: names on one page; fewer than on a flat list, as many letters may be asked for one after the other.
_PIECE = 200
#: bytes of one file of names.
_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Letter:
    """A page of departments whose names begin with one letter: its key in the address, its title, its departments."""

    key: str
    title: str
    departments: tuple[Listed, ...]


def letters_of(listed: Sequence[Listed]) -> list[Letter]:
    """Return the pages by letter, departments in the order of their sound; a letter of many names takes several."""
    found: dict[str, list[Listed]] = {}
    for one in sorted(listed, key=lambda one: (spelled(one.name), one.department)):
        found.setdefault(initial_of(one.name), []).append(one)
    letters = []
    for letter in sorted(found, key=lambda letter: (letter == OTHER, letter)):
        pieces = [tuple(found[letter][start : start + _PIECE]) for start in range(0, len(found[letter]), _PIECE)]
        for number, inside in enumerate(pieces, 1):
            name = "其他" if letter == OTHER else letter.upper()
            title = f"{name}（{number}）" if len(pieces) > 1 else name
            letters.append(Letter(letter if number == 1 else f"{letter}-{number}", title, inside))
    return letters


def letter_links(listed: Sequence[Listed], root: str) -> list[dict[str, object]]:
    """Return links to the pages by letter; `root` leads from the page to their folder."""
    return [
        {"key": letter.key, "href": f"{root}{letter.key}/", "title": letter.title, "count": len(letter.departments)}
        for letter in letters_of(listed)
    ]


def letter_pages(place: Place, listed: Sequence[Listed]) -> dict[str, str]:
    """Return a region's departments by letter, by path below `docs/`."""
    links = letter_links(listed, "../")
    return {
        f"{place.folder}letters/{letter.key}/index.md": render(
            "letter.md.j2",
            matter=region_matter(place, f"拼音 {letter.title}"),
            region=place.name,
            title=f"拼音 {letter.title}",
            count=len(letter.departments),
            letters=links,
            here=letter.key,
            departments=[row(one, "../../") for one in letter.departments],
        )
        for letter in letters_of(listed)
    }


def names_files(listed: Sequence[Listed]) -> dict[str, str]:
    """Return the names that the filter of a long list reads, by path below the region's folder.

    Each file holds `names`, a list of [folder, name, newest year or status, everyday names…], and the `readings` of
    their characters.
    """
    files: dict[str, str] = {}
    part: list[list[object]] = []
    size = 0
    for number, one in enumerate(listed, 1):
        entry: list[object] = [
            safe_id(one.department),
            one.name,
            one.years[0] if one.years else one.status,
            *one.aliases,
        ]
        part.append(entry)
        size += len(_packed(entry).encode()) + 1
        if size > _BYTES or number == len(listed):
            names = [str(name) for found in part for name in (found[1], *found[3:])]
            content = {"readings": readings(names), "names": part}
            files[f"letters/names-{len(files) + 1}.json"] = _packed(content) + "\n"
            part, size = [], 0
    return files


def _packed(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
