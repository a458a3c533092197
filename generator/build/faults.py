"""A fault of the program in one report, as a finding of that report: the others are made all the same."""

import traceback
from pathlib import Path

from generator.findings import Finding, Severity

_PACKAGE = Path(__file__).resolve().parents[1]
_LONGEST = 200  # characters of an error's own words


def fault_of(error: Exception, address: str) -> Finding:
    """Return the finding about an error that nobody expected, with the place in the program for whoever mends it.

    Args:
        error: as it was raised.
        address: `region/department/year` of the report.

    Raises:
        Exception: the error again, where it comes from the machine: a full disk or memory is no fault of one report.
    """
    if any(isinstance(one, OSError | MemoryError) for one in _causes(error)):
        raise error
    said = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]
    message = f"处理这份报告时程序自己出了错（{_place(error)}，{said}）。这是程序的毛病，别的报告照常"
    hint = "请把这句话告诉维护程序的人；上次公开的内容先留着"
    return Finding("S05", Severity.ERROR, message, f"data/regions/{address}/report.yml#", hint)


def _place(error: Exception) -> str:
    """Return the file and line of the program where it happened, the innermost that is ours."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    last = ours[-1] if ours else None
    return f"{Path(last.filename).relative_to(_PACKAGE.parent).as_posix()}:{last.lineno}" if last else "程序外面"


def _causes(error: BaseException) -> list[BaseException]:
    """Return an error and those that led to it."""
    found: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in found:
        found.append(now)
        now = now.__cause__ or now.__context__
    return found
