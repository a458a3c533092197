"""The six real reports built on machines that have nothing but the commit in common: `… torture_same_bytes`.

Each machine has a clone of its own, code included: one builds from nothing, one elsewhere with two workers, and that
one again as another user from a warm cache, in Turkish from a cache of which half is gone, and after building one
report alone. Every file of the sites is compared. Ends with exit code 1 when any differs.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import click

from generator.site.verify import verify_site
from tests.build.example import real_files
from tests.site.same_bytes import FAR, NEAR, POOR, TURKISH, build_as, clone, differing, digests, lay_out, project_of
from tests.torture.known_files import known_files

#: memory as a file system lists a folder in another order than a disk does.
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
_NEEDED = 4_000_000_000
AS_OF = ("--as-of", "2026-11-01")


def main() -> None:
    """Build, compare, and print what differs."""
    in_memory = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _NEEDED
    with (
        tempfile.TemporaryDirectory(prefix="juesuan-") as near,
        tempfile.TemporaryDirectory(prefix="j-", dir=_MEMORY if in_memory else None) as far,
    ):
        first = lay_out(NEAR, Path(near), {**project_of(real_files()), **known_files("generator")})
        second = clone(first, FAR, Path(far))
        expected: dict[str, str] = {}
        wrong: list[str] = []
        for name, site in _sites(Path(near), first, Path(far), second):
            found = digests(site)
            expected = expected or found
            names = differing(expected, found)
            wrong += [f"{name}: {one}" for one in names]
            wrong += [] if verify_site(site).is_whole else [f"{name}: not what its list says"]
            click.echo(f"{name}: {len(found)} files, {len(names)} differ")
    click.echo("".join(f"{words}\n" for words in wrong), nl=False)
    sys.exit(bool(wrong))


def _sites(near: Path, first: Path, far: Path, second: Path) -> Iterator[tuple[str, Path]]:
    """Yield the site of each build with its name."""
    poor = replace(POOR, folder=FAR.folder)
    yield "one worker", build_as(NEAR, near, first, first, AS_OF)
    yield "elsewhere, two workers", build_as(FAR, far, second, second, AS_OF)
    yield "warm cache, no Chinese", build_as(poor, far, second, second, AS_OF)
    kept = sorted(path for path in (second / "build" / "cache").rglob("*") if path.is_file())
    for path in Random(7).sample(kept, len(kept) // 2):  # noqa: S311 - which half does not matter
        path.unlink()
    yield "half a cache, Turkish", build_as(TURKISH, far, second, second, AS_OF)
    address = min(path for path in real_files() if path.endswith("/report.yml")).removeprefix("data/regions/")
    yield "one report alone", build_as(FAR, far, second, second, (address.removesuffix("/report.yml"), *AS_OF))


if __name__ == "__main__":
    main()
