"""The QR code on the cover, which leads from paper to the page."""

import io

import segno

#: the address under which the print template asks for the drawing.
CODE = "page:code"
_QUIET = 4  # modules of white around the code that readers need


def code_of(address: str) -> str:
    """Return the QR code of an address as SVG, the same text for the same address; nothing for an empty one.

    Black on white with the quiet zone that readers need; a quarter of it may be damaged.
    """
    if not address:
        return ""
    out = io.BytesIO()
    code = segno.make(address, error="q", micro=False, boost_error=False)
    code.save(out, kind="svg", border=_QUIET, xmldecl=False, light="#fff", nl=False)
    return out.getvalue().decode()
