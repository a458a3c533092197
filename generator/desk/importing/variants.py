"""What a style knows to recognize: its tables, and what other years and provinces call them."""

from collections.abc import Iterable, Mapping

from generator.desk.importing.labels import others_of
from generator.desk.importing.recognize import Known
from generator.desk.importing.rows import Codes
from generator.desk.importing.titles import titles_of
from generator.model.style import Style, TableForm


def known_of(style: Style, codes: Codes, *, owners: Iterable[str] = (), unit: str = "") -> Known:
    """Return what to recognize with the merged style of a report.

    A table that the style prints is known before one that is only read (导入 › 表式) or by another name.

    Args:
        style: the merged style.
        codes: bare name of a code → the codes that bear it.
        owners: names of departments, which titles may begin with.
        unit: unit of amounts where a table names none; "" takes 万元.
    """
    forms: dict[str, tuple[TableForm, ...]] = {}
    printed = {name: form for name, form in style.tables.items() if not form.is_ours}
    names = {form.title: name for name, form in reversed((*printed.items(), *style.importing.forms.items()))}
    for form in (*printed.values(), *style.importing.forms.values()):
        forms[names[form.title]] = (*forms.get(names[form.title], ()), form)
    aliases = style.importing
    return Known(
        forms,
        titles_of(_titles(forms, aliases.titles), aliases.unread, owners),
        codes,
        others_of(aliases.rows),
        others_of(aliases.columns),
        unit,
    )


def _titles(forms: Mapping[str, tuple[TableForm, ...]], others: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """Return the titles of each table; another's own title is no other name."""
    own = {form.title for held in forms.values() for form in held}
    return {
        name: [held[0].title, *(other for other in others.get(name, ()) if other not in own)]
        for name, held in forms.items()
    }
