"""What the search proposes: departments by everyday name, topics, terms; and answers to plain questions."""

from generator.model.summary import Overview


def write(overview: Overview) -> dict[str, str]:
    """Return the files by path below `docs/`."""
    return {}
