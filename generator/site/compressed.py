"""Compressed copies beside the files they are of, so that a server answers without packing anything itself.

`page/index.html.gz` lies beside `page/index.html`; nginx (`gzip_static`) and others send it to whoever can read it.
Only kinds made of text gain by it: PDF, workbooks, pictures, archives and the pieces of the search index are packed
already. The same content gives the same bytes: no time, no name, and a head of our own, for the one that Python writes
differs from version to version.
"""

import struct
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.site.tree import inside

ENDING = ".gz"
#: kinds that gain; the WebAssembly of the search is packed already and has a name of its own (`.pagefind`).
KINDS = (".html", ".css", ".js", ".json", ".csv", ".xml", ".svg", ".txt", ".md", ".map")
#: smaller files fit into the first packet of an answer anyway.
LEAST_BYTES = 1024
#: a copy has to save a tenth, else it is not worth its place.
MOST_SHARE = 0.9
#: the smallest result: packed once, sent often. On a report of 1.7 MB 9 takes 73 ms and 6 takes 46, for 2 % less.
_LEVEL = 9
#: gzip, deflate, no flags, no time, smallest, no system named.
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


def compressed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the compressed copies of files by path, `….gz`; nothing for files that do not gain by it.

    Args:
        files: path → content.
    """
    found = {}
    for name, content in files.items():
        if is_text(name) and len(content) >= LEAST_BYTES:
            packed = gzipped(content)
            if len(packed) <= len(content) * MOST_SHARE:
                found[name + ENDING] = packed
    return found


def compress_tree(site: Path, only: Iterable[str]) -> list[str]:
    """Return the paths of the compressed copies written for files that another program put into the site, sorted.

    Args:
        site: folder of the site.
        only: beginnings of paths below it, such as `pagefind/`; nothing else is looked at.

    Raises:
        SiteError: a beginning leads out of the site.
    """
    written = []
    for start in only:
        folder = inside(site, start)
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
            for name, content in compressed({path.relative_to(site).as_posix(): path.read_bytes()}).items():
                (site / name).write_bytes(content)
                written.append(name)
    return sorted(written)


def is_text(name: str) -> bool:
    """Return whether a file is of a kind that gets a compressed copy."""
    return name.lower().endswith(KINDS)


def gzipped(content: bytes) -> bytes:
    """Return content in gzip's form; the same bytes for the same content."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(content) + packer.flush()
    return _HEAD + body + struct.pack("<LL", zlib.crc32(content), len(content) & 0xFFFFFFFF)
