"""Open data: what can be taken home, how it is described, with a working example."""

from generator.model.summary import Overview


def write(overview: Overview) -> dict[str, str]:
    """Return the files by path below `docs/`."""
    return {}
