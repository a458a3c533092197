"""Files of the real reports as the site publishes them, drawn by the first test process of a run that needs them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from generator.build.report import Slugs
from generator.load.reading import load_shared_once
from generator.model.imprint import Imprint, imprint_of
from generator.workspace.making import files_of, make_all
from generator.workspace.orders import order_for, prints_of
from generator.workspace.project import Project
from tests.build.example import ROOT, real_files, shared_files


def imprint() -> Imprint:
    """Return what published files say of the site of data/."""
    return imprint_of(load_shared_once(shared_files()).site)


@cache
def published(address: str, store: Path) -> Mapping[str, bytes]:
    """Return the drawings and downloads of a real report by path below its folder.

    Args:
        address: of the report.
        store: the cache that the processes of a run share; what it lacks is drawn and put there.
    """
    project = Project(ROOT, real_files())
    order = order_for(project, store, prints_of(ROOT))
    [made] = make_all(project, [Slugs(*address.split("/"))], order, 1)
    assert made.known is not None
    files = files_of(order, made.known)
    assert files is not None
    return files
