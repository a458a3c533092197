"""Every vector through every text field, pages opened in Chromium without policy: `… torture_vectors [STEP]`.

Each round is a site of its own, in which a field holds one vector that has to begin a text and a few others behind it;
after `ROUNDS` rounds each field held every vector and began with each of those that must, and each address was each of
the links, which is asked at the end. STEP takes every so many rounds, and asks nothing then. A round in which nothing
was wrong is not run again on the same project. Ends with exit code 1 when anything ran or was not met.
"""

import json
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
from tests.torture.every_part import FOLDER, state_of_project

if TYPE_CHECKING:
    from playwright.sync_api import Browser


class Rounds:
    """What was seen of the rounds in which nothing was wrong, kept in a file for this state of the project."""

    def __init__(self, file: Path, state: str) -> None:
        self.file, self.state = file, state
        kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        self._seen: dict[str, list[list[int]]] = kept.get("rounds", {}) if kept.get("state") == state else {}

    def get(self, number: int) -> Looked | None:
        """Return what was seen of a round, or None where it is to be run."""
        found = self._seen.get(str(number))
        return Looked(pages=found[0][0], shown=set(found[1])) if found else None

    def add(self, number: int, seen: Looked) -> None:
        """Keep what was seen of a round, unless something was wrong."""
        if not seen.wrong:
            self._seen[str(number)] = [[seen.pages], sorted(seen.shown)]
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text(json.dumps({"state": self.state, "rounds": self._seen}), encoding="utf-8")


def main(step: str = "1") -> None:
    """Build, open and judge a site for each round; then ask whether every field met every vector."""
    fills: list[Filler] = []
    seen = Looked()
    kept = Rounds(FOLDER / "vectors.json", state_of_project())
    with tempfile.TemporaryDirectory(prefix="juesuan-vectors-") as work, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        rounds = range(0, ROUNDS, int(step))
        for done, number in enumerate(rounds, 1):
            fill = Filler(Picker(number))
            one = known_round(kept, number, fill) or one_round(browser, Path(work, str(number)), fill)
            if state_of_project() == kept.state:
                kept.add(number, one)
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


def known_round(kept: Rounds, number: int, fill: Filler) -> Looked | None:
    """Return what was seen of a round before, its texts handed out once more, or None where it is to be run."""
    seen = kept.get(number)
    if seen:
        hostile_files(fill)
    return seen


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
