"""The project on disk: which reports there are, the files each is made from, dates from git."""

import datetime as dt
import os
import re
import stat
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from generator.build.report import Slugs
from generator.load.reading import Reader
from generator.model.attachments import EXAMINED, dump_examined
from generator.model.identity import Department
from generator.model.release import CHINA
from generator.workspace.attachments import attached_in, shown

#: larger files are not read at all: nothing an editor types comes near.
MOST_BYTES = 20_000_000
_YEAR = re.compile(r"[0-9]+")
_WITH_YEAR = 6  # parts of data/regions/REGION/DEPARTMENT/YEAR/FILE
SHARED = ("data/site.yml", "data/glossary.yml", "data/search.yml", "data/classification/", "data/styles/")


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with data/, mkdocs.yml and overrides/.

    Attributes:
        root: the folder.
        files: path below it → bytes, for every YAML file of data/ read so far.
    """

    root: Path
    files: Mapping[str, bytes]
    _years: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note which files each folder of a year holds: whoever asks for one report must not look through all."""
        found: dict[str, list[str]] = {}
        for path in sorted(self.files):
            parts = path.split("/")
            if parts[:2] == ["data", "regions"] and len(parts) >= _WITH_YEAR:
                found.setdefault("/".join(parts[:5]), []).append(path)
        object.__setattr__(self, "_years", {folder: tuple(paths) for folder, paths in found.items()})

    @property
    def shared(self) -> dict[str, bytes]:
        """Return the files that all reports share."""
        return {path: content for path, content in self.files.items() if path.startswith(SHARED)}

    def reports(self) -> Iterator[Slugs]:
        """Yield every report that has a folder, in order of its address."""
        for folder, paths in sorted((folder.split("/"), paths) for folder, paths in self._years.items()):
            if _YEAR.fullmatch(folder[4]) and any(path.count("/") == _WITH_YEAR - 1 for path in paths):
                yield Slugs(*folder[2:])

    def departments(self, region: str) -> Iterator[str]:
        """Yield the folders of a region that have a department.yml."""
        for path in self.files:
            before, _, name = path.rpartition("/")
            if name == "department.yml" and before.startswith(f"data/regions/{region}/"):
                yield before.removeprefix(f"data/regions/{region}/")

    def files_of(self, slugs: Slugs) -> dict[str, bytes]:
        """Return the files that one report is made from: its own, its department's, its region's, and last year's.

        Of the files attached to it only what was seen of them is there (`EXAMINED`): they may be large.
        """
        base, own, earlier = f"data/regions/{slugs.region}", f"data/regions/{slugs.address}", self.earlier(slugs)
        names = [f"{base}/region.yml", *(f"{base}/{one.department}/department.yml" for one in earlier)]
        folders = [own, *(f"data/regions/{one.address}" for one in earlier)]
        names += [path for folder in folders for path in self._years.get(folder, ())]
        found = {path: self.files[path] for path in names if path in self.files}
        if attached := attached_in(self.root / own):
            found[f"{own}/{EXAMINED}"] = dump_examined(attached)
        return found

    def earlier(self, slugs: Slugs) -> list[Slugs]:
        """Return the reports of the year before that a report is compared with: its department's, its predecessors'."""
        before = str(int(slugs.year) - 1)
        path = f"data/regions/{slugs.region}/{slugs.department}/department.yml"
        names = _named_before(self.files[path]) if path in self.files else ()
        return [Slugs(slugs.region, department, before) for department in (slugs.department, *names)]


@lru_cache(maxsize=4096)
def _named_before(content: bytes) -> tuple[str, ...]:
    """Return the folder names of the predecessors that a department.yml names; it is asked about once a year."""
    record = Reader({"department.yml": content}).record(Department, "department.yml")
    return record.predecessors if record else ()


def read_project(root: Path) -> Project:
    """Return the project in a folder with every YAML file of its data/ read.

    Links that lead out of data/ are not followed.
    """
    data = root / "data"
    files: dict[str, bytes] = {}
    for folder, folders, names in os.walk(data):
        folders[:] = sorted(name for name in folders if not Path(folder, name).is_symlink())
        for name in sorted(names):
            path = Path(folder, name)
            if name.endswith((".yml", ".yaml")) and _is_own(path):
                files[shown(path.relative_to(root).as_posix())] = path.read_bytes()
    return Project(root, files)


def _is_own(path: Path) -> bool:
    """Return whether a name in data/ is a file of it and not a link, a pipe, or larger than anything typed."""
    about = path.lstat()
    return stat.S_ISREG(about.st_mode) and about.st_size <= MOST_BYTES


def commit_of(root: Path) -> tuple[str, dt.datetime] | None:
    """Return the commit that the folder stands on and its time, or None outside git."""
    try:
        said = subprocess.run(
            ["git", "log", "-1", "--format=%H %cI"],  # noqa: S607 - whichever git the user has
            cwd=root, capture_output=True, text=True, check=True, timeout=20,
        )  # fmt: skip
        commit, _, moment = said.stdout.strip().partition(" ")
        return (commit, dt.datetime.fromisoformat(moment)) if commit else None
    except (OSError, subprocess.SubprocessError, ValueError):
        return None


def moment_of(root: Path) -> dt.datetime:
    """Return the moment that a build stands for unless told, in China's time: that of the commit, else now."""
    commit = commit_of(root)
    return (commit[1] if commit else dt.datetime.now(tz=dt.UTC)).astimezone(CHINA)


def day_of(root: Path) -> dt.date:
    """Return the day in China that a build stands for unless told: that of the commit, else (outside git) today."""
    return moment_of(root).date()
