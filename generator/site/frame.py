"""What every page of a site is made with besides its own text: settings, what the theme prints, the theme itself."""

import json
from dataclasses import dataclass
from pathlib import Path

from generator.model.identity import Site
from generator.model.imprint import is_web
from generator.workspace.cache import fingerprint, key
from generator.workspace.installed import installed_for

#: pages carry dates from the data, not from the build; MkDocs wants a number all the same.
EPOCH = "315532800"


@dataclass(frozen=True, slots=True)
class Frame:
    """What turns Markdown pages into HTML.

    Attributes:
        root: project folder, with mkdocs.yml and overrides/.
        environment: variables that mkdocs.yml reads.
        extra: what the theme prints at the head and foot of every page.
        theme: fingerprint of all these.
    """

    root: str
    environment: dict[str, str]
    extra: dict[str, object]
    theme: str


def frame_of(root: Path, site: Site) -> Frame:
    """Return what the pages of a site are made with."""
    environment, extra = environment_of(site), extra_of(site)
    return Frame(str(root), environment, extra, _theme_print(root, environment, extra))


def environment_of(site: Site) -> dict[str, str]:
    """Return the variables that mkdocs.yml reads."""
    return {"JUESUAN_SITE_NAME": site.title, "JUESUAN_SITE_URL": site.address, "SOURCE_DATE_EPOCH": EPOCH}


def extra_of(site: Site) -> dict[str, object]:
    """Return what the theme prints at the head and foot of every page; empty fields are left out."""
    fields = {
        "publisher": site.publisher,
        "organizer": site.operator,
        "phone": site.telephone,
        "address": site.post,
        "email": site.mail,
        "hours": site.hours,
        "feedback": _safe_address(site.feedback),
        "requests": _safe_address(site.requests),
        "site_code": site.identifier,
        "icp": site.icp,
        "police": site.police,
        "licence": site.licence,
        "licence_address": site.licence if is_web(site.licence) else "",
    }
    steps = [{"name": step.name, "url": _safe_address(step.address)} for step in site.portal]
    return {"footer": {name: value for name, value in fields.items() if value}, "portal": steps}


def _safe_address(address: str) -> str:
    """Return an address of the portal when it is a web address or a path, else nothing: it becomes a link.

    Two slashes at the beginning, of either kind, are the name of another host to a browser.
    """
    is_path = address.startswith(("/", "../")) and not address.startswith(("//", "/\\"))
    return address if is_path or address.startswith(("https://", "http://")) else ""


def _theme_print(root: Path, environment: dict[str, str], extra: dict[str, object]) -> str:
    """Return the fingerprint of what turns a Markdown page into HTML."""
    paths = sorted(path for path in (root / "overrides").rglob("*") if path.is_file())
    settings = json.dumps([environment, extra], ensure_ascii=False, sort_keys=True)
    return key(fingerprint([root / "mkdocs.yml", *paths]), installed_for(root).fingerprint, settings)
