"""The text encoding of the system, where it knows no Chinese."""

import os
import sys

_SAMPLE = "决算公开"


def speak_chinese() -> None:
    """Start the program again in Python's UTF-8 mode where file names and settings could hold no Chinese.

    That is so in a locale such as tr_TR.ISO-8859-9; what the terminal cannot show is then printed as its number.
    """
    if sys.flags.utf8_mode:
        return
    try:
        _SAMPLE.encode(sys.getfilesystemencoding())
    except UnicodeEncodeError:
        os.environ["PYTHONUTF8"] = "1"
        os.environ.setdefault("PYTHONIOENCODING", f"{sys.stdout.encoding}:backslashreplace")
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - this very program
