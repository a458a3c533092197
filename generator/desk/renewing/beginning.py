"""What begins something new: region.yml, department.yml, and a unit's place in the roster."""

from collections.abc import Sequence

from generator.desk.annotated import Collection, Document, Entry, rendered
from generator.desk.annotated.tree import Scalar
from generator.desk.editing import scalars
from generator.desk.editing.spans import spans_of
from generator.desk.editing.splice import splice
from generator.desk.renewing.words import typed

ROSTER = "公开单位"


def first_region(name: str, short: str, code: str, styles: Sequence[str]) -> str:
    """Return region.yml of a region that has no department yet; a code that is not given is left out."""
    entries = [typed("名称", name)]
    entries += [typed("简称", short)] if short else []
    entries += [Entry("行政区划代码", Scalar(f'"{code}"'))] if code else []
    entries += [_listed("样式", styles), _listed(ROSTER, ())]
    return rendered(Document((), Collection(tuple(entries))))


def first_department(name: str, short: str, aliases: Sequence[str], peers: str, predecessors: Sequence[str]) -> str:
    """Return department.yml of a department."""
    entries = [typed("名称", name), typed("本名", short)]
    entries += [_listed("简称", aliases)] if aliases else []
    entries += [_listed("前身", predecessors)] if predecessors else []
    entries += [typed("同类", peers)] if peers else []
    return rendered(Document((), Collection(tuple(entries))))


def _listed(key: str, names: Sequence[str]) -> Entry:
    return Entry(key, Scalar(scalars.flow(list(names))))


def with_unit(region: str, department: str) -> str:
    """Return region.yml with a department at the end of its roster; every other byte stays.

    Args:
        region: the text of region.yml.
        department: its folder name.

    Raises:
        yaml.YAMLError: the text cannot be parsed.
    """
    span = spans_of(region).get((ROSTER,))
    if span is None or span.kind == "scalar":
        return splice(region, {(ROSTER,): [department]})
    if not span.is_flow:
        return splice(region, {(ROSTER, len(span.children)): department})
    joint = ", " if span.children else ""
    end = span.end - 1
    inside = region[span.start + 1 : end].rstrip()
    return f"{region[: span.start + 1]}{inside}{joint}{department}{region[end:]}"
