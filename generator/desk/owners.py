"""CODEOWNERS by department: a line for each unit of the rosters, with the people who already stood there."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

HEAD = """\
# 谁审哪个部门的数据。由 juesuan owners 按 region.yml 的“公开单位”排好；账号自己写在每行后面，再运行时照旧保留。
# 后面的行优先：部门写在地区后面。还没有写账号的行是注释，由上一级审；写上账号（如 @water-zhang），去掉行首的 # 就有效。
"""
_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_OWNER = re.compile(r"[@\w][\w@./+-]*")
_LINE = re.compile(r"(?:# )?/data/regions/(?P<folder>[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)?)/(?P<owners>[^#]*)(?:#.*)?")
_REST = "# 其他"


@dataclass(frozen=True, slots=True)
class Place:
    """A region or a department: its folder below data/regions/ and its name."""

    folder: str
    name: str


def written_owners(places: Iterable[Place], before: str) -> str:
    """Return CODEOWNERS with a line for each place, in their order; owners typed before are kept.

    Lines about anything else stand at the end as they were. A folder that could not be a pattern is left out.

    Args:
        places: regions, each followed by its departments.
        before: CODEOWNERS as it is; empty where there is none.
    """
    places = list(places)
    known, others = _read(places, before)
    listed = [place for place in places if all(map(_FOLDER.fullmatch, place.folder.split("/")))]
    lines = [line for place in listed for line in (_name(place), _line(place, known))]
    left = [f"/data/regions/{folder}/ {owners}" for folder, owners in known.items() if owners and folder not in {
        place.folder for place in listed
    }]  # fmt: skip
    rest = [*left, *others]
    return HEAD + "\n".join([*lines, *([_REST, *rest] if rest else [])]) + "\n"


def unowned(places: Sequence[Place], before: str) -> list[Place]:
    """Return the departments for which nobody stands in CODEOWNERS."""
    known, _ = _read(places, before)
    return [place for place in places if "/" in place.folder and not known.get(place.folder)]


def _line(place: Place, known: Mapping[str, str]) -> str:
    owners = known.get(place.folder, "")
    line = f"/data/regions/{place.folder}/"
    return f"{line} {owners}" if owners else f"# {line}"


def _name(place: Place) -> str:
    """Return the line that says whose folder it is; not every host takes comments behind a pattern."""
    return f"# {' '.join(place.name.split())}"


def _read(places: Iterable[Place], before: str) -> tuple[dict[str, str], list[str]]:
    """Return folder → owners, and the lines about anything else; a line that is commented out names nobody."""
    ours = {*HEAD.splitlines(), _REST, *map(_name, places)}
    known: dict[str, str] = {}
    others = []
    for line in before.splitlines():
        match = _LINE.fullmatch(line.strip())
        if match:
            owners = [word for word in match["owners"].split() if _OWNER.fullmatch(word)]
            known[match["folder"]] = "" if line.startswith("#") else " ".join(owners)
        elif line.strip() and line not in ours:
            others.append(line)
    return known, others
