"""The status board: which unit published which year, when, and what is missing; totals of a region."""

from generator.model.summary import Overview


def write(overview: Overview) -> dict[str, str]:
    """Return the files by path below `docs/`."""
    return {}
