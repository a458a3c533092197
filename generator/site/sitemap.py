"""sitemap.xml, put together from the parts that separate MkDocs runs wrote."""

import html
import re
from collections.abc import Collection, Iterable

_ENTRY = re.compile(rb"\s*<url>.*?<loc>(.*?)</loc>.*?</url>", re.DOTALL)
_END = re.compile(rb"\s*</urlset>")


def merge(parts: Iterable[bytes]) -> bytes:
    """Return one sitemap with the entries of all parts, sorted by address; a later part wins over an equal address.

    Args:
        parts: at least one sitemap; the first gives the frame around the entries.
    """
    whole = list(parts)
    entries = {match[1]: match[0] for part in whole for match in _ENTRY.finditer(part)}
    return _framed(whole[0], [entries[address] for address in sorted(entries)])


def only(sitemap: bytes, addresses: Collection[str]) -> bytes:
    """Return `sitemap` with just the entries of `addresses`, in their order."""
    wanted = [match[0] for match in _ENTRY.finditer(sitemap) if html.unescape(match[1].decode()) in addresses]
    return _framed(sitemap, wanted)


def _framed(frame: bytes, entries: Iterable[bytes]) -> bytes:
    """Return the entries inside the head and the end of `frame`."""
    empty = _ENTRY.sub(b"", frame)
    end = _END.search(empty)
    if end is None:
        return frame
    return empty[: end.start()] + b"".join(entries) + empty[end.start() :]
