"""The project's files as git knows them: what a clone would hold, and what is new and not ignored."""

import subprocess

from tests.build.example import ROOT


def known_files(*below: str) -> dict[str, bytes]:
    """Return the files below some folders (all of them unless told), without what is ignored, by path."""
    said = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *below],  # noqa: S607
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    names = [name for name in said.stdout.decode().split("\0") if name]
    return {name: (ROOT / name).read_bytes() for name in names if (ROOT / name).is_file()}
