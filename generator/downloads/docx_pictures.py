"""Charts as pictures for documents that take no drawings of lines: PNG, the same bytes each time."""

import re
import struct
import zlib

import vl_convert

#: pixels for a unit of the drawing: 250 on an inch where a chart is 90 mm wide.
_SCALE = 2.0
_HEAD = 8
#: what would draw another file into a drawing; the rasteriser opens whatever path it names.
_FOREIGN = re.compile(r"<\s*(?:[\w-]+:)?(?:image|feImage|use)\b", re.IGNORECASE)
_LEVEL = 6


def picture_of(drawing: str) -> bytes:
    """Return a drawing (SVG) as PNG.

    Raises:
        ValueError: the drawing asks for a file or an address, which no chart does.
    """
    if _FOREIGN.search(drawing):
        raise ValueError("a drawing that asks for another file")
    return _packed(vl_convert.svg_to_png(drawing, scale=_SCALE))


def size_of(picture: bytes) -> tuple[int, int]:
    """Return width and height of a PNG in pixels."""
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def _packed(picture: bytes) -> bytes:
    """Return a PNG whose pixels are packed well: the rasteriser packs them fast, and six times as large."""
    at, pixels, out = _HEAD, b"", [picture[:_HEAD]]
    while at < len(picture):
        length, kind = struct.unpack(">I4s", picture[at : at + 8])
        content = picture[at + 8 : at + 8 + length]
        at += length + 12
        if kind == b"IDAT":
            pixels += content
            continue
        if kind == b"IEND":
            out.append(_chunk(b"IDAT", zlib.compress(zlib.decompress(pixels), _LEVEL)))
        out.append(_chunk(kind, content))
    return b"".join(out)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
