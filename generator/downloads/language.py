"""The language in which text is set where the markup names none: that of no machine.

Markup of a report says that it is Chinese, but the engine sets the words of a drawing without asking it, in the
language of whoever runs the program: on a Japanese system some characters had their Japanese form.
"""

import locale
from functools import cache

from weasyprint.text.ffi import pango


@cache
def settle() -> None:
    """Let Pango take no language from this machine; it asks once in a process, and calling it again changes nothing.

    Every font of a report is made for Chinese, so with no language its characters have their Chinese form.
    """
    before = locale.setlocale(locale.LC_CTYPE)
    locale.setlocale(locale.LC_CTYPE, "C")
    try:
        pango.pango_language_get_default()
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
