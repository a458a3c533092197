"""What every file of open data says about the site that it comes from."""

from dataclasses import dataclass

from generator.model.identity import Site

_WEB = ("https://", "http://")


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
    """Return the imprint that the settings state; an address that is none of the web counts as empty."""
    address = site.address.strip()
    known = address.startswith(_WEB) and not any(mark.isspace() or ord(mark) < ord(" ") for mark in address)
    return Imprint(f"{address.rstrip('/')}/" if known else "", site.publisher, site.licence)


def is_web(address: str) -> bool:
    """Return whether a text is a whole web address."""
    return address.startswith(_WEB)
