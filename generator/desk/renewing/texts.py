"""texts.yml of a new year: last year's words; the check asks where they are the same, and years in them are listed."""

from collections.abc import Iterator, Mapping

from generator.desk.annotated import Collection, Document, Entry, Scalar, annotated, rendered
from generator.desk.renewing.words import Years, with_moved_comments, years_in
from generator.model.style import OutlineEntry, Style

#: conditions of sections that the texts of a department's accounts stand in.
ASKED = ("文.", "公开内容.部门决算")


def renewed_texts(last: str, years: Years) -> str:
    """Return texts.yml of a year.

    Args:
        last: texts.yml of the year before it.
        years: the two years.
    """
    return rendered(with_moved_comments(annotated(last), years))


def first_texts(style: Style, outline: tuple[OutlineEntry, ...]) -> str:
    """Return the texts that a style asks for, each blank; "" where it asks for none."""
    names = list(dict.fromkeys(_asked(style, outline)))
    return rendered(Document((), Collection(tuple(Entry(name, Scalar("")) for name in names)))) if names else ""


def _asked(style: Style, entries: tuple[OutlineEntry, ...]) -> Iterator[str]:
    for entry in entries:
        section = style.sections.get(entry.section)
        if section is None or entry.paper or entry.walk or not (section.only_if or ASKED[0]).startswith(ASKED):
            continue
        yield from (content.text for content in section.content if content.text)
        yield from _asked(style, entry.below)


def stale_places(texts: Mapping[str, str], years: Years, names: tuple[str, str]) -> Iterator[str]:
    """Yield `file:line` and what to look at, for each line that names a year up to last year, or the former name.

    Args:
        texts: path → text of the new files.
        years: the two years.
        names: what the department was called, and is called now.
    """
    for path, text in texts.items():
        held: dict[int, list[str]] = {}
        for line, year in years_in(text):
            if int(year) <= years.before:
                held.setdefault(line, []).append(f"{year}年")
        if names[0] != names[1]:
            for line, words in enumerate(text.split("\n"), 1):
                held.setdefault(line, []).extend([f"“{names[0]}”"] if names[0] in words else [])
        for line in sorted(held):
            if held[line]:
                yield f"{path}:{line} 写着{'、'.join(dict.fromkeys(held[line]))}"
