"""What is new and what was corrected after publication, as pages and as a feed."""

from generator.model.summary import Overview


def write(overview: Overview) -> dict[str, str]:
    """Return the files by path below `docs/`."""
    return {}
