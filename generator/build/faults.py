"""A fault of the program in one report, as a finding of that report: the others are made all the same."""

import traceback
from collections.abc import Iterator
from pathlib import Path

from generator.findings import Finding, Severity

_PACKAGE = Path(__file__).parents[1]
_LONGEST = 200  # characters of an error's own words


def fault_of(error: Exception, address: str) -> Finding:
    """Return the finding about an error that nobody expected, with the place in the program for whoever mends it.

    Args:
        error: as it was raised.
        address: `region/department/year` of the report.

    Raises:
        Exception: the error again, where it comes from the machine: a full disk or memory is no fault of one report.
    """
    if any(isinstance(one, OSError | MemoryError) for one in causes(error)):
        raise error
    message = f"处理这份报告时程序自己出了错（{told(error)}）。这是程序的毛病，别的报告照常"
    hint = "请把这句话告诉维护程序的人；上次公开的内容先留着"
    return Finding("S05", Severity.ERROR, message, f"data/regions/{address}/report.yml#", hint)


def told(error: BaseException) -> str:
    """Return in a line where in the program an error happened, and its own words."""
    return f"{_place(error)}，" + " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]


def causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and those that led to it."""
    seen: set[int] = set()
    now: BaseException | None = error
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        yield now
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)


def _place(error: BaseException) -> str:
    """Return the file and line of the program where it happened, the innermost that is ours."""
    frames = [(Path(frame.f_code.co_filename), line) for frame, line in traceback.walk_tb(error.__traceback__)]
    ours = [(file, line) for file, line in frames if file.is_relative_to(_PACKAGE)]
    if not ours:
        return "程序外面"
    file, line = ours[-1]
    return f"{file.relative_to(_PACKAGE.parent).as_posix()}:{line}"
