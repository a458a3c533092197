"""Everyday words for the search: data/search.yml."""

from pathlib import Path

from generator.load.reading import Reader, load_shared

PATH = "data/search.yml"


def test_the_projects_words_are_read_without_a_finding(project: Path) -> None:
    """招待费 is 公务接待费; each official word and each list of what people say is filled."""
    reader = Reader({PATH: (project / PATH).read_bytes()})
    words = load_shared(reader).words
    assert not [found for found in reader.findings if found.path.startswith(PATH)]
    assert any("招待费" in row.words and row.official == "公务接待费" for row in words)
    assert all(row.official and row.words for row in words)


def test_an_unknown_key_is_told() -> None:
    """A slip in a key is found, the row is left out."""
    reader = Reader({PATH: "常用说法:\n  - {俗称: [招待费], 正式: 公务接待费}\n".encode()})
    assert load_shared(reader).words == ()
    assert any(found.path.startswith(PATH) for found in reader.findings)
