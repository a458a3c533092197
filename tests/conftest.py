"""What every test may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.shared import shared_folder

#: Debian's Chromium without windows: the same engine for less than a third of the processor time a page.
CHROMIUM = "/usr/bin/chromium-headless-shell"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]

# The same examples in every run and on every machine, however slow it is.
settings.register_profile("house", deadline=None, derandomize=True, max_examples=60, database=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def project() -> Path:
    """Return the project's folder."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the cache that all test processes of a run share: a real report takes ten seconds to draw.

    Entries stand under the hash of all that they are made from, and the folder is new in every run.
    """
    return shared_folder(tmp_path_factory) / "cache"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium, one a test process: Playwright cannot be started twice in one."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
