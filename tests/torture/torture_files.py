"""10,000 damaged YAML files and 1,000 damaged workbooks: `python -m tests.torture.torture_files [SHARE]`.

A quarter of the YAML files are copies of data/, the others those of an invented report; every second workbook is an
.xls. Some go on to drawings, pages and portal (`trying`). SHARE (1 unless told) does that part of it. Ends with exit
code 1 when any broke, took over five seconds of CPU time (more on a machine that is slower just now), or over a
gigabyte.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from math import ceil

import click

from tests.hostile.test_damaged_files import tried
from tests.hostile.trying import MOST_MEMORY

#: kind → how many, how many at a time.
MANY = {"yaml": (7500, 250), "data": (2500, 100), "workbook": (1000, 100)}
WORKERS = 2


def main(share: str = "1") -> None:
    """Try them all, two processes at a time; print what came of each kind."""
    failed = False
    for kind, (total, step) in MANY.items():
        count = ceil(total * float(share))
        firsts = range(0, count, step)
        with ThreadPoolExecutor(WORKERS) as pool:
            found = list(
                pool.map(
                    lambda first, kind=kind, count=count: tried(kind, first, min(MANY[kind][1], count - first)), firsts
                )
            )
        slowest, memory = max(one["slowest"] for one in found), max(one["memory"] for one in found)
        broken = [words for one in found for words in one["broken"]]
        click.echo(
            f"{kind}: {sum(one['tried'] for one in found)} tried, {sum(one['refused'] for one in found)} refused, "
            f"{len(broken)} broke, slowest {slowest:.2f} s, most memory {memory:.0f} MB"
        )
        for words in broken:
            click.echo(words)
        failed |= bool(broken) or memory > MOST_MEMORY
    sys.exit(failed)


if __name__ == "__main__":
    main(*sys.argv[1:2])
