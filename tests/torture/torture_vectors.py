"""Every vector through every text field, pages opened in Chromium without policy: `… torture_vectors [STEP]`.

Each round is a site of its own, in which a field holds one vector that has to begin a text and a few others behind it;
after `ROUNDS` rounds each field held every vector and began with each of those that must, and each address was each of
the links, which is asked at the end. STEP takes every so many rounds, and asks nothing then. Ends with exit code 1 when
anything ran or was not met.
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
from tests.hostile.filling import Filler, unmet
from tests.hostile.looking import Looked, look, pages_of
from tests.hostile.project import build_hostile, hostile_files, write_hostile
from tests.hostile.vectors import ROUNDS, VECTORS, Picker

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def main(step: str = "1") -> None:
    """Build, open and judge a site for each round; then ask whether every field met every vector."""
    fills: list[Filler] = []
    seen = Looked()
    with tempfile.TemporaryDirectory(prefix="juesuan-vectors-") as work, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        rounds = range(0, ROUNDS, int(step))
        for done, number in enumerate(rounds, 1):
            fill = Filler(Picker(number))
            one = one_round(browser, Path(work, str(number)), fill)
            fills.append(fill)
            seen.pages, seen.shown = seen.pages + one.pages, seen.shown | one.shown
            seen.wrong += one.wrong
            click.echo("".join(f"\n{number}: {words}\n" for words in one.wrong), nl=False)
            click.echo(f"\r{done}/{len(rounds)} rounds, {seen.pages} pages, {len(seen.wrong)} wrong", nl=False)
        browser.close()
    missing = [*unmet(fills), *unseen(seen)] if int(step) == 1 else []
    click.echo("".join(f"\n{words}" for words in missing))
    sys.exit(bool(seen.wrong or missing))


def unseen(seen: Looked) -> list[str]:
    """Return the vectors that no page showed as text, of those that can be told by their number."""
    told = {number for number, text in enumerate(VECTORS) if f"__xss({number})" in text}
    return [f"no page showed {VECTORS[number]!r}" for number in sorted(told - seen.shown)]


def one_round(browser: "Browser", root: Path, fill: Filler) -> Looked:
    """Return what was seen of a site whose texts are those of one round."""
    try:
        result = build_hostile(write_hostile(root, hostile_files(fill)), workers=2)
    except Exception:  # noqa: BLE001 - whatever it is, the other rounds are worth their time
        return Looked(wrong=[traceback.format_exc()])
    with served((root / "site").resolve()) as home:
        seen = look(browser, home, pages_of((root / "site").resolve()), policy=False)
    shutil.rmtree(root)
    seen.wrong[:0] = [f"{address} was left out" for address in result.left_out]
    return seen


if __name__ == "__main__":
    main(*sys.argv[1:2])
