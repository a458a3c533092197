"""Machines, hours and storage for many units, from measured figures: `… plan_units --reports 50000 --seconds 3.1 …`.

Nothing is measured here; the figures are those of `make bench` on a machine like those that will do the work.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import click

MACHINES = (1, 2, 4, 8, 16, 32)
HOUR, GIGABYTE = 3600, 1_000_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured.

    Attributes:
        reports: how many are to be made. seconds: of one process for one report. single_seconds: of the one machine
        that assembles, for one report. fixed_seconds: of that machine, however many reports. efficiency: of many
        processes against one, 0 to 1. workers: processes of a machine. site_bytes, cache_bytes: of one report.
        versions: sites kept, the one that is public included.
    """

    reports: int
    seconds: float
    single_seconds: float
    fixed_seconds: float
    efficiency: float
    workers: int
    site_bytes: float
    cache_bytes: float
    versions: int


def hours(measured: Measured, machines: int) -> float:
    """Return the hours of a first build on so many machines."""
    shared = measured.reports * measured.seconds / (machines * measured.workers * measured.efficiency)
    alone = measured.reports * measured.single_seconds + measured.fixed_seconds
    return (shared + alone) / HOUR


def storage(measured: Measured) -> dict[str, float]:
    """Return the bytes of the site, of the versions kept beside it, and of the cache."""
    site = measured.reports * measured.site_bytes
    return {
        "网站": site,
        "旧版本": site * (measured.versions - 1),
        "缓存": measured.reports * measured.cache_bytes,
    }


def lines(measured: Measured) -> Iterator[str]:
    """Yield the plan as Markdown."""
    yield f"{measured.reports}份报告，每份{measured.seconds:g}秒，每台机器{measured.workers}个进程："
    yield ""
    yield "| 机器 | 第一次生成（小时） |"
    yield "|---:|---:|"
    for machines in MACHINES:
        yield f"| {machines} | {hours(measured, machines):.1f} |"
    yield ""
    yield "| 存储 | GB |"
    yield "|---|---:|"
    needed = storage(measured)
    for name, size in needed.items():
        yield f"| {name} | {size / GIGABYTE:.0f} |"
    yield f"| 合计 | {sum(needed.values()) / GIGABYTE:.0f} |"


@click.command()
@click.option("--reports", type=click.IntRange(1), required=True)
@click.option("--seconds", type=float, required=True, help="one process, one report: figures, PDF, pages, HTML")
@click.option("--single-seconds", type=float, default=0.0, help="one report, on the machine that assembles")
@click.option("--fixed-seconds", type=float, default=0.0, help="on that machine, however many reports")
@click.option("--efficiency", type=click.FloatRange(0.01, 1), default=0.9, help="of many processes against one")
@click.option("--workers", type=click.IntRange(1), default=16, help="processes of a machine")
@click.option("--site-bytes", type=float, required=True, help="of one report in the site")
@click.option("--cache-bytes", type=float, required=True, help="of one report in the cache")
@click.option("--versions", type=click.IntRange(1), default=3, help="sites kept, the public one included")
def main(**given: float) -> None:
    """Print hours by machines, and storage."""
    click.echo("\n".join(lines(Measured(**given))))  # type: ignore[arg-type] # click made each what its option says


if __name__ == "__main__":
    main()
