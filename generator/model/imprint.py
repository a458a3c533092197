"""What every file of open data says about the site that it comes from."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.model.identity import Site

#: what an address cannot hold: it would end the attribute, the line or the header that it stands in.
_FOREIGN = re.compile(r"[\s\"'<>\\^`{|}]")


@dataclass(frozen=True, slots=True)
class Imprint:
    """Address, publisher and licence of the site; each may be empty, none is invented.

    Attributes:
        address: the site's home as a whole web address with a slash at its end.
        publisher: 主办单位.
        licence: 数据许可, as words or as an address.
    """

    address: str = ""
    publisher: str = ""
    licence: str = ""

    def whole(self, path: str) -> str:
        """Return the whole address of a path below the home page; nothing when the site does not know its own."""
        return f"{self.address}{path}" if self.address else ""


def imprint_of(site: Site) -> Imprint:
    """Return the imprint that the settings state; an address below which no page can be counts as empty."""
    address = site.address.strip()
    is_home = is_web(address) and not {"?", "#"} & set(address)
    return Imprint(f"{address.rstrip('/')}/" if is_home else "", site.publisher, site.licence)


def is_web(address: str) -> bool:
    """Return whether a text is a whole web address and nothing besides, so that it may become a link."""
    if not address.lower().startswith(("https://", "http://")) or not _is_clean(address):
        return False
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # half a bracket, a port that is no number
        return False


def is_link(address: str) -> bool:
    """Return whether a text is a whole web address, or one below the site's own server; `//host/` is neither."""
    is_path = address.startswith(("/", "../")) and not address.startswith("//")
    return is_web(address) or (is_path and _is_clean(address))


def _is_clean(address: str) -> bool:
    return address.isprintable() and not _FOREIGN.search(address)
