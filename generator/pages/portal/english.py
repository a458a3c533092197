"""Home, about and open data in English."""

from generator.model.summary import Overview


def write(overview: Overview) -> dict[str, str]:
    """Return the files by path below `docs/`."""
    return {}
