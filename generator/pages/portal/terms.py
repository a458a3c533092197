"""The glossary of the site: each term in plain words, officially, and where it is used."""

from generator.model.summary import Overview


def write(overview: Overview) -> dict[str, str]:
    """Return the files by path below `docs/`."""
    return {}
