"""HTML elements, escaped by construction: a child is text unless it already is markup."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from markupsafe import Markup

from generator.html.escape import escape, safe_href, trusted

_VOID = frozenset({"img", "input", "col", "br"})
_ADDRESSES = frozenset({"href", "src", "action"})

Child: TypeAlias = str | Markup | None
Attribute: TypeAlias = str | int | bool | None


def element(tag: str, *children: Child, **attributes: Attribute) -> Markup:
    """Return one element on one line.

    A child that is a plain `str` is escaped, `Markup` is put in as it is, None is left out. In attribute names a
    trailing underscore is dropped (`class_`) and others become hyphens (`data_folded`); None, False and an empty
    class are left out, True writes the bare name.

    Raises:
        ValueError: an address of a scheme that could run a script.
    """
    written = "".join([_attribute(name, value) for name, value in attributes.items()]) if attributes else ""
    if tag in _VOID:
        return trusted(f"<{tag}{written}>")
    return trusted(f"<{tag}{written}>{_joined(children)}</{tag}>")


def join(children: Iterable[Child], between: str = "") -> Markup:
    """Return children one after the other with `between` between them; plain text is escaped."""
    return trusted(_joined(children, between))


def _joined(children: Iterable[Child], between: str = "") -> str:
    # str's own join: Markup's would escape every part a second time.
    parts = [child if isinstance(child, Markup) else escape(child) for child in children if child is not None]
    return str.join(between if isinstance(between, Markup) else escape(between), parts)


def classes(*names: str) -> str | None:
    """Return the class names that are not empty as one attribute value, or None when there is none."""
    return " ".join(name for name in names if name) or None


@lru_cache(maxsize=8192, typed=True)  # typed: True and 1 are equal, but written differently
def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    if name in _ADDRESSES:
        value = safe_href(str(value))
    return f' {name}="{escape(str(value))}"'
