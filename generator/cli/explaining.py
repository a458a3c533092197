"""Why a build made something again, in words; reports that it made for the same reason are told together."""

from collections.abc import Iterator

from generator.site.job import Result
from generator.site.reasons import why

#: so many reports of a group are named, and so many reasons told.
MOST_NAMED, MOST_REASONS = 5, 6


def explained(result: Result) -> Iterator[str]:
    """Yield lines of what a build read and made again, and why; the last ones tell what it did not.

    Args:
        result: of the build.
    """
    groups: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for address in sorted(result.built):
        if done := _done(result, address):
            reasons = tuple(why(address, result.before, result.now)) if result.now else ()
            groups.setdefault((done, reasons), []).append(address)
    for (done, reasons), addresses in groups.items():
        yield f"{_named(addresses)}：{done}"
        yield from (f"  因为{reason}" for reason in reasons[:MOST_REASONS])
        if len(reasons) > MOST_REASONS:
            yield f"  另有 {len(reasons) - MOST_REASONS} 个原因"
    resting = len(result.built) - sum(map(len, groups.values()))
    if resting:
        yield f"没有重做：{resting} 份报告，数据、样式、程序和模板都没有变"
    made = "重做，因为有网页变了" if result.before else "新做，原来没有网站"
    yield f"搜索索引：{made if result.indexed else '没有重做'}"


def _done(result: Result, address: str) -> str:
    """Return what was done for a report; "" when everything was there."""
    made = [
        *(["图和文件"] if address in result.drawn else []),
        *(["网页"] if address in result.paged else []),
    ]
    if made:
        return f"重做了{'、'.join(made)}"
    return "重新读了一遍，内容没有变，只更新数字出处" if address in result.read else ""


def _named(addresses: list[str]) -> str:
    named = "、".join(addresses[:MOST_NAMED])
    return named if len(addresses) <= MOST_NAMED else f"{named} 等 {len(addresses)} 份"
