"""The template environment: what a template prints is escaped by `generator.html`, and nothing may be undefined."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Undefined
from markupsafe import Markup

from generator.html.escape import escape, safe_href, safe_id
from generator.html.text import render_heading


def render(template: str, **values: object) -> str:
    """Return the template filled with values, one line feed at its end."""
    return _environment().get_template(template).render(values).strip("\n") + "\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("generator.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_escaped,
    )
    environment.filters["href"] = _href
    environment.filters["id"] = safe_id
    environment.globals["heading"] = render_heading
    return environment


def _escaped(value: object) -> object:
    """Return text folded and escaped: the template engine's own escaping would keep line breaks."""
    if isinstance(value, Markup | Undefined):
        return value
    return escape(str(value))


def _href(address: str) -> Markup:
    return escape(safe_href(address))
