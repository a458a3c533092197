"""The data of the selection: names to choose from, and a small file a department, loaded only when it is chosen."""

import json
from collections.abc import Mapping, Sequence

from generator.html.escape import safe_id
from generator.pages.portal.amounts import plain
from generator.pages.portal.series import Point, Row, Series

#: of what a figure is a part, where both are of one document: the base of its share.
WHOLES = {
    "basic": "spending",
    "projects": "spending",
    "general": "spending",
    "personnel": "general",
    "operating": "general",
    "trips": "three-public",
    "vehicles": "three-public",
    "receptions": "three-public",
    "vehicle-purchase": "vehicles",
    "vehicle-running": "vehicles",
}
_FOLDER = "compare/data"


def index_file(series: Sequence[Series]) -> dict[str, str]:
    """Return the file of names, `compare/data/index.json`, by its path below `docs/`.

    Args:
        series: departments that have figures, in official order.
    """
    return {f"{_FOLDER}/index.json": _json(_index(series))}


def department_files(series: Sequence[Series]) -> dict[str, str]:
    """Return one file for each department that has figures, by path below `docs/`."""
    return {
        f"{_FOLDER}/{safe_id(one.region)}/{safe_id(one.department)}.json": _json(_department(one)) for one in series
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _index(series: Sequence[Series]) -> Mapping[str, object]:
    """Return the figures to choose from and, by region, the departments: folder, name without region, kind, names."""
    measures: dict[str, Row] = {}
    regions: dict[str, dict[str, object]] = {}
    for one in series:
        for row in one.rows:
            measures.setdefault(row.key, row)
        region = regions.setdefault(one.region, {"name": one.region_name, "departments": []})
        held = region["departments"]
        assert isinstance(held, list)
        held.append([one.department, one.short, one.peers, *one.aliases])
    return {
        "measures": [
            {"key": row.key, "label": row.label, "topic": row.topic, "whole": WHOLES.get(row.key, "")}
            for row in measures.values()
        ],
        "regions": regions,
    }


def _department(series: Series) -> Mapping[str, object]:
    return {
        "name": series.name,
        "short": series.short,
        "region": series.region_name,
        "href": f"reports/{safe_id(series.region)}/{safe_id(series.department)}/",
        "years": series.years,
        "rows": {row.key: _row(row) for row in series.rows},
    }


def _row(row: Row) -> Mapping[str, object]:
    points = {str(point.year): _point(point) for point in row.points}
    return {"label": row.label, "unit": row.unit, "scope": row.scope, "points": points}


def _point(point: Point) -> Mapping[str, object]:
    """Return a point; what is empty is left out."""
    reading = point.reading
    held = {
        "value": "" if point.value is None else plain(point.value),
        "text": f"{reading.digits} {reading.unit}" if reading and point.value is None else "",
        "scope": reading.scope if reading else "",
        "href": reading.href if reading else "",
        "cautions": [words for words in point.cautions if not words.startswith("口径不同")],
        "notes": list(point.notes),
        "missing": point.missing,
    }
    return {name: value for name, value in held.items() if value}
