"""Every vector through every text field, pages opened in Chromium without policy: `… torture_vectors [JOINED [STEP]]`.

With JOINED 1 field number f of round r holds vector f + r, so that after as many rounds as there are vectors each field
held each. With more, a field holds so many beside each other, and so many times fewer rounds do. STEP takes every so
many rounds. Each round is a site of its own. Ends with exit code 1 when anything ran.
"""

import shutil
import sys
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click
from playwright.sync_api import sync_playwright

from tests.browser.conftest import served
from tests.conftest import CHROMIUM, FLAGS
from tests.hostile.filling import Filler
from tests.hostile.looking import look, pages_of
from tests.hostile.project import build_hostile, hostile_files, styled_files, write_hostile
from tests.hostile.vectors import VECTORS, Picker

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def main(joined: str = "1", step: str = "1") -> None:
    """Build, open and judge a site for each round."""
    total = pages = 0
    with tempfile.TemporaryDirectory(prefix="juesuan-vectors-") as work, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        starts = range(0, len(VECTORS), int(joined) * int(step))
        for done, start in enumerate(starts, 1):
            opened, wrong = one_round(browser, Path(work, str(start)), start, int(joined))
            pages, total = pages + opened, total + len(wrong)
            click.echo("".join(f"\n{start}: {words}\n" for words in wrong), nl=False)
            click.echo(f"\r{done}/{len(starts)} rounds, {pages} pages, {total} wrong", nl=False)
        browser.close()
    click.echo()
    sys.exit(bool(total))


def one_round(browser: "Browser", root: Path, start: int, joined: int) -> tuple[int, list[str]]:
    """Return how many pages a site had whose first field begins with vector `start`, and what was wrong with it."""
    pick = Picker(start, joined)
    files = hostile_files(Filler(pick), pick, 1) | styled_files(start)
    try:
        result = build_hostile(write_hostile(root, files), workers=2)
    except Exception:  # noqa: BLE001 - whatever it is, the other rounds are worth their time
        return 0, [traceback.format_exc()]
    with served((root / "site").resolve()) as home:
        seen = look(browser, home, pages_of((root / "site").resolve()), policy=False)
    shutil.rmtree(root)
    return seen.pages, [*(f"{address} was left out" for address in result.left_out), *seen.wrong]


if __name__ == "__main__":
    main(*sys.argv[1:3])
