"""Every vector through every text field, pages opened in Chromium without policy: `… torture_vectors [JOINED [STEP]]`.

With JOINED 1 field number f of round r holds vector f + r, so that after as many rounds as there are vectors each field
held each. With more, a field holds so many beside each other, and so many times fewer rounds do. STEP takes every so
many rounds. Each round is a site of its own. Ends with exit code 1 when anything ran.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from tests.browser.conftest import served
from tests.conftest import CHROMIUM, FLAGS
from tests.hostile.filling import Filler
from tests.hostile.looking import look, pages_of
from tests.hostile.project import build_hostile, hostile_files, styled_files, write_hostile
from tests.hostile.vectors import VECTORS, Picker


def main(joined: str = "1", step: str = "1") -> None:
    """Build, open and judge a site for each round."""
    wrong: list[str] = []
    pages = 0
    work = Path(tempfile.mkdtemp(prefix="juesuan-vectors-"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        starts = range(0, len(VECTORS), int(joined) * int(step))
        for done, start in enumerate(starts, 1):
            pick = Picker(start, int(joined))
            root = work / str(start)
            files = hostile_files(Filler(pick), pick, 1) | styled_files(start)
            result = build_hostile(write_hostile(root, files), workers=2)
            wrong += [f"{start}: {address} was left out" for address in result.left_out]
            with served((root / "site").resolve()) as home:
                seen = look(browser, home, pages_of((root / "site").resolve()), policy=False)
            pages += seen.pages
            wrong += [f"{start}: {words}" for words in seen.wrong]
            shutil.rmtree(root)
            click.echo(f"\r{done}/{len(starts)} rounds, {pages} pages, {len(wrong)} wrong", nl=False)
        browser.close()
    shutil.rmtree(work)
    click.echo("".join(f"\n{words}" for words in wrong))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(*sys.argv[1:3])
