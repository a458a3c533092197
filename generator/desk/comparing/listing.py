"""A comparison for programs: JSON with the fields of the records, or the addresses of the reports laid out."""

import json
from dataclasses import asdict

from generator.desk.comparing.notes import as_yaml
from generator.desk.comparing.records import Change, Comparison


def render_json(comparison: Comparison) -> str:
    """Return a comparison as a JSON object.

    `before`, `after`, `day`, `looked`, `same`, `untouched`, `refused` as in `Comparison`; `missing`: how many
    corrections are missing; `reports`: a `Change` each, its fields under their names, and `yaml`: what report.yml
    lacks, "" if nothing.
    """
    said = {
        "before": comparison.before,
        "after": comparison.after,
        "day": comparison.day,
        "missing": comparison.demands,
        "looked": list(comparison.looked),
        "same": comparison.same,
        "untouched": comparison.untouched,
        "refused": list(comparison.refused),
        "reports": [_report(change) for change in comparison.changes],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _report(change: Change) -> dict[str, object]:
    return {**asdict(change), "yaml": as_yaml(change.demands) if change.demands else ""}


def render_addresses(comparison: Comparison) -> str:
    """Return the addresses of the reports whose inputs differ and that are still there, a line each."""
    return "".join(f"{address}\n" for address in comparison.looked)
